"""One request to a host and its response, written once for blocking code and for asyncio."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Protocol, Self, TypeAlias, TypeVar

import httpx
import sliding_window_quota

from generation_jobs._core.config import Config
from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Exchange, Head, Request
from generation_jobs._http.connections import Connections, proxy_setting
from generation_jobs._http.messages import Gunzip, coding_of, gunzip, through_proxy
from generation_jobs._http.transport_errors import failures, transport_error
from generation_jobs._http.url_policy import without_secrets

log: logging.Logger = logging.getLogger("generation_jobs")

T = TypeVar("T")

Trace: TypeAlias = Callable[[str, Mapping[str, Any]], Coroutine[Any, Any, None]]
"""Is called with the name of each step of a request, as httpcore's extension `trace`."""

_GOES_OUT = "http11.send_request_headers.started"


class Place(Protocol):
    """One of the requests that may be under way to a host at once."""

    def release(self) -> None:
        """Give it back."""
        ...


class Network(sliding_window_quota.IO, Protocol):
    """What blocking code and asyncio do in different ways."""

    config: Config

    @property
    def connections(self) -> Connections:
        """The transports to send by."""
        ...

    async def enter(self, request: Request, seconds: float) -> Place:
        """Wait for a place among the requests to a host. Raises `TimeoutError`."""
        ...

    async def bounded(self, step: Callable[[float], Awaitable[T]], seconds: float) -> T:
        """Call `step` with its seconds, and have what it does on sockets end by then."""
        ...

    async def handle(self, transport: Any, request: Request, seconds: float, trace: Trace | None) -> httpx.Response:
        """Send a request by a transport, and return its response, whose body is not read yet."""
        ...

    def reader(self, response: httpx.Response) -> Callable[[], Awaitable[bytes | None]]:
        """Return a function for the next chunk of a body as it was sent, None at its end."""
        ...

    async def close_response(self, response: httpx.Response) -> None:
        """Close a response."""
        ...


class HTTPExchange(Exchange):
    """The `Exchange` of both worlds. A step that fails closes it."""

    _gunzip: Gunzip | None
    _next_chunk: Callable[[], Awaitable[bytes | None]]

    def __init__(self, network: Network, request: Request) -> None:
        self._network = network
        self._route = network.connections.route(request)
        self._request = request if self._route.proxy is None else through_proxy(request)
        self._transport = network.connections.transport(self._route)
        self._is_traced = request.on_send is not None and network.config.transport is None  # only our own reports steps
        self._sent = False
        self._is_silent = False  # it was given to a transport that has not reported a step yet
        self._place: Place | None = None
        self._response: httpx.Response | None = None

    async def open(self, deadline: float, seconds: float) -> Self:
        """Wait for a place, send the request, and read the head of its response.

        Args:
            deadline: When all of that must be over, on the monotonic clock.
            seconds: How long it may take once there is a place.

        Raises:
            TransportError: No response came in time.
        """
        await self._step(self._enter, deadline)
        if not self._is_traced and self._request.on_send is not None:
            await self._step(self._announce, deadline)
        sent_at = self._network.config.clock.monotonic()
        until = min(deadline, sent_at + seconds)
        response = await self._step(self._send, until)
        self._network.connections.answered.add(self._route)
        self.head = Head(response.status_code, dict(response.headers.items()), until, sent_at)
        if log.isEnabledFor(logging.DEBUG):
            log.debug("%s %s: %d", self._request.method, without_secrets(self._request.url), response.status_code)
        return self

    async def read(self, deadline: float) -> bytes:
        return await self._step(self._read, deadline)

    async def close(self) -> None:
        place, self._place = self._place, None
        try:
            if self._response is not None:
                await self._network.close_response(self._response)
        except failures():
            pass
        finally:
            if place is not None:
                place.release()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _step(self, step: Callable[[float], Awaitable[T]], deadline: float) -> T:
        seconds = deadline - self._network.config.clock.monotonic()
        try:
            if seconds <= 0:
                raise TimeoutError
            return await self._network.bounded(step, seconds)
        except failures() as error:
            await self.close()
            raise self._error(error) from None
        except BaseException:  # cancelled, or Ctrl-C
            await self.close()
            notify = None if self._sent else self._request.on_sent if self._is_silent else self._request.on_unsent
            if notify is not None:
                notify()
            raise

    def _error(self, error: Exception) -> TransportError:
        # A method, so that no frame of the error's traceback holds the proxy, whose URL may have a password.
        is_new = self._route not in self._network.connections.answered
        sent = self._sent or self._is_silent
        proxy, setting = self._route.proxy, proxy_setting(self._route, self._network.config)
        return transport_error(self._request, error, proxy=proxy, proxy_setting=setting, sent=sent, is_new=is_new)

    async def _enter(self, seconds: float) -> None:
        self._place = await self._network.enter(self._request, seconds)

    async def _announce(self, _: float) -> None:
        if (on_send := self._request.on_send) is not None:
            await self._network.run(on_send)

    async def _trace(self, step: str, info: Mapping[str, Any]) -> None:
        self._is_silent = False
        if step == _GOES_OUT and info["request"].method != b"CONNECT":  # that only asks a proxy for a connection
            await self._announce(0)
            self._sent = True

    async def _send(self, seconds: float) -> httpx.Response:
        # Mocks, recorders and instruments put another function in the place of httpx's, which may report nothing.
        self._sent, self._is_silent = not self._is_traced, self._is_traced
        trace = self._trace if self._is_traced else None
        self._response = await self._network.handle(self._transport, self._request, seconds, trace)
        self._gunzip = gunzip(coding_of(self._response.headers))
        self._next_chunk = self._network.reader(self._response)
        return self._response

    async def _read(self, _: float) -> bytes:
        if self._gunzip is None:
            while (chunk := await self._next_chunk()) == b"":
                pass  # an empty chunk is not the end
            return chunk or b""
        while not (piece := self._gunzip.take()):
            chunk = await self._next_chunk()
            if chunk is None:
                self._gunzip.finish()
                return b""
            self._gunzip.feed(chunk)
        return piece
