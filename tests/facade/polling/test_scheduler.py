"""The engine on a source of our own: nobody sleeps for ever or runs in circles, and no request's place is lost."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
from generation_jobs import Event, Job, JobStatus, TransportError, WaitTimeout
from generation_jobs._core.config import Config
from generation_jobs._core.io import Waker, run_blocking
from generation_jobs._http.async_transport import AsyncIO
from generation_jobs._http.sync_transport import SyncIO
from generation_jobs._polling.batch import BatchPoller
from generation_jobs._polling.poller import Poller
from generation_jobs._polling.scheduler import REPEATS_PER_SECOND, PollRequest, Scheduler
from generation_jobs.testing import VirtualClock

from tests.facade.polling.source import FakeSource, random_source

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable

    from generation_jobs._core.io import IO
    from generation_jobs._polling.pending import Subscription

DEADLINE = 5_000.0
LAST_ROUND = DEADLINE - 50.0
"""When everybody wakes up for the last polls, at the earliest."""
LATEST = 250.0
"""Seconds after its end within which each job is noticed, also after failures, and by a loop with a slow body."""


class WatchedScheduler(Scheduler):
    """Finds out who runs in circles: nobody may claim thousands of times in one moment.

    A moment of this clock lasts until the threads that send requests have had their turn, if there are any.
    """

    def __init__(self, source: FakeSource, config: Config, *, has_threads: bool) -> None:
        super().__init__(source, config)
        self._moment, self._claims, self._has_threads = -1.0, 0, has_threads

    def claim(self, subscription: Subscription) -> PollRequest | None:
        now = self._clock.monotonic()
        is_busy = self._has_threads and bool(self._in_flight)
        self._claims = self._claims + 1 if now == self._moment and not is_busy else 0
        self._moment = now
        assert self._claims < 5_000, "it runs in circles"
        return super().claim(subscription)

    def is_idle(self) -> bool:
        """Whether nothing is left of any wait."""
        places = (self._unsent, self._in_flight, self._jobs.listed, self._jobs.wanted)
        return not any(places) and self._sleepers.leader is None and not self._jobs.all() and not self._jobs.count


@dataclass
class Engine:
    """A scheduler over a source, and what a wait needs beside it."""

    source: FakeSource
    io: IO
    config: Config

    def __post_init__(self) -> None:
        self.scheduler = WatchedScheduler(self.source, self.config, has_threads=isinstance(self.io, SyncIO))

    async def wait(self, job_id: str, on_update: Callable[[Job], None] | None = None) -> None:
        """Wait for one job; it is noticed in time."""
        await Poller(self.scheduler, self.io, self.config, on_update).wait(job_id, DEADLINE)
        self.check(job_id)

    def batch(self, ids: Iterable[str], on_update: Callable[[object], None] | None = None) -> BatchPoller:
        """Return a wait for many."""
        source = {self.scheduler: dict.fromkeys(ids, False)}
        batch = BatchPoller(source, (), DEADLINE, self.io, self.config, on_update)
        batch.begin()
        return batch

    def check(self, job_id: str) -> None:
        """Fail if it is late."""
        assert 0 <= self.config.clock.monotonic() - self.source.ends[job_id] < LATEST

    def check_end(self) -> None:
        """Fail if anything is left."""
        assert self.scheduler.is_idle()
        assert self.source.under_way == 0
        assert self.source.most_under_way <= self.source.max_concurrency


class OnUpdateError(Exception):
    """Raised by a caller's `on_update`."""


class InterruptError(BaseException):
    """As KeyboardInterrupt is: no Exception."""


@pytest.mark.parametrize("seed", range(40))
def test_waits_in_tasks_end_in_time_whatever_others_do(seed: int) -> None:
    asyncio.run(_tasks(Random(seed)))


