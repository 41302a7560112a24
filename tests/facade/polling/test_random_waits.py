"""Waits in tasks and threads that come, fail and leave at random: each job is noticed in time, and nothing is left."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TYPE_CHECKING

import pytest
from generation_jobs._core.config import Config
from generation_jobs._core.io import run_blocking
from generation_jobs._http.async_transport import AsyncIO
from generation_jobs._http.sync_transport import SyncIO
from generation_jobs.testing import VirtualClock

from tests.facade.polling.engine import (
    Engine,
    lost,
)
from tests.facade.polling.source import random_source

if TYPE_CHECKING:
    import threading

    from generation_jobs import Job


class OnUpdateError(Exception):
    """Raised by a caller's `on_update`."""


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
        trouble=lambda: lost() if random.random() < share else None,
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
