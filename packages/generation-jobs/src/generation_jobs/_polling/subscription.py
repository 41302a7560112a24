"""One wait's share of the polling of a provider: its jobs, its deadline, and what has become of them."""

from __future__ import annotations

from collections import deque
from math import inf
from typing import TYPE_CHECKING, Protocol

from generation_jobs._polling.due_queue import AT_ONCE, DueQueue, PendingJob

if TYPE_CHECKING:
    from generation_jobs._core.io import Waker
    from generation_jobs._core.models import Job
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._polling.estimator import Distribution

LAST_POLL = 0.5
"""Seconds kept for a last poll before the deadline, so that a job which ends during the last sleep is not missed."""


class Distributions(Protocol):
    """Where the durations to expect come from: `DurationEstimator` for one job, `Cohort` for many."""

    def distribution(self, group: str) -> Distribution:
        """Return the durations to expect of a group of jobs."""
        ...


class Subscription:
    """The jobs of one wait at one provider; guarded by the lock of its `Scheduler`.

    `waker` is woken whenever there is an outcome or an update, and when the wait should claim a request. The wait
    takes `outcomes` and `updates` away. `updates` has the jobs as they were seen, where `wants_updates`.
    """

    def __init__(
        self, deadline: float, started: float, waker: Waker, distributions: Distributions, *, wants_updates: bool
    ) -> None:
        self.deadline, self.started, self.waker = deadline, started, waker
        self.distributions = distributions
        self.wants_updates = wants_updates
        self.count: int = 0
        """How many of its jobs have not ended."""
        self.requests: int = 0
        self.outcomes: deque[Outcome] = deque()
        self.updates: deque[Job] = deque()
        self.last_update: Job | None = None
        self.is_announced: bool = False
        """Whether an event may announce the end of its job."""
        self.is_pushed: bool = False
        """Whether such events arrive now, so that polls may be rare."""
        self.unhurried_polls: int = 0
        """Polls until an event may cause one at once again: a failing or chatty stream must not cause a flood."""
        self.few: list[PendingJob] = []
        """Its jobs that have not ended, where they are few enough for a last poll of each."""
        self.had_last_polls: bool = False
        self.queue: DueQueue = DueQueue(self._lag)

    @property
    def last_poll_at(self) -> float:
        """When its jobs are polled for the last time."""
        return self.deadline - LAST_POLL

    def distribution(self, job: PendingJob) -> Distribution:
        """Return the durations that a job's is compared with."""
        return self.distributions.distribution(job.group)

    def schedule(self, job: PendingJob, at: float) -> None:
        """Let a job be due at a time; shortly before the deadline, if that comes first."""
        last = self.last_poll_at
        self.queue.push(job, min(at, last) if job.running_at < last - LAST_POLL else at)

    @property
    def next_due(self) -> float:
        """Return when the next of its jobs is due: where they are few, at the latest for a last poll."""
        return min(self.queue.next_due, self.last_poll_at if self.few and not self.had_last_polls else inf)

    def request_last_polls(self, now: float) -> None:
        """Let each of few jobs be due at once when the deadline is near, whatever else tells how they stand."""
        if now >= self.last_poll_at and not self.had_last_polls:
            self.had_last_polls = True
            for job in self.few:
                if job.running_at < self.last_poll_at - LAST_POLL:
                    self.queue.push(job, AT_ONCE)

    def update(self, job: Job) -> None:
        """Keep a job as it was seen, where that is wanted, and wake the wait."""
        if self.wants_updates:
            self.last_update = job
            self.updates.append(job)
            self.waker.wake()

    def _lag(self, job: PendingJob, now: float) -> float:
        if job.running_at == -inf:
            return inf
        return self.distribution(job).mean_square_lag(job.running_age, job.age(now))
