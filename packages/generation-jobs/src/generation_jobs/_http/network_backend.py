"""Opens connections: to checked addresses, and in blocking code with a deadline for every socket operation.

A media host is resolved here, refused unless all its addresses are public, and connected to by an address that was
checked: a name that resolves differently the second time gains nothing. In blocking code each socket operation ends at
the deadline of the step under way, since httpx's timeouts start afresh with every byte that drips in; with asyncio,
`asyncio.timeout` sees to that.
"""

import contextlib
import math
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import Future, wait
from contextvars import ContextVar
from functools import partial
from ipaddress import ip_address
from typing import Any, TypeVar

import httpcore

from generation_jobs._core.io import DEADLINE, naps, run_blocking
from generation_jobs._http.url_policy import check_address

T = TypeVar("T")
S = TypeVar("S")  # a stream

SocketOptions = Iterable[Any] | None
Check = Callable[[Sequence[str]], None]

OPENED: ContextVar[list[Any]] = ContextVar("opened")
"""The streams that are opened for the request under way. httpcore leaves one to the garbage collector if TLS or a SOCKS
proxy fails, or is cancelled."""

_WRITE = 16 * 1024
"""The most bytes of one write: httpcore starts its timeout afresh with every byte that a slow server takes."""


def check_addresses(hosts: Sequence[str], *, allow_private: bool) -> None:
    """Raise `UntrustedURL` unless all addresses of a name are allowed."""
    for host in hosts:
        check_address(ip_address(host.partition("%")[0]), allow_private=allow_private)


def resolve(host: str, port: int) -> Future[list[str]]:
    """Look up the addresses of a name."""
    with contextlib.suppress(ValueError):
        known: Future[list[str]] = Future()
        known.set_result([str(ip_address(host))])
        return known

    def look_up() -> list[str]:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(info[4][0]) for info in infos))

    return _in_thread(look_up, "generation-jobs-resolver")


def _in_thread(work: Callable[[], T], name: str) -> Future[T]:
    """Call a function in a separate thread, since it cannot be interrupted: it can only be abandoned."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()  # from now on it cannot be cancelled

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # raised where the result is taken
            future.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


def in_time(future: Future[T], seconds: float) -> T:
    """Wait for what a thread does, in naps. Raises `TimeoutError`, or what it raised."""
    for nap in naps(seconds):
        if wait([future], nap).done:
            break
    return future.result(0)


def _opened(open_stream: Callable[[], httpcore.NetworkStream]) -> httpcore.NetworkStream:
    """Open a stream, which ends in time by itself. One that Ctrl-C abandons is closed."""
    opening = _in_thread(open_stream, "generation-jobs-connect")
    try:
        return in_time(opening, math.inf)
    except BaseException:
        opening.add_done_callback(_close)
        raise


def _close(opening: Future[httpcore.NetworkStream]) -> None:
    if opening.exception() is None:
        opening.result().close()


class SyncBackend(httpcore.NetworkBackend):
    """Opens blocking connections. `check` None allows any address: that of an API was chosen by the user."""

    def __init__(self, check: Check | None) -> None:
        self._check = check
        self._inner: httpcore.NetworkBackend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that takes the connection. Raises httpcore's errors."""

        async def look_up(seconds: float) -> list[str]:
            return in_time(resolve(host, port), seconds)

        async def connect(address: str, seconds: float) -> httpcore.NetworkStream:
            return _opened(partial(self._inner.connect_tcp, address, port, seconds, local_address, socket_options))

        until = time.monotonic() + _clipped(timeout, httpcore.ConnectTimeout)
        return _ClippedStream(run_blocking(_connect(host, look_up, connect, until, self._check)))


class AsyncBackend(httpcore.AsyncNetworkBackend):
    def __init__(self, check: Check | None) -> None:
        self._check = check
        self._inner: Any = httpcore.AnyIOBackend()  # httpcore has a stub of it where anyio is missing: no type

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.AsyncNetworkStream:
        from asyncio import CancelledError, current_task, wait_for, wrap_future  # late: blocking code needs no loop

        task: Any = current_task()
        cancelled = task.cancelling()

        async def look_up(seconds: float) -> list[str]:
            return await wait_for(wrap_future(resolve(host, port)), seconds)

        async def connect(address: str, seconds: float) -> httpcore.AsyncNetworkStream:
            stream: httpcore.AsyncNetworkStream = await self._inner.connect_tcp(
                address, port, seconds, local_address, socket_options
            )
            if task.cancelling() > cancelled:  # swallowed, as by `wait_for` of 3.11 if the name is known just then
                await stream.aclose()
                raise CancelledError
            return stream

        until = time.monotonic() + (threading.TIMEOUT_MAX if timeout is None else timeout)
        return await _connect(host, look_up, connect, until, self._check)


async def _connect(
    host: str,
    look_up: Callable[[float], Awaitable[list[str]]],
    connect: Callable[[str, float], Awaitable[S]],
    until: float,
    check: Check | None,
) -> S:
    """Connect to the first address that takes the connection, each of which has its part of the time."""
    try:
        addresses = await look_up(until - time.monotonic())
    except TimeoutError:
        raise httpcore.ConnectTimeout(f"{host} could not be looked up in time") from None
    except (OSError, UnicodeError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else "its host name is not valid"
        raise httpcore.ConnectError(reason) from error
    if check is not None:
        check(addresses)
    failure: Exception = httpcore.ConnectError(f"{host} has no address")
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        seconds = min(max(until - time.monotonic(), 0.01) / left, threading.TIMEOUT_MAX)
        try:
            stream = await connect(address, seconds)
            OPENED.get([]).append(stream)
            return stream
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            failure = error
    raise failure


class _ClippedStream(httpcore.NetworkStream):
    """A blocking stream whose operations end at the deadline of the step under way."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        for nap in naps(_clipped(timeout, httpcore.ReadTimeout)):
            with contextlib.suppress(httpcore.ReadTimeout):
                return self._stream.read(max_bytes, nap)
        raise httpcore.ReadTimeout

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _WRITE):
            self._stream.write(buffer[start : start + _WRITE], _clipped(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = _clipped(timeout, httpcore.ConnectTimeout)
        return _ClippedStream(_opened(partial(self._stream.start_tls, ssl_context, server_hostname, seconds)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _clipped(timeout: float | None, too_late: type[Exception]) -> float:
    """Return the seconds that an operation has. Raises `too_late`: a server that never stops talking lets none fail."""
    seconds = min(DEADLINE.get(math.inf) - time.monotonic(), math.inf if timeout is None else timeout)
    if seconds <= 0:
        raise too_late
    return min(seconds, threading.TIMEOUT_MAX)
