"""The connection pool: each connection serves one request at a time, and is then used again or closed."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import httpcore
import pytest
from generation_jobs._http.connection_pool import ConnectionPool
from generation_jobs._http.network_backend import AsyncBackend, SyncBackend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"
HERE, THERE = "https://here.example/", "https://there.example/"
MAX_IDLE = 2


class Pool:
    """A pool of either world, whose connections answer from memory."""

    def __init__(self, source: Any, run: Callable[[Any], Any]) -> None:
        self.connections: list[Any] = []
        self._source = source
        self._pool = ConnectionPool(self._create, MAX_IDLE)
        self._is_blocking = isinstance(source, httpcore.ConnectionPool)
        self._run = run

    def _create(self, origin: httpcore.Origin) -> Any:
        self.connections.append(self._source.create_connection(origin))
        return self.connections[-1]

    def open(self, url: str, method: str = "GET") -> httpcore.Response:
        send: Any = self._pool.handle_request if self._is_blocking else self._pool.handle_async_request
        return self._run(send(httpcore.Request(method, url, headers={"Host": "x"})))

    def read(self, response: httpcore.Response) -> None:
        self._run(response.read() if self._is_blocking else response.aread())
        self.leave(response)

    def leave(self, response: httpcore.Response) -> None:
        self._run(response.close() if self._is_blocking else response.aclose())

    def close(self) -> None:
        self._run(self._pool.close() if self._is_blocking else self._pool.aclose())

    @property
    def closed(self) -> list[bool]:
        return [connection.is_closed() for connection in self.connections]


@pytest.fixture(params=["blocking", "asyncio"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    if request.param == "blocking":
        source = httpcore.ConnectionPool(network_backend=httpcore.MockBackend([ANSWER] * 9))
        yield Pool(source, lambda done: done)
    else:
        awaited = httpcore.AsyncConnectionPool(network_backend=httpcore.AsyncMockBackend([ANSWER] * 9))
        with asyncio.Runner() as runner:
            yield Pool(awaited, runner.run)


def test_a_connection_is_used_again(pool: Pool) -> None:
    for _ in range(3):
        pool.read(pool.open(HERE))
    assert pool.closed == [False]


def test_two_requests_at_once_have_two_connections(pool: Pool) -> None:
    first, second = pool.open(HERE), pool.open(HERE)
    pool.read(first)
    pool.read(second)
    pool.read(pool.open(HERE))
    assert pool.closed == [False, False]


def test_each_host_has_connections_of_its_own(pool: Pool) -> None:
    for url in (HERE, THERE, HERE, THERE):
        pool.read(pool.open(url))
    assert pool.closed == [False, False]


def test_the_oldest_of_too_many_idle_connections_is_closed(pool: Pool) -> None:
    for number in range(4):
        pool.read(pool.open(f"https://{number}.example/"))
    assert pool.closed == [True, True, False, False]


def test_a_connection_whose_answer_was_not_read_is_not_used_again(pool: Pool) -> None:
    pool.leave(pool.open(HERE))
    pool.read(pool.open(HERE))
    assert pool.closed == [True, False]


def test_an_expired_connection_is_closed(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    pool.read(pool.open(HERE))
    monkeypatch.setattr(pool.connections[0], "has_expired", lambda: True)
    pool.read(pool.open(HERE))
    assert pool.closed == [True, False]


def test_a_submit_takes_no_connection_that_its_server_may_be_closing(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        pool.read(pool.open(HERE, "POST"))
    assert len(pool.connections) == 1
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 5)
    pool.read(pool.open(HERE))
    assert len(pool.connections) == 1, "a poll that is lost is sent again"
    monkeypatch.setattr(time, "monotonic", lambda: now + 10)
    pool.read(pool.open(HERE, "POST"))
    assert len(pool.connections) == 2


def test_an_answer_may_be_closed_twice(pool: Pool) -> None:
    answer = pool.open(HERE)
    pool.read(answer)
    pool.leave(answer)
    pool.read(pool.open(HERE))
    first, second = pool.open(HERE), pool.open(HERE)
    assert len(pool.connections) == 2
    pool.read(first)
    pool.read(second)


def test_close_closes_connections_in_use_too(pool: Pool) -> None:
    pool.read(pool.open(HERE))
    answer = pool.open(THERE)
    pool.close()
    assert pool.closed == [True, True]
    pool.leave(answer)


class Network(httpcore.AsyncMockBackend):
    """Connects after a moment, and knows which of its streams were closed."""

    def __init__(self) -> None:
        super().__init__([ANSWER])
        self.streams: list[Any] = []
        self.is_connecting = asyncio.Event()

    async def connect_tcp(self, *arguments: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        self.is_connecting.set()
        await asyncio.sleep(0)
        self.streams.append(await super().connect_tcp(*arguments, **options))
        return self.streams[-1]


def open_by(network: Network) -> tuple[ConnectionPool, Any]:
    pool = ConnectionPool(httpcore.AsyncConnectionPool(network_backend=network).create_connection, MAX_IDLE)
    return pool, pool.handle_async_request(httpcore.Request("GET", "http://here.example/", headers={"Host": "x"}))


def test_a_request_that_is_cancelled_at_any_moment_leaves_no_connection_open() -> None:
    async def streams(moment: int) -> list[Any]:
        network = Network()
        _, request = open_by(network)
        task = asyncio.ensure_future(request)
        for _ in range(moment):
            await asyncio.sleep(0)
        if not task.cancel():
            return []
        with pytest.raises(asyncio.CancelledError):
            await task
        return network.streams

    opened = [stream for moment in range(10) for stream in asyncio.run(streams(moment))]
    assert opened
    assert all(stream._closed for stream in opened)


def test_a_request_that_connects_when_the_pool_is_closed_leaves_no_connection_open() -> None:
    async def story() -> bool:
        network = Network()
        pool, request = open_by(network)
        task = asyncio.ensure_future(request)
        await network.is_connecting.wait()
        await pool.aclose()
        await (await task).aread()
        await task.result().aclose()
        return bool(network.streams[0]._closed)

    assert asyncio.run(story())


class Streams(httpcore.MockBackend):
    """Knows its streams."""

    def __init__(self, buffer: list[bytes]) -> None:
        super().__init__(buffer)
        self.opened: list[Any] = []

    def connect_tcp(self, *arguments: Any, **options: Any) -> httpcore.NetworkStream:
        self.opened.append(super().connect_tcp(*arguments, **options))
        return self.opened[-1]  # type: ignore[no-any-return]


class AsyncStreams(httpcore.AsyncMockBackend):
    def __init__(self, buffer: list[bytes]) -> None:
        super().__init__(buffer)
        self.opened: list[Any] = []

    async def connect_tcp(self, *arguments: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        self.opened.append(await super().connect_tcp(*arguments, **options))
        return self.opened[-1]  # type: ignore[no-any-return]


class SlowToClose:
    """A connection that is closed at once, but says so a moment later."""

    def __init__(self) -> None:
        self.closed = False

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        return httpcore.Response(200)

    async def aclose(self) -> None:
        self.closed = True
        await asyncio.sleep(0)


def test_closing_a_pool_closes_every_connection_also_if_it_is_cancelled() -> None:
    async def story() -> list[bool]:
        connections = [SlowToClose() for _ in range(3)]
        unused = iter(connections)
        pool = ConnectionPool(lambda _: next(unused), 0)
        for _ in connections:  # in use until their responses are closed
            await pool.handle_async_request(httpcore.Request("GET", "https://x"))
        task = asyncio.create_task(pool.aclose())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return [connection.closed for connection in connections]

    assert asyncio.run(story()) == [True] * 3


class Refused:
    """A connection through a proxy that refuses it, once there is a stream to the proxy."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        self._backend.connect_tcp("127.0.0.1", 1)
        raise httpcore.ProxyError

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        await self._backend.connect_tcp("127.0.0.1", 1)
        raise httpcore.ProxyError

    def is_available(self) -> bool:
        return False

    def close(self) -> None:
        """It knows no stream yet, as those of httpcore."""

    async def aclose(self) -> None:
        """Likewise."""


@pytest.mark.parametrize("world", ["blocking", "asyncio"])
def test_a_stream_to_a_proxy_that_refuses_is_closed(world: str) -> None:
    is_blocking = world == "blocking"
    backend: Any = (SyncBackend if is_blocking else AsyncBackend)(None)
    backend._inner = streams = (Streams if is_blocking else AsyncStreams)([])
    request = httpcore.Request("GET", HERE)

    def create(_: httpcore.Origin) -> Any:
        return Refused(backend)

    with pytest.raises(httpcore.ProxyError):
        if is_blocking:
            ConnectionPool(create, MAX_IDLE).handle_request(request)
        else:
            asyncio.run(ConnectionPool(create, MAX_IDLE).handle_async_request(request))
    assert [stream._closed for stream in streams.opened] == [True]
