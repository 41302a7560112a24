"""For tests of your own: a clock on which waiting takes no time.

Example:
    jobs = Jobs([Breeze(api_key="brz_test", base_url=sandbox_url)], clock=VirtualClock())
    jobs.wait("breeze:job_01hasync", timeout=600)  # returns or raises WaitTimeout at once
"""

import asyncio
import heapq
import itertools
import math
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.values.checks import CheckedArguments, check_kind

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

_TURNS = 1_000
"""Turns of the event loop after which the clock moves though a task can run: it may be another VirtualClock's."""


class VirtualClock(metaclass=CheckedArguments):
    """A `Clock` for `Jobs(…, clock=…)` that moves only when something sleeps on it or calls `advance`.

    Args:
        start: The time of day that it starts at, timezone-aware.

    Attributes:
        sleeps: The duration of every sleep so far, in seconds.
    """

    def __init__(self, start: datetime = _EPOCH) -> None:
        check_kind("start", start, datetime, "a datetime with a time zone")
        if start.tzinfo is None:
            raise ConfigurationError(f"start={start!s} has no time zone: give datetime(…, tzinfo=UTC)")
        self._start = start
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []  # when each wakes up, in order
        self._numbers = itertools.count()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._holds = 0
        self._is_due = False  # to move once nothing holds it
        self.sleeps: list[float] = []

    def __repr__(self) -> str:
        return f"<VirtualClock: {self._elapsed:g} s after {self._start.isoformat()}>"

    def monotonic(self) -> float:
        """Return the seconds since the start."""
        return self._elapsed

    def now(self) -> datetime:
        """Return the virtual time of day, timezone-aware."""
        return self._start + timedelta(seconds=self._elapsed)

    def advance(self, seconds: float) -> None:
        """Move the clock without a sleep. Raises `ConfigurationError` for less than 0 seconds: no clock goes back."""
        check_kind("seconds", seconds, int | float, "a number of seconds from 0 on")
        if not 0 <= seconds < math.inf:
            raise ConfigurationError(f"seconds={seconds!r}: give a number of seconds from 0 on")
        self._elapsed += seconds

    def sleep(self, seconds: float) -> None:
        """Move the clock at once."""
        self.sleeps.append(seconds)
        self._elapsed += seconds

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Move the clock at once, unless the event is set."""
        if not event.is_set():
            self.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Move the clock once no other task can run. The sleeper that is due first wakes up first."""
        self.sleeps.append(seconds)
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._sleepers, self._is_due = loop, [], False
        if not self._sleepers:  # otherwise `_move` is called already
            loop.call_soon(self._move, loop, _TURNS)
        end = loop.create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._numbers), end))
        await end

    @contextmanager
    def hold(self) -> Generator[None]:
        """Keep the clock from moving while a task waits for another thread, which an event loop cannot see."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            if self._is_due and not self._holds and self._loop is not None and not self._loop.is_closed():
                self._is_due = False
                self._move(self._loop, _TURNS)

    def _move(self, loop: asyncio.AbstractEventLoop, turns: int) -> None:
        if self._holds:
            self._is_due = True
            return
        while self._sleepers and self._sleepers[0][-1].done():  # its task was cancelled
            heapq.heappop(self._sleepers)
        if not self._sleepers:
            return
        if turns and getattr(loop, "_ready", True):  # private to asyncio, and the only exact answer
            loop.call_soon(self._move, loop, turns - 1)
            return
        due, _, end = heapq.heappop(self._sleepers)
        self._elapsed = max(self._elapsed, due)
        end.set_result(None)
        if self._sleepers:
            loop.call_soon(self._move, loop, _TURNS)
