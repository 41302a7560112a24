"""Whether, when and how a provider's list is read for the jobs that are waited for, by what it costs."""

import logging
from collections.abc import Container, Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil, inf

from generation_jobs._core.config import Config, retry_delay
from generation_jobs._core.errors import APIError, GenerationJobsError
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import is_retryable
from generation_jobs._core.values.status import JobStatus
from generation_jobs._polling.estimator import ACCEPTED_LAG, lag_worth_a_poll, poll_delay
from generation_jobs._polling.list_reader import ListFilter, ListReader, ListSize
from generation_jobs._polling.pending import AT_ONCE, LAST_POLL, PendingJob, PendingJobs
from generation_jobs._polling.source import JobSource

log: logging.Logger = logging.getLogger("generation_jobs")

_LONGEST_INTERVAL = 120.0
"""Seconds between two readings, at most; and after which a job that no list has named is polled by itself."""

_LIST_LAG = 1.75
"""The lag accepted of a list, in lags accepted of a poll: reading is work for the provider, and for us."""

_LIMITED, _LIMITED_LIST = 2.5, 11.5
"""The same under a rate limit, for a poll and for a list: other programs need requests, too."""

_ROWS = 100.0
"""Rows of a list that cost as much as a request."""

ENOUGH = 3
"""The fewest jobs for which the list is considered."""

_TOGETHER = 0.1
"""Waits that begin within this many seconds are served together."""

_TRIES = 3
"""Failures in a row after which the list is not read any more; for a while, if they are retryable."""

_SLOW = 5.0
"""Seconds after which a reading that fails is not tried again at once either: it holds everybody up."""

_OVERDUE = 0.5
"""A job more likely than this to have ended is polled if the list names no ended job: the list may be stuck."""

_SAMPLE = 100
"""Jobs that stand for all, where an average over thousands is wanted."""

_BISECTIONS = 8

_CLOCK_SKEW = timedelta(minutes=2)
"""The provider's clock and ours may differ by this much when rows are compared with our oldest job."""


