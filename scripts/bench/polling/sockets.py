"""A thousand jobs of one provider waited for at once, over real sockets, with time compressed: reads per job, and lag.

The sandbox runs in a process of its own. Of what Finetuning leaves undocumented it has our reading: pages of up to 99,
newest first, `status` as a filter, `audioUrl` in the rows. Peers are arithmetic: they look at each job at a fixed pace,
and what is above a provider's limit is answered 429.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from generation_jobs import AsyncJobs, Finetuning, Oxen
from generation_jobs._polling.durations import Prior

from scripts.bench.report.figures import Figure
from scripts.bench.simulation.lives import Life

if TYPE_CHECKING:
    from collections.abc import Generator
    from multiprocessing.connection import Connection

    from generation_jobs.providers.settings import Settings

JOBS = 1_000
_TIMES = 20.0
"""So many seconds of the provider's in one of ours: a millisecond on loopback is 20 of the provider's."""

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_PATIENCE = 7_200.0  # seconds of the provider
_MOST_READS = 0.3


class FastClock:
    """Time that runs faster, from a moment of the machine's monotonic clock that two processes may share."""

    def __init__(self, start: float) -> None:
        self._start = start

    def monotonic(self) -> float:
        """Seconds of the provider since the start."""
        return (time.monotonic() - self._start) * _TIMES

    def now(self) -> datetime:
        """The provider's time of day."""
        return _EPOCH + timedelta(seconds=self.monotonic())

    def sleep(self, seconds: float) -> None:
        """Block, for a part of that."""
        time.sleep(seconds / _TIMES)

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Block until the event is set, for a part of that at most."""
        event.wait(min(seconds / _TIMES, threading.TIMEOUT_MAX))

    async def sleep_async(self, seconds: float) -> None:
        """Let other tasks run meanwhile."""
        await asyncio.sleep(seconds / _TIMES)


@dataclass(frozen=True)
class Case:
    """Jobs of one provider; `pace` is the peer's, in seconds, and `limit` how many reads a minute are let in."""

    provider: str
    life: Life
    pace: float
    limit: float | None
    most_lag: float

    def settings(self, base_url: str) -> Settings:
        """What `AsyncJobs` takes."""
        if self.provider == "oxen":
            return Oxen(api_key="sandbox", base_url=base_url)
        return Finetuning(api_key="ft_live_" + "5a" * 16, base_url=base_url)


@dataclass(frozen=True)
class Told:
    """What a wait for all of them cost, and how late each was told, in seconds of the provider."""

    reads: int
    refused: int
    lags: list[float]

    @property
    def median(self) -> float:
        """Half of the jobs were told sooner after their end."""
        return sorted(self.lags)[len(self.lags) // 2]

    @property
    def p95(self) -> float:
        """Nineteen of twenty were."""
        return sorted(self.lags)[int(len(self.lags) * 0.95)]


CASES = (
    Case("finetuning", Life("", ((1, 60, 240),), Prior(40, 240)), pace=2.0, limit=60, most_lag=10),
    Case("oxen", Life("", ((1, 120, 600),), Prior(120, 600)), pace=1.0, limit=None, most_lag=5),
)


def crowds(seed: int) -> list[Figure]:
    """Reads per job, lag and refusals for each case."""
    return [figure for case in CASES for figure in _figures(case, seed)]


def _figures(case: Case, seed: int) -> list[Figure]:
    durations = case.life.durations(Random(seed), JOBS)
    ours, peer = measured(case, durations), _one_loop_each(case, durations)
    (_, median, p95), *_ = case.life.parts
    what = f"{JOBS:,} {case.provider} jobs running, {median:g} s, 19 of 20 within {p95:g} s"
    beside = f"one loop per job at {case.pace:g} s"
    rows = [
        (f"reads per job: {what}", ours.reads / JOBS, peer.reads / JOBS, "reads", _MOST_READS),
        (f"median lag: {what}", ours.median, peer.median, "s", case.most_lag),
    ]
    if case.limit is not None:
        rows.append((f"answers 429: {what}", ours.refused, peer.refused, "answers", 1))
    return [Figure(name, beside, cost, floor, unit, most_cost=most) for name, cost, floor, unit, most in rows]


def measured(case: Case, durations: list[float]) -> Told:
    """Wait for all, in fast time."""
    with _serving(case, durations) as (end, base_url, ids, start):
        lags = asyncio.run(_waited(case, base_url, dict(zip(ids, durations, strict=True)), FastClock(start)))
        end.send(None)
        reads, refused = end.recv()
    return Told(reads, refused, lags)


async def _waited(case: Case, base_url: str, takes: dict[str, float], clock: FastClock) -> list[float]:
    lags: list[float] = []
    async with AsyncJobs([case.settings(base_url)], clock=clock, random=Random(1)) as jobs:
        refs = [f"{case.provider}:{one}" for one in takes]
        async for outcome in jobs.as_completed(refs, timeout=_PATIENCE):
            if outcome.error is not None:
                raise outcome.error
            lags.append(clock.monotonic() - takes[outcome.ref.partition(":")[2]])
    return lags


def _one_loop_each(case: Case, durations: list[float]) -> Told:
    """Each job looked at again and again: in turn, as the limit lets in, and refused beside that."""
    if case.limit is None:
        looks = [int(duration / case.pace) + 2 for duration in durations]
        lasts = [(look - 1) * case.pace for look in looks]
        return Told(sum(looks), 0, [last - duration for last, duration in zip(lasts, durations, strict=True)])
    waiting = list(enumerate(durations))
    asked = now = 0.0
    admitted = 0
    lags: list[float] = []
    turn = Random(1)
    while waiting:  # of all that ask in one round, the limit lets some in, whichever come first
        turn.shuffle(waiting)
        asked += len(waiting)
        free = min(len(waiting), max(0, int(case.limit * (1 + now // 60)) - admitted))
        admitted += free
        lags += [now - duration for _, duration in waiting[:free] if duration <= now]
        waiting = [one for place, one in enumerate(waiting) if place >= free or one[1] > now]
        now += case.pace
    return Told(int(asked), int(asked) - admitted, lags)


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
        world.now = FastClock(start).now
        there.send((box.base_url(provider), ids, start))
        there.recv()
        there.send((len(world.requests), sum(exchange.status == 429 for exchange in world.exchanges)))
