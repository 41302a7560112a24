"""The jobs that are waited for, and when each of them is due to be polled."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import TYPE_CHECKING

from generation_jobs._core.models import JobStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generation_jobs._core.errors import APIError, TransportError
    from generation_jobs._polling.subscription import Subscription

AT_ONCE = -inf
"""The due time of a job that must be polled next."""

FEW = 8
"""Up to so many due jobs are polled in the order of their due times; of more, the likeliest to have ended first."""

_CHOSEN_SHARE = 1 / 8
"""Part of the due jobs that is chosen in one go: choosing looks at each, and must not cost more than polling."""


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
    due: float = inf
    """When it is to be polled by itself, if ever."""
    is_wanted: bool = True
    """Whether its state must be learned as soon as possible, by whatever way takes fewest requests."""
    status: JobStatus = JobStatus.UNKNOWN
    provider_status: str | None = None
    error: APIError | TransportError | None = None
    """Why the last poll failed, if it did."""
    streak: int = 0
    """Failed polls in a row."""
    twin: PendingJob | None = None
    """The same job in another wait."""

    @property
    def was_reported(self) -> bool:
        """Whether any response has named it."""
        return self.reported_at > -inf

    def age(self, now: float) -> float:
        """Return how many seconds the job has taken so far."""
        return max(0.0, now - self.created)

    @property
    def running_age(self) -> float:
        """The age in seconds at which it was last known to be running."""
        return max(0.0, self.running_at - self.created)


class PendingJobs:
    """The pending jobs of all waits at one provider. Two waits for the same job have an entry each."""

    def __init__(self) -> None:
        self._by_id: dict[str, PendingJob] = {}
        self.count: int = 0
        self.wanted: int = 0
        """How many of them have `is_wanted`."""
        self.statuses: Counter[JobStatus] = Counter()

    def __iter__(self) -> Iterator[PendingJob]:
        for job in self._by_id.values():
            twin: PendingJob | None = job
            while twin is not None:
                yield twin
                twin = twin.twin

    def add(self, job: PendingJob) -> None:
        """Add a job that is wanted."""
        job.twin = self._by_id.get(job.id)
        self._by_id[job.id] = job
        self.count += 1
        self.wanted += 1
        self.statuses[job.status] += 1

    def remove(self, job: PendingJob) -> None:
        """Remove a job that has ended, or that is not waited for any more."""
        self.want(job, False)
        first = self._by_id[job.id]
        if first is not job:
            while first.twin is not job:
                assert first.twin is not None, "a pending job is in its chain"
                first = first.twin
            first.twin = job.twin
        elif job.twin is not None:
            self._by_id[job.id] = job.twin
        else:
            del self._by_id[job.id]
        self.count -= 1
        self._uncount(job.status)

    def get(self, job_id: str) -> list[PendingJob]:
        """Return the entries of one job, one for each wait."""
        found: list[PendingJob] = []
        job = self._by_id.get(job_id)
        while job is not None:
            found.append(job)
            job = job.twin
        return found

    def want(self, job: PendingJob, wanted: bool) -> None:
        """Note whether a job's state must be learned as soon as possible."""
        self.wanted += wanted - job.is_wanted
        job.is_wanted = wanted

    def set_status(self, job: PendingJob, status: JobStatus) -> None:
        """Note the status in which a job was last seen."""
        if job.status is not status:
            self._uncount(job.status)
            self.statuses[status] += 1
            job.status = status

    def sample(self, size: int) -> tuple[list[PendingJob], float]:
        """Return some of the jobs, evenly chosen, and how many each of them stands for."""
        chosen = list(islice(self, 0, None, max(1, self.count // size)))
        return chosen, self.count / max(1, len(chosen))

    def _uncount(self, status: JobStatus) -> None:
        self.statuses[status] -= 1
        if not self.statuses[status]:
            del self.statuses[status]


class DueQueue:
    """When the jobs of one wait are due: a heap of due times. `lag` tells how long a job may have been over, unseen."""

    def __init__(self, lag: Callable[[PendingJob, float], float]) -> None:
        self._lag = lag
        self._heap: list[tuple[float, int, PendingJob]] = []
        self._chosen: list[PendingJob] = []
        self._number = 0

    def push(self, job: PendingJob, due: float) -> None:
        """Let a job be due at a time, and no more at any earlier or later one."""
        job.due = due
        self._number += 1
        heapq.heappush(self._heap, (due, self._number, job))

    @property
    def next_due(self) -> float:
        """When the next job is due; long ago where one was chosen, infinite where none is."""
        if self._chosen:
            return AT_ONCE
        while self._heap and self._heap[0][2].due != self._heap[0][0]:  # it is due at another time now
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else inf

    def take(self, now: float) -> PendingJob | None:
        """Return a job that is due, more or less the one likeliest to have ended; it is due no more."""
        while self._chosen or self._choose(now):
            job = self._chosen.pop()
            if job.due <= now:
                job.due = inf
                return job
        return None

    def _choose(self, now: float) -> bool:
        due = self._pop_due(now)
        if len(due) > FEW:
            due.sort(key=lambda job: inf if job.due == AT_ONCE else self._lag(job, now))
            chosen = max(4 * FEW, int(len(due) * _CHOSEN_SHARE))
            for job in due[:-chosen]:
                self.push(job, job.due)
            due = due[-chosen:]
        else:
            due.reverse()
        self._chosen = due
        return bool(due)

    def _pop_due(self, now: float) -> list[PendingJob]:
        found: list[PendingJob] = []
        while self._heap and self._heap[0][0] <= now:
            due, _, job = heapq.heappop(self._heap)
            if job.due == due:
                found.append(job)
        return found