class ListStrategy:
    """The reading of one provider's list for all jobs that are waited for there.

    The list is read for jobs that are wanted if that takes fewer requests; otherwise they are due at once.
    """

    def __init__(self, source: JobSource, jobs: PendingJobs, in_flight: Container[object], config: Config) -> None:
        self._source, self._jobs, self._clock, self._random = source, jobs, config.clock, config.random
        self._in_flight = in_flight
        self._size = None if source.job_list is None else ListSize(source.job_list)
        self._reader: ListReader | None = None
        self._usable_from = self._paused_until = self._started_at = self._asked_at = -inf
        self._retry_at = inf
        self._streak = 0
        self._enough: float = ENOUGH  # jobs for which a list that was given up is considered again
        self.next_at: float = inf
        """When the list is to be read again; infinite where each job is polled by itself."""
        self.overdue: PendingJob | None = None
        """The job that `poll_overdue` chose last."""

    @property
    def is_active(self) -> bool:
        """Whether the list shows the states of jobs, so that they need not be polled."""
        return self._reader is not None or self.next_at < inf

    def ready(self, now: float) -> float:
        """Return when a page may be asked for."""
        if self._reader in self._in_flight:
            return inf
        soonest = now if self._reader is not None else min(self.next_at, self._retry_at, self._wanted_from())
        return max(now, soonest, self._paused_until)

    def begin(self, now: float) -> None:
        """Begin to read where that is due and costs less than polling; otherwise let wanted jobs be due at once."""
        if self._reader is not None:
            return
        wanted = len(self._jobs.wanted) if now >= self._wanted_from() else 0
        if not wanted and now < min(self.next_at, self._retry_at):
            if self.next_at == inf and self._jobs.count >= self._enough:  # many have joined since
                self._plan(now)
            return
        is_unread = self._size is not None and self._size.rows.total() < self._jobs.count
        alone = self._jobs.count if is_unread or not wanted else wanted
        which = self._cheapest(now, alone, resolving=bool(wanted))
        if which is not None and self._size is not None:
            self._start(self._size, which, now)
        elif wanted:  # only these few are polled by themselves
            self._poll(list(self._jobs.wanted))
        else:
            self._give_up(self._usable_from, now)

    def next_page(self, now: float) -> ListReader | None:
        """Return the reading whose next page is to be asked for now, if there is one."""
        if self._reader is None or self._reader in self._in_flight or now < self._paused_until:
            return None
        self._asked_at = now
        return self._reader

    def take(self, rows: Sequence[Job], ours: Sequence[Job], now: float) -> None:
        """Note a page, and which of its jobs are waited for."""
        self._streak = 0
        reader = self._reader
        assert reader is not None, "a page belongs to a reading"
        if reader.take(rows, ours, self._jobs.count):
            self._finish(reader, now)

    def failed(self, error: GenerationJobsError, now: float) -> None:
        """Note that a page could not be read."""
        self._streak += 1
        log.debug("%s: its list cannot be read: %s", self._source.name, error)
        hint = error.retry_after if isinstance(error, APIError) else None
        if is_retryable(error) and self._streak < _TRIES and now - self._asked_at < _SLOW:
            self._paused_until = now + retry_delay(self._source.poll_interval, self._streak, hint, self._random)
            return
        self._streak, self._reader = 0, None
        self._give_up(now + _LONGEST_INTERVAL if is_retryable(error) else inf, now)
        self._enough = inf  # it fails however many there are

    def moved(self, before: JobStatus, after: JobStatus) -> None:
        """Note that a job of ours has another status now."""
        if self._size is not None:
            self._size.rows[before] = max(0, self._size.rows[before] - 1)
            self._size.rows[after] += 1

    def joined(self, job: PendingJob, now: float) -> None:
        """Note a running job that need not be polled at once: the list shows it soon enough, if it is read."""
        if not self.is_active:
            self.schedule_poll(job, now)
        elif self.next_at < inf:
            self.next_at = min(self.next_at, self._next_reading(now))

    def poll_overdue(self, now: float) -> None:
        """Poll the job that is most likely to have ended, even if the list shows it as running."""
        jobs, _ = self._jobs.sample(_SAMPLE)
        shares = {job: job.distribution.ended_share(job.age(now), job.age(job.polled_at)) for job in jobs}
        job = max(shares, key=shares.__getitem__, default=None)
        if job is not None and shares[job] > _OVERDUE:
            self.overdue = job
            self._poll([job])

    # One reading

    def _wanted_from(self) -> float:
        """Return from when on wanted jobs are asked for; infinite where there are none.

        Single waits that begin while others go on are asked for together, so that many of them cost few requests.
        """
        job = next(iter(self._jobs.wanted), None)
        if job is None:
            return inf
        if job.was_reported or len(job.subscription.jobs) >= ENOUGH or self._jobs.count < ENOUGH:
            return -inf
        return max(job.subscription.started + _TOGETHER, self._started_at + self._source.poll_interval.floor)

    def _start(self, size: ListSize, which: ListFilter, now: float) -> None:
        for job in self._jobs:
            if not job.trouble.streak and not job.subscription.is_last_round:
                job.due = inf  # the list shows its state
        self._started_at, self._retry_at = now, inf
        self._reader = ListReader(size, which, size.statuses(which), now, self._oldest(now))
        size.readings += 1  # not before: what was chosen by its cost is what is read
        message = "%s: %d jobs wait; reading the list (%s jobs) instead of polling each"
        log.debug(message, self._source.name, self._jobs.count, which.name.lower())

    def _finish(self, reader: ListReader, now: float) -> None:
        self._reader = None
        reader.finish()
        # Waits that began meanwhile may have missed the page that names their jobs; these stay wanted.
        asked = [job for job in self._jobs if job.subscription.started <= reader.started]
        missing = [job for job in asked if job.reported_at < reader.started]
        if not reader.complete or reader.which is ListFilter.ALL:
            self._poll(missing)
        elif reader.which is ListFilter.RUNNING:
            self._jobs.wanted.update(dict.fromkeys(missing))  # gone from there: they have ended
        else:
            for job in missing:
                job.running_at = max(job.running_at, reader.started)
        if reader.which is not ListFilter.RUNNING:
            self._poll([job for job in asked if job in self._jobs.wanted])
        if not reader.found and not reader.complete:
            self._give_up(now + _LONGEST_INTERVAL, now)  # ours are too far back in the list
            return
        self._plan(now)
        if reader.found == reader.running and self.is_active:
            self.poll_overdue(now)

    def _plan(self, now: float) -> None:
        """Fix the time of the next reading, or give the list up."""
        which = self._cheapest(now, self._jobs.count, resolving=False)
        if which is None or self._size is None:
            self._give_up(self._usable_from, now)
            return
        deadlines = (wait.deadline for wait in self._jobs.listed if len(wait.jobs) >= ENOUGH)
        last = min(deadlines, default=inf) - LAST_POLL * (1 + self._size.pages(which))
        at = self._next_reading(now)
        self.next_at = min(at, last) if now < last - LAST_POLL else at

    def _give_up(self, until: float, now: float) -> None:
        """Poll each job by itself until there are twice as many, or until `until` if that is in the future."""
        self._usable_from = until
        self._enough = max(ENOUGH, 2 * self._jobs.count)
        self.next_at, self._retry_at = inf, until if until > now else inf
        for job in self._jobs:
            if job.was_reported and job.due == inf:
                self.schedule_poll(job, now)
        self._poll(list(self._jobs.wanted))

    # Polls

    def schedule_poll(self, job: PendingJob, now: float, hint: float | None = None) -> None:
        """Let a running job be due when polling it is worth it."""
        interval, accepted = self._source.poll_interval, ACCEPTED_LAG * self._limited(1.0, _LIMITED)
        age = job.running_age
        delay = poll_delay(interval, job.distribution, age, job.status, hint, self._random, accepted_lag=accepted)
        job.subscription.push(job, max(now, job.running_at + delay))

    def _poll(self, jobs: Iterable[PendingJob]) -> None:
        for job in jobs:
            self._jobs.wanted.pop(job, None)
            job.subscription.push(job, AT_ONCE)

    # Costs

    def _limited(self, free: float, limited: float) -> float:
        return free if self._source.quota() is None else limited

    def _cheapest(self, now: float, alone: int, *, resolving: bool) -> ListFilter | None:
        """Return the cheapest part of the list that shows what is wanted; None if polling is cheaper."""
        is_left_alone = now < self._usable_from and self._jobs.count < self._enough
        if self._size is None or is_left_alone or alone < ENOUGH:
            return None
        costs = {which: self._cost(self._size, which, now) for which in self._useful(self._size, now, resolving)}
        best = min(costs, key=costs.__getitem__)
        return best if costs[best] < alone - 1 else None

    def _useful(self, size: ListSize, now: float, resolving: bool) -> list[ListFilter]:
        reported = min((job.reported_at for job in self._jobs), default=inf)
        has_unknown = any(job.status is JobStatus.UNKNOWN for job in self._jobs)
        useless = {
            # The ended list does not name running jobs.
            ListFilter.ENDED: reported == -inf or (reported < now - _LONGEST_INTERVAL and not resolving),
            # The running list omits ended jobs and unknown statuses.
            ListFilter.RUNNING: reported == -inf or resolving or has_unknown,
        }
        return [which for which in size.filters if not useless.get(which)]

    def _cost(self, size: ListSize, which: ListFilter, now: float) -> float:
        """Return the cost, in requests, of finding ended jobs by a part of the list."""
        if size.rows.total() < self._jobs.count:  # it was not read yet
            return ceil(self._jobs.count / size.job_list.page_size) + self._jobs.count / _ROWS
        cost = size.pages(which) + size.count(which) / _ROWS
        if which is not ListFilter.RUNNING:
            return cost
        jobs, weight = self._jobs.sample(_SAMPLE)  # those that are gone from there must be found elsewhere
        gone = weight * sum(job.distribution.ended_share(job.age(now), job.running_age) for job in jobs)
        return cost + min(gone, *(self._cost(size, other, now) for other in (ListFilter.ALL, ListFilter.ENDED)))

    def _next_reading(self, now: float) -> float:
        """Return when the lag of all jobs will have grown to what is accepted of a list."""
        interval = self._source.poll_interval
        low, high = now + interval.floor, now + max(interval.floor, min(_LONGEST_INTERVAL, interval.longest))
        jobs, _ = self._jobs.sample(_SAMPLE)
        curves = [(job, job.distribution, job.running_age) for job in jobs]
        accepted = ACCEPTED_LAG * self._limited(_LIST_LAG, _LIMITED_LIST)
        sought = sum(lag_worth_a_poll(curve, age, accepted) ** 2 for _, curve, age in curves)
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            is_enough = sum(curve.mean_square_lag(age, job.age(middle)) for job, curve, age in curves) >= sought
            low, high = (low, middle) if is_enough else (middle, high)
        return high

    def _oldest(self, now: float) -> datetime | None:
        """Return the earliest time at which the oldest job may have been created; None if a job has no date."""
        if not all(job.is_dated for job in self._jobs):
            return None
        created = min((job.created for job in self._jobs), default=now)
        return self._source.now() - timedelta(seconds=now - created) - _CLOCK_SKEW
