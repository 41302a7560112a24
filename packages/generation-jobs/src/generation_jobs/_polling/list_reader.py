"""Reading a provider's list for many jobs: which part of it, and how many pages that takes."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from generation_jobs._core.models import Job
from generation_jobs._core.values.status import JobStatus
from generation_jobs._polling.source import JobList, ListPages

_BARREN_PAGES, _BARREN_SHARE = 2, 0.1
"""Pages in a row without a job of ours after which the other jobs are polled: they may be years back.

The first number is the least; the second is a share of the polls that the list may save.
"""

_MIN_ROWS = 50
"""Rows of a page, at least: others' jobs stand between ours."""

_FAILURES_EVERY = 3
"""Every third reading of ended jobs includes failed ones, too, although there were none so far."""


class ListFilter(Enum):
    """Which part of a list is read: all of it, or the jobs of some statuses, one status after the other.

    The first status is always read, the others only if they are likely to have rows.
    """

    ALL = ()
    ENDED = (JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED)
    RUNNING = (JobStatus.RUNNING, JobStatus.QUEUED)


class ListSize:
    """How many rows are likely to be in each part of a list, and how many pages.

    `rows` counts by status what stood there since our oldest job was created, our own jobs and others.
    """

    def __init__(self, job_list: JobList) -> None:
        self.job_list = job_list
        self.rows: Counter[JobStatus] = Counter()
        self.readings: int = 1
        known = job_list.filters
        self.filters: list[ListFilter] = [which for which in ListFilter if not which.value or which.value[0] in known]

    def statuses(self, which: ListFilter) -> tuple[JobStatus | None, ...]:
        """Return the statuses to read one after the other; None reads the list unfiltered."""
        if which is ListFilter.ALL:
            return (None,)
        first, *others = which.value
        is_rare_reading = which is ListFilter.ENDED and self.readings % _FAILURES_EVERY == 0
        likely = (status for status in others if self.rows[status] or is_rare_reading)
        return (first, *(status for status in likely if status in self.job_list.filters))

    def count(self, which: ListFilter) -> int:
        """Return how many rows a part is likely to hold."""
        return sum(map(self.rows_of, self.statuses(which)))

    def pages(self, which: ListFilter) -> int:
        """Return how many requests reading a part is likely to take."""
        size = self.job_list.page_size
        return sum(max(1, math.ceil(self.rows_of(status) / size)) for status in self.statuses(which))

    def rows_of(self, status: JobStatus | None) -> int:
        """Return how many rows of a status there are likely to be."""
        return self.rows.total() if status is None else self.rows[status]


@dataclass(eq=False)
class ListReader:
    """One reading of a part of a list, page by page.

    `oldest` is when our oldest job was created, None where that is not known of all: rows behind it are not ours.
    """

    size: ListSize
    which: ListFilter
    statuses: tuple[JobStatus | None, ...]
    started: float
    oldest: datetime | None
    found: int = 0
    """Rows about jobs of ours so far."""
    running: int = 0
    """How many of those are still running."""
    complete: bool = True
    """Whether every row that can be ours was read."""
    _rows: Counter[JobStatus] = field(default_factory=Counter[JobStatus])
    _place: int = 0
    _pages: ListPages | None = None
    _barren: int = 0

    async def read(self, more: int, deadline: float) -> Sequence[Job]:
        """Return the next page, where `more` rows than last time may be of interest; `take` takes it."""
        if self._pages is None:
            status, job_list = self.statuses[self._place], self.size.job_list
            rows = min(job_list.page_size, max(_MIN_ROWS, more + self.size.rows_of(status)))  # enough, if so many came
            self._pages = job_list.pages(status, rows)
        return await self._pages.read(deadline)

    def take(self, rows: Sequence[Job], ours: Sequence[Job], waiting: int) -> bool:
        """Note a page, whose rows `ours` are waited for, as are `waiting` jobs in all. Returns whether it is over."""
        self._rows.update(row.status for row in rows if not self._is_behind(row))
        self.found += len(ours)
        self.running += sum(not job.status.is_final for job in ours)
        self._barren = 0 if ours else self._barren + 1
        if self.which is ListFilter.ALL and waiting <= self.running:
            return True  # every one was found
        if not rows or self._pages is None or self._pages.is_last or self._is_past(rows):
            return self._next_status()
        if self._barren >= max(_BARREN_PAGES, _BARREN_SHARE * waiting) and self.oldest is None:
            self.complete = False
            return self._next_status()
        return False

    def finish(self) -> None:
        """Keep for the next reading how many rows there were."""
        if self.which is ListFilter.ALL:
            self.size.rows = self._rows
        else:
            for status in self.statuses:
                if status is not None:
                    self.size.rows[status] = self._rows[status]

    def _next_status(self) -> bool:
        self._pages, self._barren, self._place = None, 0, self._place + 1
        return self._place == len(self.statuses)

    def _is_past(self, rows: Sequence[Job]) -> bool:
        """Return whether a list with the newest first has passed our oldest job. Another order is read to its end."""
        first, last = rows[0].created_at, rows[-1].created_at
        newest_first = first is not None and last is not None and first >= last
        return newest_first and all(map(self._is_behind, rows))

    def _is_behind(self, row: Job) -> bool:
        return self.oldest is not None and row.created_at is not None and row.created_at < self.oldest


def needs_poll(job: Job) -> bool:
    """Return whether a poll must follow a row: a success without its result, or a failure, which may be stale or wrong.

    A job that is wrongly given up as failed is submitted again, and paid for twice.
    """
    if job.status is JobStatus.SUCCEEDED:
        return not job.media
    return job.status.is_final
