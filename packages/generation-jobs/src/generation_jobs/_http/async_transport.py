"""`AsyncIO`: HTTP, sleep and disk for asyncio."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from generation_jobs._http.async_workers import TaskWorkers
from generation_jobs._http.connections import GATE, Connections, awaited
from generation_jobs._http.messages import (
    FAILURES,
    built,
    check_time_left,
    common_headers,
    failure,
    head_of,
    host_of,
    log_answer,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable
    from types import TracebackType
    from typing import Self

    import httpx

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Head, Request, Waker

T = TypeVar("T")


class AsyncIO:
    """The outside world of an `AsyncJobs`; see `IO`. Belongs to one event loop."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.connections: Connections[httpx.AsyncBaseTransport] = Connections(config, awaited)
        self.headers: dict[str, str] = common_headers(config)
        self.gates: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(GATE))

    async def send(self, request: Request, deadline: float, seconds: float) -> AsyncExchange:
        """See `IO.send`."""
        exchange = AsyncExchange(self, request)
        await exchange.open(deadline, seconds)
        return exchange

    async def sleep(self, seconds: float) -> None:
        """See `IO.sleep`."""
        await self.config.clock.sleep_async(seconds)

    async def wait(self, waker: Waker, seconds: float) -> bool:
        """See `IO.wait`."""
        loop, woken = asyncio.get_running_loop(), asyncio.Event()
        waker.callback = lambda: loop.call_soon_threadsafe(woken.set)
        if waker.event.is_set():
            woken.set()
        tasks = [asyncio.create_task(woken.wait()), asyncio.create_task(self.sleep(seconds))]
        try:
            ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()  # raises what a clock of the user's own raised
        finally:
            waker.callback = None
            for task in tasks:
                task.cancel()
        return waker.event.is_set()

    def workers(self) -> TaskWorkers:
        """See `IO.workers`."""
        return TaskWorkers(self)

    async def run(self, function: Callable[[], T]) -> T:
        """See `IO.run`. A cancelled task waits for the function first, so that no file is closed under its hands."""
        work = asyncio.create_task(asyncio.to_thread(function))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.gather(work, return_exceptions=True)
            raise

    async def close(self) -> None:
        """Close every connection."""
        for transport in self.connections.close():
            await transport.aclose()


class AsyncExchange:
    """One request and its response, with `await`; see `Exchange`. Whatever fails also gives the connection back."""

    head: Head
    _chunks: AsyncIterator[bytes]

    def __init__(self, io: AsyncIO, request: Request) -> None:
        self._io = io
        self._request = request
        self._host = host_of(request)
        self._sent = False
        self._stack = contextlib.AsyncExitStack()

    async def open(self, deadline: float, seconds: float) -> None:
        """Wait for a connection slot, send the request, and read the head of its response."""
        transport = self._io.connections.for_request(self._request)
        async with self._limited(deadline):
            await self._enter_gate(self._io.gates[self._host])
        until = min(deadline, self._io.config.clock.monotonic() + seconds)
        async with self._limited(until) as remaining:
            sent = built(self._request, self._io.headers, remaining)
            self._sent = True
            response = await transport.handle_async_request(sent)
            self._stack.push_async_callback(response.aclose)
        self.head = head_of(response, until)
        log_answer(self._request, response)
        self._chunks = response.aiter_bytes()

    async def read(self, deadline: float) -> bytes:
        """See `Exchange.read`."""
        async with self._limited(deadline):
            return await anext(self._chunks, b"")

    async def close(self) -> None:
        """See `Exchange.close`."""
        with contextlib.suppress(*FAILURES):
            await self._stack.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def _enter_gate(self, gate: asyncio.Semaphore) -> None:
        await gate.acquire()
        self._stack.callback(gate.release)

    @contextlib.asynccontextmanager
    async def _limited(self, deadline: float) -> AsyncGenerator[float]:
        seconds = deadline - self._io.config.clock.monotonic()
        try:
            check_time_left(seconds, self._host)
            async with asyncio.timeout(seconds):
                yield seconds
        except FAILURES as error:
            await self.close()
            raise failure(self._host, error, sent=self._sent) from None
        except BaseException:
            await self.close()
            raise
