"""Waiting for many jobs at once, at any number of providers: the wait, its progress, and how long it may still take."""

import heapq
import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from sliding_window_quota import Quota

from generation_jobs._core.config import Config
from generation_jobs._core.errors import APIError, TransportError
from generation_jobs._core.io import IO, Clock, Waker, Workers
from generation_jobs._core.outcome import Outcome
from generation_jobs._core.values.status import JobStatus
from generation_jobs._polling.estimator import age_of
from generation_jobs._polling.pending import PendingJob, Subscription
from generation_jobs._polling.scheduler import Scheduler

_ENOUGH, _MOST = 8, 1000
"""If this many jobs of one group have ended, at least and at most, their durations are those to expect."""

_SHORTEST, _LEAST_SPREAD, _LEAST_SHARE = 1e-3, 0.02, 1e-12

_SAMPLE = 100
"""Jobs that stand for all in an estimate."""


class Part(NamedTuple):
    """The jobs of a batch at one provider."""

    scheduler: Scheduler
    subscription: Subscription


class BatchPoller:
    """One `as_completed`: After `begin`, `next` gives the outcome of each job as it ends. Requests are sent by workers.

    `ids` are those to wait for, by scheduler, and whether the provider named them before; `ended` are known outcomes.
    """

    def __init__(
        self,
        ids: Mapping[Scheduler, Mapping[str, bool]],
        ended: Iterable[Outcome],
        deadline: float,
        io: IO,
        config: Config,
        on_update: "Callable[[BatchProgress], None] | None",
    ) -> None:
        self._io, self._clock, self._on_update = io, config.clock, on_update
        self._waker = Waker()
        self._workers: Workers = io.workers()
        self._ended = deque(ended)
        self._parts = tuple(
            Part(scheduler, scheduler.subscription(one, deadline, self._waker)) for scheduler, one in ids.items()
        )
        self._progress = BatchProgress(self._parts, config.clock, deadline, self._ended)
        self._reported = self._counts()

    def begin(self) -> None:
        """Begin to wait; `close` ends it, also if Ctrl-C comes meanwhile."""
        for scheduler, subscription in self._parts:
            scheduler.subscribe(subscription)

    async def next(self) -> Outcome | None:
        """Return the outcome of the next job that ends; None after the last one."""
        while not self._ended:
            if not all(part.subscription.is_over for part in self._parts):  # asked first: outcomes come before
                await self._step()
            elif not self._take_outcomes():
                return None
            self._report()
        self._pause()
        return self._ended.popleft()

    async def close(self) -> None:
        """End the wait; requests under way are cancelled, or end by themselves."""
        for scheduler, subscription in self._parts:
            scheduler.unsubscribe(subscription)
        await self._workers.close()

    def _pause(self) -> None:
        """Note that the caller's code runs now, so that other waits do not rely on this one."""
        for scheduler, subscription in self._parts:
            scheduler.pause(subscription)

    async def _step(self) -> None:
        """Let workers send what is to be sent, and sleep until something happens."""
        self._waker.event.clear()
        for scheduler, subscription in self._parts:
            while (request := scheduler.claim(subscription)) is not None:
                self._workers.start(partial(scheduler.perform, request), self._waker)
        if not self._take_outcomes():
            waiting = (part for part in self._parts if not part.subscription.is_over)
            until = min((part.scheduler.idle_until(part.subscription) for part in waiting), default=0.0)
            await self._workers.wait(self._waker, max(0.0, until - self._clock.monotonic()))
            self._take_outcomes()

    def _report(self) -> None:
        """Report the progress if it has changed. Workers go on meanwhile, so that one call may cover many ends."""
        if self._on_update is not None and (counts := self._counts()) != self._reported:
            self._reported = counts
            self._pause()
            self._on_update(self._progress)

    def _counts(self) -> tuple[int, int]:
        """Return the number of responses and of ended jobs; a response is counted before its outcome is there."""
        return sum(part.scheduler.responses for part in self._parts), self._progress.ended

    def _take_outcomes(self) -> bool:
        for scheduler, subscription in self._parts:
            while subscription.outcomes:
                outcome = subscription.outcomes.popleft()
                if self._on_update is not None:  # nobody else sees the progress
                    self._progress.count(outcome, scheduler)
                self._ended.append(outcome)
        return bool(self._ended)


class SlowJob(NamedTuple):
    """A job that takes long.

    Attributes:
        ref: Its ref.
        status: Its last known status; `UNKNOWN` if no response has named it yet.
        provider_status: The provider's own status, verbatim.
        age: Seconds since its creation, or since the wait began if that is not known.
        error: Why its last poll failed, None if it did not.
    """

    ref: str
    status: JobStatus
    provider_status: str | None
    age: float
    error: APIError | TransportError | None = None


