"""The apps on loopback, in a thread: for tests, for the demo and behind `genjobs-sandbox serve`."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from generation_jobs_sandbox._http.app import create_app, create_media_app
from generation_jobs_sandbox._http.fault_responses import CONNECTION
from generation_jobs_sandbox._http.webhooks import send_due
from generation_jobs_sandbox._state.world import World
from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from types import TracebackType

    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = "127.0.0.1"


class Sandbox:
    """The imitated providers on two loopback ports, the APIs on one and the media host on the other.

    Use it as a context manager. Port 0 takes a free one. Raises `OSError` on entry where a port is taken.
    """

    def __init__(self, world: World | None = None, *, port: int = 0, media_port: int = 0) -> None:
        self.world = world or World()
        self._ports = (port, media_port)
        self._media_url_before = self.world.media_url

    def __enter__(self) -> Self:
        api, media = self._listen()
        self._url, self.media_url = _url(api), _url(media)
        self._media_url_before = self.world.media_url
        self.world.media_url = self.world.media_url or self.media_url
        self._servers = [
            _Server(create_app(self.world), api),
            _Server(create_media_app(self.world), media),
        ]
        self._thread = Thread(
            target=_run, args=[self.world, self._servers], name="generation-jobs-sandbox", daemon=True
        )
        self._thread.start()
        for server in self._servers:
            server.up.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.should_exit = True
        self._thread.join()
        self.world.media_url = self._media_url_before

    @property
    def url(self) -> str:
        """The page for people: jobs, their requests, and the bodies on the wire."""
        return f"{self._url}/"

    def base_url(self, provider: str) -> str:
        """What to give a client as its base URL. Raises `ValueError` for an unknown provider."""
        if provider not in PROVIDERS:
            raise ValueError(f"unknown provider {provider!r}; one of: {', '.join(PROVIDERS)}")
        return f"{self._url}/{provider}"

    def environ(self) -> dict[str, str]:
        """The environment variables that send every client here, with keys that are let in."""
        variables: dict[str, str] = {}
        for provider in PROVIDERS.values():
            variables[f"{provider.name.upper()}_BASE_URL"] = self.base_url(provider.name)
            variables |= provider.sample_credentials
        return variables | {"GENJOBS_ALLOW_PRIVATE_MEDIA": "1"}

    def _listen(self) -> tuple[socket.socket, socket.socket]:
        port, media_port = self._ports
        api = _socket(port)
        try:
            return api, _socket(media_port)
        except OSError:
            api.close()
            raise


def _socket(port: int) -> socket.socket:
    try:
        listener = socket.create_server((LOOPBACK, port))
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise OSError(error.errno, f"cannot listen on {LOOPBACK}:{port}: {reason}") from error
    # Connections inherit it. asyncio sets it only where a socket names its protocol, and these do not: head and body of
    # an answer would wait for each other for 40 ms (Nagle).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()
    return f"http://{host}:{port}"


def _run(world: World, servers: list[_Server]) -> None:
    try:
        asyncio.run(_serve(world, servers))
    finally:  # whoever waits for a server that could not start must not wait for ever
        for server in servers:
            server.up.set()


async def _serve(world: World, servers: list[_Server]) -> None:
    callbacks = asyncio.create_task(send_due(world))
    try:
        await asyncio.gather(*(server.serve(sockets=[server.listener]) for server in servers))
    finally:
        callbacks.cancel()


class _Server(uvicorn.Server):
    """uvicorn, told when it is up, and told not to wait for stalled answers when it stops."""

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(app, http=_Protocol, ws="none", lifespan="off", log_config=None, access_log=False)
        )
        self.listener = listener
        self.up = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)


class _Protocol(H11Protocol):
    """Lends each request its connection, which ASGI hides, so that faults can drop it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app, connection = self.app, _Connection(transport)

        async def lend(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "extensions": {CONNECTION: connection}}, receive, send)

        self.app = lend


class _Connection:
    """The socket under a request, as `wire.Connection` wants it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def close(self) -> None:
        self._transport.close()

    def reset(self) -> None:
        # Lingering for zero seconds turns the close into a reset (socket(7)).
        listener = self._transport.get_extra_info("socket")
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()
