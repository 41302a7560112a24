"""Looking many jobs up in a provider's list: which parts of it there are, and what reading them costs. No I/O."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from generation_jobs._core.models import Job, JobStatus
from generation_jobs._paginator import Pages

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Listing, Row

_BARREN = 2
"""Pages in a row without a job of ours after which the rest is asked for alone: it may lie years back."""

_LEAST = 50
"""Rows of a page, at least: others' jobs stand between ours."""

_ROWS = 300
"""So many rows are as much work, for all, as one request more."""

_RARELY = 3
"""Every so many readings of what has ended ask for failures, too, where there were none."""

_OPEN = (JobStatus.QUEUED, JobStatus.RUNNING)
_ENDED = (JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED)


class Scope(Enum):
    """What part of a list is read."""

    ALL = "all of it"
    ENDED = "what has ended"
    OPEN = "what goes on"


class Lister:
    """One provider's list: how it is asked, and how many rows are likely to be in each part of it.

    `rows` counts by status what stood there since our oldest job was created, ours and others'.
    """

    def __init__(self, desk: ProviderSession, listing: Listing[Any, Any], size: tuple[str, int]) -> None:
        self._desk = desk
        self._listing = listing
        self._parameter = size[0]
        self.size: int = size[1]
        self._words = {status for status in JobStatus if listing.query(status)}
        self.rows: Counter[JobStatus] = Counter()
        self.readings: int = 1
        self.scopes: tuple[Scope, ...] = (Scope.ALL, Scope.ENDED, Scope.OPEN) if self._words else (Scope.ALL,)

    def filters(self, scope: Scope, among: Collection[JobStatus]) -> tuple[JobStatus | None, ...]:
        """The status filters that make up a scope; `among` are the statuses that our jobs were last seen in.

        Failures are asked for each time once there has been one, and until then every third time.
        """
        if scope is Scope.ALL:
            return (None,)
        if scope is Scope.OPEN:
            return tuple(status for status in _OPEN if status in among and status in self._words)
        rare = self.readings % _RARELY == 0
        likely = (status for status in _ENDED if status is JobStatus.SUCCEEDED or self.rows[status] or rare)
        return tuple(status for status in likely if status in self._words)

    def count(self, scope: Scope, among: Collection[JobStatus]) -> int:
        """How many rows a scope is likely to hold."""
        return sum(map(self._count, self.filters(scope, among)))

    def pages(self, scope: Scope, among: Collection[JobStatus]) -> int:
        """How many requests it is likely to take to read a scope."""
        return sum(max(1, math.ceil(self._count(status) / self.size)) for status in self.filters(scope, among))

    def cost(self, scope: Scope, among: Collection[JobStatus]) -> float:
        """What reading a scope costs, in requests."""
        return self.pages(scope, among) + self.count(scope, among) / _ROWS

    @classmethod
    def of(cls, desk: ProviderSession) -> Lister | None:
        """The list of a provider; None where it has none, or one that does not tell how jobs stand."""
        listing = desk.adapter.listing
        return None if listing is None or listing.size is None else cls(desk, listing, listing.size)

    def ask(self, status: JobStatus | None, rows: int) -> Pages:
        """The pages of the list with this filter, as large as they may be where so many more rows may be there now."""
        query = {} if status is None else self._listing.query(status)
        query[self._parameter] = min(self.size, max(_LEAST, rows + self._count(status)))
        return Pages(self._desk, self._listing, self._listing.operation.get_kwargs(**query))

    def moved(self, before: JobStatus, after: JobStatus) -> None:
        """A job of ours stands elsewhere now."""
        self.rows[before] = max(0, self.rows[before] - 1)
        self.rows[after] += 1

    def _count(self, status: JobStatus | None) -> int:
        return self.rows.total() if status is None else self.rows[status]


@dataclass
class Sweep:
    """One reading of a scope, page by page.

    `oldest` is when our oldest job was created, None where that is not known of all: what lies behind it in the list is
    none of ours. `found` are the ids of ours that were told so far, `going` how many of them still go on.
    """

    lister: Lister
    scope: Scope
    filters: tuple[JobStatus | None, ...]
    started: float
    oldest: datetime | None
    found: set[str] = field(default_factory=set[str])
    going: int = 0
    complete: bool = True
    """Whether all was read that can hold a job of ours."""
    _counted: Counter[JobStatus] = field(default_factory=Counter[JobStatus])
    _place: int = 0
    _pages: Pages | None = None
    _barren: int = 0

    async def page(self, rows: int, deadline: float) -> tuple[Row, ...] | None:
        """Ask for the next page, where so many rows are of interest; `take` takes what it tells."""
        if self._pages is None:
            self._pages = self.lister.ask(self.filters[self._place], rows)
        return await self._pages.next(deadline)

    def take(self, rows: Sequence[Row], ours: Sequence[Job], waiting: int) -> bool:
        """Note what a page told, of which `ours` are waited for, as are `waiting` in all. Gives whether it is over."""
        self._counted.update(row.job.status for row in rows if not self._is_behind(row))
        self.found.update(id_of(job) for job in ours)
        self.going += sum(not job.status.is_final for job in ours)
        self._barren = 0 if ours else self._barren + 1
        if self.scope is Scope.ALL and waiting <= self.going:
            return True  # every one has been found
        if not rows or self._pages is None or self._pages.request is None or self._is_past(rows):
            return self._is_over()
        if self._barren >= _BARREN and self.oldest is None:
            self.complete = False
            return self._is_over()
        return False

    def note(self) -> None:
        """Keep for the next time how many rows there were."""
        if self.scope is Scope.ALL:
            self.lister.rows = self._counted
        else:
            for status in self.filters:
                if status is not None:
                    self.lister.rows[status] = self._counted[status]

    def _is_over(self) -> bool:
        """Go on with the next filter, if there is one."""
        self._pages, self._barren, self._place = None, 0, self._place + 1
        return self._place == len(self.filters)

    def _is_past(self, rows: Sequence[Row]) -> bool:
        """Whether a list that tells the newest first has passed our oldest job. Another order is read to its end."""
        first, last = rows[0].job.created_at, rows[-1].job.created_at
        newest_first = first is not None and last is not None and first >= last
        return newest_first and all(map(self._is_behind, rows))

    def _is_behind(self, row: Row) -> bool:
        created = row.job.created_at
        return self.oldest is not None and created is not None and created < self.oldest


def id_of(job: Job) -> str:
    """The provider's id in a job's ref."""
    return (job.ref or "").partition(":")[2]


def lacks(job: Job) -> bool:
    """Whether a row leaves out what a look would tell: the result, or why there is none."""
    if job.status is JobStatus.SUCCEEDED:
        return not job.media
    return job.status is JobStatus.FAILED and not (job.error and job.error.message)
