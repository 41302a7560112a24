"""`SyncIO`: blocking HTTP, sleep and disk. Its coroutines never suspend (see `run_blocking`)."""

import contextlib
import queue
import threading
import time
import weakref
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import httpx
from sliding_window_quota import BlockingIO

from generation_jobs._core.config import Config
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.io import DEADLINE, Clock, Request, Waker, run_blocking, wait_for
from generation_jobs._http.connections import AIOHTTP, SYNC, Connections, Gates, sync_transport
from generation_jobs._http.exchange import HTTPExchange, Trace
from generation_jobs._http.messages import common_headers, host_of, request_for

T = TypeVar("T")

_LOST = 0.5
"""Seconds after which a place is found free that an interrupt kept from being given back."""


class SyncIO(BlockingIO):
    """The `IO` of a `Jobs`, and its `Network`. Any number of threads may use it."""

    def __init__(self, config: Config) -> None:
        if config.transport == AIOHTTP:
            raise ConfigurationError("transport='aiohttp' is for asyncio: use AsyncJobs")
        super().__init__(config.clock)
        self.config = config
        self.connections = Connections(config, sync_transport, SYNC)
        self._gates: Gates[_Gate] = Gates(_Gate, config)
        self._headers = common_headers(config)
        self.local: dict[str, Any] = {}

    async def send(self, request: Request, deadline: float, seconds: float) -> HTTPExchange:
        return await HTTPExchange(self, request).open(deadline, seconds)

    async def wait(self, waker: Waker, seconds: float) -> None:
        self.config.clock.sleep_until(waker.event, seconds)

    def workers(self) -> "ThreadWorkers":
        return ThreadWorkers(self.config.clock)

    async def close(self) -> None:
        """Close every connection."""
        with contextlib.ExitStack() as stack:  # closes the others, too, if one cannot be
            for transport in self.connections.close():
                stack.callback(transport.close)

    async def enter(self, request: Request, seconds: float) -> "_Place":
        return self._gates[request.provider, host_of(request)].enter(seconds)

    async def bounded(self, step: Callable[[float], Awaitable[T]], seconds: float) -> T:
        token = DEADLINE.set(time.monotonic() + seconds)
        try:
            return await step(seconds)
        finally:
            DEADLINE.reset(token)

    async def handle(
        self, transport: httpx.BaseTransport, request: Request, seconds: float, trace: Trace | None
    ) -> httpx.Response:
        built = request_for(transport, request, self._headers, seconds, seconds, trace and _blocking(trace))
        return transport.handle_request(built)

    def reader(self, response: httpx.Response) -> Callable[[], Awaitable[bytes | None]]:
        stream: Any = response.stream  # not `iter_raw`, which refuses a body that a transport has read already
        chunks: Iterator[bytes] = iter(stream)

        async def next_chunk() -> bytes | None:
            return next(chunks, None)

        return next_chunk

    async def close_response(self, response: httpx.Response) -> None:
        response.close()


def _blocking(trace: Trace) -> Callable[[str, Mapping[str, Any]], None]:
    return lambda step, info: run_blocking(trace(step, info))


class _Gate:
    """A number of places for threads. No interrupt loses one: the place of a thread that is gone is free."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()  # Python interrupts no `with` of a lock, but that of a condition or semaphore
        self._taken: list[weakref.ref[_Place]] = []
        self._freed: queue.SimpleQueue[None] = queue.SimpleQueue()

    def enter(self, seconds: float) -> "_Place":
        """Return a place once there is one. Raises `TimeoutError`."""
        until = time.monotonic() + seconds
        place = _Place(self)
        while not self._take(place):
            if (left := until - time.monotonic()) <= 0:
                raise TimeoutError
            with contextlib.suppress(queue.Empty):
                self._freed.get(timeout=min(left, _LOST))
        return place

    def free(self, place: "_Place") -> None:
        """Take a place back."""
        with self._lock:
            self._taken = [ref for ref in self._taken if ref() is not place]
        if self._freed.qsize() < self._limit:
            self._freed.put(None)

    def _take(self, place: "_Place") -> bool:
        with self._lock:
            self._taken = [ref for ref in self._taken if ref() is not None]
            if len(self._taken) < self._limit:
                self._taken.append(weakref.ref(place))
            return self._taken[-1]() is place


class _Place:
    """See `Place`."""

    def __init__(self, gate: _Gate) -> None:
        self._gate = gate

    def release(self) -> None:
        """See `Place.release`."""
        self._gate.free(self)


class _Work(NamedTuple):
    operation: Callable[[], Coroutine[Any, Any, None]]
    waker: Waker


class ThreadWorkers:
    """As many threads as there are requests under way at once; see `Workers`.

    They are daemons, and `close` does not wait for them: a request that hangs does not block the program, and ends by
    its own deadline.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads = self._busy = 0
        self._error: BaseException | None = None

    def start(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        with self._lock:
            self._busy += 1
            if self._busy > self._threads:
                self._threads += 1
                threading.Thread(target=self._serve, name="generation-jobs-worker", daemon=True).start()
        self._queue.put(_Work(operation, waker))

    async def wait(self, waker: Waker, seconds: float) -> None:
        if self._busy:
            wait_for(waker.event, seconds)
        else:
            self._clock.sleep_until(waker.event, seconds)
        if self._error is not None:
            raise self._error

    async def close(self) -> None:
        """Let every thread end after the request that it is at; what none has begun is not sent."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._queue.get_nowait()
        for _ in range(self._threads):
            self._queue.put(None)

    def _serve(self) -> None:
        while (work := self._queue.get()) is not None:
            try:
                run_blocking(work.operation())
            except BaseException as error:  # raised where the outcomes are taken
                self._error = error
            with self._lock:
                self._busy -= 1
            work.waker.wake()
