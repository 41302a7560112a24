"""The jobs that are waited for: when each is due, its state, the jobs of one wait, and all those at a provider."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from generation_jobs._core.errors import APIError, TransportError, WaitTimeout
from generation_jobs._core.values.status import JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generation_jobs._core.io import Waker
    from generation_jobs._core.models import Job
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._polling.estimator import Distribution, DurationEstimator

AT_ONCE = -inf
"""The due time of a job that must be polled next."""


class DueQueue:
    """Jobs by due time."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, PendingJob]] = []
        self._number = 0

    def push(self, job: PendingJob, due: float) -> None:
        """Set when a job is due, instead of any earlier or later time."""
        job.due = due
        self._number += 1
        heapq.heappush(self._heap, (due, self._number, job))

    @property
    def next_due(self) -> float:
        """When the next job is due; infinite where none is."""
        while self._heap and self._heap[0][2].due != self._heap[0][0]:  # it is due at another time now
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else inf

    def take(self) -> PendingJob:
        """Return the job at `next_due`; it is due no more."""
        _, _, job = heapq.heappop(self._heap)
        job.due = inf
        return job


class Sleepers:
    """The waits that sleep, the longest first; the leader among them wakes up for all.

    The leader is the first of those that are blocked: they have a due job and found no free request. If none is
    blocked, it is the first of all. A leader that goes away wakes the next one.
    """

    def __init__(self) -> None:
        self._blocked: dict[Subscription, None] = {}
        self._others: dict[Subscription, None] = {}

    @property
    def leader(self) -> Subscription | None:
        """The wait that the others rely on."""
        return next(iter(self._blocked or self._others), None)

    def wake_leader(self) -> None:
        """Let the leader see what has changed."""
        if (leader := self.leader) is not None:
            leader.waker.wake()

    def may_send(self, wait: Subscription) -> bool:
        """Return whether no other wait has lacked a free request for longer."""
        return not self._blocked or self.leader is wait

    def add(self, wait: Subscription, *, is_blocked: bool) -> None:
        """Note that a wait sleeps; one that slept before keeps its place."""
        row, other = (self._blocked, self._others) if is_blocked else (self._others, self._blocked)
        was_leader = self.leader is wait
        other.pop(wait, None)
        row[wait] = None
        if was_leader and self.leader is not wait:
            self.wake_leader()

    def discard(self, wait: Subscription) -> None:
        """Note that a wait does not sleep."""
        was_leader = self.leader is wait
        self._blocked.pop(wait, None)
        self._others.pop(wait, None)
        if was_leader:
            self.wake_leader()


LAST_POLL = 0.5
"""Seconds kept for a last poll before the deadline, so that a job which ends during the last sleep is not missed."""

_BATCH = 1000
"""A wait for so many jobs has no index of its own: that would take a tenth of the memory of them all."""

_WHOLE = 10
"""From here on, seconds in messages are whole."""

_LAST_ROUND = 0.1
"""The part of a wait, at most, in which all jobs are polled for the last time, also those that a list covers."""


class Trouble(NamedTuple):
    """What is wrong with a pending job. Nearly all jobs share the one in which nothing is: there may be a million."""

    error: APIError | TransportError | None = None
    """Why the last poll failed, if it did."""
    streak: int = 0
    """Failed polls in a row."""
    denied_since: float = inf
    """Since when its polls deny what the provider said before."""
    lacking_since: float = inf
    """Since when its polls call it succeeded, without a result."""
    unconfirmed_since: float = inf
    """Since when the list calls it ended in a way that only a poll can confirm."""
    row: Job | None = None
    """How the list does so."""
    reason: str = ""
    """The provider's error message about it."""


NO_TROUBLE = Trouble()


