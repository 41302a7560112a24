"""Reads streams of server-sent events in the background, for as long as the client is open.

For blocking code an event loop in a thread of its own reads them, since a blocking read could not be cancelled. The
thread starts with the first stream.
"""

import asyncio
import contextlib
import logging
import re
import threading
import weakref
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from math import inf
from typing import Any, NamedTuple, TypeVar

from generation_jobs._core.config import Config
from generation_jobs._core.errors import ConfigurationError, TransportError
from generation_jobs._core.io import IO, SystemClock
from generation_jobs._events.subscriptions import EventReader, EventStream
from generation_jobs._http.async_transport import AsyncIO
from generation_jobs._http.connections import ASYNC, SYNC, Connections, async_transport, can_send, plugged
from generation_jobs._http.network_backend import in_time

T = TypeVar("T")

log: logging.Logger = logging.getLogger("generation_jobs")

SILENCE = 45.0
"""Seconds without a byte after which a stream is dead: three of Oxen's keep-alives."""

OPENING = 10.0
"""Seconds that a stream may take to open."""

MAX_EVENT = 1024**2
"""The most bytes of one event. Oxen's have less than a thousand."""

_LINE_END = re.compile(rb"\r\n|\n|\r(?!\Z)")  # after a \r at the end, a \n may follow


class ServerSentEvent(NamedTuple):
    """A server-sent event."""

    name: str
    data: str


class EventParser:
    """Finds the events in the bytes of a stream (HTML Living Standard, 9.2.6)."""

    def __init__(self) -> None:
        self._rest = bytearray()  # after the last line
        self._name, self._data, self._size = "", list[str](), 0

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """Take a chunk, and yield the events that it completes. Raises `TransportError` for one that is too large."""
        new = max(0, len(self._rest) - 1)  # a \r before may end a line
        self._rest += chunk
        if _LINE_END.search(self._rest, new):  # or else tiny chunks take time with the square of their number
            *lines, rest = _LINE_END.split(self._rest)
            self._rest = bytearray(rest)
            yield from self._events(lines)
        if self._size + len(self._rest) > MAX_EVENT:
            raise TransportError(f"an event is larger than {MAX_EVENT} bytes")

    def _events(self, lines: Iterable[bytes]) -> Iterator[ServerSentEvent]:
        for line in lines:
            if line:
                self._read(line)
            elif self._data:
                yield ServerSentEvent(self._name, "\n".join(self._data))
            if not line:
                self._name, self._data, self._size = "", [], 0

    def _read(self, line: bytes) -> None:
        self._size += len(line)
        text = line.decode(errors="replace").removeprefix("\ufeff")  # a byte order mark begins some streams
        field, _, value = text.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)


class _Reading(NamedTuple):
    """A stream that is being read; `settled` is set once it is open, or has failed."""

    task: asyncio.Task[None]
    settled: asyncio.Event


class AsyncEventReader:
    """The `EventReader` of an `AsyncJobs`; that of a `Jobs` runs it in a thread."""

    def __init__(self, config: Config, connections: Connections | None = None) -> None:
        own = plugged(config)
        self._can_stream = own is None or can_send(own, ASYNC)
        self._clock = SystemClock()  # silence is measured in the background, while a test's clock jumps
        self._io = AsyncIO(replace(config, clock=self._clock), connections)
        self._reading: dict[EventStream, _Reading] = {}
        self._closed = False

    async def connect(self, stream: EventStream, seconds: float) -> None:
        if self._closed or not self._can_stream:
            return
        if stream.begin():
            self._listen(stream)
        if (reading := self._reading.get(stream)) is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await reading.settled.wait()

    async def close(self) -> None:
        """End every stream, those of other event loops as soon as these run."""
        self._closed = True
        loop, tasks = asyncio.get_running_loop(), [reading.task for reading in self._reading.values()]
        for task in tasks:
            with contextlib.suppress(RuntimeError):  # its event loop is closed
                task.get_loop().call_soon_threadsafe(task.cancel)
        try:
            await asyncio.gather(*(task for task in tasks if task.get_loop() is loop), return_exceptions=True)
        finally:
            await self._io.close()

    def _listen(self, stream: EventStream) -> None:
        settled = asyncio.Event()
        task = asyncio.create_task(self._read(stream, settled))
        self._reading[stream] = _Reading(task, settled)

        def end(_: asyncio.Task[None]) -> None:  # not `finally`: a task may be cancelled before it begins
            del self._reading[stream]
            stream.ended()
            settled.set()

        task.add_done_callback(end)

    async def _read(self, stream: EventStream, opened: asyncio.Event) -> None:
        parser = EventParser()
        try:
            async with await self._io.send(stream.request, self._clock.monotonic() + OPENING, OPENING) as exchange:
                kind = exchange.head.headers.get("content-type", "").partition(";")[0].strip().lower()
                if exchange.head.status_code != 200 or kind != "text/event-stream":
                    log.debug("%s: no events: %d %s", stream.provider, exchange.head.status_code, kind[:100])
                    return
                stream.opened()
                opened.set()
                while chunk := await exchange.read(self._clock.monotonic() + SILENCE):
                    for event in parser.feed(chunk):
                        stream.receive(event.name, event.data)
        except (TransportError, ConfigurationError) as error:
            log.debug("%s: no events: %s", stream.provider, error)


class SyncEventReader:
    """The `EventReader` of a `Jobs`."""

    def __init__(self, config: Config) -> None:
        self._config = config
        # Now and not with the first stream, since it reads the proxies of the environment.
        self._connections = Connections(config, async_transport, SYNC)
        self._lock = threading.Lock()
        self._running: tuple[AsyncEventReader, _LoopThread] | None = None
        self._closed = False

    async def connect(self, stream: EventStream, seconds: float) -> None:
        with self._lock:  # until it is called, so that the thread does not end in between
            if self._closed:
                return
            self._running = self._running or (AsyncEventReader(self._config, self._connections), _LoopThread())
            reader, thread = self._running
            connected = thread.call(reader.connect(stream, seconds))
        with contextlib.suppress(CancelledError):  # closed meanwhile, by another thread
            in_time(connected, inf)

    async def close(self) -> None:
        """End every stream, and the thread."""
        with self._lock:
            self._closed = True
            running, self._running = self._running, None
        if running is not None:
            reader, thread = running
            in_time(thread.call(reader.close()), inf)
            thread.close()


def event_reader(config: Config, io: IO) -> EventReader:
    """Return what reads the streams of a client: in its event loops, or for blocking code in a thread."""
    return AsyncEventReader(config) if isinstance(io, AsyncIO) else SyncEventReader(config)


class _LoopThread:
    """An event loop in a thread, which ends with `close`, with the last reference to this, or with the program.

    A forked child has no such thread, and does not wait for it.
    """

    def __init__(self) -> None:
        self._loop, over = asyncio.new_event_loop(), asyncio.Event()
        self._end = weakref.finalize(self, self._loop.call_soon_threadsafe, over.set)
        self._end.atexit = False
        self._thread = threading.Thread(
            target=_run, args=(self._loop, over), name="generation-jobs-events", daemon=True
        )
        self._thread.start()

    def call(self, coroutine: Coroutine[Any, Any, T]) -> Future[T]:
        """Start a coroutine."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def close(self) -> None:
        """Cancel what was started, and end the thread."""
        self._end()
        self._thread.join()


def _run(loop: asyncio.AbstractEventLoop, over: asyncio.Event) -> None:
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(over.wait())
