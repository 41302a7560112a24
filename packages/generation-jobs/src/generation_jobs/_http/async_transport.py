"""`AsyncIO`: HTTP, sleep and disk for asyncio."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, nullcontext, suppress
from typing import Any, NamedTuple, TypeVar, cast
from weakref import WeakKeyDictionary

import httpx
import sliding_window_quota

from generation_jobs._core.config import Config
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.io import IO, Request, Waker
from generation_jobs._http.connections import ASYNC, Connections, Gates, async_transport
from generation_jobs._http.exchange import HTTPExchange, Trace
from generation_jobs._http.messages import common_headers, host_of, request_for

T = TypeVar("T")


class _InLoop(NamedTuple):
    """What an event loop has for itself."""

    connections: Connections
    gates: Gates[asyncio.Semaphore]
    local: dict[str, Any]


class AsyncIO(sliding_window_quota.AsyncIO):
    """The `IO` of an `AsyncJobs`, and its `Network`. Each event loop has connections, gates and polling of its own."""

    def __init__(self, config: Config, connections: Connections | None = None) -> None:
        super().__init__(config.clock)
        self.config = config
        self._unused: Connections | None = connections or Connections(config, async_transport, ASYNC)
        self._by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, _InLoop] = WeakKeyDictionary()
        self._headers = common_headers(config)
        self._closed = False

    @property
    def connections(self) -> Connections:
        return self._in_loop().connections

    @property
    def local(self) -> dict[str, Any]:
        return self._in_loop().local

    async def send(self, request: Request, deadline: float, seconds: float) -> HTTPExchange:
        return await HTTPExchange(self, request).open(deadline, seconds)

    async def wait(self, waker: Waker, seconds: float) -> None:
        self._in_loop()
        await _sleep(waker, self.sleep(seconds))

    def workers(self) -> "TaskWorkers":
        return TaskWorkers(self)

    async def run(self, function: Callable[[], T]) -> T:
        self._in_loop()
        with getattr(self.config.clock, "hold", nullcontext)():  # a VirtualClock stands still meanwhile
            return await super().run(function)

    async def close(self) -> None:
        """Close every connection of this event loop. Only another event loop itself can close its own."""
        self._closed = True
        transports = self.connections.close()
        for other in self._by_loop.values():
            other.connections.close()
        async with AsyncExitStack() as stack:  # closes the others, too, if cancelled at one
            for transport in transports:
                stack.push_async_callback(transport.aclose)

    def _in_loop(self) -> _InLoop:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            message = "AsyncJobs needs a running event loop of asyncio; under trio, use Jobs in a thread"
            raise ConfigurationError(message) from None
        if (found := self._by_loop.get(loop)) is None:
            self._forget_closed()
            connections, self._unused = self._unused or Connections(self.config, async_transport, ASYNC), None
            if self._closed:
                connections.close()
            found = self._by_loop[loop] = _InLoop(connections, Gates(asyncio.Semaphore, self.config), {})
        return found

    def _forget_closed(self) -> None:
        """Let the connections of closed event loops go. They refer to their loops, and so would keep both for ever."""
        for found in self._by_loop.keyrefs():
            if (loop := found()) is not None and loop.is_closed():
                self._by_loop.pop(loop, None)

    async def enter(self, request: Request, seconds: float) -> asyncio.Semaphore:  # noqa: ARG002  (`bounded` ends it)
        gate = self._in_loop().gates[request.provider, host_of(request)]
        await gate.acquire()
        return gate

    async def bounded(self, step: Callable[[float], Awaitable[T]], seconds: float) -> T:
        async with asyncio.timeout(seconds):
            return await step(seconds)

    async def handle(
        self, transport: httpx.AsyncBaseTransport, request: Request, seconds: float, trace: Trace | None
    ) -> httpx.Response:
        built = request_for(transport, request, self._headers, seconds, None, trace)
        return await transport.handle_async_request(built)

    def reader(self, response: httpx.Response) -> Callable[[], Awaitable[bytes | None]]:
        stream: Any = response.stream  # not `aiter_raw`, which refuses a body that a transport has read already
        chunks: AsyncIterator[bytes] = aiter(stream)
        return lambda: anext(chunks, None)

    async def close_response(self, response: httpx.Response) -> None:
        await response.aclose()


class TaskWorkers:
    """One task for each request under way; see `Workers`."""

    def __init__(self, io: IO) -> None:
        self._io = io
        self._tasks: set[asyncio.Task[None]] = set()
        self._error: BaseException | None = None

    def start(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        task = asyncio.create_task(self._perform(operation, waker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def wait(self, waker: Waker, seconds: float) -> None:
        if self._tasks:
            await _sleep(waker, asyncio.sleep(seconds))  # the requests go by the clock of the event loop
        else:
            await self._io.wait(waker, seconds)
        if self._error is not None:
            raise self._error

    async def close(self) -> None:
        """Cancel every request."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _perform(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        try:
            await operation()
        except Exception as error:  # raised where the outcomes are taken
            self._error = error
        self._tasks.remove(cast("asyncio.Task[None]", asyncio.current_task()))  # now: the woken task counts those left
        waker.wake()


async def _sleep(waker: Waker, sleeping: Coroutine[Any, Any, None]) -> None:
    """Sleep until the waker is woken. Raises what a clock of the user's own raises."""
    sleep = asyncio.create_task(sleeping)
    waker.callback = from_any_thread(sleep.cancel)
    try:
        if not waker.event.is_set():
            await asyncio.wait([sleep])
        if sleep.done() and not sleep.cancelled():
            sleep.result()
    finally:
        waker.callback = None
        sleep.cancel()


def from_any_thread(function: Callable[[], object]) -> Callable[[], None]:
    """Return a function that any thread may call, and that calls `function` in this event loop."""
    loop, thread = asyncio.get_running_loop(), threading.get_ident()

    def call() -> None:
        with suppress(RuntimeError):  # the loop is closed, and with it what waited in it is over
            if threading.get_ident() == thread:  # without the system calls that wake the loop up from another thread
                function()
            else:
                loop.call_soon_threadsafe(function)

    return call
