"""Opens connections for asyncio, to checked addresses (see `sync_backend`)."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import anyio
import httpcore

if TYPE_CHECKING:
    from generation_jobs._http.sync_backend import Check, SocketOptions


class AsyncBackend(httpcore.AsyncNetworkBackend):
    """See `SyncBackend`. The deadlines of sockets are kept by `asyncio.timeout` instead."""

    def __init__(self, check: Check | None) -> None:
        self._check = check
        self._inner: Any = httpcore.AnyIOBackend()  # httpcore has a stub of it where anyio is missing, hence not typed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that takes the connection."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await self._addresses(host, port):
            try:
                stream: httpcore.AsyncNetworkStream = await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
                return stream
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _addresses(self, host: str, port: int) -> list[str]:
        if self._check is None:
            return [host]
        try:
            return self._check(await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: {error.strerror}") from error
