"""The polling of one provider for all waits of a client: which request comes next, and what a response means.

A wait subscribes, claims requests that are to be sent now, performs them, and sleeps while there is none (`Poller` for
one job, `BatchPoller` for many). Each wait polls its own jobs; a page of the list is read by whoever claims it, and
tells all waits. The scheduler does no I/O itself and starts no threads. Any number of threads may use it.

How waits sleep: each until its own next job is due. One of them, the leader, also wakes up for what concerns all: a
request that becomes free, a list that is to be read. Whatever changes that moment wakes the leader (see `Sleepers`).
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any, cast

from generation_jobs._core.config import retry_delay
from generation_jobs._core.errors import (
    APIError,
    AuthenticationError,
    GenerationJobsError,
    TransportError,
)
from generation_jobs._core.events import JobLooked, JobRetried, JobWaiting
from generation_jobs._core.models import JobStatus
from generation_jobs._core.outcome import Look, is_retryable, outcome_of
from generation_jobs._polling.estimator import DurationEstimator, age_of, poll_delay, push_delay
from generation_jobs._polling.list_reader import ListReader, lacks_result
from generation_jobs._polling.list_strategy import ListStrategy
from generation_jobs._polling.pending import AT_ONCE, LAST_POLL, PendingJob, PendingJobs, Sleepers, Subscription
from generation_jobs._polling.source import PollResult

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from generation_jobs._core.config import Config
    from generation_jobs._core.events import Event
    from generation_jobs._core.io import Waker
    from generation_jobs._core.models import Job
    from generation_jobs._polling.source import JobSource

log: logging.Logger = logging.getLogger("generation_jobs")

REPEATS_PER_SECOND = 20.0
"""Second and later polls in a second where no limit is documented: a thousand jobs are no reason to be a burden."""

_BURST = 8
"""Repeated polls that may be sent at once after a quiet while."""

_EXTENSION = 5.0
"""Seconds that are added for the last polls if the caller's own code was running until the deadline."""

_PATIENCE = 30.0
"""Seconds for which a provider may deny a job that it named, or call it succeeded without a result: replicas lag."""

