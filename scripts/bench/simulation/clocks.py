"""A clock that runs faster than real time."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class FastClock:
    """A clock for threads, tasks and other processes, where `VirtualClock` serves one event loop.

    Args:
        speed: Simulated seconds in one real second; a millisecond of real delay counts as `speed` milliseconds.
        start: The reading of `time.monotonic()` at which simulated time starts, now by default. Processes share it.
    """

    def __init__(self, speed: float, start: float | None = None) -> None:
        self._speed = speed
        self._start = time.monotonic() if start is None else start

    def monotonic(self) -> float:
        """Simulated seconds since the start."""
        return (time.monotonic() - self._start) * self._speed

    def now(self) -> datetime:
        """Simulated time of day."""
        return _EPOCH + timedelta(seconds=self.monotonic())

    def sleep(self, seconds: float) -> None:
        """Block the thread."""
        time.sleep(seconds / self._speed)

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Block the thread until the event is set, but no longer than that."""
        event.wait(min(seconds / self._speed, threading.TIMEOUT_MAX))

    async def sleep_async(self, seconds: float) -> None:
        """Let other tasks run."""
        await asyncio.sleep(seconds / self._speed)
