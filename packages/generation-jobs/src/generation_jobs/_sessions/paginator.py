"""Reads lists of jobs page by page."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, Self, cast

from generation_jobs._core.errors import UndecodableResponse
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import server_date
from generation_jobs._core.values.status import JobStatus
from generation_jobs._sessions.provider_session import ProviderSession
from generation_jobs.providers.loose_model import LooseModel
from generation_jobs.providers.operations import Listing, Row

_MAX_BARREN = 3
"""Pages in a row without a new job after which a list counts as endless. One may come where many jobs are added."""


class _Page(NamedTuple):
    model: object
    items: list[object]
    rows: list[Row]

    def repeats(self, other: Self) -> bool:
        """Return whether both are the same page."""
        refs, others = ({row.job.ref for row in page.rows} for page in (self, other))
        return self.items == other.items or (bool(refs) and refs == others)


class Paginator:
    """The pages of one list, with each job once. `query` are the parameters of its operation."""

    def __init__(self, session: ProviderSession, listing: Listing[Any, Any], query: dict[str, Any]) -> None:
        self.session, self.listing = session, listing
        self._request: dict[str, Any] | None = listing.operation.get_kwargs(**query)
        self._sent: list[dict[str, Any]] = []
        self._page = _Page(None, [], [])  # that was read last
        self._seen: set[str | None] = set()
        self._barren = 0  # pages in a row without a new job
        self._problem: UndecodableResponse | None = None  # of the next page
        self.date: datetime | None = None  # the server's time on the page that was read last
        self.is_doubtful: bool = False
        """Whether there may be jobs that no page names: an item was not readable, a list null, a page came again, or
        there are more by the list's own total."""
        self.is_endless: bool = False

    @property
    def is_last(self) -> bool:
        """Whether the page just read is the last one."""
        return self._request is None

    async def next(self, deadline: float | None = None) -> tuple[Row, ...] | None:
        """Request and return the next page; None after the last.

        Raises:
            UndecodableResponse: The page is not as documented, or the list would never end. In the second case all
                its jobs were returned before.
        """
        if self._problem is not None:
            raise self._problem
        if (request := self._request) is None:
            return None
        page = await self._read(request, deadline)
        # The list moves while it is read, and may name a job again.
        new = {row.job.ref: row for row in reversed(page.rows) if row.job.ref not in self._seen}
        self._seen.update(new)
        self._barren = 0 if new else self._barren + 1
        try:
            self._request = self._following(page, request)
        except UndecodableResponse as problem:
            if not new:
                raise
            self._problem = problem
        self._page = page
        if self.is_last and isinstance(total := self.listing.total(page.model), int):
            self.is_doubtful |= total > len(self._seen)
        return tuple(reversed(new.values()))

    async def _read(self, request: dict[str, Any], deadline: float | None) -> _Page:
        session, operation = self.session, self.listing.operation
        until = session.queue_deadline() if deadline is None else deadline
        model, answer = await session.call(session.name, operation, request, until)
        self.date = server_date(answer.headers)
        items = self._items(model)
        if not items and session.adapter.read_error(answer.body)[0]:  # an error's code; good pages have messages, too
            raise session.error(session.name, answer.status_code, answer.body, None, "the response contains an error")
        self.is_doubtful |= not items and b"[" not in answer.body  # null says less than an empty list
        rows = self._rows(items)
        if session.without_key(answer) is not answer:
            rows = _with_media_of(rows, self._rows(self._items(session.parse(session.name, operation, answer))))
        page = _Page(model, items, rows)
        self.is_doubtful |= len(page.rows) < len(items) or (bool(items) and page.repeats(self._page))
        return page

    def _items(self, model: Any) -> list[object]:
        """Return the items of a page. Raises `UndecodableResponse` for none in a loose model."""
        session, operation = self.session, self.listing.operation
        is_loose = isinstance(model, LooseModel)
        items = session.read(model, lambda page: list(operation.items(page))) if is_loose else operation.items(model)
        if not isinstance(cast("object", items), list):
            problem = f"{session.name}: a page of the list of jobs holds no list"
            raise UndecodableResponse(problem, status_code=200)
        return items

    def _rows(self, items: Sequence[object]) -> list[Row]:
        return [row for item in items if (row := self._row(item)) is not None]

    def _following(self, page: _Page, request: dict[str, Any]) -> dict[str, Any] | None:
        self._sent.append(request)
        model = page.model
        # The same jobs are the same page, though how often they were played has changed, or their order.
        previous = model if page.repeats(self._page) else self._page.model
        try:
            following = self.listing.operation.next_page(model, request, previous)
        except self.session.adapter.undecodable as error:
            raise self._endless(str(error)) from error
        except (TypeError, ValueError):  # a loose model's total is not a number
            raise getattr(model, "misfit", None) or self._endless("its total is not a number") from None
        if following in self._sent:
            raise self._endless("a page repeats")
        if following is not None and self._barren >= _MAX_BARREN:
            raise self._endless(f"{_MAX_BARREN} pages in a row name no new job")
        return following

    def _row(self, item: object) -> Row | None:
        """Return an item of a page; None, with a warning, if it names no job."""
        try:
            row = self.listing.row(self.session.base_url, item)
            job = self.session.without_keys(row.job)
            return row if job is row.job else row._replace(job=job)
        except (UndecodableResponse, AttributeError, TypeError, ValueError):
            self.session.warn_once("%s: an item of the list of jobs names no job, and was left out", self.session.name)
            return None

    async def read(self, deadline: float) -> Sequence[Job]:
        """Return the jobs of the next page; none after the last."""
        return [row.job for row in await self.next(deadline) or ()]

    def _endless(self, why: str) -> UndecodableResponse:
        self.is_endless = True
        return UndecodableResponse(f"{self.session.name}: the list of jobs does not end: {why}", status_code=200)


class ListedJobs:
    """A provider's list whose items contain the jobs' statuses. The polling engine uses it as its `JobList`."""

    def __init__(self, session: ProviderSession, listing: Listing[Any, Any], size: tuple[str, int]) -> None:
        self._session, self._listing = session, listing
        self._size_parameter, self.page_size = size
        self.filters: Collection[JobStatus] = {status for status in JobStatus if listing.query(status)}

    def pages(self, status: JobStatus | None, page_size: int) -> Paginator:
        query = {} if status is None else self._listing.query(status)
        return Paginator(self._session, self._listing, {**query, self._size_parameter: page_size})


def _with_media_of(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Return rows with the media of `others` about the same job. A row without a counterpart is left out."""
    media = {row.job.ref: row.job.media for row in others}
    return [row._replace(job=replace(row.job, media=media[row.job.ref])) for row in rows if row.job.ref in media]


def matching(rows: Sequence[Row], status: JobStatus | None, since: datetime | None) -> Iterator[Job]:
    """Yield the jobs of a page with this status (None for any) that were created at `since` or later."""
    for row in rows:
        if status is not None and row.job.status is not status:
            continue
        if since is not None and (row.job.created_at is None or row.job.created_at < since):
            continue
        yield row.job
