"""One connection for each request under way, instead of one pool for all of them.

httpx's pool goes through all its connections for every request that waits, at every request that begins or ends, and
may give one connection to two requests, one of which then waits again. Here each request has a transport of its own
while it lasts; the one used last is used next, since its connection is the likeliest to be alive.
`docs/decisions/0012-transport.md` tells what that saves.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator


class Shards(httpx.BaseTransport):
    """Blocking. `build` makes one more transport. Safe to use from many threads."""

    def __init__(self, build: Callable[[], httpx.BaseTransport]) -> None:
        self._build = build
        self._all = [build()]  # now, so that settings which it cannot take are refused at once
        self._idle = list(self._all)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send by an idle transport; it is idle again when the answer is closed."""
        shard = self._taken()
        give_back = partial(self._idle.append, shard)
        try:
            response = shard.handle_request(request)
        except BaseException:
            give_back()
            raise
        response.stream = _Stream(cast("httpx.SyncByteStream", response.stream), give_back)
        return response

    def close(self) -> None:
        """Close every connection."""
        for shard in self._all:
            shard.close()

    def _taken(self) -> httpx.BaseTransport:
        try:
            return self._idle.pop()
        except IndexError:
            self._all.append(shard := self._build())
            return shard


class _Stream(httpx.SyncByteStream):
    """A body that says when it is closed."""

    def __init__(self, stream: httpx.SyncByteStream, closed: Callable[[], None]) -> None:
        self._stream = stream
        self._closed = closed

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        try:
            self._stream.close()
        finally:
            self._closed()


class AsyncShards(httpx.AsyncBaseTransport):
    """The same with `await`."""

    def __init__(self, build: Callable[[], httpx.AsyncBaseTransport]) -> None:
        self._build = build
        self._all = [build()]
        self._idle = list(self._all)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See `Shards.handle_request`."""
        shard = self._taken()
        give_back = partial(self._idle.append, shard)
        try:
            response = await shard.handle_async_request(request)
        except BaseException:
            give_back()
            raise
        response.stream = _AsyncStream(cast("httpx.AsyncByteStream", response.stream), give_back)
        return response

    async def aclose(self) -> None:
        """Close every connection."""
        for shard in self._all:
            await shard.aclose()

    def _taken(self) -> httpx.AsyncBaseTransport:
        if not self._idle:
            self._all.append(shard := self._build())
            return shard
        return self._idle.pop()


class _AsyncStream(httpx.AsyncByteStream):
    """A body that says when it is closed."""

    def __init__(self, stream: httpx.AsyncByteStream, closed: Callable[[], None]) -> None:
        self._stream = stream
        self._closed = closed

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._stream)

    async def aclose(self) -> None:
        try:
            await self._stream.aclose()
        finally:
            self._closed()
