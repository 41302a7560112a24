"""For your own tests: a clock on which waiting costs no time.

jobs = Jobs([Breeze(api_key="brz_test", base_url=sandbox_url)], clock=VirtualClock())
jobs.wait("breeze:job_01hasync", timeout=600)   # returns at once, or raises WaitTimeout at once
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class VirtualClock:
    """Starts at `start` and moves only when somebody sleeps on it, or by `advance`."""

    def __init__(self, start: datetime = _EPOCH) -> None:
        self._start = start
        self._elapsed = 0.0
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
        """Move on at once, after a turn for the other tasks."""
        self.sleep(seconds)
        await asyncio.sleep(0)
