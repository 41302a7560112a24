"""For your own tests: a clock on which waiting costs no time.

jobs = Jobs([Breeze(api_key="brz_test", base_url=sandbox_url)], clock=VirtualClock())
jobs.wait("breeze:job_01hasync", timeout=600)   # returns at once, or raises WaitTimeout at once
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading

_TURNS = 10
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(order=True)
class _Sleeper:
    """A task that sleeps; the number keeps those apart that are due at once."""

    due: float
    number: int
    turn: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


async def _let_others_run() -> None:
    """Some turns of the loop for the other tasks, who may want to wake earlier."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


class VirtualClock:
    """Starts at `start` and moves only when somebody sleeps on it, or by `advance`."""

    def __init__(self, start: datetime = _EPOCH) -> None:
        self._start = start
        self._elapsed = 0.0
        self._sleepers: list[_Sleeper] = []
        self._numbers = itertools.count()
        self._ended = 0
        self.sleeps: list[float] = []
        """Every sleep so far, in seconds."""

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self._elapsed

    def now(self) -> datetime:
        """The virtual time of day, aware."""
        return self._start + timedelta(seconds=self._elapsed)

    def advance(self, seconds: float) -> None:
        """Let time pass without a sleep."""
        self._elapsed += seconds

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.sleeps.append(seconds)
        self.advance(seconds)

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Move on at once, by nothing if the event is set already."""
        if not event.is_set():
            self.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Move on once every other task sleeps or waits, too: of several sleepers the one that is due first wakes."""
        self.sleeps.append(seconds)
        sleeper = _Sleeper(self._elapsed + seconds, next(self._numbers))
        heapq.heappush(self._sleepers, sleeper)
        try:
            ended = None
            while self._sleepers[0] is not sleeper or ended != self._ended:  # whoever just woke goes first
                if self._sleepers[0] is not sleeper:
                    await sleeper.turn.wait()
                    sleeper.turn.clear()
                ended = self._ended
                await _let_others_run()
            self._elapsed = max(self._elapsed, sleeper.due)
        finally:
            self._ended += 1
            self._sleepers.remove(sleeper)
            heapq.heapify(self._sleepers)
            if self._sleepers:
                self._sleepers[0].turn.set()