class BatchProgress:
    """The progress of one `as_completed`. Every property is computed when it is read.

    Attributes:
        total: How many jobs there are.
        ended: How many have ended, also by an error.
        failed: How many of those ended with an error.
        started: When the wait began, on the monotonic clock.
    """

    def __init__(self, parts: tuple[Part, ...], clock: Clock, deadline: float, ended: Iterable[Outcome]) -> None:
        self._parts, self._clock, self._deadline = parts, clock, deadline
        self._ended: Counter[JobStatus] = Counter()
        self._durations: defaultdict[str, list[float]] = defaultdict(list)
        self.started: float = clock.monotonic()
        self.failed: int = 0
        self.ended: int = 0
        for outcome in ended:
            self.count(outcome)
        self.total: int = self.ended + sum(len(part.subscription.jobs) for part in parts)

    def __repr__(self) -> str:
        failed = f", {self.failed} with an error" if self.failed else ""
        return f"<BatchProgress: {self.ended} of {self.total} jobs have ended{failed}; {self.elapsed:.0f} s>"

    def count(self, outcome: Outcome, scheduler: Scheduler | None = None) -> None:
        """Count one more job that has ended, and how long it took where it was polled."""
        self.ended += 1
        self.failed += outcome.error is not None
        if (job := outcome.job) is None:
            return
        self._ended[job.status] += 1
        if scheduler is None or job.status is JobStatus.CANCELLED:  # that says nothing about normal durations
            return
        now = scheduler.source.now()
        seconds = self.elapsed if job.created_at is None else age_of(job, job.completed_at or now)
        durations = self._durations[scheduler.estimator.group(job)]
        if seconds is not None and len(durations) <= _MOST:  # more are not used
            durations.append(seconds)

    @property
    def counts(self) -> Counter[JobStatus]:
        """How many jobs are in which status; unknown where no response has named a job yet."""
        ending = (outcome for part in self._parts for outcome in list(part.subscription.ended.values()))
        ended = Counter(outcome.status for outcome in ending if outcome.job is not None)
        return self._ended + ended + Counter(job.status for _, job in self._pending())

    @property
    def elapsed(self) -> float:
        """Seconds since the wait began."""
        return self._clock.monotonic() - self.started

    @property
    def time_left(self) -> float:
        """Seconds until jobs that have not ended get a `WaitTimeout`."""
        return max(0.0, self._deadline - self._clock.monotonic())

    @property
    def requests(self) -> dict[str, int]:
        """How many requests were sent, by provider."""
        return {part.scheduler.source.name: part.subscription.requests for part in self._parts}

    @property
    def quotas(self) -> dict[str, Quota | None]:
        """What is left of each provider's limit of reads; None where no limit is known."""
        return {part.scheduler.source.name: part.scheduler.source.quota() for part in self._parts}

    budgets = quotas

    @property
    def trouble(self) -> dict[str, APIError | TransportError]:
        """For each provider whose polls fail at present, the error of one of its jobs."""
        return {provider: job.trouble.error for provider, job in self._pending() if job.trouble.error is not None}

    @property
    def remaining(self) -> float:
        """Seconds until all jobs have ended with a probability of 50 %, by the durations of these and earlier jobs."""
        now = self._clock.monotonic()
        running: defaultdict[str, list[PendingJob]] = defaultdict(list)
        for _, job in self._pending():
            running[job.group].append(job)
        return max((_remaining(self._durations[group], jobs, now) for group, jobs in running.items()), default=0.0)

    def slowest(self, number: int = 5) -> list[SlowJob]:
        """Return the jobs that take longest so far, the slowest first."""
        now = self._clock.monotonic()
        oldest = heapq.nsmallest(number, self._pending(), key=lambda pair: pair[1].created)
        return [
            SlowJob(f"{provider}:{job.id}", job.status, job.provider_status, job.age(now), job.trouble.error)
            for provider, job in oldest
        ]

    def _pending(self) -> Iterator[tuple[str, PendingJob]]:
        for scheduler, subscription in self._parts:
            for job in list(subscription.jobs.values()):
                yield scheduler.source.name, job


def _remaining(ended: Sequence[float], running: list[PendingJob], now: float) -> float:
    """Return the seconds until the jobs of one group are likely to have ended; `ended` took so long."""
    ages = [job.age(now) for job in running]
    if _ENOUGH <= len(ended) <= _MOST:
        return _fitted_remaining(ended, ages)
    share = min(0.95, 0.5 ** (1 / len(running)))
    sample = running[:: max(1, len(running) // _SAMPLE)]
    return max(job.distribution.quantile(share, job.age(now)) - job.age(now) for job in sample)


def _fitted_remaining(ended: Sequence[float], ages: Sequence[float]) -> float:
    """Return the same by the log-normal that fits this batch.

    The ages of running jobs count, too: those that have ended by now are the quick ones (Kaplan and Meier, 1958).
    """
    from statistics import NormalDist, linear_regression  # late: only displays ask

    normal, running_share, places, logs = NormalDist(), 1.0, list[float](), list[float]()
    times = sorted([*((seconds, True) for seconds in ended), *((age, False) for age in ages)])
    for at_risk, (seconds, is_end) in zip(range(len(times), 0, -1), times, strict=True):
        if is_end:
            places.append(normal.inv_cdf(1 - running_share * (1 - 0.5 / at_risk)))
            logs.append(math.log(max(seconds, _SHORTEST)))
            running_share *= 1 - 1 / at_risk
    slope, middle = linear_regression(places, logs)
    fitted = NormalDist(middle, max(slope, _LEAST_SPREAD))
    late = 1 - 0.5 ** (1 / len(ages))  # the share of jobs that are still later, of one for an even chance of all
    running = ((age, 1 - fitted.cdf(math.log(max(age, _SHORTEST)))) for age in ages)
    return max(max(0.0, math.exp(fitted.inv_cdf(1 - max(share * late, _LEAST_SHARE))) - age) for age, share in running)


Standing = BatchProgress
"""Its name in 0.1."""