async def _tasks(random: Random) -> None:
    clock = VirtualClock()
    share = random.choice([0.0, 0.0, 0.1])
    source = random_source(
        clock,
        random,
        random.choice([5, 40, 120]),
        latency=lambda: clock.sleep_async(random.uniform(0.01, 0.5)),
        trouble=lambda: _lost() if random.random() < share else None,
    )
    config = Config(clock=clock, random=random)
    engine = Engine(source, AsyncIO(config), config)
    ids = list(source.ends)
    singles = [asyncio.create_task(_single(engine, one, random)) for one in random.sample(ids, len(ids) // 2)]
    batches = [asyncio.create_task(_batch(engine, random.sample(ids, len(ids) // 2), random)) for _ in range(2)]
    tasks = [*singles, *batches]
    doomed = random.sample(tasks, random.choice([0, 1, len(tasks) // 2]))
    for task in doomed:
        await clock.sleep_async(random.expovariate(1.0))
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    for task, error in zip(tasks, ended, strict=True):
        assert error is None or isinstance(error, OnUpdateError) or task in doomed, error
    engine.check_end()


async def _single(engine: Engine, job_id: str, random: Random) -> None:
    def on_update(_: Job) -> None:
        if random.random() < 0.02:
            raise OnUpdateError

    await engine.wait(job_id, random.choice([None, on_update]))


async def _batch(engine: Engine, ids: list[str], random: Random) -> None:
    """Wait for many with a slow loop body, and perhaps leave early."""
    body, patience = random.choice([0.0, 0.0, 2.0]), random.choice([3, 10_000])
    batch = engine.batch(ids)
    try:
        while patience and (outcome := await batch.next()) is not None:
            patience -= 1
            assert outcome.error is None
            if body:
                await engine.config.clock.sleep_async(body)
    finally:
        await batch.close()


def _lost() -> TransportError:
    return TransportError("lost", ref="fake:x", maybe_received=True)


class Ticking(VirtualClock):
    """Moves a little whenever a thread has slept for a millisecond without being woken."""

    def __init__(self, tick: float) -> None:
        super().__init__()
        self._tick = tick

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        if not event.wait(0.001):
            self.advance(min(seconds, self._tick))


@pytest.mark.parametrize("seed", range(10))
def test_batches_of_one_thread_take_turns(seed: int) -> None:
    random, clock = Random(seed), Ticking(0.5)
    source = random_source(clock, random, 120)
    config = Config(clock=clock, random=random)
    engine = Engine(source, SyncIO(config), config)
    ids = list(source.ends)
    batches = [engine.batch(random.sample(ids, 60)) for _ in range(3)]
    while batches:
        batch = random.choice(batches)
        outcome = run_blocking(batch.next())
        if outcome is None or random.random() < 0.01:  # one that leaves early
            run_blocking(batch.close())
            batches.remove(batch)
        else:
            assert outcome.error is None
            clock.advance(random.choice([0.0, 0.0, 0.3]))
    engine.check_end()


@pytest.mark.parametrize("seed", range(4))
def test_waits_in_threads_end_in_time(seed: int) -> None:
    random, clock = Random(seed), Ticking(0.02)
    source = random_source(clock, random, 100)
    config = Config(clock=clock, random=random)
    engine = Engine(source, SyncIO(config), config)
    ids = list(source.ends)

    def wait_for_many(chosen: list[str]) -> int:
        batch, ended = engine.batch(chosen), 0
        while (outcome := run_blocking(batch.next())) is not None:
            assert outcome.error is None
            ended += 1
        run_blocking(batch.close())
        return ended

    with ThreadPoolExecutor(60) as pool:
        singles = [pool.submit(lambda one=one: run_blocking(engine.wait(one))) for one in ids[:58]]
        batches = [pool.submit(wait_for_many, ids), pool.submit(wait_for_many, ids[50:])]
        for single in singles:
            single.result(timeout=60)
        assert [batch.result(timeout=60) for batch in batches] == [100, 50]
    engine.check_end()


def engine_of(number: int, on_event: Callable[[Event], object] | None = None, **fields: object) -> Engine:
    """Return an engine whose jobs end after a minute."""
    clock = VirtualClock()
    source = FakeSource(clock, {f"job_{one}": 60.0 for one in range(number)}, **fields)  # type: ignore[arg-type]
    config = Config(clock=clock, random=Random(1), on_event=on_event)
    return Engine(source, SyncIO(config), config)


def subscribed(engine: Engine, *ids: str) -> tuple[Subscription, Waker]:
    """Return a wait that sleeps once it has claimed nothing."""
    waker = Waker()
    subscription = engine.scheduler.subscription(dict.fromkeys(ids, False), DEADLINE, waker)
    engine.scheduler.subscribe(subscription)
    return subscription, waker


def claimed(engine: Engine, subscription: Subscription) -> PollRequest:
    request = engine.scheduler.claim(subscription)
    assert request is not None
    return request


def asleep(engine: Engine, subscription: Subscription, waker: Waker) -> float:
    """Let a wait sleep. Returns until when."""
    waker.event.clear()
    assert engine.scheduler.claim(subscription) is None
    return engine.scheduler.idle_until(subscription)


@pytest.mark.parametrize("error", [None, LookupError, InterruptError])
def test_callbacks_about_a_page_are_called_before_its_outcomes_are_handed_out(
    error: type[BaseException] | None,
) -> None:
    """What a callback raises, or an interrupt while it runs, costs nobody an outcome."""
    seen: list[tuple[int, bool]] = []

    def on_event(_: Event) -> None:
        is_asleep = asleep(engine, subscription, waker) > engine.config.clock.monotonic()
        seen.append((len(subscription.outcomes), is_asleep))
        if error is not None:
            raise error

    engine = engine_of(6, on_event=on_event)
    subscription, waker = subscribed(engine, *engine.source.ends)
    engine.source.clock.advance(60.0)
    with pytest.raises(InterruptError) if error is InterruptError else contextlib.nullcontext():
        run_blocking(engine.scheduler.perform(claimed(engine, subscription)))
    assert seen == [(0, True)] * (1 if error is InterruptError else 6)
    assert len(subscription.outcomes) == 6
    assert waker.event.is_set()
    engine.check_end()


def test_a_callback_that_goes_on_and_on_keeps_no_outcome_beyond_the_deadline() -> None:
    def on_event(_: Event) -> None:
        engine.source.clock.advance(DEADLINE)
        assert engine.scheduler.claim(subscription) is None
        seen.append(len(subscription.outcomes))

    seen: list[int] = []
    engine = engine_of(6, on_event=on_event)
    subscription, _ = subscribed(engine, *engine.source.ends)
    engine.source.clock.advance(60.0)
    run_blocking(engine.scheduler.perform(claimed(engine, subscription)))
    assert seen == [0] + [6] * 5  # no poll since long before the deadline: it is put off once
    assert [outcome.error for outcome in subscription.outcomes] == [None] * 6
    engine.check_end()


def test_a_request_that_was_claimed_and_never_sent_gives_its_place_back() -> None:
    engine = engine_of(2, max_concurrency=1)
    first, _ = subscribed(engine, "job_0")
    request = claimed(engine, first)
    second, waker = subscribed(engine, "job_1")
    asleep(engine, second, waker)
    engine.scheduler.unsubscribe(first)
    assert waker.event.is_set()
    run_blocking(engine.scheduler.perform(claimed(engine, second)))
    run_blocking(engine.scheduler.perform(request))  # too late: it is not sent any more
    assert engine.source.requests == 1


def test_a_wait_that_was_woken_and_leaves_passes_its_turn_on() -> None:
    engine = engine_of(3, max_concurrency=1, page_size=None)
    waits = [subscribed(engine, f"job_{number}") for number in range(3)]
    request = claimed(engine, waits[0][0])
    for subscription, waker in waits[1:]:
        asleep(engine, subscription, waker)
    run_blocking(engine.scheduler.perform(request))
    assert waits[1][1].event.is_set()
    assert not waits[2][1].event.is_set()  # one request is free: one wait is woken
    engine.scheduler.unsubscribe(waits[1][0])
    assert waits[2][1].event.is_set()


def test_a_wait_that_pauses_is_relied_on_no_more() -> None:
    engine = engine_of(40)
    batches = [subscribed(engine, *(f"job_{number}" for number in range(40))) for _ in range(2)]
    run_blocking(engine.scheduler.perform(claimed(engine, batches[0][0])))
    leader, other = (asleep(engine, subscription, waker) for subscription, waker in batches)
    assert leader < LAST_ROUND
    assert other >= LAST_ROUND  # the first wakes up for both
    engine.scheduler.pause(batches[0][0])
    assert batches[1][1].event.is_set()
    assert asleep(engine, *batches[1]) == pytest.approx(leader)


def test_the_leader_learns_when_the_list_is_to_be_read_again() -> None:
    engine = engine_of(40)
    reader, leader = (subscribed(engine, *(f"job_{number}" for number in range(40))) for _ in range(2))
    page = claimed(engine, reader[0])
    assert asleep(engine, *leader) >= LAST_ROUND  # while a page is under way nobody knows
    run_blocking(engine.scheduler.perform(page))
    assert leader[1].event.is_set()
    assert asleep(engine, *leader) < LAST_ROUND


def test_who_slept_in_trust_of_the_list_is_woken_when_it_is_given_up() -> None:
    engine = engine_of(40)
    waits = [subscribed(engine, f"job_{number}") for number in range(40)]
    engine.source.clock.advance(0.1)  # waits that begin together are asked for together
    run_blocking(engine.scheduler.perform(claimed(engine, waits[0][0])))
    for subscription, waker in waits:
        asleep(engine, subscription, waker)
    engine.source.trouble = _lost
    for _ in range(3):
        engine.source.clock.advance(150.0)
        run_blocking(engine.scheduler.perform(claimed(engine, waits[0][0])))
    assert all(waker.event.is_set() for _, waker in waits)


def test_many_who_join_are_told_by_a_list_that_was_given_up_for_few() -> None:
    """The first ten lie too far back in the list to be found there; of all together it tells."""

    async def run() -> FakeSource:
        clock = VirtualClock()
        ends = {f"job_{number}": 40.0 + number % 150 for number in range(200)}
        source = FakeSource(clock, ends, limit=60, page_size=20, latency=lambda: clock.sleep_async(0.2))
        config = Config(clock=clock, random=Random(1))
        engine = Engine(source, AsyncIO(config), config)
        first = [asyncio.create_task(engine.wait(f"job_{number}")) for number in range(10)]
        await clock.sleep_async(10.0)
        assert source.pages
        await asyncio.gather(*first, *(engine.wait(f"job_{number}") for number in range(10, 150)))
        return source

    source = asyncio.run(run())
    assert source.requests - source.pages < 75  # polls: one for two jobs


def test_jobs_that_no_list_tells_are_polled_when_that_is_worth_it() -> None:
    """Not only when the list is tried again, minutes later."""

    async def run() -> list[float]:
        clock = VirtualClock()
        ends = {f"job_{number}": 60.0 for number in range(200)}
        source = FakeSource(clock, ends, page_size=20, latency=lambda: clock.sleep_async(0.2))
        config = Config(clock=clock, random=Random(1))
        engine = Engine(source, AsyncIO(config), config)

        async def wait(job_id: str) -> float:
            await engine.wait(job_id)
            return clock.monotonic() - ends[job_id]

        return await asyncio.gather(*(wait(f"job_{number}") for number in range(5)))

    assert max(asyncio.run(run())) < 20


def test_a_list_that_calls_every_job_failed_ends_none_and_floods_nobody() -> None:
    async def run() -> FakeSource:
        clock = VirtualClock()
        ends = {f"job_{number}": 60.0 for number in range(100)}
        latency = partial(clock.sleep_async, 0.1)
        source = FakeSource(clock, ends, list_says=JobStatus.FAILED, latency=latency)
        config = Config(clock=clock, random=Random(1))
        batch = Engine(source, AsyncIO(config), config).batch(ends)
        while (outcome := await batch.next()) is not None:
            assert outcome.error is None
        await batch.close()
        return source

    source = asyncio.run(run())
    assert source.requests - source.pages < REPEATS_PER_SECOND * source.clock.monotonic()


@pytest.mark.parametrize("number", [1, 40])  # a poll, a page of the list
def test_an_interrupted_request_may_be_sent_again(number: int) -> None:
    engine = engine_of(number, max_concurrency=1)
    subscription, _ = subscribed(engine, *engine.source.ends)
    engine.source.trouble = InterruptError
    with pytest.raises(InterruptError):
        run_blocking(engine.scheduler.perform(claimed(engine, subscription)))
    engine.source.trouble = lambda: None
    run_blocking(engine.scheduler.perform(claimed(engine, subscription)))
    assert engine.source.requests == 2
    engine.scheduler.unsubscribe(subscription)
    engine.check_end()


def test_a_task_that_is_cancelled_before_its_worker_began_leaks_nothing() -> None:
    async def run() -> None:
        engine = engine_of(20, page_size=None)
        engine.io = AsyncIO(engine.config)
        batch = engine.batch(engine.source.ends)
        task = asyncio.create_task(batch.next())
        await asyncio.sleep(0)  # its workers are created, and have not run
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await batch.close()
        engine.check_end()

    asyncio.run(run())


def test_the_deadline_ends_what_waits_for_a_request_too() -> None:
    engine = engine_of(3, limit=1, page_size=None)
    subscription, waker = subscribed(engine, *engine.source.ends)
    for job in engine.source.ends:
        engine.source.ends[job] = 2 * DEADLINE
    engine.source.clock.advance(DEADLINE - 1)
    run_blocking(engine.scheduler.perform(claimed(engine, subscription)))
    assert asleep(engine, subscription, waker) == DEADLINE
    engine.source.clock.advance(1)
    assert engine.scheduler.claim(subscription) is None
    assert all(isinstance(outcome.error, WaitTimeout) for outcome in subscription.outcomes)
    engine.check_end()


def test_who_comes_back_after_the_deadline_looks_once_more() -> None:
    engine = engine_of(3, page_size=None)
    subscription, _ = subscribed(engine, *engine.source.ends)
    engine.source.clock.advance(2 * DEADLINE)  # the caller's own code was running
    for _ in range(3):
        run_blocking(engine.scheduler.perform(claimed(engine, subscription)))
    assert [outcome.error for outcome in subscription.outcomes] == [None] * 3
    engine.check_end()
