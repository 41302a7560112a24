"""Lists of jobs, page by page, and a submit's job found in them: every decision, no I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from generation_jobs._core.errors import UndecodableResponse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from generation_jobs._core.errors import SubmitUncertain
    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Listing, Row

_CLOCK_SKEW = timedelta(minutes=5)
_TAKEN_WITHIN = timedelta(minutes=10)


@dataclass
class Pages:
    """The pages of one list, asked for one at a time; `request` is the next one's, None after the last."""

    desk: ProviderSession
    listing: Listing[Any, Any]
    request: dict[str, Any] | None
    _asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    async def next(self, deadline: float | None = None) -> tuple[Row, ...] | None:
        """The rows of the next page, None after the last. Raises `UndecodableResponse` for a list that never ends."""
        if self.request is None:
            return None
        who, request = self.desk.provider, self.request
        until = self.desk.patience() if deadline is None else deadline
        model, _ = await self.desk.ask(who, self.listing.operation, request, until)
        self._asked.append(request)
        try:
            self.request = self.listing.operation.next_page(model, request)
        except self.desk.adapter.undecodable as error:
            raise self._endless(str(error)) from error
        if self.request in self._asked:
            raise self._endless("a page comes again")
        return tuple(self.listing.row(self.desk.base_url, item) for item in self.listing.operation.items(model))

    def _endless(self, why: str) -> UndecodableResponse:
        return UndecodableResponse(f"{self.desk.provider}: its list does not end: {why}", status_code=200)


@dataclass(frozen=True)
class Search:
    """What `find_submitted` found.

    `verdict` is "found" (`jobs` has the one), "absent", "ambiguous" (`jobs` has all that fit) or "unknowable" (nobody
    can know: the provider has no list, or its rows say too little).
    """

    verdict: Literal["found", "absent", "ambiguous", "unknowable"]
    jobs: tuple[Job, ...] = ()


async def search(pages: Pages, lost: SubmitUncertain) -> Search:
    """Look for the job of a lost submit, by its text and time."""
    text = lost.parameters.get(pages.listing.text)
    if not isinstance(text, str):
        return Search("unknowable")
    found: list[Job] = []
    while (rows := (await pages.next())) is not None:
        found += [row.job for row in rows if row.text == text and _fits(row.at, lost.submitted_at)]
    if len(found) > 1:
        return Search("ambiguous", tuple(found))
    return Search("found", tuple(found)) if found else Search("absent")


def matching(rows: tuple[Row, ...], status: JobStatus | None, since: datetime | None) -> Iterator[Job]:
    """The jobs of a page that have this status (None: any) and were created at this time or later."""
    for row in rows:
        if status is not None and row.job.status is not status:
            continue
        if since is not None and (row.job.created_at is None or row.job.created_at < since):
            continue
        yield row.job


def _fits(at: datetime | None, submitted_at: datetime) -> bool:
    return at is None or submitted_at - _CLOCK_SKEW <= at <= submitted_at + _TAKEN_WITHIN
