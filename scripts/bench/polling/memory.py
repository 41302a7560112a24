"""Memory of waiting for many jobs, in a process of its own. Only Linux tells."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from generation_jobs import AsyncJobs, Breeze, JobStatus

from scripts.bench.measuring.process import STATUS, in_a_process, resident
from scripts.bench.report.figures import Figure

if TYPE_CHECKING:
    from generation_jobs import Standing

_WAITING = 10_000
_KB_EACH, _MB_IN_ALL = 2, 80
_EVERY = 500
"""Updates between two counts of who was looked at: each count goes through all jobs."""


class _AllSeen(Exception):
    """Every job was looked at once, and is waited for."""


def memory(base_url: str) -> list[Figure]:
    """What each waiting job takes, beside a task that sleeps, and what the process takes in all."""
    if not STATUS.exists():
        return []
    before, after = in_a_process(partial(_waiting, base_url))
    bare, full = in_a_process(_sleeping)
    what = f"memory of as_completed, {_WAITING:,} jobs waiting"
    each, task = ((much - little) / _WAITING * 1e3 for much, little in ((after, before), (full, bare)))
    return [
        Figure(f"{what}: each", "an asyncio task that sleeps", each, task, "KB", most_cost=_KB_EACH),
        Figure(f"{what}: the process", "before, one job looked at", after, before, "MB", most_cost=_MB_IN_ALL),
    ]


def _waiting(base_url: str) -> tuple[float, float]:
    return asyncio.run(_waited(base_url))


async def _waited(base_url: str) -> tuple[float, float]:
    refs = [f"breeze:running_{number}" for number in range(_WAITING)]
    updates = 0

    def look(standing: Standing) -> None:
        nonlocal updates
        updates += 1
        if updates % _EVERY == 0 and standing.counts[JobStatus.RUNNING] == _WAITING:
            raise _AllSeen

    async with AsyncJobs([Breeze(api_key="brz_bench", base_url=base_url)]) as jobs:
        await jobs.get(refs[0])
        before = resident()
        try:
            async with aclosing(jobs.as_completed(refs, on_update=look)) as outcomes:
                async for outcome in outcomes:
                    raise AssertionError(f"{outcome.ref} ended")
        except _AllSeen:
            return before, resident()
    raise AssertionError("none was waited for")


def _sleeping() -> tuple[float, float]:
    return asyncio.run(_slept())


async def _slept() -> tuple[float, float]:
    before = resident()
    tasks = [asyncio.create_task(asyncio.sleep(3600)) for _ in range(_WAITING)]
    await asyncio.sleep(0)
    after = resident()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return before, after
