"""Reads per job with one, ten, a hundred and a thousand jobs at once, on a virtual clock: the more, the cheaper."""

from __future__ import annotations

import asyncio
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING

import httpx
from generation_jobs import AsyncJobs
from generation_jobs.testing import VirtualClock
from generation_jobs_sandbox import World, create_app

from scripts.bench.polling.sockets import CASES
from scripts.bench.report.figures import Figure

if TYPE_CHECKING:
    from scripts.bench.polling.sockets import Case

_NUMBERS = (1, 10, 100, 1_000)
_AT_LEAST = 30  # jobs in all, for a number to mean something
_PATIENCE = 20_000.0


def numbers(seed: int) -> list[Figure]:
    """Each number of jobs of the first case, beside one loop per job without any limit."""
    return [_figure(CASES[0], number, seed) for number in _NUMBERS]


def _figure(case: Case, number: int, seed: int) -> Figure:
    batches = [case.life.durations(Random(seed + place), number) for place in range(max(1, _AT_LEAST // number))]
    reads = sum(asyncio.run(_reads(case, durations)) for durations in batches)
    looks = fmean(duration / case.pace + 1.5 for durations in batches for duration in durations)
    what, beside = f"reads per job, {number:,} {case.provider} jobs at once", f"one loop per job at {case.pace:g} s"
    return Figure(what, beside, reads / len(batches) / number, looks, "reads")


async def _reads(case: Case, durations: list[float]) -> int:
    clock = VirtualClock()
    world = World(now=clock.now)
    refs = [f"{case.provider}:{world.add(case.provider, running=duration)}" for duration in durations]
    settings = case.settings(f"http://127.0.0.1/{case.provider}")
    transport = httpx.ASGITransport(create_app(world))
    async with AsyncJobs([settings], clock=clock, random=Random(1), transport=transport) as jobs:
        for outcome in await jobs.wait_all(refs, timeout=_PATIENCE):
            outcome.result()
    return len(world.requests)
