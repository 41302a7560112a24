"""Time, in one place, so that it can be replaced (`generation_jobs.testing` does)."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the package needs to know of time."""

    def monotonic(self) -> float:
        """Seconds on a clock that never jumps; only differences mean anything."""
        ...

    def now(self) -> datetime:
        """The time of day, aware."""
        ...

    def sleep(self, seconds: float) -> None:
        """Block this thread."""
        ...

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Block this thread until the event is set, for that many seconds at most."""
        ...

    async def sleep_async(self, seconds: float) -> None:
        """Let other tasks run meanwhile."""
        ...


class SystemClock:
    """The real thing."""

    def monotonic(self) -> float:
        """See `Clock`."""
        return time.monotonic()

    def now(self) -> datetime:
        """See `Clock`."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """See `Clock`."""
        time.sleep(seconds)

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """See `Clock`."""
        event.wait(min(seconds, threading.TIMEOUT_MAX))

    async def sleep_async(self, seconds: float) -> None:
        """See `Clock`."""
        from asyncio import sleep  # late: blocking code needs no event loop

        await sleep(seconds)
