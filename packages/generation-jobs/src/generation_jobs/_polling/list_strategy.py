"""Whether, when and how a provider's list is read for the jobs that are waited for, by what it costs."""

from __future__ import annotations

import logging
from datetime import timedelta
from math import ceil, inf
from typing import TYPE_CHECKING

from generation_jobs._core.errors import APIError, GenerationJobsError
from generation_jobs._core.models import JobStatus
from generation_jobs._core.policy import retry_delay
from generation_jobs._core.status_errors import is_passing
from generation_jobs._polling.list_reader import ListFilter, ListReader, ListSize
from generation_jobs._polling.pending import LAST_POLL, PendingJob, PendingJobs
from generation_jobs._polling.queues import AT_ONCE
from generation_jobs._polling.schedule import lag_worth_a_poll, poll_delay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from random import Random

    from generation_jobs._core.models import Job
    from generation_jobs._polling.source import JobSource

log: logging.Logger = logging.getLogger("generation_jobs")

SELDOM = 120.0
"""Seconds between two readings, at most; and after which a job that no list has named is polled by itself."""

_ROW_COST, _PAGE_COST_PER_JOB = 4.0, 3
"""Cost of a row of a list, in polls: it is work for the provider, and for us. Of a page no more than three a job."""

_LIMITED = 30.0
"""Cost multiplier for list reads under a rate limit: others need the limit, too."""

_ENOUGH = 3
"""Jobs from which on the list is considered at all; after it was given up, twice as many as there were then."""

_TRIES = 3
"""Failures in a row after which the list is left alone, for `SELDOM` if they were worth another try."""

_SAMPLE = 100
"""Jobs that stand for all, where an average over thousands is wanted."""

_BISECTIONS = 8

_CLOCK_SKEW = timedelta(minutes=2)
"""The provider's clock and ours may differ by this much when rows are compared with our oldest job."""


