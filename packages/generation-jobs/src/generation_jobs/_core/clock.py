"""Time behind an interface, so that tests can replace it (see `generation_jobs.testing`)."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """The time functions that this package uses. All durations are in seconds."""

    def monotonic(self) -> float:
        """Return the time of a clock that never goes back; only differences have a meaning."""
        ...

    def now(self) -> datetime:
        """Return the date and time, timezone-aware."""
        ...

    def sleep(self, seconds: float) -> None:
        """Block this thread."""
        ...

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Block this thread until the event is set, for at most `seconds`."""
        ...

    async def sleep_async(self, seconds: float) -> None:
        """Suspend this task."""
        ...


class SystemClock:
    """The `Clock` of the operating system."""

    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        event.wait(min(seconds, threading.TIMEOUT_MAX))

    async def sleep_async(self, seconds: float) -> None:
        from asyncio import sleep  # late: blocking code needs no event loop

        await sleep(seconds)
