"""For tests of your own: a clock on which waiting takes no time.

Example:
    jobs = Jobs([Breeze(api_key="brz_test", base_url=sandbox_url)], clock=VirtualClock())
    jobs.wait("breeze:job_01hasync", timeout=600)  # returns or raises WaitTimeout at once
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

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(order=True)
class _Sleeper:
    """A sleeping task, ordered by when it wakes up, and then by when it began to sleep."""

    due: float
    number: int
    is_next: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


async def _let_others_run() -> None:
    """Let the other tasks run until they sleep, too: one may be due earlier."""
    for _ in range(10):
        await asyncio.sleep(0)


class VirtualClock:
    """A `Clock` for `Jobs(…, clock=…)` that moves only when something sleeps on it, and by `advance`.

    Args:
        start: The time of day that it starts at, timezone-aware.

    Attributes:
        sleeps: The duration of every sleep so far, in seconds.
    """

    def __init__(self, start: datetime = _EPOCH) -> None:
        self._start = start
        self._elapsed = 0.0
        self._sleepers: list[_Sleeper] = []
        self._numbers = itertools.count()
        self._ended = 0
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        """Return the seconds since the start."""
        return self._elapsed

    def now(self) -> datetime:
        """Return the virtual time of day, timezone-aware."""
        return self._start + timedelta(seconds=self._elapsed)

    def advance(self, seconds: float) -> None:
        """Move the clock without a sleep."""
        self._elapsed += seconds

    def sleep(self, seconds: float) -> None:
        """Move the clock at once."""
        self.sleeps.append(seconds)
        self.advance(seconds)

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Move the clock at once, unless the event is set."""
        if not event.is_set():
            self.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Move the clock once all other tasks sleep or wait, too. The sleeper that is due first wakes up first."""
        self.sleeps.append(seconds)
        sleeper = _Sleeper(self._elapsed + seconds, next(self._numbers))
        heapq.heappush(self._sleepers, sleeper)
        try:
            ended = None
            while self._sleepers[0] is not sleeper or ended != self._ended:  # a task that just woke up goes first
                if self._sleepers[0] is not sleeper:
                    await sleeper.is_next.wait()
                    sleeper.is_next.clear()
                ended = self._ended
                await _let_others_run()
            self._elapsed = max(self._elapsed, sleeper.due)
        finally:
            self._ended += 1
            self._sleepers.remove(sleeper)
            heapq.heapify(self._sleepers)
            if self._sleepers:
                self._sleepers[0].is_next.set()
