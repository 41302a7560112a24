"""Threads that make the requests of one `Jobs.as_completed`."""

from __future__ import annotations

import contextlib
import queue
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from generation_jobs._polling.scheduler import Claim


class Lanes:
    """As many threads as there are requests under way at once.

    They are daemons, and `close` does not wait for them: a request that hangs holds nobody up, and ends by its own
    deadline.
    """

    def __init__(self, run: Callable[[Coroutine[Any, Any, Any]], object]) -> None:
        self._run = run
        self._work: queue.SimpleQueue[Claim | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[tuple[Claim, object]] = queue.SimpleQueue()
        self._threads = 0
        self.busy: int = 0
        """How many requests are under way."""

    def start(self, claim: Claim) -> None:
        """Make a request."""
        self.busy += 1
        if self.busy > self._threads:
            self._threads += 1
            threading.Thread(target=self._serve, name="generation-jobs-lane", daemon=True).start()
        self._work.put(claim)

    def result(self, seconds: float) -> tuple[Claim, object] | None:
        """What came of the next request that ends within so many seconds: what its steps gave, or what they raised."""
        try:
            found = self._results.get(timeout=min(seconds, threading.TIMEOUT_MAX))
        except queue.Empty:
            return None
        self.busy -= 1
        return found

    def close(self) -> None:
        """Let every thread end after the request that it is at; what none has begun is not sent."""
        with contextlib.suppress(queue.Empty):
            while True:
                if (claim := self._work.get_nowait()) is not None:
                    claim.operation.close()
        for _ in range(self._threads):
            self._work.put(None)

    def _serve(self) -> None:
        while (claim := self._work.get()) is not None:
            try:
                result = self._run(claim.operation)
            except Exception as error:  # told by whoever takes the result
                result = error
            self._results.put((claim, result))
