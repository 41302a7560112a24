"""Searches a provider's list for the jobs of lost submits."""

import logging
from typing import Any

from generation_jobs._core.config import RETRY_INTERVAL, retry_delay
from generation_jobs._core.errors import APIError, TransportError
from generation_jobs._core.ledger import Search
from generation_jobs._core.outcome import is_retryable
from generation_jobs._ledger.matching import ListSearch
from generation_jobs._sessions.paginator import Paginator
from generation_jobs._sessions.provider_session import ProviderSession
from generation_jobs.providers.operations import Listing, Row

log: logging.Logger = logging.getLogger("generation_jobs")


_MAX_PAGES = 100
"""How much of a list is searched for lost submits."""


async def search(session: ProviderSession, lost: ListSearch, timeout: float) -> list[Search]:
    """Search a provider's list for the jobs of lost submits, in one pass, and return the verdicts in their order.

    A page that fails is requested again for `timeout` seconds; after that, `lost.failure` is the reason.

    Where a job is deleted while the list is read, a row moves up to a page that was read already. So what several pages
    do not show is searched for in a second pass.
    """
    if (listing := session.adapter.listing) is None:
        return [Search("unknowable")] * len(lost.lost)
    again = ListSearch(lost.lost, lost.claimed)
    pages = await _add_pages(session, listing, lost, timeout)
    results = lost.results()
    if pages > 1 and lost.failure is None and not all(result.jobs for result in results):
        await _add_pages(session, listing, again, timeout)
        lost.failure = again.failure
        results = [first if first.jobs else second for first, second in zip(results, again.results(), strict=True)]
    return results


async def _add_pages(session: ProviderSession, listing: Listing[Any, Any], lost: ListSearch, timeout: float) -> int:
    """Add as many pages as are needed; return how many."""
    pages = Paginator(session, listing, dict([listing.size] if listing.size else []))
    for number in range(_MAX_PAGES):
        try:
            rows = await _next_page(pages, timeout)
        except (APIError, TransportError) as error:
            lost.fail(error)
            return number
        if pages.is_doubtful:
            lost.doubt()
        if rows is None:
            lost.end()
            return number
        lost.add(rows, pages.date, session.config.clock.now())
        if lost.is_over:
            return number + 1
    return _MAX_PAGES


async def _next_page(pages: Paginator, timeout: float) -> tuple[Row, ...] | None:
    """Return the next page, which is requested again for `timeout` seconds. Raises its last error."""
    session = pages.session
    deadline, streak = session.config.clock.monotonic() + timeout, 0
    while True:
        try:
            return await pages.next()
        except (APIError, TransportError) as error:
            streak += 1
            hint = error.retry_after if isinstance(error, APIError) else None
            delay = retry_delay(RETRY_INTERVAL, streak, hint, session.config.random)
            if pages.is_endless or not is_retryable(error) or session.config.clock.monotonic() + delay > deadline:
                raise
            log.warning("%s; the list of jobs is read again in %.0f s", error, delay)
        await session.io.sleep(delay)
