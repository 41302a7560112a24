"""Tasks that send the requests of one `AsyncJobs.as_completed`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

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
            await asyncio.wait(self._tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
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
        waker.wake()