class ListStrategy:
    """The reading of one provider's list for all jobs that are waited for there.

    Jobs that are wanted are told by the list if that takes fewer requests; otherwise they are due at once.
    """

    def __init__(self, source: JobSource, jobs: PendingJobs, random: Random) -> None:
        self._source, self._jobs, self._random = source, jobs, random
        self._size = None if source.job_list is None else ListSize(source.job_list)
        self._reader: ListReader | None = None
        self._usable_from = self._paused_until = -inf
        self._streak = 0
        self._planned_for = _ENOUGH
        self.is_reading: bool = False
        """Whether a page is under way."""
        self.next_at: float = inf
        """When the list is to be read again; infinite where each job is polled by itself."""

    @property
    def is_active(self) -> bool:
        """Whether the list tells how jobs stand, so that they need not be polled."""
        return self._reader is not None or self.next_at < inf

    def ready(self, now: float) -> float:
        """Return when a page may be asked for."""
        if self.is_reading:
            return inf
        soonest = now if self._reader is not None or self._jobs.wanted else self.next_at
        return max(soonest, self._paused_until)

    def begin(self, now: float, today: datetime) -> None:
        """Begin to read where that is due and costs less than polling; otherwise let wanted jobs be due at once."""
        wanted = len(self._jobs.wanted)
        if self._reader is not None:
            return
        if not wanted and now < self.next_at:
            if self.next_at == inf and self._jobs.count >= self._planned_for:  # many have joined since
                self._plan(now)
            return
        which = self._cheapest(now, wanted or self._jobs.count, resolving=bool(wanted))
        if which is not None and self._size is not None:
            self._start(self._size, which, now, today)
        elif wanted:  # only these few are polled by themselves
            self._poll(list(self._jobs.wanted))
        else:
            self._give_up(self._usable_from, now)

    def next_page(self, now: float) -> ListReader | None:
        """Return the reading whose next page is to be asked for now, if there is one."""
        if self._reader is None or self.is_reading or now < self._paused_until:
            return None
        self.is_reading = True
        return self._reader

    def take(self, rows: Sequence[Job], ours: Sequence[Job], now: float) -> None:
        """Note a page, and which of its jobs are waited for."""
        self._streak = 0
        reader = self._reader
        assert reader is not None, "a page belongs to a reading"
        if reader.take(rows, ours, self._jobs.count):
            self._finish(reader, now)

    def failed(self, error: GenerationJobsError, now: float) -> None:
        """Note that a page could not be had."""
        self._streak += 1
        log.debug("%s: its list cannot be read: %s", self._source.name, error)
        hint = error.retry_after if isinstance(error, APIError) else None
        if is_passing(error) and self._streak < _TRIES:
            self._paused_until = now + retry_delay(self._source.poll_interval, self._streak, hint, self._random)
            return
        self._streak, self._reader = 0, None
        self._give_up(now + SELDOM if is_passing(error) else inf, now)

    def moved(self, before: JobStatus, after: JobStatus) -> None:
        """Note that a job of ours stands elsewhere in the list now."""
        if self._size is not None:
            self._size.move(before, after)

    # One reading

    def _start(self, size: ListSize, which: ListFilter, now: float, today: datetime) -> None:
        for job in self._jobs:
            if not job.streak:
                job.subscription.unschedule(job)  # the list tells how it stands
        size.readings += 1
        self._reader = ListReader(size, which, size.statuses(which), now, self._oldest(now, today))
        message = "%s: %d jobs wait; reading the list (%s jobs) instead of polling each"
        log.debug(message, self._source.name, self._jobs.count, which.name.lower())

    def _finish(self, reader: ListReader, now: float) -> None:
        self._reader = None
        reader.finish()
        missing = [job for job in self._jobs if job.reported_at < reader.started]
        if not reader.complete or reader.which is ListFilter.ALL:
            self._poll(missing)
        elif reader.which is ListFilter.RUNNING:
            self._jobs.wanted.update(dict.fromkeys(missing))  # gone from there: they have ended
        else:
            for job in missing:
                job.running_at = max(job.running_at, reader.started)
        if reader.which is not ListFilter.RUNNING:
            self._poll(list(self._jobs.wanted))
        if reader.found or reader.complete:
            self._plan(now)
        else:
            self._give_up(inf, now)  # ours lie too far back

    def _plan(self, now: float) -> None:
        """Fix the time of the next reading, or give the list up."""
        which = self._cheapest(now, self._jobs.count, resolving=False)
        if which is None or self._size is None:
            self._give_up(self._usable_from, now)
            return
        rows, pages, interval = self._size.count(which), self._size.pages(which), self._source.poll_interval
        latest = now + max(interval.floor, min(SELDOM, interval.longest))
        at = self._worth(rows, pages, now + interval.floor, latest)
        deadlines = (wait.deadline for wait in self._jobs.listed if not wait.is_small)  # few are polled at the end
        last = min(deadlines, default=inf) - LAST_POLL * (1 + pages)
        self.next_at = min(at, last) if now < last - LAST_POLL else at

    def _give_up(self, until: float, now: float) -> None:
        """Leave the list alone until a time: for good if that is infinite, and also if it is past."""
        self._usable_from = until
        self._planned_for = max(_ENOUGH, 2 * self._jobs.count)
        self.next_at = until if until > now else inf
        for job in self._jobs:
            if job.was_reported and job.due >= job.subscription.last_poll_at:
                self.schedule_poll(job, now)
        self._poll(list(self._jobs.wanted))

    # Polls

    def schedule_poll(self, job: PendingJob, now: float, hint: float | None = None) -> None:
        """Let a running job be due when polling it is worth it."""
        interval = self._source.poll_interval
        delay = poll_delay(interval, job.distribution, job.running_age, job.status, hint, self._random)
        job.subscription.schedule(job, max(now, job.running_at + delay))

    def _poll(self, jobs: Iterable[PendingJob]) -> None:
        for job in jobs:
            self._jobs.wanted.pop(job, None)
            job.subscription.push(job, AT_ONCE)

    # Costs

    def _cheapest(self, now: float, alone: int, *, resolving: bool) -> ListFilter | None:
        """Return the part of the list that tells what is wanted by the fewest requests; None where polling does."""
        if self._size is None or now < self._usable_from or alone < _ENOUGH:
            return None
        costs = {which: self._cost(self._size, which, now) for which in self._useful(self._size, now, resolving)}
        best = min(costs, key=costs.__getitem__)
        return best if costs[best] < alone - 1 else None

    def _useful(self, size: ListSize, now: float, resolving: bool) -> list[ListFilter]:
        reported = min((job.reported_at for job in self._jobs), default=inf)
        has_unknown = any(job.status is JobStatus.UNKNOWN for job in self._jobs)
        useless = {
            # The ended list does not name running jobs.
            ListFilter.ENDED: reported == -inf or (reported < now - SELDOM and not resolving),
            # The running list omits ended jobs and unknown statuses.
            ListFilter.RUNNING: reported == -inf or resolving or has_unknown,
        }
        return [which for which in size.filters if not useless.get(which)]

    def _cost(self, size: ListSize, which: ListFilter, now: float) -> float:
        """Return how many requests it is likely to take to learn from a part of the list who has ended."""
        if size.rows.total() < self._jobs.count:  # it was not read yet
            return ceil(self._jobs.count / size.job_list.page_size)
        pages = size.pages(which)
        if which is not ListFilter.RUNNING:
            return pages
        jobs, weight = self._jobs.sample(_SAMPLE)  # those that are gone from there must be found elsewhere
        gone = weight * sum(job.distribution.ended_share(job.age(now), job.running_age) for job in jobs)
        return pages + min(gone, *(size.pages(other) for other in (ListFilter.ALL, ListFilter.ENDED)))

    def _worth(self, rows: int, pages: int, low: float, high: float) -> float:
        """Return the time between two others when it is worth reading so much to learn how all jobs stand.

        Square lags are added up, as for a poll: what costs ten polls is worth ten times the square of its lag.
        """
        polls = min(_ROW_COST * rows, _PAGE_COST_PER_JOB * self._jobs.count * pages)
        jobs, weight = self._jobs.sample(_SAMPLE)
        curves = [(job, job.distribution, job.running_age) for job in jobs]
        lags = sum(lag_worth_a_poll(curve, age) ** 2 for _, curve, age in curves) / max(1, len(jobs))
        cost = lags * polls / weight * (1.0 if self._source.quota() is None else _LIMITED)
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            is_enough = sum(curve.mean_square_lag(age, job.age(middle)) for job, curve, age in curves) >= cost
            low, high = (low, middle) if is_enough else (middle, high)
        return high

    def _oldest(self, now: float, today: datetime) -> datetime | None:
        """Return when the oldest job was created, at the earliest; None where that is not known of all."""
        if not all(job.is_dated for job in self._jobs):
            return None
        created = min((job.created for job in self._jobs), default=now)
        return today - timedelta(seconds=now - created) - _CLOCK_SKEW
