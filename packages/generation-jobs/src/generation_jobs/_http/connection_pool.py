"""Keep-alive connections of one httpx transport, each with one request at a time.

They take the place of httpcore's own pool, which goes through all its connections and waiting requests whenever a
request begins or ends, and may hand one connection to two requests. Here nothing waits: how many requests there are at
once is limited before they come here. `docs/decisions/0012-transport.md` has the figures.
"""

import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack
from typing import Any
from weakref import WeakSet

import httpcore

from generation_jobs._http.network_backend import OPENED

FRESH: float = 1.0
"""Seconds of idleness after which a connection serves no `POST` any more.

Servers close idle connections, many after five seconds. What is sent at that moment is lost, and nobody knows whether
it was received: a poll is sent again, but a submit may be paid for.
"""


class ConnectionPool:
    """The connections of an `httpx.HTTPTransport` or `httpx.AsyncHTTPTransport`. Safe to use from many threads.

    Args:
        create: Creates a connection of the transport's kind.
        max_idle: How many are kept for later.
    """

    def __init__(self, create: Callable[[httpcore.Origin], Any], max_idle: int) -> None:
        self._create, self._max_idle = create, max_idle
        self._lock = threading.Lock()
        self._idle: list[tuple[Any, float]] = []  # and since when
        self._is_closed = False
        self._in_use: WeakSet[Any] = WeakSet()  # weak, for those that an interrupt keeps from being released

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request. Its connection is free again when the response is closed."""
        connection, expired = self._acquire(request)
        opened: list[Any] = []
        OPENED.set(opened)
        try:
            _close(expired)
            response: httpcore.Response = connection.handle_request(request)
        except BaseException:  # Ctrl-C may have come while it held a lock of its own
            _close(self._release(connection, opened, is_sound=False))
            raise
        response.stream = _Body(response.stream, lambda is_sound: _close(self._release(connection, is_sound=is_sound)))
        return response

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request. Its connection is free again when the response is closed."""
        connection, expired = self._acquire(request)
        opened: list[Any] = []
        OPENED.set(opened)
        try:
            await _aclose(expired)
            response: httpcore.Response = await connection.handle_async_request(request)
        except BaseException:
            await _aclose(self._release(connection, opened))
            raise
        response.stream = _AsyncBody(response.stream, lambda: _aclose(self._release(connection)))
        return response

    def close(self) -> None:
        """Close every connection."""
        _close(self._release_all())

    async def aclose(self) -> None:
        """Close every connection."""
        await _aclose(self._release_all())

    def _acquire(self, request: httpcore.Request) -> tuple[Any, list[Any]]:
        """Return the idle connection that was used last, or a new one, and expired ones to be closed."""
        expired: list[Any] = []
        since = time.monotonic() - FRESH if request.method == b"POST" else 0.0
        with self._lock:
            while (connection := self._pop(request.url.origin, since)) is not None and connection.has_expired():
                expired.append(connection)
            if connection is None:
                connection = self._create(request.url.origin)
            self._in_use.add(connection)
        return connection, expired

    def _release(self, connection: Any, opened: Sequence[Any] = (), *, is_sound: bool = True) -> list[Any]:
        """Keep a connection for later if it can be used again. Returns what is to be closed instead, if anything."""
        with self._lock:
            if connection not in self._in_use:
                return []  # was released before
            self._in_use.discard(connection)
            # One that is cancelled before it was used is not available, either.
            if self._is_closed or not (is_sound and connection.is_available()):
                return [connection, *opened]
            self._idle.append((connection, time.monotonic()))
            return [self._idle.pop(0)[0]] if len(self._idle) > self._max_idle else []

    def _release_all(self) -> list[Any]:
        """Keep none from now on. Returns those there are, to be closed."""
        with self._lock:
            self._is_closed = True
            idle = [connection for connection, _ in self._idle]
            connections = idle + list(self._in_use)  # which are released, and closed again, if yet to connect
            self._idle.clear()
        return connections

    def _pop(self, origin: httpcore.Origin, since: float) -> Any:
        for index in reversed(range(len(self._idle))):
            connection, idle_since = self._idle[index]
            if idle_since >= since and connection.can_handle_request(origin):
                return self._idle.pop(index)[0]
        return None


def _close(connections: Sequence[Any]) -> None:
    if not connections:
        return  # as after nearly every request, and a stack takes time
    with ExitStack() as stack:  # closes the others, too, if one cannot be
        for connection in connections:
            stack.callback(connection.close)


class _Body:
    """A response body that says when it is closed, and whether it was read and closed without an interrupt.

    Ctrl-C in the middle of that may leave a connection half ready for its next request.
    """

    def __init__(self, body: Any, closed: Callable[[bool], None]) -> None:
        self._body = body
        self._closed = closed
        self._is_read = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self._body
        self._is_read = True

    def close(self) -> None:
        is_sound = False
        try:
            self._body.close()
            is_sound = self._is_read
        finally:
            self._closed(is_sound)


async def _aclose(connections: Sequence[Any]) -> None:
    if not connections:
        return
    async with AsyncExitStack() as stack:  # closes the others, too, if cancelled at one
        for connection in connections:
            stack.push_async_callback(connection.aclose)


class _AsyncBody:
    """A response body that says when it is closed."""

    def __init__(self, body: Any, closed: Callable[[], Awaitable[None]]) -> None:
        self._body = body
        self._closed = closed

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._body)

    async def aclose(self) -> None:
        try:
            await self._body.aclose()
        finally:
            await self._closed()
