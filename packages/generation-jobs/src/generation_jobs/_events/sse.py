"""Reads streams of server-sent events in background tasks, for as long as the client is open."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

import httpx
from httpx_sse import EventSource, SSEError

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._http.connections import plugged
from generation_jobs._http.messages import common_headers, httpx_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs._core.config import Config
    from generation_jobs._events.subscriptions import EventStream
    from generation_jobs._http.connections import Connections

log: logging.Logger = logging.getLogger("generation_jobs")

SILENCE = 45.0
"""Seconds without a byte after which a stream is dead: three of Oxen's keep-alives."""

OPENING = 10.0
"""Seconds that a stream may take to open."""

_FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, SSEError, OSError, UnicodeError, ConfigurationError)


class AsyncEventReader:
    """The `EventReader` of an `AsyncJobs`; that of a `Jobs` runs it in a thread."""

    def __init__(self, config: Config, connections: Connections[httpx.AsyncBaseTransport]) -> None:
        self._config = config
        self._connections = connections
        self._headers = common_headers(config)
        self._listeners: dict[EventStream, _Listener] = {}
        self._closed = False

    async def connect(self, stream: EventStream, seconds: float) -> None:
        """See `EventReader.connect`."""
        if self._closed or not _can_stream(self._config):
            return
        if stream.begin():
            self._listeners[stream] = _Listener(stream, self._connections, self._headers)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._listeners[stream].settled.wait()

    async def close(self) -> None:
        """End every stream."""
        self._closed = True
        tasks = [listener.task for listener in self._listeners.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for transport in self._connections.close():
            await transport.aclose()


class _Listener:
    """One connection of a stream, from opening it to its end. `settled` is set once it is open or has failed."""

    def __init__(
        self, stream: EventStream, connections: Connections[httpx.AsyncBaseTransport], headers: Mapping[str, str]
    ) -> None:
        self._stream = stream
        self._connections = connections
        self._headers = headers
        self.settled = asyncio.Event()
        self.task = asyncio.create_task(self._run())
        self.task.add_done_callback(self._end)  # not `finally`: a task may be cancelled before it begins

    async def _run(self) -> None:
        try:
            async with contextlib.AsyncExitStack() as stack:
                async with asyncio.timeout(OPENING):
                    response = await self._open()
                    stack.push_async_callback(response.aclose)
                _check(response)
                self._stream.opened()
                self.settled.set()
                async for event in EventSource(response).aiter_sse():
                    self._stream.receive(event.event, event.data)
        except _FAILURES as error:
            log.debug("%s: no events: %s", self._stream.provider, error or type(error).__name__)

    async def _open(self) -> httpx.Response:
        request = self._stream.request
        transport = self._connections.for_request(request)
        return await transport.handle_async_request(httpx_request(request, self._headers, OPENING, SILENCE))

    def _end(self, _: asyncio.Task[None]) -> None:
        self._stream.ended()
        self.settled.set()


def _can_stream(config: Config) -> bool:
    own = plugged(config)
    return own is None or isinstance(own, httpx.AsyncBaseTransport)


def _check(response: httpx.Response) -> None:
    kind = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code != 200 or kind != "text/event-stream":
        raise SSEError(f"the answer is {response.status_code} {kind}")
