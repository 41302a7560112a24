"""Threads that send the requests of one `Jobs.as_completed`."""

from __future__ import annotations

import contextlib
import queue
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from generation_jobs._core.io import run_blocking

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from generation_jobs._core.io import Clock, Waker


class _Work(NamedTuple):
    operation: Callable[[], Coroutine[Any, Any, None]]
    waker: Waker


class ThreadWorkers:
    """As many threads as there are requests under way at once; see `Workers`.

    They are daemons, and `close` does not wait for them: a request that hangs holds nobody up, and ends by its own
    deadline.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads = self._busy = 0
        self._error: BaseException | None = None

    def start(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        """See `Workers.start`."""
        with self._lock:
            self._busy += 1
            if self._busy > self._threads:
                self._threads += 1
                threading.Thread(target=self._serve, name="generation-jobs-worker", daemon=True).start()
        self._queue.put(_Work(operation, waker))

    async def wait(self, waker: Waker, seconds: float) -> None:
        """See `Workers.wait`."""
        if self._busy:
            waker.event.wait(min(seconds, threading.TIMEOUT_MAX))
        else:
            self._clock.sleep_until(waker.event, seconds)
        if self._error is not None:
            raise self._error

    async def close(self) -> None:
        """Let every thread end after the request that it is at; what none has begun is not sent."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._queue.get_nowait()
        for _ in range(self._threads):
            self._queue.put(None)

    def _serve(self) -> None:
        while (work := self._queue.get()) is not None:
            try:
                run_blocking(work.operation())
            except BaseException as error:  # raised where the outcomes are taken
                self._error = error
            with self._lock:
                self._busy -= 1
            work.waker.wake()
