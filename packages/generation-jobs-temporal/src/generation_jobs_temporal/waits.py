"""The waits of one worker. They go on between the attempts of activities, which only ask whether jobs have ended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs import WaitTimeout

from generation_jobs_temporal.payloads import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generation_jobs import AsyncJobs, Outcome

_FIRST_POLL = 0.5
"""Seconds in which a wait that has just begun may end, as for jobs that ended while no worker ran."""

_KEPT = 300.0
"""Seconds for which a wait goes on that no attempt asks about: another worker has taken over, or it was cancelled."""


@dataclass
class _Wait:
    task: asyncio.Task[tuple[Outcome, ...]]
    asked_at: float


class Waits:
    """The waits of one client.

    All jobs that its worker has seen are polled together, with the requests that `AsyncJobs.wait_all` needs for them,
    and an attempt needs none. Nothing is lost with a worker: the next attempt elsewhere begins to wait anew.
    """

    def __init__(self, jobs: AsyncJobs) -> None:
        self._jobs = jobs
        self._waits: dict[tuple[str, ...], _Wait] = {}  # the one asked for longest ago first

    async def outcomes(self, refs: Sequence[str]) -> tuple[Outcome, ...] | None:
        """Return what became of jobs, None if one has not ended."""
        now, key = asyncio.get_running_loop().time(), tuple(refs)
        self._drop_unasked(now)
        known = self._waits.pop(key, None)
        wait = self._waits[key] = _Wait(self._begin(key) if known is None else known.task, now)
        await asyncio.wait([wait.task], timeout=_FIRST_POLL if known is None else 0)
        if not wait.task.done():
            return None
        self._waits.pop(key, None)
        outcomes = wait.task.result()
        return None if any(isinstance(one.error, WaitTimeout) for one in outcomes) else outcomes

    def _begin(self, refs: tuple[str, ...]) -> asyncio.Task[tuple[Outcome, ...]]:
        return asyncio.create_task(self._jobs.wait_all(refs, timeout=DAY))

    def _drop_unasked(self, now: float) -> None:
        while self._waits:
            key, wait = next(iter(self._waits.items()))
            if now - wait.asked_at < _KEPT:
                return
            del self._waits[key]
            wait.task.cancel()
