"""Sending requests with `await`: the gate, the deadline of every step, and errors of our own."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import TYPE_CHECKING

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
    from collections.abc import AsyncGenerator, AsyncIterator

    import httpx

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Head, Request


class AsyncTransport:
    """HTTP with `await`."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.connections: Connections[httpx.AsyncBaseTransport] = Connections(config, awaited)
        self.headers: dict[str, str] = common_headers(config)
        self.gates: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(GATE))

    def exchange(self, request: Request) -> AsyncExchange:
        """A request that is still to be sent."""
        return AsyncExchange(self, request)

    async def close(self) -> None:
        """Close every connection."""
        for transport in self.connections.close():
            await transport.aclose()


class AsyncExchange:
    """One request and its answer, with `await`. Whatever fails also gives the connection back."""

    head: Head
    _chunks: AsyncIterator[bytes]

    def __init__(self, transport: AsyncTransport, request: Request) -> None:
        self._transport = transport
        self._request = request
        self._host = host_of(request)
        self._sent = False
        self._stack = contextlib.AsyncExitStack()

    async def open(self, deadline: float, seconds: float) -> None:
        """Wait for a turn at the gate, send the request, and read the head of its answer."""
        transport = self._transport.connections.for_request(self._request)
        async with self._limited(deadline):
            await self._enter_gate(self._transport.gates[self._host])
        until = min(deadline, self._transport.config.clock.monotonic() + seconds)
        async with self._limited(until) as remaining:
            sent = built(self._request, self._transport.headers, remaining)
            self._sent = True
            response = await transport.handle_async_request(sent)
            self._stack.push_async_callback(response.aclose)
        self.head = head_of(response, until)
        log_answer(self._request, response)
        self._chunks = response.aiter_bytes()

    async def read(self, deadline: float) -> bytes:
        """The next part of the body, empty at its end."""
        async with self._limited(deadline):
            return await anext(self._chunks, b"")

    async def close(self) -> None:
        """Give the connection back, or drop it if the body was not read to its end."""
        with contextlib.suppress(*FAILURES):
            await self._stack.aclose()

    async def _enter_gate(self, gate: asyncio.Semaphore) -> None:
        await gate.acquire()
        self._stack.callback(gate.release)

    @contextlib.asynccontextmanager
    async def _limited(self, deadline: float) -> AsyncGenerator[float]:
        seconds = deadline - self._transport.config.clock.monotonic()
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
