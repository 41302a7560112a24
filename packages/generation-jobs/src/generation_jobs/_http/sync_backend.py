"""Opens blocking connections: to checked addresses, and with a deadline for every socket operation.

A media host is resolved here, refused unless all its addresses are public, and connected to by the address that was
checked: a name that resolves differently the second time gains nothing. Each socket operation ends at the deadline of
the step under way, since httpx's timeouts start afresh with every byte that drips in.
"""

from __future__ import annotations

import socket
import time
from contextvars import ContextVar
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import httpcore

from generation_jobs._http.url_policy import check_address

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence

    SocketOptions = Iterable[Any] | None
    AddressInfo = Sequence[tuple[Any, ...]]
    Check = Callable[[AddressInfo], list[str]]

DEADLINE: ContextVar[float] = ContextVar("deadline")
"""When the step under way must be over, on `time.monotonic`."""


def checked_addresses(found: AddressInfo, *, allow_private: bool) -> list[str]:
    """Return resolved addresses as text. Raises `UntrustedURL` if even one of them is not allowed."""
    hosts = list(dict.fromkeys(str(info[4][0]) for info in found))
    for host in hosts:
        check_address(ip_address(host.partition("%")[0]), allow_private=allow_private)
    return hosts


def _clipped(timeout: float | None) -> float | None:
    deadline = DEADLINE.get(None)
    if deadline is None:
        return timeout
    remaining = max(deadline - time.monotonic(), 0.001)  # 0 would mean non-blocking
    return remaining if timeout is None else min(timeout, remaining)


class _ClippedStream(httpcore.NetworkStream):
    """A stream whose operations end at the deadline of the step under way."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _clipped(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _clipped(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _ClippedStream(self._stream.start_tls(ssl_context, server_hostname, _clipped(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


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
        """Connect to the first address that takes the connection."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._inner.connect_tcp(address, port, _clipped(timeout), local_address, socket_options)
                return _ClippedStream(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        if self._check is None:
            return [host]
        try:
            return self._check(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: {error.strerror}") from error
