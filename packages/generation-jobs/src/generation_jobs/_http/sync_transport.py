"""`SyncIO`: blocking HTTP, sleep and disk. Its coroutines never suspend (see `run_blocking`)."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._http.connections import AIOHTTP, Connections, Gates, sync_transport
from generation_jobs._http.messages import (
    FAILURES,
    check_time_left,
    common_headers,
    head_of,
    host_of,
    httpx_request,
    log_response,
    transport_error,
)
from generation_jobs._http.sync_backend import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    import httpx

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Head, Request, Waker
    from generation_jobs._workers.threads import ThreadWorkers

T = TypeVar("T")


class SyncIO:
    """The `IO` of a `Jobs`. Any number of threads may use it."""

    def __init__(self, config: Config) -> None:
        if config.transport == AIOHTTP:
            raise ConfigurationError("transport='aiohttp' cannot block: use AsyncJobs")
        self.config = config
        self.connections: Connections[httpx.BaseTransport] = Connections(config, sync_transport)
        self.gates: Gates[threading.Semaphore] = Gates(threading.Semaphore, config)
        self.headers: dict[str, str] = common_headers(config)

    async def send(self, request: Request, deadline: float, seconds: float) -> SyncExchange:
        """See `IO.send`."""
        exchange = SyncExchange(self, request)
        exchange.open(deadline, seconds)
        return exchange

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

    def close(self) -> None:
        """Close every connection."""
        for transport in self.connections.close():
            transport.close()


class SyncExchange:
    """The `Exchange` of a `SyncIO`. A step that fails closes it."""

    head: Head
    _chunks: Iterator[bytes]

    def __init__(self, io: SyncIO, request: Request) -> None:
        self._io = io
        self._request = request
        self._host = host_of(request)
        self._sent = False
        self._gate: threading.Semaphore | None = None
        self._response: httpx.Response | None = None

    def open(self, deadline: float, seconds: float) -> None:
        """Wait for a connection slot, send the request, and read the head of its response."""
        transport = self._io.connections.for_request(self._request)
        self._run(self._enter_gate, deadline)
        if (on_send := self._request.on_send) is not None:
            self._run(lambda _: on_send(), deadline)
        until = min(deadline, self._io.config.clock.monotonic() + seconds)
        response = self._run(partial(self._send, transport), until)
        self.head = head_of(response, until)
        self._chunks = response.iter_bytes()
        log_response(self._request, response)

    async def read(self, deadline: float) -> bytes:
        """See `Exchange.read`."""
        return self._run(lambda _: next(self._chunks, b""), deadline)

    async def close(self) -> None:
        """See `Exchange.close`."""
        self._close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    def _run(self, step: Callable[[float], T], deadline: float) -> T:
        """Call `step` with the seconds left; its socket operations end at the deadline."""
        seconds = deadline - self._io.config.clock.monotonic()
        try:
            check_time_left(seconds, self._host)
            DEADLINE.set(time.monotonic() + seconds)
            return step(seconds)
        except FAILURES as error:
            self._close()
            raise transport_error(self._host, error, sent=self._sent) from None
        except BaseException:
            self._close()
            raise

    def _enter_gate(self, seconds: float) -> None:
        gate = self._io.gates[self._request.provider, self._host]
        if not gate.acquire(timeout=min(seconds, threading.TIMEOUT_MAX)):
            raise TimeoutError
        self._gate = gate

    def _send(self, transport: httpx.BaseTransport, seconds: float) -> httpx.Response:
        request = httpx_request(self._request, self._io.headers, seconds, seconds)
        self._sent = True
        self._response = transport.handle_request(request)
        return self._response

    def _close(self) -> None:
        gate, self._gate = self._gate, None
        try:
            if self._response is not None:
                self._response.close()
        except FAILURES:
            pass
        finally:
            if gate is not None:
                gate.release()