@dataclass(slots=True, eq=False)
class PendingJob:
    """A job that one wait has not seen end. All times are on the monotonic clock."""

    id: str
    subscription: Subscription
    group: str
    """Its duration group: jobs that take about as long."""
    created: float
    """When the job was created, if `is_dated`; otherwise when the wait for it began."""
    is_dated: bool = False
    running_at: float = -inf
    """When it was last known to be running."""
    reported_at: float = -inf
    """When a response last named it."""
    polled_at: float = -inf
    """When a poll of its own last named it."""
    due: float = inf
    """When it is to be polled by itself; infinite for not at all."""
    status: JobStatus = JobStatus.UNKNOWN
    provider_status: str | None = None
    trouble: Trouble = NO_TROUBLE
    is_named: bool = False
    """Whether the provider is known to have named it before the wait began."""

    @property
    def was_reported(self) -> bool:
        """Whether any response has named it."""
        return self.reported_at > -inf

    @property
    def distribution(self) -> Distribution:
        """How long jobs of its group take."""
        return self.subscription.estimator.distribution(self.group)

    def age(self, now: float) -> float:
        """Return how many seconds the job has taken so far."""
        return max(0.0, now - self.created)

    @property
    def running_age(self) -> float:
        """The age in seconds at which it was last known to be running."""
        return max(0.0, self.running_at - self.created)

    def timeout_error(self, ref: str, now: float) -> WaitTimeout:
        """Return the error for a job that has not ended before the deadline."""
        elapsed = now - self.subscription.started
        error = WaitTimeout(
            f"{ref}: not finished after {elapsed:.{0 if elapsed >= _WHOLE else 1}f} s ({self._state(ref)}). "
            f"The job goes on at the provider: wait for {ref} again, with a longer timeout.",
            ref=ref,
            job=self.subscription.last_update,
            elapsed=elapsed,
            last_error=self.trouble.error,
        )
        error.__cause__ = self.trouble.error
        return error

    def _state(self, ref: str) -> str:
        word, trouble, error = self.provider_status, self.trouble, self.trouble.error
        if not self.was_reported:
            seen = "no poll has succeeded"
        elif self.polled_at < trouble.unconfirmed_since < inf:
            seen = "the list calls it ended, and no poll has confirmed that"
        elif self.status is JobStatus.UNKNOWN:
            theirs = trouble.reason and f"; the provider says: {trouble.reason}"
            seen = f"last seen as {word!r}, a status that this version does not know{theirs}"
        else:
            theirs = f" ({word!r})" if word not in {None, self.status.value} else ""
            seen = f"last seen as {self.status.value}{theirs}"
        plural = "s" if trouble.streak > 1 else ""
        failed = f"{trouble.streak} failed poll{plural}, the last: " if trouble.streak else ""
        return f"{seen}; {failed}{str(error).removeprefix(f'{ref}: ')}" if error else seen


@dataclass(eq=False)
class Subscription:
    """One wait's jobs at one provider. The lock of its `Scheduler` guards it, except `outcomes` and `updates`."""

    deadline: float
    """When jobs that have not ended get a `WaitTimeout`, on the monotonic clock."""
    started: float
    waker: Waker
    """Woken whenever there is an outcome or an update, and when the wait should claim a request."""
    estimator: DurationEstimator
    wants_updates: bool
    """Whether `updates` gets the jobs as they are seen."""
    is_announced: bool
    """Whether an event may announce the ends, so that no list is read for these jobs."""
    jobs: dict[str, PendingJob] = field(default_factory=dict[str, PendingJob])
    """Those that have not ended."""
    ended: dict[PendingJob, Outcome] = field(default_factory=dict["PendingJob", "Outcome"])
    """Those whose end was seen, while the callbacks about that are still called."""
    is_last_round: bool = False
    """Whether its jobs are polled for the last time."""
    paused_at: float = -inf
    """When the caller's own code first ran since a request was last claimed; `-inf` if it did not."""
    is_pushed: bool = False
    """Whether events arrive now, so that polls may be rare."""
    unhurried_polls: int = 0
    """Polls until an event may cause one at once again: a failing or chatty stream must not cause a flood."""
    requests: int = 0
    outcomes: deque[Outcome] = field(default_factory=deque["Outcome"])
    updates: deque[Job] = field(default_factory=deque["Job"])
    last_update: Job | None = None
    queue: DueQueue = field(default_factory=DueQueue)

    @property
    def is_over(self) -> bool:
        """Whether all jobs have ended, and all of `outcomes` are there."""
        return not (self.jobs or self.ended)  # in this order, in which they move

    def hand_out(self, job: PendingJob) -> None:
        """Hand the outcome of a job out, unless that was done already, and wake the wait."""
        if job in self.ended:
            self.outcomes.append(self.ended[job])
            del self.ended[job]  # only then: a wait that is over takes the last outcome
            self.waker.wake()

    def last_round_at(self, spacing: float) -> float:
        """Return when the last round of polls begins: in time for all jobs, or for as many as fit into it.

        Args:
            spacing: Seconds between two polls.
        """
        seconds = min((len(self.jobs) - 1) * spacing, _LAST_ROUND * (self.deadline - self.started))
        return self.deadline - LAST_POLL - seconds

    def push(self, job: PendingJob, due: float) -> None:
        """Let a job be due at a time, and wake the wait, which may be sleeping for longer."""
        self.queue.push(job, due)
        self.waker.wake()

    def update(self, job: Job) -> None:
        """Keep a job as it was seen, where that is wanted, and wake the wait."""
        if self.wants_updates:
            self.last_update = job
            self.updates.append(job)
            self.waker.wake()


