"""Whether, when and how a provider's list is read for the jobs that are waited for, by what it costs."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import timedelta
from math import ceil, inf
from typing import TYPE_CHECKING

from generation_jobs._core.errors import APIError, GenerationJobsError
from generation_jobs._core.models import JobStatus
from generation_jobs._core.policy import retry_delay
from generation_jobs._core.status_errors import is_passing
from generation_jobs._polling.due_queue import AT_ONCE, FEW, PendingJob, PendingJobs
from generation_jobs._polling.estimator import Cohort
from generation_jobs._polling.list_reader import ListFilter, ListReader, ListSize
from generation_jobs._polling.schedule import ACCEPTED_LAG, lag_worth_a_poll, poll_delay
from generation_jobs._polling.subscription import LAST_POLL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from random import Random

    from generation_jobs._core.models import Job
    from generation_jobs._polling.source import JobSource

log: logging.Logger = logging.getLogger("generation_jobs")

SELDOM = 120.0
"""Seconds between two readings, at most; and after which a job that no list has named is polled by itself."""

_ROW_COST, _PAGE_COST, _PAGE_COST_PER_JOB = 0.02, 100.0, 3
"""Cost of a row and of a page of a list, in polls; but of a page no more than three for each job that waits."""

_COUNTED = 14.0
"""Cost multiplier for list reads under a rate limit, for 2.4 times the lag: others need the limit, too."""

_ENOUGH = 3
"""Jobs from which on the list is considered at all; after it was given up, twice as many as there were then."""

_TRIES = 3
"""Failures in a row after which the list is left alone, for `SELDOM` if they were worth another try."""

_SAMPLE = 100
"""Jobs that stand for all, where an average over thousands is wanted."""

_LONGEST = 0.25
"""Part of what a job takes after which all are looked up, whatever that costs."""

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
        if self._reader is not None:
            return
        if not self._jobs.wanted and now < self.next_at:
            if self.next_at == inf and self._jobs.count >= self._planned_for:  # many have joined since
                self._plan(now)
            return
        which = self._cheapest(now, self._jobs.wanted or self._jobs.count, resolving=bool(self._jobs.wanted))
        if which is not None and self._size is not None:
            self._start(self._size, which, now, today)
        elif self._jobs.wanted:  # only these few are polled by themselves
            self._poll_wanted()
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
        self.is_reading, self._streak = False, 0
        reader = self._reader
        assert reader is not None, "a page belongs to a reading"
        if reader.take(rows, ours, self._jobs.count):
            self._finish(reader, now)

    def failed(self, error: GenerationJobsError, now: float) -> None:
        """Note that a page could not be had."""
        self.is_reading, self._streak = False, self._streak + 1
        log.debug("%s: its list cannot be read: %s", self._source.name, error)
        hint = error.retry_after if isinstance(error, APIError) else None
        if is_passing(error) and self._streak < _TRIES:
            self._paused_until = now + retry_delay(self._source.poll_interval, self._streak, hint, self._random)
            return
        self._streak, self._reader = 0, None
        self._give_up(now + SELDOM if is_passing(error) else inf, now)

    def abandoned(self) -> None:
        """Note that the request for a page was cancelled."""
        self.is_reading = False

    def ended(self, before: JobStatus, after: JobStatus) -> None:
        """Note that a job of ours has ended, so that it stands elsewhere in the list."""
        if self._size is not None:
            self._size.move(before, after)

    # One reading

    def _start(self, size: ListSize, which: ListFilter, now: float, today: datetime) -> None:
        for job in self._jobs:
            if not job.streak:
                job.due = inf  # the list tells how it stands
        size.readings += 1
        statuses = self._jobs.statuses
        self._reader = ListReader(size, which, size.statuses(which, statuses), now, self._oldest(now, today))
        log.debug(
            "%s: %d jobs wait; reading the list (%s, about %d rows) instead of polling each",
            self._source.name,
            self._jobs.count,
            which.value,
            size.count(which, statuses),
        )

    def _finish(self, reader: ListReader, now: float) -> None:
        self._reader = None
        reader.finish()
        missing = [job for job in self._jobs if job.reported_at < reader.started]
        if reader.which is ListFilter.RUNNING and reader.complete:
            for job in missing:
                self._jobs.want(job, True)  # gone from there: it has ended
        else:
            if reader.which is ListFilter.ENDED and reader.complete:
                for job in missing:
                    job.running_at = max(job.running_at, reader.started)
            else:
                self._poll(missing)
            self._poll_wanted()
        if not reader.found and not reader.complete:
            self._give_up(inf, now)  # ours lie too far back
        else:
            fit_cohorts(self._jobs, now)  # only now: half a list tells who has ended, and not yet who is running
            self._plan(now)

    def _plan(self, now: float) -> None:
        """Fix the time of the next reading, or give the list up."""
        which = self._cheapest(now, self._jobs.count, resolving=False)
        if which is None or self._size is None:
            self._give_up(self._usable_from, now)
            return
        statuses, interval = self._jobs.statuses, self._source.poll_interval
        rows, pages = self._size.count(which, statuses), self._size.pages(which, statuses)
        latest = now + max(interval.floor, min(SELDOM, interval.longest))
        at = self._worth(self._cost_in_polls(rows, pages), now + interval.floor, latest)
        last = self._deadline() - LAST_POLL * (1 + pages)
        self.next_at = min(at, last) if now < last - LAST_POLL else at

    def _give_up(self, until: float, now: float) -> None:
        """Leave the list alone until a time: for good if that is infinite, and also if it is past."""
        self._usable_from = until
        self._planned_for = max(_ENOUGH, 2 * self._jobs.count)
        self.next_at = until if until > now else inf
        for job in self._jobs:
            if job.was_reported and job.due == inf:
                self.schedule_poll(job, now)
        self._poll_wanted()

    # Polls

    def schedule_poll(self, job: PendingJob, now: float, hint: float | None = None) -> None:
        """Let a running job be due when polling it is worth it."""
        delay = poll_delay(
            self._source.poll_interval,
            job.subscription.distribution(job),
            job.running_age,
            job.status,
            hint,
            self._random,
        )
        job.subscription.schedule(job, max(now, job.running_at + delay))

    def _poll(self, jobs: Iterable[PendingJob]) -> None:
        for job in jobs:
            self._jobs.want(job, False)
            job.subscription.queue.push(job, AT_ONCE)
            job.subscription.waker.wake()

    def _poll_wanted(self) -> None:
        if self._jobs.wanted:
            self._poll([job for job in self._jobs if job.is_wanted])

    # Costs

    def _cheapest(self, now: float, alone: int, *, resolving: bool) -> ListFilter | None:
        """Return the part of the list that tells what is wanted by the fewest requests; None where polling does."""
        if self._size is None or now < self._usable_from:
            return None
        costs = {which: self._cost(self._size, which, now) for which in self._useful(self._size, now, resolving)}
        best = min(costs, key=costs.__getitem__)
        return best if costs[best] < alone - 1 else None

    def _useful(self, size: ListSize, now: float, resolving: bool) -> list[ListFilter]:
        reported = min((job.reported_at for job in self._jobs), default=inf)
        useless = {
            # The ended list does not name running jobs.
            ListFilter.ENDED: reported == -inf or (reported < now - SELDOM and not resolving),
            # The running list omits ended jobs and unknown statuses.
            ListFilter.RUNNING: reported == -inf or resolving or JobStatus.UNKNOWN in self._jobs.statuses,
        }
        return [which for which in size.filters if not useless.get(which)]

    def _cost(self, size: ListSize, which: ListFilter, now: float) -> float:
        if size.rows.total() < self._jobs.count:  # it was not read yet
            return ceil(self._jobs.count / size.job_list.page_size)
        cost = size.cost(which, self._jobs.statuses)
        if which is not ListFilter.RUNNING:
            return cost
        others = min(size.cost(other, ()) for other in (ListFilter.ALL, ListFilter.ENDED))
        return cost + min(self._ended_by(now), others)  # jobs that are gone from there must be found elsewhere

    def _cost_in_polls(self, rows: int, pages: int) -> float:
        """Return what reading so much costs, in polls: it is work for the provider, and for us."""
        count = self._jobs.count
        polls = _ROW_COST * max(rows, count) + min(_PAGE_COST, _PAGE_COST_PER_JOB * count) * pages
        return polls if self._source.quota() is None else _COUNTED * polls

    def _worth(self, polls: float, low: float, high: float) -> float:
        """Return the time between two others when it is worth so many polls to learn how all jobs stand.

        Square lags are added up, as for a poll: what costs ten polls is worth ten times the square of its lag.
        """
        jobs, weight = self._jobs.sample(_SAMPLE)
        curves = [(job, job.subscription.distribution(job)) for job in jobs]
        lags = [lag_worth_a_poll(curve, job.running_age) for job, curve in curves]
        cost = polls * sum(lag**2 for lag in lags) / max(1, len(lags))
        high = min(high, low + _LONGEST * max(lags, default=0.0) / ACCEPTED_LAG)
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if weight * sum(c.mean_square_lag(job.running_age, job.age(middle)) for job, c in curves) >= cost:
                high = middle
            else:
                low = middle
        return high

    def _ended_by(self, now: float) -> float:
        """Return how many of the jobs are likely to have ended by now."""
        jobs, weight = self._jobs.sample(_SAMPLE)
        return weight * sum(_ended_share(job, now) for job in jobs)

    def _oldest(self, now: float, today: datetime) -> datetime | None:
        """Return when the oldest job was created, at the earliest; None where that is not known of all."""
        if not all(job.is_dated for job in self._jobs):
            return None
        created = min((job.created for job in self._jobs), default=now)
        return today - timedelta(seconds=now - created) - _CLOCK_SKEW

    def _deadline(self) -> float:
        """Return the first deadline of a wait for many; the others poll once more by themselves."""
        many = (job.subscription for job in self._jobs if job.subscription.count > FEW)
        return min((subscription.deadline for subscription in many), default=inf)


def fit_cohorts(jobs: PendingJobs, now: float) -> None:
    """Fit the durations of each batch to what its jobs have shown so far."""
    sample, weight = jobs.sample(_SAMPLE)
    cohorts: defaultdict[Cohort, list[tuple[str, float]]] = defaultdict(list)
    for job in sample:
        if job.running_at > -inf and isinstance(cohort := job.subscription.distributions, Cohort):
            cohorts[cohort].append((job.group, job.running_age))
    for cohort, running in cohorts.items():
        cohort.fit(running, weight, now)


def _ended_share(job: PendingJob, now: float) -> float:
    curve = job.subscription.distribution(job)
    before = curve.ended_share(job.running_age)
    return (curve.ended_share(job.age(now)) - before) / max(1 - before, 1e-9)
