"""The polling of one provider for all waits of a client: which request comes next, and who sends it.

A wait subscribes, claims requests that are to be sent now, performs them, and sleeps while there is none (`Poller` for
one job, `BatchPoller` for many). Each wait polls its own jobs; a page of the list is read by one wait for all of them.
What a response means is left to `ResponseHandler`. The scheduler does no I/O itself and starts no threads. Any number
of threads may use it.

How waits sleep: each until its own next job is due. One of them, the leader, also wakes up for what concerns all: a
request that becomes free, a list that is to be read. Whatever changes that moment wakes the leader (see `Sleepers`).
"""

import threading
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any
from weakref import WeakValueDictionary

from generation_jobs._core.config import Config
from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.io import Waker
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import Look
from generation_jobs._core.values.status import JobStatus
from generation_jobs._polling.estimator import DurationEstimator, age_of, poll_delay
from generation_jobs._polling.list_reader import ListReader
from generation_jobs._polling.list_strategy import ENOUGH, ListStrategy
from generation_jobs._polling.pending import AT_ONCE, LAST_POLL, PendingJob, PendingJobs, Sleepers, Subscription
from generation_jobs._polling.response_handler import ResponseHandler
from generation_jobs._polling.source import JobSource

REPEATS_PER_SECOND = 20.0
"""Second and later polls in a second where no limit is documented: a thousand jobs must not flood a provider."""

_RUNNING = frozenset({JobStatus.QUEUED, JobStatus.RUNNING})

_BURST = 8
"""Repeated polls that may be sent at once after a quiet while."""

_FRESH = 2.0
"""Seconds for which the response of a submit says as much as a poll."""

_EXTENSION = 5.0
"""Seconds that are added for the last polls if the caller's own code was running until the deadline."""


@dataclass(eq=False, slots=True, weakref_slot=True)
class PollRequest:
    """One request that is to be sent now: for one job, or for a page of the list."""

    target: PendingJob | ListReader
    send: Callable[[], Coroutine[Any, Any, object]]


