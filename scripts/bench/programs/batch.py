"""Wait for many jobs at once on a virtual clock: requests, lag, CPU and memory."""

from __future__ import annotations

import asyncio
import gc
import time
from array import array
from dataclasses import dataclass
from random import Random

from generation_jobs import AsyncJobs

from scripts.bench.measuring.process import resident
from scripts.bench.programs import mean_of, print_result
from scripts.bench.simulation.accounts import simulated
from scripts.bench.simulation.clocks import LoopClock
from scripts.bench.simulation.lags import percentile

_TIMEOUT = 10 * 86_400.0
"""Seconds on the virtual clock: a million jobs take hours at 60 reads a minute."""


@dataclass(frozen=True)
class Batch:
    """The cost of waiting for all jobs. CPU time and memory are the client's; lags are in seconds."""

    reads_per_job: float
    refused: float
    rows_per_job: float
    median_lag: float
    p95_lag: float
    cpu_us_per_job: float
    kb_per_job: float


def measure(provider: str, jobs: int, seeds: list[int], collect: bool = False, latency: float = 0.0) -> Batch:
    """Wait for jobs of one provider by `as_completed`, once for each seed, and give the means.

    `collect` waits by `wait_all`, which gives no lags.
    """
    return mean_of([asyncio.run(_measure(provider, jobs, seed, collect, latency)) for seed in seeds])


async def _measure(provider: str, jobs: int, seed: int, collect: bool, latency: float) -> Batch:
    clock = LoopClock()
    account = simulated(provider, jobs, seed, clock, latency)
    refs, lags = account.refs(), array("d")
    gc.collect()
    memory, start = resident(), time.process_time()
    async with AsyncJobs([account.settings()], clock=clock, random=Random(seed), transport=account) as client:
        if collect:
            for outcome in await client.wait_all(refs, timeout=_TIMEOUT):
                outcome.result()
        else:
            async for outcome in client.as_completed(refs, timeout=_TIMEOUT):
                outcome.result()
                lags.append(clock.monotonic() - account.duration(outcome.ref))
    used = time.process_time() - start - account.cpu_seconds
    return Batch(
        reads_per_job=account.reads / jobs,
        refused=account.refused,
        rows_per_job=account.rows / jobs,
        median_lag=percentile(lags, 0.5),
        p95_lag=percentile(lags, 0.95),
        cpu_us_per_job=used / jobs * 1e6,
        kb_per_job=(resident("VmHWM") - memory) / jobs * 1e3,
    )


if __name__ == "__main__":
    print_result(measure)
