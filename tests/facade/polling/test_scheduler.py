"""The engine on a source of our own: nobody sleeps for ever or runs in circles, and no request's place is lost."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from random import Random

import pytest
from generation_jobs import Event, JobStatus, WaitTimeout
from generation_jobs._core.config import Config
from generation_jobs._core.io import run_blocking
from generation_jobs._http.async_transport import AsyncIO
from generation_jobs._polling.scheduler import REPEATS_PER_SECOND
from generation_jobs.testing import VirtualClock

from tests.facade.polling.engine import (
    DEADLINE,
    LAST_ROUND,
    Engine,
    InterruptError,
    asleep,
    claimed,
    engine_of,
    lost,
    subscribed,
)
from tests.facade.polling.source import FakeSource


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
    engine.source.trouble = lost
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
