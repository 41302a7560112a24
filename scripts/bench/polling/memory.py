"""Memory of waiting for many jobs, in a process of its own. Only Linux says so."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from generation_jobs import AsyncJobs, Breeze, JobStatus

from scripts.bench.measuring.process import STATUS, in_a_process, resident
from scripts.bench.measuring.server import serving
from scripts.bench.report.figures import Figure, at_most

if TYPE_CHECKING:
    from generation_jobs import Standing

    from scripts.bench.context import Context

_WAITING = 10_000
_KB_EACH, _MB_IN_ALL = 2.0, 80.0
_EVERY = 500
"""Updates between two counts of the jobs that were polled: each count goes through all jobs."""


class _AllPolled(Exception):
    """Every job was polled once, and is waited for."""


def memory(context: Context) -> list[Figure]:
    """Measure what each waiting job takes, beside a task that sleeps, and what the process takes in all."""
    if not STATUS.exists():
        return []
    context.progress(f"memory of {_WAITING:,} waiting jobs")
    with serving(polls=True) as base_url:
        before, after = in_a_process(partial(_waiting, base_url))
    bare, full = in_a_process(_sleeping)
    what = f"memory of as_completed, {_WAITING:,} jobs waiting"
    each, task = ((much - little) / _WAITING * 1e3 for much, little in ((after, before), (full, bare)))
    return [
        Figure(f"{what}: each", each, "an asyncio task that sleeps", task, "KB", at_most(_KB_EACH)),
        Figure(f"{what}: the process", after, "with one job polled", before, "MB", at_most(_MB_IN_ALL)),
    ]


def _waiting(base_url: str) -> tuple[float, float]:
    return asyncio.run(_waited(base_url))


async def _waited(base_url: str) -> tuple[float, float]:
    refs = [f"breeze:running_{number}" for number in range(_WAITING)]
    updates = 0

    def update(progress: Standing) -> None:
        nonlocal updates
        updates += 1
        if updates % _EVERY == 0 and progress.counts[JobStatus.RUNNING] == _WAITING:
            raise _AllPolled

    async with AsyncJobs([Breeze(api_key="brz_bench", base_url=base_url)]) as jobs:
        await jobs.get(refs[0])
        before = resident()
        try:
            async with aclosing(jobs.as_completed(refs, on_update=update)) as outcomes:
                async for outcome in outcomes:
                    raise AssertionError(f"{outcome.ref} ended")
        except _AllPolled:
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
