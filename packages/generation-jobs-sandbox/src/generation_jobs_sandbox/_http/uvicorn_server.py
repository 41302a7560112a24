"""uvicorn, with what faults and quick stops need: the socket of each request, and no waiting for stalled answers."""

from __future__ import annotations

import socket
import struct
from threading import Event
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from generation_jobs_sandbox._http.fault_responses import CONNECTION

if TYPE_CHECKING:
    import asyncio

    from starlette.types import ASGIApp, Receive, Scope, Send


class Server(uvicorn.Server):
    """One app on one listening socket.

    Args:
        app: The app.
        listener: The socket, already listening.

    Attributes:
        up: Set once requests are served, or once that is known to have failed.
    """

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(app, http=_Protocol, ws="none", lifespan="off", log_config=None, access_log=False)
        )
        self.up = Event()
        self._listener = listener

    async def run_app(self) -> None:
        """Serve until `should_exit` is set."""
        try:
            await self.serve(sockets=[self._listener])
        finally:  # also if it was to exit before it was up
            self._listener.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then set `up`."""
        await super().startup(sockets)
        self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop at once: open connections are aborted."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)


class _Protocol(H11Protocol):
    """Passes each request its connection, which ASGI hides, so that faults can break it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app, connection = self.app, _Connection(transport)

        async def with_connection(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "extensions": {CONNECTION: connection}}, receive, send)

        self.app = with_connection


class _Connection:
    """The socket under a request; implements `fault_responses.Connection`."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def close(self) -> None:
        self._transport.close()

    def reset(self) -> None:
        # Lingering for zero seconds turns the close into a reset (socket(7)).
        connection = self._transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()
