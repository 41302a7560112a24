"""`SyncIO`: blocking HTTP, sleep and disk. Its coroutines never suspend (see `run_blocking`)."""

from __future__ import annotations

import queue
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any, TypeVar

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._http.connections import AIOHTTP, Connections, Gates, sync_transport
from generation_jobs._http.exchange import HTTPExchange
from generation_jobs._http.messages import common_headers, host_of, httpx_request
from generation_jobs._http.network_backend import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    import httpx

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Request, Waker
    from generation_jobs._workers.threads import ThreadWorkers

T = TypeVar("T")


class SyncIO:
    """The `IO` of a `Jobs`, and its `Network`. Any number of threads may use it."""

    def __init__(self, config: Config) -> None:
        if config.transport == AIOHTTP:
            raise ConfigurationError("transport='aiohttp' cannot block: use AsyncJobs")
        self.config = config
        self.connections: Connections[Any] = Connections(config, sync_transport)
        self._gates: Gates[_Gate] = Gates(_Gate, config)
        self._headers = common_headers(config)

    async def send(self, request: Request, deadline: float, seconds: float) -> HTTPExchange:
        """See `IO.send`."""
        return await HTTPExchange(self, request).open(deadline, seconds)

    async def sleep(self, seconds: float) -> None:
        """See `IO.sleep`."""
        self.config.clock.sleep(seconds)

    async def wait(self, waker: Waker, seconds: float) -> bool:
        """See `IO.wait`."""
        self.config.clock.sleep_until(waker.event, seconds)
        return waker.event.is_set()

    def workers(self) -> ThreadWorkers:
        """See `IO.workers`."""
        from generation_jobs._workers.threads import ThreadWorkers  # late: waiting for one job needs no threads

        return ThreadWorkers(self.config.clock)

    async def run(self, function: Callable[[], T]) -> T:
        """See `IO.run`."""
        return function()

    async def close(self) -> None:
        """Close every connection."""
        for transport in self.connections.close():
            transport.close()

    async def enter(self, request: Request, seconds: float) -> _Place:
        """See `Network.enter`."""
        return self._gates[request.provider, host_of(request)].enter(seconds)

    async def bounded(self, step: Callable[[float], Awaitable[T]], seconds: float) -> T:
        """See `Network.bounded`."""
        DEADLINE.set(time.monotonic() + seconds)
        return await step(seconds)

    async def handle(self, transport: httpx.BaseTransport, request: Request, seconds: float) -> httpx.Response:
        """See `Network.handle`."""
        return transport.handle_request(httpx_request(request, self._headers, seconds, seconds))

    def reader(self, response: httpx.Response) -> Callable[[], Awaitable[bytes | None]]:
        """See `Network.reader`."""
        stream: Any = response.stream  # not `iter_raw`, which refuses a body that a transport has read already
        chunks: Iterator[bytes] = iter(stream)

        async def next_chunk() -> bytes | None:
            return next(chunks, None)

        return next_chunk

    async def close_response(self, response: httpx.Response) -> None:
        """See `Network.close_response`."""
        response.close()


class _Gate:
    """A number of places that threads take and give back."""

    def __init__(self, limit: int) -> None:
        self._free: queue.SimpleQueue[_Place] = queue.SimpleQueue()
        for _ in range(limit):
            self._free.put(_Place(self._free))

    def enter(self, seconds: float) -> _Place:
        """Return a place once there is one. Raises `TimeoutError`."""
        try:
            return self._free.get(timeout=min(seconds, threading.TIMEOUT_MAX))
        except queue.Empty:
            raise TimeoutError from None


class _Place:
    """A place that goes back when nothing refers to it any more: no interrupt at whatever moment can lose it."""

    def __init__(self, free: queue.SimpleQueue[_Place]) -> None:
        self._free = weakref.ref(free)

    def release(self) -> None:
        """See `Place.release`."""

    def __del__(self) -> None:
        if (free := self._free()) is not None:
            free.put(_Place(free))
