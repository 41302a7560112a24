"""Streams of server-sent events, kept open in the background while somebody waits. Read with `await` in both worlds."""

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
    from generation_jobs._events.subscriptions import Channel
    from generation_jobs._http.connections import Connections

log: logging.Logger = logging.getLogger("generation_jobs")

SILENCE = 45.0
"""Seconds without a byte after which a stream is dead: three of Oxen's keep-alives."""

OPENING = 10.0
"""Seconds that a stream may take to open."""

_FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, SSEError, OSError, UnicodeError, ConfigurationError)


class Streams:
    """The streams of one `AsyncJobs`, or of one `Jobs` in the background."""

    def __init__(self, config: Config, connections: Connections[httpx.AsyncBaseTransport]) -> None:
        self._config = config
        self._connections = connections
        self._headers = common_headers(config)
        self._listeners: dict[Channel, _Listener] = {}
        self._closed = False

    async def connect(self, channel: Channel, seconds: float) -> None:
        """Open a stream if it is time to, and wait until it is open or has failed, for `seconds` at most."""
        if self._closed or not _can_stream(self._config):
            return
        if channel.begin():
            self._listeners[channel] = _Listener(channel, self._connections, self._headers)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._listeners[channel].settled.wait()

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
    """One connection, from opening it to its end."""

    def __init__(
        self, channel: Channel, connections: Connections[httpx.AsyncBaseTransport], headers: Mapping[str, str]
    ) -> None:
        self._channel = channel
        self._connections = connections
        self._headers = headers
        self.settled = asyncio.Event()
        self.task = asyncio.create_task(self._run())
        self.task.add_done_callback(self._over)  # not `finally`: a task may be cancelled before it begins

    async def _run(self) -> None:
        try:
            async with contextlib.AsyncExitStack() as stack:
                async with asyncio.timeout(OPENING):
                    response = await self._answer()
                    stack.push_async_callback(response.aclose)
                _check(response)
                self._channel.opened()
                self.settled.set()
                async for event in EventSource(response).aiter_sse():
                    self._channel.take(event.event, event.data)
        except _FAILURES as error:
            log.debug("%s: no events: %s", self._channel.provider, error or type(error).__name__)

    async def _answer(self) -> httpx.Response:
        request = self._channel.request
        transport = self._connections.for_request(request)
        return await transport.handle_async_request(httpx_request(request, self._headers, OPENING, SILENCE))

    def _over(self, _: asyncio.Task[None]) -> None:
        self._channel.ended()
        self.settled.set()


def _can_stream(config: Config) -> bool:
    own = plugged(config)
    return own is None or isinstance(own, httpx.AsyncBaseTransport)


def _check(response: httpx.Response) -> None:
    kind = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code != 200 or kind != "text/event-stream":
        raise SSEError(f"the answer is {response.status_code} {kind}")
