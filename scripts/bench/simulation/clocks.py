"""Clocks for simulations."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(order=True)
class _Sleep:
    """A task that sleeps; the number keeps those apart that are due at once."""

    due: float
    number: int
    end: asyncio.Future[None] = field(compare=False)


class LoopClock:
    """A virtual clock for one event loop: it moves on as soon as no task can run.

    `VirtualClock` gives the other tasks ten turns of the loop, and a chain of wake-ups between many waits is longer.
    """

    def __init__(self) -> None:
        self._elapsed = 0.0
        self._sleeps: list[_Sleep] = []
        self._numbers = itertools.count()
        self._mover: asyncio.Task[None] | None = None

    def monotonic(self) -> float:
        """Return the seconds since the start."""
        return self._elapsed

    def now(self) -> datetime:
        """Virtual time of day."""
        return EPOCH + timedelta(seconds=self._elapsed)

    def sleep(self, seconds: float) -> None:
        """Not for threads."""
        raise NotImplementedError

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Not for threads."""
        raise NotImplementedError

    async def sleep_async(self, seconds: float) -> None:
        """Wait until the clock has moved on so far."""
        loop = asyncio.get_running_loop()
        sleep = _Sleep(self._elapsed + seconds, next(self._numbers), loop.create_future())
        heapq.heappush(self._sleeps, sleep)
        if self._mover is None or self._mover.done():
            self._mover = loop.create_task(self._move(loop))
        await sleep.end

    async def _move(self, loop: Any) -> None:
        while self._sleeps:
            await asyncio.sleep(0)
            if loop._ready:  # private to asyncio, and the only exact answer
                continue
            sleep = heapq.heappop(self._sleeps)
            if not sleep.end.done():  # else its task was cancelled
                self._elapsed = max(self._elapsed, sleep.due)
                sleep.end.set_result(None)


class FastClock:
    """A clock that runs faster than real time, for threads and for other processes.

    Args:
        speed: Simulated seconds in one real second; a millisecond of real delay counts as `speed` milliseconds.
        start: The reading of `time.monotonic()` at which simulated time starts, now by default. Processes share it.
    """

    def __init__(self, speed: float, start: float | None = None) -> None:
        self._speed = speed
        self._start = time.monotonic() if start is None else start

    def monotonic(self) -> float:
        """Return the simulated seconds since the start."""
        return (time.monotonic() - self._start) * self._speed

    def now(self) -> datetime:
        """Return the simulated time of day."""
        return EPOCH + timedelta(seconds=self.monotonic())

    def sleep(self, seconds: float) -> None:
        """Block the thread."""
        time.sleep(seconds / self._speed)

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Block the thread until the event is set, but no longer than that."""
        event.wait(min(seconds / self._speed, threading.TIMEOUT_MAX))

    async def sleep_async(self, seconds: float) -> None:
        """Let other tasks run."""
        await asyncio.sleep(seconds / self._speed)