class Scheduler:
    """Polls one provider for all waits of a client; see the module."""

    def __init__(self, source: JobSource, config: Config) -> None:
        self.source = source
        self.estimator: DurationEstimator = DurationEstimator(source, config.durations)
        self._clock, self._random = config.clock, config.random
        self._lock = threading.RLock()
        self._jobs = PendingJobs()
        # The targets of requests that are claimed or under way. Weak, for those that an interrupt keeps from ending.
        self._in_flight: WeakValueDictionary[PendingJob | ListReader, PollRequest] = WeakValueDictionary()
        self._list = ListStrategy(source, self._jobs, self._in_flight, config)
        self._submitted: dict[str, tuple[Job, float]] = {}  # running, and since when that is known; the oldest first
        self._unsent: dict[PollRequest, Subscription] = {}  # claimed, not performed yet
        self._sleepers = Sleepers()
        self._spaced_until = -inf
        self._handler = ResponseHandler(source, self.estimator, self._jobs, self._list, self._in_flight, config)
        self.responses: int = 0
        """How many requests have ended, with or without an answer."""

    async def look(self, job_id: str, deadline: float) -> Look:
        """Poll a job once. Returns it, and the seconds until another poll is worth it."""
        job, hint = await self.source.poll(job_id, deadline)
        age = age_of(job, self.source.now())
        if job.status.is_final:
            self.estimator.record(job, None)
            return Look(job, 0.0)
        distribution = self.estimator.distribution(self.estimator.group(job))
        return Look(
            job, poll_delay(self.source.poll_interval, distribution, age or 0.0, job.status, hint, self._random)
        )

    def note_submitted(self, job: Job) -> None:
        """Note a job whose submit was just answered: a wait among others need not ask for it at once."""
        with self._lock:
            now = self._clock.monotonic()
            self._forget_submitted(now)
            if job.status in _RUNNING:
                self._submitted[(job.ref or "").partition(":")[2]] = job, now

    # What a wait does

    def subscription(
        self,
        ids: Mapping[str, bool],
        deadline: float,
        waker: Waker,
        *,
        wants_updates: bool = False,
        is_announced: bool = False,
    ) -> Subscription:
        """Return a wait for jobs, by their ids; the values are `PendingJob.is_named`. See `Subscription`.

        `subscribe` begins it, and `unsubscribe` ends it, also one that Ctrl-C kept from beginning.
        """
        subscription = Subscription(
            deadline, self._clock.monotonic(), waker, self.estimator, wants_updates, is_announced
        )
        group = self.estimator.group(None)
        for job_id, is_named in ids.items():
            subscription.jobs[job_id] = PendingJob(job_id, subscription, group, subscription.started, is_named=is_named)
        return subscription

    def subscribe(self, subscription: Subscription) -> None:
        """Begin a wait."""
        with self._lock:
            self._jobs.add(subscription)
            self._skip_first_poll(subscription)
            for job in subscription.jobs.values() if subscription.is_announced else ():
                subscription.push(job, AT_ONCE)
            self._sleepers.wake_leader()

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
                if not (is_due or job.trouble.streak or subscription.unhurried_polls):
                    subscription.unhurried_polls = 2  # this one, and the next
                    subscription.push(job, AT_ONCE)

    def pause(self, subscription: Subscription) -> None:
        """Note that a wait is busy with something else, so that others must not rely on it."""
        with self._lock:
            self._sleepers.discard(subscription)
            if subscription.paused_at == -inf:
                subscription.paused_at = self._clock.monotonic()

    def claim(self, subscription: Subscription) -> PollRequest | None:
        """Return the request that a wait is to send now, if there is one; `perform` sends it."""
        with self._lock:
            now = self._clock.monotonic()
            if not subscription.is_last_round and now >= subscription.last_round_at(self._spacing()):
                self._begin_last_round(subscription, now)
            if now >= subscription.deadline > subscription.paused_at > -inf:
                self._begin_last_round(subscription, now)  # the caller's code was running in the middle of the first
            subscription.paused_at = -inf
            if now >= subscription.deadline:
                for job in list(subscription.jobs.values()):
                    self._handler.time_out(job, now)
                for job in [*self._handler.take_finished(), *subscription.ended]:
                    job.subscription.hand_out(job)
            request = self._next_request(subscription, now) if subscription.jobs else None
            if request is not None:
                self._in_flight[request.target] = request
                self._unsent[request] = subscription
                subscription.requests += 1
            if request is not None or not subscription.jobs:
                self._sleepers.discard(subscription)
            return request

    async def perform(self, request: PollRequest) -> None:
        """Send a claimed request, and note its response for all waits. Raises what is no `GenerationJobsError`."""
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
        self._finish(request, result)

    def idle_until(self, subscription: Subscription) -> float:
        """Return when a wait must wake up, on the monotonic clock, unless its waker is woken earlier."""
        with self._lock:
            now = self._clock.monotonic()
            if not subscription.jobs:
                return now if subscription.is_over else subscription.deadline
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

    # What need not be asked for

    def _skip_first_poll(self, subscription: Subscription) -> None:
        """Rely on the responses of submits where many single waits begin one by one: each would cost a poll."""
        if subscription.is_announced or len(subscription.jobs) >= ENOUGH or self._jobs.count <= ENOUGH:
            return
        now = self._clock.monotonic()
        self._forget_submitted(now)
        for job in subscription.jobs.values():
            if (known := self._submitted.pop(job.id, None)) is not None:
                self._handler.take_submitted(job, known[0], now)

    def _forget_submitted(self, now: float) -> None:
        while self._submitted:
            job_id, (_, known_at) = next(iter(self._submitted.items()))
            if now - known_at < _FRESH:
                return
            del self._submitted[job_id]

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
        self._jobs.wanted.pop(job, None)
        return PollRequest(job, partial(self.source.poll, job.id, subscription.deadline))

    def _next_due(self, subscription: Subscription) -> float:
        due = subscription.queue.next_due
        return due if due == AT_ONCE else max(due, self._spaced_until)

    def _free_at(self, now: float) -> float:
        """Return when a request may be sent; infinite until one of those under way has ended."""
        # A provider in trouble is asked by one request at a time.
        at_once = 1 if self._handler.streak > self.source.max_concurrency else self.source.max_concurrency
        if len(self._in_flight) >= at_once:
            return inf
        return max(self._handler.paused_until, now + self.source.quota_wait())

    def _begin_last_round(self, subscription: Subscription, now: float) -> None:
        subscription.is_last_round = True
        if now >= subscription.deadline:
            subscription.deadline = now + _EXTENSION
        left = subscription.deadline - LAST_POLL - now
        spacing = min(self._spacing(), max(0.0, left) / max(1, len(subscription.jobs)))  # as far as the quota allows
        for number, job in enumerate(subscription.jobs.values()):
            if job not in self._in_flight:
                subscription.push(job, min(job.due, now + number * spacing))

    def _spacing(self) -> float:
        """Return the seconds between two polls that can go on and on."""
        quota = self.source.quota()
        return 1 / REPEATS_PER_SECOND if quota is None else quota.window / quota.limit

    def _finish(self, request: PollRequest, result: object) -> None:
        """Note a response; the callbacks about it are called without the lock, and before outcomes are handed out."""
        finished: list[PendingJob] = []
        try:
            with self._lock:
                self._take(request, result, self._clock.monotonic())
                finished = self._handler.take_finished()
                events = self._handler.take_events()
            for emit in events:
                emit()
        finally:  # an interrupt while a callback runs must not cost other waits their outcomes
            with self._lock:
                for job in finished:
                    job.subscription.hand_out(job)

    def _take(self, request: PollRequest, result: object, now: float) -> None:
        self.responses += 1
        self._in_flight.pop(request.target, None)
        try:
            if isinstance(request.target, PendingJob):
                self._handler.take_poll(request.target, result, now)
            else:
                self._handler.take_page(result, now)
        finally:
            self._sleepers.wake_leader()

    def _abandon(self, request: PollRequest) -> None:
        """Note that a request was not sent, or was cancelled: another wait may send it."""
        self._in_flight.pop(request.target, None)
        job = request.target
        if isinstance(job, PendingJob) and job in self._jobs.entries(job.id):
            job.subscription.push(job, self._clock.monotonic())
        self._sleepers.wake_leader()
