"""Streams of events for blocking code.

An event loop reads them in a thread of its own, since a thread that reads could not be told to stop. It is imported
and started with the first stream.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from typing import TYPE_CHECKING

from generation_jobs._http.connections import Connections, async_transport

if TYPE_CHECKING:
    import httpx
    from anyio.from_thread import BlockingPortal

    from generation_jobs._core.config import Config
    from generation_jobs._events.sse import Streams
    from generation_jobs._events.subscriptions import Channel


class BlockingStreams:
    """The streams of one `Jobs`."""

    def __init__(self, config: Config) -> None:
        self._config = config
        # Now, since it reads the proxies of the environment.
        self._connections: Connections[httpx.AsyncBaseTransport] = Connections(config, async_transport)
        self._lock = threading.Lock()
        self._stack = contextlib.ExitStack()
        self._running: tuple[Streams, BlockingPortal] | None = None
        self._closed = False
        weakref.finalize(self, self._stack.close)  # who forgets to close is not held up when the program ends

    async def connect(self, channel: Channel, seconds: float) -> None:
        """See `Streams.connect`."""
        if (running := self._started()) is not None:
            streams, portal = running
            with contextlib.suppress(RuntimeError):  # closed meanwhile, by another thread
                portal.call(streams.connect, channel, seconds)

    def close(self) -> None:
        """End every stream, and the thread."""
        with self._lock:
            self._closed = True
            running, self._running = self._running, None
        if running is not None:
            streams, portal = running
            portal.call(streams.close)
        self._stack.close()

    def _started(self) -> tuple[Streams, BlockingPortal] | None:
        with self._lock:
            if self._running is None and not self._closed:
                self._running = self._start()
            return self._running

    def _start(self) -> tuple[Streams, BlockingPortal]:
        from anyio.from_thread import start_blocking_portal

        from generation_jobs._events.sse import Streams

        portal = self._stack.enter_context(start_blocking_portal(name="generation-jobs-events"))
        return Streams(self._config, self._connections), portal
