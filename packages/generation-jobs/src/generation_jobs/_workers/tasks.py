"""Tasks that send the requests of one `AsyncJobs.as_completed`."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from generation_jobs._core.io import IO, Waker


class TaskWorkers:
    """One task for each request under way; see `Workers`."""

    def __init__(self, io: IO) -> None:
        self._io = io
        self._tasks: set[asyncio.Task[None]] = set()
        self._error: BaseException | None = None

    def start(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        """See `Workers.start`."""
        task = asyncio.create_task(self._perform(operation, waker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def wait(self, waker: Waker, seconds: float) -> None:
        """See `Workers.wait`."""
        if self._tasks:
            await _woken(waker, seconds)
        else:
            await self._io.wait(waker, seconds)
        if self._error is not None:
            raise self._error

    async def close(self) -> None:
        """Cancel every request."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _perform(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        try:
            await operation()
        except Exception as error:  # raised where the outcomes are taken
            self._error = error
        self._tasks.remove(cast("asyncio.Task[None]", asyncio.current_task()))  # now: who wakes up counts those left
        waker.wake()


async def _woken(waker: Waker, seconds: float) -> None:
    """Wait on the clock of the event loop, which the requests go by."""
    woken = asyncio.Event()
    waker.callback = from_any_thread(woken.set)
    timer = asyncio.get_running_loop().call_later(seconds, woken.set)
    try:
        if not waker.event.is_set():
            await woken.wait()
    finally:
        waker.callback = None
        timer.cancel()


def from_any_thread(function: Callable[[], object]) -> Callable[[], None]:
    """Return a function that has `function` called in this event loop, and may be called from any thread."""
    loop, thread = asyncio.get_running_loop(), threading.get_ident()

    def call() -> None:
        if threading.get_ident() == thread:  # without the system calls that wake the loop up from another thread
            function()
        else:
            loop.call_soon_threadsafe(function)

    return call