_WARN_EVERY = 30.0
"""Seconds between two warnings that a provider cannot be reached."""

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
        self._clock, self._random, self._events = config.clock, config.random, config.events
        self._untold: list[Callable[[], None]] = []  # events, to be told when the lock is free
        self._lock = threading.RLock()
        self._jobs = PendingJobs()
        self._list = ListStrategy(source, self._jobs, config)
        self._unsent: dict[PollRequest, Subscription] = {}  # claimed, not performed yet
        self._in_flight: set[PendingJob] = set()  # with a request, claimed or under way
        self._sleepers: Sleepers[Subscription] = Sleepers()
        self._paused_until = self._spaced_until = self._warned_at = -inf
        self._streak = self._denials = 0
        self.responses: int = 0
        """How many requests have ended, with or without an answer."""
        self._accepted = False

    async def look(self, job_id: str, deadline: float) -> Look:
        """Poll a job once. Returns it, and the seconds until another poll is worth it."""
        job, hint = await self.source.poll(job_id, deadline)
        age = age_of(job, self._clock.now())
        if job.status.is_final:
            self.estimator.record(job, None)
            return Look(job, 0.0)
        distribution = self.estimator.distribution(self.estimator.group(job))
        return Look(
            job, poll_delay(self.source.poll_interval, distribution, age or 0.0, job.status, hint, self._random)
        )

    # What a wait does

    def subscribe(
        self,
        ids: Mapping[str, bool],
        deadline: float,
        waker: Waker,
        *,
        wants_updates: bool = False,
        is_announced: bool = False,
    ) -> Subscription:
        """Begin to wait for jobs, by their ids; the values are `PendingJob.is_named`. See `Subscription`."""
        with self._lock:
            now = self._clock.monotonic()
            subscription = Subscription(deadline, now, waker, self.estimator, wants_updates, is_announced)
            self._jobs.add(subscription, ids, now)
            for job in subscription.jobs.values() if is_announced else ():
                subscription.push(job, AT_ONCE)
            self._sleepers.wake_leader()
            return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """End a wait: what has not ended is not polled any more, what it claimed and did not send is not sent."""
        with self._lock:
            for job in list(subscription.jobs.values()):
                self._jobs.remove(job)
            for request in [request for request, claimer in self._unsent.items() if claimer is subscription]:
                del self._unsent[request]
                self._abandon(request)
            self._sleepers.discard(subscription)

    def expedite(self, subscription: Subscription) -> None:
        """Let a wait poll at once, since the end of its job was announced. A failing provider is left alone."""
        with self._lock:
            for job in subscription.jobs.values():
                is_due = job.due <= self._clock.monotonic()
                if not (is_due or job.streak or subscription.unhurried_polls):
                    subscription.unhurried_polls = 2  # this one, and the next
                    subscription.push(job, AT_ONCE)

    def pause(self, subscription: Subscription) -> None:
        """Note that a wait is busy with something else, so that others must not rely on it."""
        with self._lock:
            self._sleepers.discard(subscription)

    def claim(self, subscription: Subscription) -> PollRequest | None:
        """Return the request that a wait is to send now, if there is one; `perform` sends it."""
        with self._lock:
            now = self._clock.monotonic()
            if not subscription.is_last_round and now >= subscription.last_round_at(self._spacing()):
                self._begin_last_round(subscription, now)
            if now >= subscription.deadline:
                for job in list(subscription.jobs.values()):
                    self._time_out(job, now)
            request = self._next_request(subscription, now) if subscription.jobs else None
            if request is not None:
                self._unsent[request] = subscription
                subscription.requests += 1
            if request is not None or not subscription.jobs:
                self._sleepers.discard(subscription)
            return request

    async def perform(self, request: PollRequest) -> None:
        """Send a claimed request, and tell all waits what it says. Raises only what is no error of ours."""
        with self._lock:
            if self._unsent.pop(request, None) is None:
                return  # its wait is over
        result: object
        try:
            result = await request.send()
        except GenerationJobsError as error:
            result = error
        except BaseException:
            with self._lock:
                self._abandon(request)
            raise
        with self._lock:
            self._take(request, result, self._clock.monotonic())
            untold, self._untold = self._untold, []
        for tell in untold:
            tell()

    def idle_until(self, subscription: Subscription) -> float:
        """Return until when a wait may sleep if its waker is not woken before, on the monotonic clock."""
        with self._lock:
            now = self._clock.monotonic()
            if not subscription.jobs:
                return now
            due, free_at = self._next_due(subscription), self._free_at(now)
            is_blocked = due <= now and (now < free_at or not self._sleepers.may_send(subscription))
            if is_blocked or not subscription.is_announced:  # no list concerns an announced one
                self._sleepers.add(subscription, is_blocked=is_blocked)
            else:
                self._sleepers.discard(subscription)
            until = subscription.deadline if is_blocked else min(subscription.deadline, due)
            if not subscription.is_last_round:
                until = min(until, subscription.last_round_at(self._spacing()))
            if self._sleepers.leader is subscription:
                until = min(until, max(free_at, now if is_blocked else self._list.ready(now)))
            return max(now, until)

    # Which request comes next

    def _next_request(self, subscription: Subscription, now: float) -> PollRequest | None:
        if self._free_at(now) > now or not self._sleepers.may_send(subscription):
            return None
        self._list.begin(now)
        if (reader := self._list.next_page(now)) is not None:
            return PollRequest(reader, partial(reader.read, 2 * self._jobs.count, subscription.deadline))
        due = self._next_due(subscription)
        if due > now or (job := subscription.queue.take()) in self._in_flight:
            return None
        if due != AT_ONCE and self.source.quota() is None:
            self._spaced_until = max(self._spaced_until, now - _BURST / REPEATS_PER_SECOND) + 1 / REPEATS_PER_SECOND
        self._in_flight.add(job)
        self._jobs.wanted.pop(job, None)
        return PollRequest(job, partial(self.source.poll, job.id, subscription.deadline))

    def _next_due(self, subscription: Subscription) -> float:
        due = subscription.queue.next_due
        return due if due == AT_ONCE else max(due, self._spaced_until)

    def _free_at(self, now: float) -> float:
        """Return when a request may be sent; infinite until one of those under way has ended."""
        # A provider in trouble is asked by one request at a time.
        at_once = 1 if self._streak > self.source.max_concurrency else self.source.max_concurrency
        if len(self._in_flight) + self._list.is_reading >= at_once:
            return inf
        return max(self._paused_until, now + self.source.quota_wait())

    def _begin_last_round(self, subscription: Subscription, now: float) -> None:
        subscription.is_last_round = True
        if now >= subscription.deadline:
            subscription.deadline = now + _EXTENSION
        spacing = self._spacing()
        for number, job in enumerate(subscription.jobs.values()):
            if job not in self._in_flight:
                subscription.push(job, min(job.due, now + number * spacing))

    def _spacing(self) -> float:
        """Return the seconds between two polls that can go on and on."""
        quota = self.source.quota()
        return 1 / REPEATS_PER_SECOND if quota is None else quota.window / quota.limit

    # What a response means

    def _take(self, request: PollRequest, result: object, now: float) -> None:
        self.responses += 1
        self._release(request)
        try:
            if isinstance(request.target, PendingJob):
                self._take_poll(request.target, result, now)
            else:
                self._take_page(result, now)
        finally:
            self._sleepers.wake_leader()

    def _release(self, request: PollRequest) -> None:
        if isinstance(request.target, PendingJob):
            self._in_flight.discard(request.target)
        else:
            self._list.is_reading = False

    def _abandon(self, request: PollRequest) -> None:
        """Note that a request was not sent, or was cancelled: another wait may send it."""
        self._release(request)
        job = request.target
        if isinstance(job, PendingJob) and job in self._jobs.entries(job.id):
            job.subscription.push(job, self._clock.monotonic())
        self._sleepers.wake_leader()

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
        pending = self._jobs.entries((row.ref or "").partition(":")[2])
        if pending and self._events.wanted:
            self._tell_later(JobLooked, str(row.ref), job=row, is_listed=True)
        for job in pending:
            job.reported_at = now
            self._jobs.wanted.pop(job, None)
            if job in self._in_flight:
                continue  # it is being polled, and that tells more
            if lacks_result(row):
                job.subscription.push(job, AT_ONCE)
            else:
                self._take_job(job, row, now)
        return bool(pending)

    def _take_poll(self, polled: PendingJob, result: object, now: float) -> None:
        pending = self._jobs.entries(polled.id)
        if isinstance(result, PollResult):
            self._succeeded()
            for job in pending:
                self._take_answer(job, result, now)
            if polled is self._list.overdue and result.job.status.is_final:  # the list may be stuck
                self._list.poll_overdue(now)
        elif polled in pending:  # its wait may be over
            self._take_error(polled, cast("GenerationJobsError", result), now)

    def _take_answer(self, job: PendingJob, result: PollResult, now: float) -> None:
        job.polled_at = now
        if result.job.status is JobStatus.SUCCEEDED and not result.job.media and self._has_patience(job, now):
            self._retry(job, result.retry_after, now)
            return
        self._take_job(job, result.job, now)
        job.doubted_at = None
        if not result.job.status.is_final:
            self._schedule(job, result.retry_after, now)

    def _take_error(self, job: PendingJob, error: GenerationJobsError, now: float) -> None:
        if is_retryable(error):
            self._survive(job, cast("APIError | TransportError", error), now)
        elif self._may_be_wrong(job, error) and self._has_patience(job, now):
            job.error = cast("APIError", error)
            self._retry(job, None, now)
        else:
            self._refuse(job, error)

    def _may_be_wrong(self, job: PendingJob, error: GenerationJobsError) -> bool:
        """Return whether an error denies what the provider said before: that it has the job, and accepts the key."""
        if not isinstance(error, APIError) or not (job.is_named or job.was_reported):
            return False
        return error.status_code in {403, 404} or (error.status_code == 401 and self._accepted)

    def _has_patience(self, job: PendingJob, now: float) -> bool:
        if job.doubted_at is None:
            job.doubted_at = now
        return now < min(job.doubted_at + _PATIENCE, job.subscription.deadline - LAST_POLL)

    def _take_job(self, job: PendingJob, seen: Job, now: float) -> None:
        age, was_running = age_of(seen, self._clock.now()), job.running_at > -inf
        before, job.status, job.provider_status, job.reported_at = job.status, seen.status, seen.provider_status, now
        job.error, job.streak = None, 0
        job.reason = (seen.error and seen.error.message) or ""
        if before not in {JobStatus.UNKNOWN, seen.status}:
            self._list.moved(before, seen.status)
        job.group = self.estimator.group(seen)
        job.subscription.update(seen)
        if seen.status.is_final:
            self.estimator.record(seen, age if was_running else None)
            self._finish(job, seen)
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
        if self._is_over(job, now):
            return
        if subscription.is_pushed and not subscription.unhurried_polls:
            self._list.schedule_poll(job, now, hint)
            subscription.push(job, now + push_delay(job.due - now, self._random))
        elif hint is not None or subscription.is_announced or not self._list.is_active:
            self._list.schedule_poll(job, now, hint)
        if job.due < inf and self._events.wanted:
            self._tell_later(JobWaiting, self._ref(job), seconds=max(0.0, job.due - now))

    def _finish(self, job: PendingJob, end: Job | GenerationJobsError) -> None:
        job.subscription.outcomes.append(outcome_of(self._ref(job), end))
        self._jobs.remove(job)  # only then: who finds no job left takes the last outcome
        job.subscription.waker.wake()

    # Trouble

    def _succeeded(self) -> None:
        self._streak, self._accepted = 0, True

    def _survive(self, job: PendingJob, error: APIError | TransportError, now: float) -> None:
        job.error, self._streak = error, self._streak + 1
        log.debug("%s: failure %d in a row: %s", self._ref(job), job.streak + 1, error)
        if isinstance(error, TransportError) and not error.maybe_received and now >= self._warned_at + _WARN_EVERY:
            self._warned_at = now
            log.warning("%s; trying again until the deadline", error)
        hint = error.retry_after if isinstance(error, APIError) else None
        self._retry(job, hint, now)
        beyond = self._streak - self.source.max_concurrency
        if beyond > 0:  # it is not about this job or that: the provider is left alone
            self._paused_until = now + retry_delay(self.source.poll_interval, beyond, hint, self._random)

    def _retry(self, job: PendingJob, hint: float | None, now: float) -> None:
        job.streak += 1
        if not self._is_over(job, now):
            delay = retry_delay(self.source.poll_interval, job.streak, hint, self._random)
            job.subscription.push(job, now + delay)
            if self._events.wanted:
                values = {"error": job.error, "attempt": job.streak, "seconds": delay}
                self._tell_later(JobRetried, self._ref(job), operation="poll", **values)

    def _is_over(self, job: PendingJob, now: float) -> bool:
        """Return whether a job that was just polled has timed out, since there is no time for another poll."""
        if is_over := now >= job.subscription.deadline - LAST_POLL:
            self._time_out(job, now)
        return is_over

    def _refuse(self, job: PendingJob, error: GenerationJobsError) -> None:
        self._finish(job, error)
        is_denied = isinstance(error, AuthenticationError) and not self._accepted
        self._denials += is_denied
        if isinstance(error, TransportError) or (is_denied and self._denials >= _DENIALS):  # others fare no better
            for other in self._jobs.all():
                self._finish(other, _not_polled(self._ref(other), error))

    def _time_out(self, job: PendingJob, now: float) -> None:
        ref = self._ref(job)
        if not job.was_reported and job.error is None and self.source.quota_wait() > 0:
            message = f"{ref}: the limit of {self.source.name} reads leaves no request before the deadline"
            job.error = TransportError(message, ref=ref, maybe_received=False)
        self._finish(job, job.timeout_error(ref, now))

    def _tell_later(self, kind: Callable[..., Event], ref: str, **values: object) -> None:
        self._untold.append(partial(self._events.tell, kind, ref, **values))

    def _ref(self, job: PendingJob) -> str:
        return f"{self.source.name}:{job.id}"


def _not_polled(ref: str, error: GenerationJobsError) -> GenerationJobsError:
    """Return the error of another job than the one for which the provider could not be asked."""
    if not isinstance(error, AuthenticationError):
        return TransportError(f"{ref}: not polled: {error}", ref=ref, maybe_received=False, is_permanent=True)
    return AuthenticationError(
        f"{ref}: not polled: the provider rejected the API key for every job so far; check the key",
        status_code=error.status_code,
        ref=ref,
        code=error.code,
        message=error.message,
    )
