"""A thousand jobs of one provider waited for over sockets, with time compressed, beside one loop per job.

The sandbox runs in a process of its own; it imitates the providers from their specs, independently of the simulation.
Peers are arithmetic: they poll each job at a fixed interval, and what exceeds a provider's limit is answered 429.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from generation_jobs import AsyncJobs, Finetuning, Oxen

from scripts.bench.report.figures import Figure, at_most
from scripts.bench.simulation.clocks import FastClock
from scripts.bench.simulation.lags import percentile
from scripts.bench.simulation.lives import MUSIC, VIDEO, Life

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from multiprocessing.connection import Connection

    from generation_jobs import Settings

    from scripts.bench.context import Context

JOBS = 1_000
_SPEED = 20.0
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_TIMEOUT = 7_200.0  # simulated seconds
_MOST_READS = at_most(0.3)


@dataclass(frozen=True)
class Case:
    """Jobs of one provider, and the loops they are beside.

    Args:
        provider: Its name.
        life: The durations of its jobs.
        interval: Seconds between two polls of a loop.
        limit: How many reads a minute the provider admits, if it says so.
        most_lag: The median lag that ours may have, in seconds.
    """

    provider: str
    life: Life
    interval: float
    limit: float | None
    most_lag: float

    def settings(self, base_url: str) -> Settings:
        """Return the settings that `AsyncJobs` takes."""
        if self.provider == "oxen":
            return Oxen(api_key="sandbox", base_url=base_url)
        return Finetuning(api_key="ft_live_" + "5a" * 16, base_url=base_url)


@dataclass(frozen=True)
class Cost:
    """Requests of a wait for all jobs, and the lag of each job in simulated seconds."""

    reads: int
    refused: int
    lags: list[float]

    @property
    def median(self) -> float:
        """The median lag."""
        return percentile(self.lags, 0.5)


CASES = (
    Case("finetuning", MUSIC, interval=2.0, limit=60, most_lag=10),
    Case("oxen", VIDEO, interval=1.0, limit=None, most_lag=5),
)


def sockets(context: Context) -> Iterator[Figure]:
    """Measure reads per job, lag and refusals in each case."""
    for case in CASES:
        yield from _figures(context, case)


def _figures(context: Context, case: Case) -> list[Figure]:
    durations = case.life.durations(Random(context.seed), JOBS)
    what, beside = f"{JOBS:,} {case.provider} jobs over sockets", f"one loop per job at {case.interval:g} s"
    context.progress(f"{what}: {max(durations) / _SPEED:.0f} seconds")
    ours, loops = measure(case, durations), loop_per_job(case, durations)
    reads = Figure(f"{what}: reads per job", ours.reads / JOBS, beside, loops.reads / JOBS, "reads", _MOST_READS)
    lag = Figure(f"{what}: median lag", ours.median, beside, loops.median, "s", at_most(case.most_lag))
    refused = Figure(f"{what}: answers 429", ours.refused, beside, loops.refused, "answers", at_most(0))
    return [reads, lag, refused]


def measure(case: Case, durations: list[float]) -> Cost:
    """Wait for all of them by `as_completed`."""
    with _serving(case, durations) as (end, base_url, ids, start):
        lags = asyncio.run(_wait(case, base_url, dict(zip(ids, durations, strict=True)), FastClock(_SPEED, start)))
        end.send(None)
        reads, refused = end.recv()
    return Cost(reads, refused, lags)


async def _wait(case: Case, base_url: str, takes: dict[str, float], clock: FastClock) -> list[float]:
    lags: list[float] = []
    async with AsyncJobs([case.settings(base_url)], clock=clock, random=Random(1)) as jobs:
        refs = [f"{case.provider}:{one}" for one in takes]
        async for outcome in jobs.as_completed(refs, timeout=_TIMEOUT):
            outcome.result()
            lags.append(clock.monotonic() - takes[outcome.ref.partition(":")[2]])
    return lags


def loop_per_job(case: Case, durations: list[float]) -> Cost:
    """Poll each job again and again at the interval: in turn, as far as the limit admits, and refused beyond that."""
    if case.limit is None:
        polls = [int(duration / case.interval) + 2 for duration in durations]
        lasts = [(poll - 1) * case.interval for poll in polls]
        return Cost(sum(polls), 0, [last - duration for last, duration in zip(lasts, durations, strict=True)])
    waiting = list(enumerate(durations))
    requests = admitted = 0
    now = 0.0
    lags: list[float] = []
    order = Random(1)
    while waiting:  # of all that poll in one round the limit admits some, whichever come first
        order.shuffle(waiting)
        requests += len(waiting)
        free = min(len(waiting), max(0, int(case.limit * (1 + now // 60)) - admitted))
        admitted += free
        lags += [now - duration for _, duration in waiting[:free] if duration <= now]
        waiting = [one for place, one in enumerate(waiting) if place >= free or one[1] > now]
        now += case.interval
    return Cost(requests, requests - admitted, lags)


@contextmanager
def _serving(case: Case, durations: list[float]) -> Generator[tuple[Connection, str, list[str], float]]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(case.provider, durations, there), daemon=True)
    process.start()
    try:
        base_url, ids, start = here.recv()
        yield here, base_url, ids, start
    finally:
        process.terminate()
        process.join()


def _serve(provider: str, durations: list[float], there: Connection) -> None:
    from generation_jobs_sandbox import Sandbox, World  # late: this process alone needs it

    world = World(now=lambda: _EPOCH)
    world.exchanges = deque()  # all of them, not only the last ones
    media = "video" if provider == "oxen" else None
    ids = [world.add(provider, running=duration, media=media) for duration in durations]
    with Sandbox(world) as box:
        start = time.monotonic()
        world.now = FastClock(_SPEED, start).now
        there.send((box.base_url(provider), ids, start))
        there.recv()
        there.send((len(world.requests), sum(exchange.status == 429 for exchange in world.exchanges)))
