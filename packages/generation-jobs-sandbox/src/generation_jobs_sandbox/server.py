"""The apps on loopback, in a thread: for tests, for the demo and for `genjobs-sandbox serve`."""

import asyncio
import os
import socket
from threading import Lock, Thread
from types import TracebackType
from typing import Self, cast

from generation_jobs_sandbox._http.app import create_app, create_media_app
from generation_jobs_sandbox._http.uvicorn_server import Server
from generation_jobs_sandbox._http.webhooks import send_due
from generation_jobs_sandbox._state.world import World, check_world
from generation_jobs_sandbox.providers import PROVIDERS, find_provider

_LOOPBACK = "127.0.0.1"
_LAST_PORT = 65535


class Sandbox:
    """The imitated providers on two loopback ports, the APIs on one and the media host on the other.

    Use it as a context manager; entering raises `OSError` if a port is taken, and `RuntimeError` if it runs already.

    Args:
        world: The jobs; a fresh `World` by default.
        port: Port of the APIs; 0 takes a free one.
        media_port: Port of the media host; 0 takes a free one.

    Attributes:
        world: The jobs.
        media_url: Where the media host is, while the sandbox runs.

    Raises:
        ValueError: There is no such port.
    """

    def __init__(self, world: World | None = None, *, port: int = 0, media_port: int = 0) -> None:
        self.world = World() if world is None else world
        check_world(self.world)
        for name, number in (("port", port), ("media_port", media_port)):
            if not isinstance(cast("object", number), int) or not 0 <= number <= _LAST_PORT:
                raise ValueError(f"{name} is {number!r}: give 0 to {_LAST_PORT}, 0 for a free one")
        self._ports = (port, media_port)
        self._url = ""
        self._media_url_before = self.world.media_url
        self._servers: list[Server] = []
        self._thread: Thread | None = None
        self._is_entered = Lock()

    def __enter__(self) -> Self:
        if not self._is_entered.acquire(blocking=False):
            raise RuntimeError("this sandbox is running already: use a Sandbox for each `with`")
        try:
            self._start()
        except BaseException:  # a port is taken, or Ctrl-C
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    def __repr__(self) -> str:
        return f"<Sandbox at {self.url}>" if self._url else "<Sandbox, not running>"

    @property
    def url(self) -> str:
        """Address of the page for people: jobs, the requests about them, and the bodies."""
        return f"{self._running_url}/"

    def base_url(self, provider: str) -> str:
        """Return the base URL for a client.

        Args:
            provider: Name of the provider.

        Raises:
            ValueError: There is no such provider; the message names those there are.
            RuntimeError: The sandbox does not run.
        """
        name = find_provider(provider).name
        return f"{self._running_url}/{name}"

    def environ(self) -> dict[str, str]:
        """Return the environment variables that direct every client here, with valid keys."""
        variables: dict[str, str] = {}
        for provider in PROVIDERS.values():
            variables[f"{provider.name.upper()}_BASE_URL"] = self.base_url(provider.name)
            variables |= provider.sample_credentials
        return variables | {"GENJOBS_ALLOW_PRIVATE_MEDIA": "1"}

    @property
    def _running_url(self) -> str:
        if not self._url:
            raise RuntimeError("the sandbox is not running: use it as `with Sandbox() as box:`")
        return self._url

    def _start(self) -> None:
        self._media_url_before = self.world.media_url
        api, media = self._listen()
        self._url, self.media_url = _url(api), _url(media)
        self.world.media_url = self.world.media_url or self.media_url
        self._servers = [Server(create_app(self.world), api), Server(create_media_app(self.world), media)]
        arguments = [self.world, self._servers]
        self._thread = Thread(target=_run, args=arguments, name="generation-jobs-sandbox", daemon=True)
        self._thread.start()
        for server in self._servers:
            server.up.wait()

    def _stop(self) -> None:
        for server in self._servers:
            server.should_exit = True
        try:
            if self._thread is not None and self._thread.is_alive():
                self._thread.join()
        finally:  # Ctrl-C: the thread ends by itself
            self._url, self._servers, self._thread = "", [], None
            self.world.media_url = self._media_url_before
            self._is_entered.release()

    def _listen(self) -> tuple[socket.socket, socket.socket]:
        port, media_port = self._ports
        api = _listener(port)
        try:
            return api, _listener(media_port)
        except OSError:
            api.close()
            raise


def _listener(port: int) -> socket.socket:
    try:
        listener = socket.create_server((_LOOPBACK, port))
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise OSError(error.errno, f"cannot listen on {_LOOPBACK}:{port}: {reason}") from error
    # Connections inherit it. asyncio sets it only where a socket names its protocol, and these do not: head and body of
    # an answer would wait for each other for 40 ms (Nagle).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()
    return f"http://{host}:{port}"


def _run(world: World, servers: list[Server]) -> None:
    try:
        asyncio.run(_serve(world, servers))
    finally:  # `__enter__` waits for `up`, also of a server that could not start
        for server in servers:
            server.up.set()


async def _serve(world: World, servers: list[Server]) -> None:
    callbacks = asyncio.create_task(send_due(world))
    try:
        await asyncio.gather(*(server.run_app() for server in servers))
    finally:
        callbacks.cancel()
