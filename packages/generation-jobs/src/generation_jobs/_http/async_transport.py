"""`AsyncIO`: HTTP, sleep and disk for asyncio."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from generation_jobs._http.connections import Connections, Gates, async_transport
from generation_jobs._http.messages import (
    FAILURES,
    check_time_left,
    common_headers,
    head_of,
    host_of,
    httpx_request,
    log_response,
    transport_error,
)
from generation_jobs._workers.tasks import TaskWorkers, from_any_thread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from types import TracebackType
    from typing import Self

    import httpx

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Head, Request, Waker

T = TypeVar("T")


class AsyncIO:
    """The `IO` of an `AsyncJobs`. Belongs to one event loop."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.connections: Connections[httpx.AsyncBaseTransport] = Connections(config, async_transport)
        self.gates: Gates[asyncio.Semaphore] = Gates(asyncio.Semaphore, config)
        self.headers: dict[str, str] = common_headers(config)

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
        sleep = asyncio.create_task(self.sleep(seconds))
        waker.callback = from_any_thread(sleep.cancel)
        try:
            if not waker.event.is_set():
                await asyncio.wait([sleep])
            if sleep.done() and not sleep.cancelled():
                sleep.result()  # raises what a clock of the user's own raised
        finally:
            waker.callback = None
            sleep.cancel()
        return waker.event.is_set()

    def workers(self) -> TaskWorkers:
        """See `IO.workers`."""
        return TaskWorkers(self)

    async def run(self, function: Callable[[], T]) -> T:
        """See `IO.run`. If cancelled, waits for the function first, so that no file is closed while it is written."""
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
    """The `Exchange` of an `AsyncIO`. A step that fails closes it."""

    head: Head
    _chunks: AsyncIterator[bytes]

    def __init__(self, io: AsyncIO, request: Request) -> None:
        self._io = io
        self._request = request
        self._host = host_of(request)
        self._sent = False
        self._gate: asyncio.Semaphore | None = None
        self._response: httpx.Response | None = None

    async def open(self, deadline: float, seconds: float) -> None:
        """Wait for a connection slot, send the request, and read the head of its response."""
        transport = self._io.connections.for_request(self._request)
        gate = self._io.gates[self._request.provider, self._host]
        await (self._run(partial(self._enter, gate), deadline) if gate.locked() else self._enter(gate))
        if (on_send := self._request.on_send) is not None:
            await self._run(lambda _: self._io.run(on_send), deadline)
        until = min(deadline, self._io.config.clock.monotonic() + seconds)
        response = await self._run(partial(self._send, transport), until)
        self.head = head_of(response, until)
        self._chunks = response.aiter_bytes()
        log_response(self._request, response)

    async def read(self, deadline: float) -> bytes:
        """See `Exchange.read`."""
        return await self._run(lambda _: anext(self._chunks, b""), deadline)

    async def close(self) -> None:
        """See `Exchange.close`."""
        gate, self._gate = self._gate, None
        try:
            if self._response is not None:
                await self._response.aclose()
        except FAILURES:
            pass
        finally:
            if gate is not None:
                gate.release()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def _run(self, step: Callable[[float], Awaitable[T]], deadline: float) -> T:
        """Await `step`, called with the seconds left, until the deadline."""
        seconds = deadline - self._io.config.clock.monotonic()
        try:
            check_time_left(seconds, self._host)
            async with asyncio.timeout(seconds):
                return await step(seconds)
        except FAILURES as error:
            await self.close()
            raise transport_error(self._host, error, sent=self._sent) from None
        except BaseException:
            await self.close()
            raise

    async def _enter(self, gate: asyncio.Semaphore, _: float = 0.0) -> None:
        await gate.acquire()
        self._gate = gate

    async def _send(self, transport: httpx.AsyncBaseTransport, seconds: float) -> httpx.Response:
        request = httpx_request(self._request, self._io.headers, seconds, None)
        self._sent = True
        self._response = await transport.handle_async_request(request)
        return self._response
