"""Time, sleeping and blocking calls: what a limiter needs from the program that uses it, blocking or asyncio."""

import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import copy_context
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

_NAP = 0.5
"""Seconds of a sleep, at most: Ctrl-C that comes just before it does not end it."""


class Clock(Protocol):
    """The time functions of a limiter, so that tests can replace them. All durations are in seconds."""

    def monotonic(self) -> float:
        """Return the time of a clock that never goes back; only differences have a meaning."""
        ...

    def now(self) -> datetime:
        """Return the date and time, timezone-aware."""
        ...

    def sleep(self, seconds: float) -> None:
        """Block this thread."""
        ...

    async def sleep_async(self, seconds: float) -> None:
        """Suspend this task."""
        ...


class SystemClock:
    """The clock of the machine."""

    def monotonic(self) -> float:
        """See `Clock`."""
        return time.monotonic()

    def now(self) -> datetime:
        """See `Clock`."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """See `Clock`."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _NAP))

    async def sleep_async(self, seconds: float) -> None:
        """See `Clock`."""
        from asyncio import sleep  # late: blocking programs need no event loop

        await sleep(seconds)


class IO(Protocol):
    """How a limiter waits and reaches its store. Implement it to use a limiter in a framework of your own."""

    async def sleep(self, seconds: float) -> None:
        """Let that many seconds pass."""
        ...

    async def run(self, function: Callable[[], T]) -> T:
        """Call a function that may block for a second, where that blocks nobody else. Return its result."""
        ...


class BlockingIO:
    """Blocks the thread. Coroutines over it never suspend, so that `run_blocking` can drive them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def sleep(self, seconds: float) -> None:
        """See `IO`."""
        self._clock.sleep(seconds)

    async def run(self, function: Callable[[], T]) -> T:
        """See `IO`."""
        return function()


class AsyncIO:
    """Awaits in an asyncio event loop."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def sleep(self, seconds: float) -> None:
        """See `IO`."""
        await self._clock.sleep_async(seconds)

    async def run(self, function: Callable[[], T]) -> T:
        """See `IO`. A cancelled task waits for the end of the call, so that the caller can undo what it did."""
        import asyncio  # late: blocking programs need no event loop

        # No task: the end of the event loop would cancel that, but not the call.
        work = asyncio.get_running_loop().run_in_executor(None, copy_context().run, function)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            while not work.done():
                with suppress(asyncio.CancelledError):  # again
                    await asyncio.wait([work])
            raise


def run_blocking(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine over `BlockingIO` to its end, and return its result."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        value: T = end.value
        return value
    coroutine.close()
    raise RuntimeError("a coroutine over BlockingIO must not suspend")
