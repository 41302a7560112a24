"""Reads streams of server-sent events for blocking code.

They are read by an event loop in a thread of its own, since a blocking read could not be cancelled. The thread starts
with the first stream.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from typing import TYPE_CHECKING

from generation_jobs._http.connections import SYNC, Connections, async_transport

if TYPE_CHECKING:
    import httpx
    from anyio.from_thread import BlockingPortal

    from generation_jobs._core.config import Config
    from generation_jobs._events.sse import AsyncEventReader
    from generation_jobs._events.subscriptions import EventStream


class SyncEventReader:
    """The `EventReader` of a `Jobs`."""

    def __init__(self, config: Config) -> None:
        self._config = config
        # Now and not with the first stream, since it reads the proxies of the environment.
        self._connections: Connections[httpx.AsyncBaseTransport] = Connections(config, async_transport, SYNC)
        self._lock = threading.Lock()
        self._stack = contextlib.ExitStack()
        self._running: tuple[AsyncEventReader, BlockingPortal] | None = None
        self._closed = False
        weakref.finalize(self, self._stack.close)  # so that a program which forgets to close still ends

    async def connect(self, stream: EventStream, seconds: float) -> None:
        """See `EventReader.connect`."""
        if (running := self._started()) is not None:
            reader, portal = running
            with contextlib.suppress(RuntimeError):  # closed meanwhile, by another thread
                portal.call(reader.connect, stream, seconds)

    async def close(self) -> None:
        """End every stream, and the thread."""
        with self._lock:
            self._closed = True
            running, self._running = self._running, None
        if running is not None:
            reader, portal = running
            portal.call(reader.close)
        self._stack.close()

    def _started(self) -> tuple[AsyncEventReader, BlockingPortal] | None:
        with self._lock:
            if self._running is None and not self._closed:
                self._running = self._start()
            return self._running

    def _start(self) -> tuple[AsyncEventReader, BlockingPortal]:
        from anyio.from_thread import start_blocking_portal

        from generation_jobs._events.sse import AsyncEventReader

        portal = self._stack.enter_context(start_blocking_portal(name="generation-jobs-events"))
        return AsyncEventReader(self._config, self._connections), portal
