"""`SyncIO`: blocking HTTP, sleep and disk. Its coroutines never suspend (see `run_blocking`)."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from generation_jobs._http.connections import GATE, Connections, blocking, check_blocking
from generation_jobs._http.messages import (
    FAILURES,
    built,
    check_time_left,
    common_headers,
    failure,
    head_of,
    host_of,
    log_answer,
)
from generation_jobs._http.sync_backend import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from types import TracebackType
    from typing import Self

    import httpx

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Head, Request, Waker
    from generation_jobs._http.sync_workers import ThreadWorkers

T = TypeVar("T")


class SyncIO:
    """The outside world of a `Jobs`; see `IO`. Any number of threads may use it."""

    def __init__(self, config: Config) -> None:
        check_blocking(config)
        self.config = config
        self.connections: Connections[httpx.BaseTransport] = Connections(config, blocking)
        self.headers: dict[str, str] = common_headers(config)
        self.gates: defaultdict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(GATE))

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
        from generation_jobs._http.sync_workers import ThreadWorkers  # late: waiting for one job needs no threads

        return ThreadWorkers(self.config.clock)

    async def run(self, function: Callable[[], T]) -> T:
        """See `IO.run`."""
        return function()

    def close(self) -> None:
        """Close every connection."""
        for transport in self.connections.close():
            transport.close()


class SyncExchange:
    """One request and its response, blocking; see `Exchange`. Whatever fails also gives the connection back."""

    head: Head
    _chunks: Iterator[bytes]

    def __init__(self, io: SyncIO, request: Request) -> None:
        self._io = io
        self._request = request
        self._host = host_of(request)
        self._sent = False
        self._stack = contextlib.ExitStack()

    def open(self, deadline: float, seconds: float) -> None:
        """Wait for a connection slot, send the request, and read the head of its response."""
        transport = self._io.connections.for_request(self._request)
        with self._limited(deadline) as patience:
            self._enter_gate(self._io.gates[self._host], patience)
        until = min(deadline, self._io.config.clock.monotonic() + seconds)
        with self._limited(until) as remaining:
            sent = built(self._request, self._io.headers, remaining)
            self._sent = True
            response = transport.handle_request(sent)
            self._stack.callback(response.close)
        self.head = head_of(response, until)
        log_answer(self._request, response)
        self._chunks = response.iter_bytes()

    async def read(self, deadline: float) -> bytes:
        """See `Exchange.read`."""
        with self._limited(deadline):
            return next(self._chunks, b"")

    async def close(self) -> None:
        """See `Exchange.close`."""
        self._close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        with contextlib.suppress(*FAILURES):
            self._stack.close()

    def _enter_gate(self, gate: threading.Semaphore, seconds: float) -> None:
        if not gate.acquire(timeout=min(seconds, threading.TIMEOUT_MAX)):
            raise TimeoutError
        self._stack.callback(gate.release)

    @contextlib.contextmanager
    def _limited(self, deadline: float) -> Generator[float]:
        seconds = deadline - self._io.config.clock.monotonic()
        try:
            check_time_left(seconds, self._host)
            with _socket_deadline(seconds):
                yield seconds
        except FAILURES as error:
            self._close()
            raise failure(self._host, error, sent=self._sent) from None
        except BaseException:
            self._close()
            raise


@contextlib.contextmanager
def _socket_deadline(seconds: float) -> Generator[None]:
    token = DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        DEADLINE.reset(token)
