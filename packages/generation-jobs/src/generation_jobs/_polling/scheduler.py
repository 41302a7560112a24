"""The polling of one provider for all waits of a client: which request comes next, and what a response means.

A wait subscribes, claims requests that are to be sent now, performs them, and sleeps while there is none (`Poller` for
one job, `BatchPoller` for many). Each wait polls its own jobs; a page of the list is read by whoever claims it, and
tells all waits. The scheduler does no I/O itself and starts no threads. Any number of threads may use it.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any, cast

from generation_jobs._core.errors import (
    APIError,
    AuthenticationError,
    GenerationJobsError,
    TransportError,
    WaitTimeout,
)
from generation_jobs._core.models import JobStatus
from generation_jobs._core.outcome import outcome_of
from generation_jobs._core.policy import retry_delay
from generation_jobs._core.status_errors import is_passing
from generation_jobs._polling.due_queue import AT_ONCE, FEW, PendingJob, PendingJobs
from generation_jobs._polling.estimator import Cohort, DurationEstimator, age_of
from generation_jobs._polling.list_reader import ListReader, lacks_result
from generation_jobs._polling.list_strategy import ListStrategy, fit_cohorts
from generation_jobs._polling.schedule import push_delay
from generation_jobs._polling.source import PollResult
from generation_jobs._polling.subscription import Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Sequence

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Waker
    from generation_jobs._core.models import Job
    from generation_jobs._polling.source import JobSource

log: logging.Logger = logging.getLogger("generation_jobs")

REPEATS_PER_SECOND = 20.0
"""Second and later polls in a second where no limit is documented: a thousand jobs are no reason to be a burden."""

_DENIALS = 3
"""Responses 401 before any other after which the key is taken for bad, and no other job is polled."""


@dataclass(eq=False, slots=True)
class PollRequest:
    """One request that is to be sent now: for one job, or for a page of the list."""

    target: PendingJob | ListReader
    send: Callable[[], Coroutine[Any, Any, object]]


class Scheduler:
    """See the module."""

    def __init__(self, source: JobSource, config: Config) -> None:
        self.source = source
        self.estimator: DurationEstimator = DurationEstimator(source, config.durations)
        self._clock, self._random = config.clock, config.random
        self._lock = threading.RLock()
        self.jobs: PendingJobs = PendingJobs()
        self._announced: PendingJobs = (
            PendingJobs()
        )  # jobs whose end is announced by an event: no list is read for them
        self._list: ListStrategy = ListStrategy(source, self.jobs, config.random)
        self._in_flight: set[PendingJob] = set()
        self._waiting: dict[Subscription, None] = {}  # waits that sleep; the first one wakes up for all
        self._blocked: dict[Subscription, None] = {}  # waits with due jobs and no request free
        self._paused_until = self._spaced_until = -inf
        self._streak = self._denials = 0
        self.responses: int = 0
        """How many requests have ended, with or without an answer."""
        self._accepted = False

    # What a wait does

    def subscribe(
        self,
        ids: Iterable[str],
        deadline: float,
        waker: Waker,
        *,
        wants_updates: bool = False,
        is_batch: bool = False,
        is_announced: bool = False,
    ) -> Subscription:
        """Begin to wait for jobs, by their ids.

        Args:
            ids: Ids of the provider, each once.
            deadline: When jobs that have not ended get a `WaitTimeout`, on the monotonic clock.
            waker: See `Subscription`.
            wants_updates: Whether `Subscription.updates` is filled.
            is_batch: Whether the jobs were begun together, so that their durations are compared (see `Cohort`).
            is_announced: Whether an event may announce their ends, so that no list is read for them.
        """
        with self._lock:
            now = self._clock.monotonic()
            cohort = Cohort(self.estimator, now, self.source.poll_interval.floor) if is_batch else self.estimator
            subscription = Subscription(deadline, now, waker, cohort, wants_updates=wants_updates)
            subscription.is_announced = is_announced
            self._add(subscription, ids, now)
            if subscription.count <= FEW:
                subscription.few = self.jobs_of(subscription)
            return subscription

    def _add(self, subscription: Subscription, ids: Iterable[str], now: float) -> None:
        jobs, group = self._collection(subscription), self.estimator.group(None)
        for job_id in ids:
            jobs.add(job := PendingJob(job_id, subscription, group, now))
            subscription.count += 1
            if subscription.is_announced:
                jobs.want(job, False)
                subscription.queue.push(job, AT_ONCE)

    def _collection(self, subscription: Subscription) -> PendingJobs:
        return self._announced if subscription.is_announced else self.jobs

    def _entries(self, job_id: str) -> list[PendingJob]:
        """Return the entries of one job in all waits."""
        return [*self.jobs.get(job_id), *self._announced.get(job_id)]

    def unsubscribe(self, subscription: Subscription) -> None:
        """End a wait: what has not ended is not polled any more."""
        with self._lock:
            if subscription.count:
                for job in self.jobs_of(subscription):
                    self._remove(job)
            self._leave(subscription)

    def expedite(self, subscription: Subscription) -> None:
        """Let a wait poll at once, since the end of its job was announced. A failing provider is left alone."""
        with self._lock:
            for job in subscription.few:
                is_due = job.is_wanted or job.due <= self._clock.monotonic()
                if not (is_due or job.streak or subscription.unhurried_polls):
                    subscription.unhurried_polls = 2  # this one, and the next
                    subscription.queue.push(job, AT_ONCE)
                    subscription.waker.wake()

    def pause(self, subscription: Subscription) -> None:
        """Note that a wait is busy with something else, so that others must not rely on it."""
        with self._lock:
            self._leave(subscription)

    def claim(self, subscription: Subscription) -> PollRequest | None:
        """Return the request that a wait is to send now, if there is one; `perform` sends it."""
        with self._lock:
            now = self._clock.monotonic()
            if now >= subscription.deadline:
                self._expire(subscription, now)
            if not subscription.count:
                return None
            request = self._claim(subscription, now)
            if request is not None:
                subscription.requests += 1
                self._leave(subscription)
            self._wake_others(now)
            return request

    async def perform(self, request: PollRequest) -> None:
        """Send a claimed request, and tell all waits what it says. Raises only what is no error of ours."""
        result: object
        try:
            result = await request.send()
        except GenerationJobsError as error:
            result = error
        except BaseException:
            self._abandon(request)
            raise
        with self._lock:
            now = self._clock.monotonic()
            self.responses += 1
            if isinstance(request.target, PendingJob):
                self._take_poll(request.target, result, now)
            else:
                self._take_page(result, now)
            self._wake_others(now)

    def idle_until(self, subscription: Subscription) -> float:
        """Return until when a wait may sleep if its waker is not woken before, on the monotonic clock."""
        with self._lock:
            now = self._clock.monotonic()
            if not subscription.count:
                return now
            self._waiting[subscription] = None
            until = subscription.deadline
            if subscription not in self._blocked:
                until = min(until, self._next_due(subscription))
            if next(iter(self._waiting)) is subscription:
                until = min(until, max(self._free_at(now), now if self._blocked else self._list.ready(now)))
            return max(now, until)

    # What a display shows

    def jobs_of(self, subscription: Subscription) -> list[PendingJob]:
        """Return the jobs of a wait that have not ended."""
        with self._lock:
            jobs = subscription.few or (self._collection(subscription) if subscription.count else ())
            return [job for job in jobs if job.subscription is subscription]

    def remaining(self, subscription: Subscription) -> float:
        """Return the seconds until a wait's jobs are likely to have ended, but for one straggler in twenty."""
        now, cohort = self._clock.monotonic(), subscription.distributions
        jobs = self.jobs_of(subscription)
        share = min(0.95, 0.5 ** (1 / max(1, len(jobs))))  # of one job, for an even chance that all have ended
        if isinstance(cohort, Cohort) and cohort.ended > len(jobs):
            cohort = self.estimator  # once most have ended they tell the shape, above all how long the last ones take
        sample = jobs[:: max(1, len(jobs) // 100)]
        curves = ((job.age(now), cohort.distribution(job.group)) for job in sample)
        return max((curve.quantile(share, age) - age for age, curve in curves), default=0.0)

    # Which request comes next

    def _claim(self, subscription: Subscription, now: float) -> PollRequest | None:
        self._blocked.pop(subscription, None)
        if self._free_at(now) > now:
            if subscription.queue.next_due <= now or self.jobs.wanted:
                self._blocked[subscription] = None
            return None
        self._list.begin(now, self._clock.now())
        if (reader := self._list.next_page(now)) is not None:
            return PollRequest(reader, partial(reader.read, 2 * self.jobs.count, subscription.deadline))
        subscription.request_last_polls(now)
        return self._claim_poll(subscription, now)

    def _claim_poll(self, subscription: Subscription, now: float) -> PollRequest | None:
        due = subscription.queue.next_due
        if due != AT_ONCE and now < self._spaced_until:
            return None
        job = subscription.queue.take(now)
        if job is None or job in self._in_flight:
            return None
        if due != AT_ONCE and self.source.quota() is None:
            self._spaced_until = max(self._spaced_until, now - FEW / REPEATS_PER_SECOND) + 1 / REPEATS_PER_SECOND
        self._in_flight.add(job)
        self._collection(subscription).want(job, False)
        return PollRequest(job, partial(self.source.poll, job.id, subscription.deadline))

    def _next_due(self, subscription: Subscription) -> float:
        due = subscription.next_due
        return due if due == AT_ONCE else max(due, self._spaced_until)

    def _free_at(self, now: float) -> float:
        """Return when a request may be sent; infinite until one of those under way has ended."""
        # A provider in trouble is asked by one request at a time.
        at_once = 1 if self._streak > self.source.max_concurrency else self.source.max_concurrency
        if len(self._in_flight) + self._list.is_reading >= at_once:
            return inf
        return max(self._paused_until, now + self.source.quota_wait())

    def _wake_others(self, now: float) -> None:
        """Wake a wait that could send a request now, and the one that wakes up for all."""
        if self._free_at(now) > now:
            return
        if self._blocked:
            subscription = next(iter(self._blocked))
            del self._blocked[subscription]
            subscription.waker.wake()
        if self._waiting and self._list.ready(now) <= now:
            next(iter(self._waiting)).waker.wake()

    def _leave(self, subscription: Subscription) -> None:
        self._blocked.pop(subscription, None)
        if subscription in self._waiting:
            was_first = next(iter(self._waiting)) is subscription
            del self._waiting[subscription]
            if was_first and self._waiting:
                next(iter(self._waiting)).waker.wake()  # it wakes up for all from now on

    # What a response means

    def _take_page(self, result: object, now: float) -> None:
        if isinstance(result, GenerationJobsError):
            self._list.failed(result, now)
            return
        self._succeeded()
        rows = cast("Sequence[Job]", result)
        ours = [row for row in rows if self._take_row(row, now)]
        self._list.take(rows, ours, now)

    def _take_row(self, row: Job, now: float) -> bool:
        """Note how a row says that a job stands. Returns whether it is waited for."""
        pending = self._entries(_id_of(row))
        for job in pending:
            job.reported_at = now
            self._collection(job.subscription).want(job, False)
            if job in self._in_flight:
                continue  # it is being polled, and that tells more
            if lacks_result(row):
                job.subscription.queue.push(job, AT_ONCE)
                job.subscription.waker.wake()
            else:
                self._take_job(job, row, now)
        return bool(pending)

    def _take_poll(self, polled: PendingJob, result: object, now: float) -> None:
        self._in_flight.discard(polled)
        pending = self._entries(polled.id)
        if isinstance(result, PollResult):
            self._succeeded()
            for job in pending:
                self._take_job(job, result.job, now)
                if not result.job.status.is_final:
                    self._schedule(job, result.retry_after, now)
        elif polled in pending:  # its wait may be over
            error = cast("GenerationJobsError", result)
            if isinstance(error, APIError | TransportError) and is_passing(error):
                self._survive(polled, error, now)
            else:
                self._refuse(polled, error)

    def _take_job(self, job: PendingJob, seen: Job, now: float) -> None:
        before, subscription = job.status, job.subscription
        self._observe(job, seen, now)
        subscription.update(seen)
        if seen.status.is_final:
            self._list.ended(before, seen.status)
            self._finish(job, seen)

    def _observe(self, job: PendingJob, seen: Job, now: float) -> None:
        age, was_running, subscription = age_of(seen, self._clock.now()), job.running_at > -inf, job.subscription
        self._collection(subscription).set_status(job, seen.status)
        job.provider_status, job.reported_at = seen.provider_status, now
        job.error, job.streak = None, 0
        job.group = self.estimator.group(seen)
        subscription.distribution(job)  # before this job counts for it
        if seen.status.is_final:
            took = self.estimator.record(seen, age if was_running else None)
            if took is not None and isinstance(subscription.distributions, Cohort):
                subscription.distributions.record(job.group, took)
            return
        job.running_at = now
        if age is not None:
            job.created, job.is_dated = now - age, True

    def _schedule(self, job: PendingJob, hint: float | None, now: float) -> None:
        """Plan the next poll of a running job that was just polled."""
        subscription = job.subscription
        if job.due == AT_ONCE:
            return  # its end was announced meanwhile
        subscription.unhurried_polls = max(0, subscription.unhurried_polls - 1)
        if now >= subscription.last_poll_at:
            self._finish(job, self._timeout(job, now))
        elif subscription.is_pushed and not subscription.unhurried_polls:
            self._list.schedule_poll(job, now, hint)
            subscription.schedule(job, now + push_delay(job.due - now, self._random))
        elif hint is not None or subscription.is_announced or not self._list.is_active:
            fit_cohorts(self.jobs, now)
            self._list.schedule_poll(job, now, hint)

    def _finish(self, job: PendingJob, end: Job | GenerationJobsError) -> None:
        self._remove(job)
        job.subscription.outcomes.append(outcome_of(self._ref(job), end))
        job.subscription.waker.wake()

    def _remove(self, job: PendingJob) -> None:
        job.due, subscription = inf, job.subscription
        self._collection(subscription).remove(job)
        subscription.count -= 1
        if subscription.few:
            subscription.few.remove(job)

    # Trouble

    def _succeeded(self) -> None:
        self._streak, self._accepted = 0, True

    def _survive(self, job: PendingJob, error: APIError | TransportError, now: float) -> None:
        job.error, job.streak, self._streak = error, job.streak + 1, self._streak + 1
        log.debug("%s: failure %d in a row: %s", self._ref(job), job.streak, error)
        if now >= job.subscription.last_poll_at:
            self._finish(job, self._timeout(job, now))
            return
        hint = error.retry_after if isinstance(error, APIError) else None
        interval = self.source.poll_interval
        job.subscription.schedule(job, now + retry_delay(interval, job.streak, hint, self._random))
        beyond = self._streak - self.source.max_concurrency
        if beyond > 0:  # it is not about this job or that: the provider is left alone
            self._paused_until = now + retry_delay(interval, beyond, hint, self._random)

    def _refuse(self, job: PendingJob, error: GenerationJobsError) -> None:
        self._finish(job, error)
        if not isinstance(error, AuthenticationError) or self._accepted:
            return
        self._denials += 1
        if self._denials >= _DENIALS:
            for other in [*self.jobs, *self._announced]:
                self._finish(other, self._not_polled(other, error))

    def _not_polled(self, job: PendingJob, error: AuthenticationError) -> AuthenticationError:
        ref = self._ref(job)
        return AuthenticationError(
            f"{ref}: not polled: {self.source.name} rejected the API key for every job so far; check the key",
            status_code=error.status_code,
            ref=ref,
            code=error.code,
            message=error.message,
        )

    def _abandon(self, request: PollRequest) -> None:
        """Note that a request was cancelled: another wait may send it."""
        with self._lock:
            now = self._clock.monotonic()
            if isinstance(request.target, PendingJob):
                job = request.target
                self._in_flight.discard(job)
                if job in self._entries(job.id):
                    job.subscription.schedule(job, now)
            else:
                self._list.abandoned()
            self._wake_others(now)

    def _expire(self, subscription: Subscription, now: float) -> None:
        if subscription.count:
            for job in self.jobs_of(subscription):
                self._finish(job, self._timeout(job, now))

    def _timeout(self, job: PendingJob, now: float) -> WaitTimeout:
        ref, elapsed = self._ref(job), now - job.subscription.started
        if not job.was_reported and job.error is None and self.source.quota_wait() > 0:
            job.error = TransportError(
                f"{ref}: the limit of {self.source.name} reads leaves no request before the deadline",
                ref=ref,
                maybe_received=False,
            )
        error = WaitTimeout(
            f"{ref}: not finished after {elapsed:.0f} s ({_state(job)}). "
            f"The job goes on at the provider: wait for {ref} again, with a longer timeout.",
            ref=ref,
            job=job.subscription.last_update,
            elapsed=elapsed,
            last_error=job.error,
        )
        error.__cause__ = job.error
        return error

    def _ref(self, job: PendingJob) -> str:
        return f"{self.source.name}:{job.id}"


def _state(job: PendingJob) -> str:
    if not job.was_reported:
        seen = "never seen"
    elif job.status is JobStatus.UNKNOWN:
        seen = f"last seen as {job.provider_status!r}, a status that this version does not know"
    else:
        word = job.provider_status
        seen = f"last seen as {job.status.value}" + (f" ({word!r})" if word not in {None, job.status.value} else "")
    failed = f"then {job.streak} failed polls, the last: " if job.streak else ""
    return f"{seen}; {failed}{job.error}" if job.error else seen


def _id_of(job: Job) -> str:
    return (job.ref or "").partition(":")[2]
