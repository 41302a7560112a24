"""The last step before the wire: which address is connected to, and for how long a socket may stay silent.

httpx leaves both to httpcore's network backends. Ours resolve a media host themselves, refuse it unless every address
is a public one, and connect to the very address that was checked: a name that answers differently the second time
gains nothing. In the blocking world they also clip every socket operation at the deadline of the step under way, since
httpx's timeouts start afresh with each byte that drips in. (In the async world `asyncio.timeout` does that.)
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


def media_check(*, allow_private: bool) -> Check:
    """A check of resolved addresses: gives them as text, raises `UntrustedURL` if even one must not be reached."""

    def check(found: AddressInfo) -> list[str]:
        hosts = list(dict.fromkeys(str(info[4][0]) for info in found))
        for host in hosts:
            check_address(ip_address(host.partition("%")[0]), allow_private=allow_private)
        return hosts

    return check


def _clipped(timeout: float | None) -> float | None:
    deadline = DEADLINE.get(None)
    if deadline is None:
        return timeout
    remaining = max(deadline - time.monotonic(), 0.001)  # 0 would mean non-blocking
    return remaining if timeout is None else min(timeout, remaining)


class _ClippedStream(httpcore.NetworkStream):
    """A stream whose every operation ends at the deadline of the step under way."""

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


class Backend(httpcore.NetworkBackend):
    """Blocking connections; `check` None connects wherever it is told to (the API, whose address the user chose)."""

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
