"""Sending requests, in both worlds: the gate, the deadline of every step, and errors of our own."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from generation_jobs.clients import GATE, Clients, async_client, blocking_client
from generation_jobs.errors import TransportError
from generation_jobs.network import DEADLINE
from generation_jobs.quiet import quiet
from generation_jobs.steps import Head, Request

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator

    from generation_jobs.options import Config


class Transport:
    """Blocking HTTP."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.clients: Clients[httpx.Client] = Clients(config, blocking_client)
        self.gates: defaultdict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(GATE))

    def exchange(self, request: Request) -> Exchange:
        """A request that is still to be sent."""
        return Exchange(self, request)

    def close(self) -> None:
        """Close every connection."""
        for client in self.clients.close():
            client.close()


class Exchange:
    """One request and its answer, blocking. Whatever fails also gives the connection back."""

    head: Head
    _chunks: Iterator[bytes]

    def __init__(self, transport: Transport, request: Request) -> None:
        self._transport = transport
        self._request = request
        self._host = _host(request)
        self._sent = False
        self._stack = contextlib.ExitStack()

    def open(self, deadline: float, seconds: float) -> None:
        """Wait for a turn at the gate, send the request, and read the head of its answer."""
        client = self._transport.clients.for_request(self._request)
        with self._limited(deadline) as patience:
            self._enter_gate(self._transport.gates[self._host], patience)
        until = min(deadline, self._transport.config.clock.monotonic() + seconds)
        with self._limited(until) as remaining:
            sent = _built(client, self._request, remaining)
            self._sent = True
            with quiet():
                response = client.send(sent, stream=True)
            self._stack.callback(response.close)
        self.head = _head(response, until)
        self._chunks = response.iter_bytes()

    def read(self, deadline: float) -> bytes:
        """The next part of the body, empty at its end."""
        with self._limited(deadline):
            return next(self._chunks, b"")

    def close(self) -> None:
        """Give the connection back, or drop it if the body was not read to its end."""
        with contextlib.suppress(*_FAILURES):
            self._stack.close()

    def _enter_gate(self, gate: threading.Semaphore, seconds: float) -> None:
        if not gate.acquire(timeout=min(seconds, threading.TIMEOUT_MAX)):
            raise TimeoutError
        self._stack.callback(gate.release)

    @contextlib.contextmanager
    def _limited(self, deadline: float) -> Generator[float]:
        seconds = deadline - self._transport.config.clock.monotonic()
        try:
            _check_time_left(seconds, self._host)
            with _socket_deadline(seconds):
                yield seconds
        except _FAILURES as error:
            self.close()
            raise _failure(self._host, error, sent=self._sent) from None
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


class AsyncTransport:
    """HTTP with `await`."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.clients: Clients[httpx.AsyncClient] = Clients(config, async_client)
        self.gates: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(GATE))

    def exchange(self, request: Request) -> AsyncExchange:
        """A request that is still to be sent."""
        return AsyncExchange(self, request)

    async def close(self) -> None:
        """Close every connection."""
        for client in self.clients.close():
            await client.aclose()


class AsyncExchange:
    """One request and its answer, with `await`. Whatever fails also gives the connection back."""

    head: Head
    _chunks: AsyncIterator[bytes]

    def __init__(self, transport: AsyncTransport, request: Request) -> None:
        self._transport = transport
        self._request = request
        self._host = _host(request)
        self._sent = False
        self._stack = contextlib.AsyncExitStack()

    async def open(self, deadline: float, seconds: float) -> None:
        """Wait for a turn at the gate, send the request, and read the head of its answer."""
        client = self._transport.clients.for_request(self._request)
        async with self._limited(deadline):
            await self._enter_gate(self._transport.gates[self._host])
        until = min(deadline, self._transport.config.clock.monotonic() + seconds)
        async with self._limited(until) as remaining:
            sent = _built(client, self._request, remaining)
            self._sent = True
            with quiet():
                response = await client.send(sent, stream=True)
            self._stack.push_async_callback(response.aclose)
        self.head = _head(response, until)
        self._chunks = response.aiter_bytes()

    async def read(self, deadline: float) -> bytes:
        """The next part of the body, empty at its end."""
        async with self._limited(deadline):
            return await anext(self._chunks, b"")

    async def close(self) -> None:
        """Give the connection back, or drop it if the body was not read to its end."""
        with contextlib.suppress(*_FAILURES):
            await self._stack.aclose()

    async def _enter_gate(self, gate: asyncio.Semaphore) -> None:
        await gate.acquire()
        self._stack.callback(gate.release)

    @contextlib.asynccontextmanager
    async def _limited(self, deadline: float) -> AsyncGenerator[float]:
        seconds = deadline - self._transport.config.clock.monotonic()
        try:
            _check_time_left(seconds, self._host)
            async with asyncio.timeout(seconds):
                yield seconds
        except _FAILURES as error:
            await self.close()
            raise _failure(self._host, error, sent=self._sent) from None
        except BaseException:
            await self.close()
            raise


def _built(client: httpx.Client | httpx.AsyncClient, request: Request, seconds: float) -> httpx.Request:
    # Apart, so that no frame of a failure's traceback holds the headers: crash reporters show local variables.
    timeout = httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
    return client.build_request(
        request.method, request.url, headers=dict(request.headers), json=request.json, timeout=timeout
    )


def _head(response: httpx.Response, until: float) -> Head:
    return Head(response.status_code, {name.lower(): value for name, value in response.headers.items()}, until)


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc.rpartition("@")[2]


def _failure(host: str, error: Exception, *, sent: bool) -> TransportError:
    """What went wrong, without the URL's query and without the request, which holds the key."""
    maybe_received = sent and not isinstance(error, _NOT_CONNECTED)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return TransportError(f"no whole answer from {host} in time", maybe_received=maybe_received)
    return TransportError(f"no answer from {host}: {error or type(error).__name__}", maybe_received=maybe_received)


_CONNECT_SECONDS = 10.0
"""A connection comes about in less, or not at all; and what was not connected can be sent again without a doubt."""

_NOT_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError)
_FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError)


def _check_time_left(seconds: float, host: str) -> None:
    if seconds <= 0:
        raise TransportError(f"no whole answer from {host} in time")
