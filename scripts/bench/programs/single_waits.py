"""Many single `wait`s of one provider at the same time: requests per job, and lag."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from generation_jobs import AsyncJobs, Jobs, WaitTimeout

from scripts.bench.programs import mean_of, print_result
from scripts.bench.simulation.accounts import simulated
from scripts.bench.simulation.clocks import FastClock, LoopClock
from scripts.bench.simulation.lags import percentile

if TYPE_CHECKING:
    from generation_jobs import Clock

    from scripts.bench.simulation.provider import SimulatedProvider

_TIMEOUT = 3_000.0
_SPEED = 10.0
"""Simulated seconds in a second, for threads: `LoopClock` is for tasks."""


@dataclass(frozen=True)
class SingleWaits:
    """The cost of all waits; lags are in seconds."""

    reads_per_job: float
    refused: float
    median_lag: float
    p95_lag: float
    timed_out: float
    """Waits that ended by their timeout, though their jobs had ended long before."""


def measure(provider: str, jobs: int, seeds: list[int], threads: bool, latency: float) -> SingleWaits:
    """Wait for each job by a call of its own, in threads or in tasks, begun in the order of submission.

    All of it once for each seed; gives the means.
    """
    return mean_of([_measure(provider, jobs, seed, threads, latency) for seed in seeds])


def _measure(provider: str, jobs: int, seed: int, threads: bool, latency: float) -> SingleWaits:
    clock: Clock = FastClock(_SPEED) if threads else LoopClock()
    account = simulated(provider, jobs, seed, clock, latency)
    ends = _in_threads(account, clock, seed) if threads else asyncio.run(_in_tasks(account, clock, seed))
    lags = [end - account.duration(ref) for ref, end in zip(account.refs(), ends, strict=True)]
    timed_out = sum(end >= _TIMEOUT for end in ends)
    reads = account.reads / jobs
    return SingleWaits(reads, account.refused, percentile(lags, 0.5), percentile(lags, 0.95), timed_out)


def _in_threads(account: SimulatedProvider, clock: Clock, seed: int) -> list[float]:
    """Return when each wait ended, in the order of submission."""
    refs = account.refs()
    with (
        Jobs([account.settings()], clock=clock, random=Random(seed), transport=account) as client,
        ThreadPoolExecutor(len(refs)) as pool,
    ):

        def wait(ref: str) -> float:
            with suppress(WaitTimeout):
                client.wait(ref, timeout=_TIMEOUT)
            return clock.monotonic()

        return list(pool.map(wait, refs))


async def _in_tasks(account: SimulatedProvider, clock: Clock, seed: int) -> list[float]:
    """Return when each wait ended, in the order of submission."""
    async with AsyncJobs([account.settings()], clock=clock, random=Random(seed), transport=account) as client:

        async def wait(ref: str) -> float:
            with suppress(WaitTimeout):
                await client.wait(ref, timeout=_TIMEOUT)
            return clock.monotonic()

        return await asyncio.gather(*map(wait, account.refs()))


if __name__ == "__main__":
    print_result(measure)