class PendingJobs:
    """The pending jobs of all waits at one provider. Two waits for the same job have an entry each.

    Iterating gives those that a list may contain: all but the announced ones. `remove` takes what Ctrl-C kept `add`
    from adding. Python interrupts no two statements between which nothing is called.
    """

    def __init__(self) -> None:
        self._batches: dict[Subscription, None] = {}  # waits for many jobs, found by asking each
        self._by_id: dict[str, tuple[Subscription, ...]] = {}  # all others: there may be thousands
        self.listed: dict[Subscription, None] = {}
        """The waits whose jobs a list may contain."""
        self.count: int = 0
        """How many jobs those have."""
        self.wanted: dict[PendingJob, None] = {}
        """Those of them whose state must be read as soon as possible, by polls or by a list."""

    def __iter__(self) -> Iterator[PendingJob]:
        for subscription in self.listed:
            yield from subscription.jobs.values()

    def add(self, subscription: Subscription) -> None:
        """Add the jobs of a wait."""
        number = len(subscription.jobs)
        if not subscription.is_announced:
            for job in subscription.jobs.values():  # not by another dict: there may be a million
                self.wanted[job] = None
            self.listed[subscription] = None
            self.count += number
        if number >= _BATCH:
            self._batches[subscription] = None
            return
        for job_id in subscription.jobs:
            self._by_id[job_id] = (*self._by_id.get(job_id, ()), subscription)

    def remove(self, job: PendingJob) -> None:
        """Remove a job that has ended, or that is not waited for any more."""
        subscription, job.due = job.subscription, inf
        self.wanted.pop(job, None)
        if others := tuple(wait for wait in self._by_id.pop(job.id, ()) if wait is not subscription):
            self._by_id[job.id] = others
        del subscription.jobs[job.id]
        if subscription in self.listed:
            self.count -= 1
            if not subscription.jobs:
                del self.listed[subscription]
        if subscription in self._batches and not subscription.jobs:
            del self._batches[subscription]

    def entries(self, job_id: str) -> list[PendingJob]:
        """Return the entries of one job, one for each wait."""
        batches = [batch.jobs[job_id] for batch in self._batches if job_id in batch.jobs]
        return batches + [subscription.jobs[job_id] for subscription in self._by_id.get(job_id, ())]

    def all(self) -> list[PendingJob]:
        """Return every entry, announced ones too."""
        batches = [entry for batch in self._batches for entry in batch.jobs.values()]
        return batches + [wait.jobs[job_id] for job_id, waits in self._by_id.items() for wait in waits]

    def sample(self, size: int) -> tuple[list[PendingJob], float]:
        """Return some of the jobs, evenly chosen, and how many each of them stands for."""
        chosen = list(islice(self, 0, None, max(1, self.count // size)))
        return chosen, self.count / max(1, len(chosen))
