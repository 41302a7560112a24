"""Reads lists of jobs page by page, and searches them for the job of a lost submit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from generation_jobs._core.errors import UndecodableResponse
from generation_jobs._core.models import Job, JobStatus
from generation_jobs.providers.loose_model import LooseModel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from generation_jobs._core.errors import SubmitUncertain
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Listing, Row

_CLOCK_SKEW = timedelta(minutes=5)
_ACCEPTED_WITHIN = timedelta(minutes=10)


class Paginator:
    """The pages of one list. `query` are the parameters of its operation."""

    def __init__(self, session: ProviderSession, listing: Listing[Any, Any], query: dict[str, Any]) -> None:
        self.session, self.listing = session, listing
        self._request: dict[str, Any] | None = listing.operation.get_kwargs(**query)
        self._sent: list[dict[str, Any]] = []

    @property
    def is_last(self) -> bool:
        """Whether the page that was read last is the last page."""
        return self._request is None

    async def next(self, deadline: float | None = None) -> tuple[Row, ...] | None:
        """Request and return the next page; None after the last.

        Raises:
            APIError: The response is an error.
            TransportError: No response came.
            UndecodableResponse: A page comes again, so that the list would never end.
        """
        if self._request is None:
            return None
        session, operation, request = self.session, self.listing.operation, self._request
        until = session.queue_deadline() if deadline is None else deadline
        model, _ = await session.call(session.name, operation, request, until)
        self._sent.append(request)
        items = session.read(model, operation.items) if isinstance(model, LooseModel) else operation.items(model)
        try:
            self._request = operation.next_page(model, request)
        except session.adapter.undecodable as error:
            raise self._endless(str(error)) from error
        if self._request in self._sent:
            raise self._endless("a page repeats")
        return tuple(row for item in items if (row := self._row(item)) is not None)

    def _row(self, item: object) -> Row | None:
        """Return an item of a page; None, with a warning, if it names no job."""
        try:
            return self.listing.row(self.session.base_url, item)
        except (UndecodableResponse, AttributeError, TypeError, ValueError):
            self.session.warn_once("%s: an item of the list of jobs names no job, and was left out", self.session.name)
            return None

    async def read(self, deadline: float) -> Sequence[Job]:
        """Return the jobs of the next page; none after the last."""
        return [row.job for row in await self.next(deadline) or ()]

    def _endless(self, why: str) -> UndecodableResponse:
        return UndecodableResponse(f"{self.session.name}: the list of jobs does not end: {why}", status_code=200)


@dataclass(frozen=True)
class ListedJobs:
    """A provider's list whose items contain the jobs' statuses. The polling engine uses it as its `JobList`."""

    session: ProviderSession
    listing: Listing[Any, Any]
    size_parameter: str
    page_size: int
    filters: Collection[JobStatus]

    @classmethod
    def of(cls, session: ProviderSession, listing: Listing[Any, Any], parameter: str, page_size: int) -> ListedJobs:
        """Return the list of a provider, whose `parameter` sets the page size."""
        filters = {status for status in JobStatus if listing.query(status)}
        return cls(session, listing, parameter, page_size, filters)

    def pages(self, status: JobStatus | None, page_size: int) -> Paginator:
        query = {} if status is None else self.listing.query(status)
        return Paginator(self.session, self.listing, {**query, self.size_parameter: page_size})


@dataclass(frozen=True)
class Search:
    """The result of `find_submitted`.

    Attributes:
        verdict: "found" (one job matches), "absent" (none does), "ambiguous" (several do) or "unknowable" (the provider
            has no list, or the submit has no text to search for).
        jobs: The jobs that match.
    """

    verdict: Literal["found", "absent", "ambiguous", "unknowable"]
    jobs: tuple[Job, ...] = ()


Search.__module__ = "generation_jobs"  # the name in pickles


async def search(pages: Paginator, lost: SubmitUncertain) -> Search:
    """Search a list for the job of a lost submit, by its text and time."""
    text = lost.parameters.get(pages.listing.text)
    if not isinstance(text, str):
        return Search("unknowable")
    found: list[Job] = []
    while (rows := await pages.next()) is not None:
        found += [row.job for row in rows if row.text == text and _fits(row.at, lost.submitted_at)]
    if len(found) > 1:
        return Search("ambiguous", tuple(found))
    return Search("found", tuple(found)) if found else Search("absent")


def matching(rows: Sequence[Row], status: JobStatus | None, since: datetime | None) -> Iterator[Job]:
    """Yield the jobs of a page with this status (None for any) that were created at `since` or later."""
    for row in rows:
        if status is not None and row.job.status is not status:
            continue
        if since is not None and (row.job.created_at is None or row.job.created_at < since):
            continue
        yield row.job


def _fits(at: datetime | None, submitted_at: datetime) -> bool:
    return at is None or submitted_at - _CLOCK_SKEW <= at <= submitted_at + _ACCEPTED_WITHIN
