"""Sending requests, blocking: the gate, the deadline of every step, and errors of our own."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import defaultdict
from typing import TYPE_CHECKING

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
    from collections.abc import Generator, Iterator

    import httpx

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Head, Request


class Transport:
    """Blocking HTTP."""

    def __init__(self, config: Config) -> None:
        check_blocking(config)
        self.config = config
        self.connections: Connections[httpx.BaseTransport] = Connections(config, blocking)
        self.headers: dict[str, str] = common_headers(config)
        self.gates: defaultdict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(GATE))

    def exchange(self, request: Request) -> Exchange:
        """A request that is still to be sent."""
        return Exchange(self, request)

    def close(self) -> None:
        """Close every connection."""
        for transport in self.connections.close():
            transport.close()


class Exchange:
    """One request and its answer, blocking. Whatever fails also gives the connection back."""

    head: Head
    _chunks: Iterator[bytes]

    def __init__(self, transport: Transport, request: Request) -> None:
        self._transport = transport
        self._request = request
        self._host = host_of(request)
        self._sent = False
        self._stack = contextlib.ExitStack()

    def open(self, deadline: float, seconds: float) -> None:
        """Wait for a turn at the gate, send the request, and read the head of its answer."""
        transport = self._transport.connections.for_request(self._request)
        with self._limited(deadline) as patience:
            self._enter_gate(self._transport.gates[self._host], patience)
        until = min(deadline, self._transport.config.clock.monotonic() + seconds)
        with self._limited(until) as remaining:
            sent = built(self._request, self._transport.headers, remaining)
            self._sent = True
            response = transport.handle_request(sent)
            self._stack.callback(response.close)
        self.head = head_of(response, until)
        log_answer(self._request, response)
        self._chunks = response.iter_bytes()

    def read(self, deadline: float) -> bytes:
        """The next part of the body, empty at its end."""
        with self._limited(deadline):
            return next(self._chunks, b"")

    def close(self) -> None:
        """Give the connection back, or drop it if the body was not read to its end."""
        with contextlib.suppress(*FAILURES):
            self._stack.close()

    def _enter_gate(self, gate: threading.Semaphore, seconds: float) -> None:
        if not gate.acquire(timeout=min(seconds, threading.TIMEOUT_MAX)):
            raise TimeoutError
        self._stack.callback(gate.release)

    @contextlib.contextmanager
    def _limited(self, deadline: float) -> Generator[float]:
        seconds = deadline - self._transport.config.clock.monotonic()
        try:
            check_time_left(seconds, self._host)
            with _socket_deadline(seconds):
                yield seconds
        except FAILURES as error:
            self.close()
            raise failure(self._host, error, sent=self._sent) from None
        except BaseException:
            self.close()
            raise


@contextlib.contextmanager
def _socket_deadline(seconds: float) -> Generator[None]:
    token = DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        DEADLINE.reset(token)
