"""Sending one request to an API and reading its whole response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Answer, Exchange, Request

MAX_BODY = 128 * 1024**2
"""The most bytes of an API response. The largest documented one holds minutes of WAV as base64, some 35 MB."""

Send: TypeAlias = Callable[[Request, float, float], Awaitable[Exchange]]
"""Sends a request by its deadline and within its own seconds, as `IO.send` does."""


async def fetch(send: Send, request: Request, deadline: float, seconds: float) -> Answer:
    """Return the whole response, before `deadline` and within `seconds` of its own.

    Raises:
        TransportError: No response came, or it is too large.
    """
    async with await send(request, deadline, seconds) as exchange:
        body = await read_body(exchange, exchange.head.until)
    return Answer(*exchange.head, body)


async def read_body(exchange: Exchange, deadline: float) -> bytes:
    """Return the rest of a response's body. Raises `TransportError` for one that is too large."""
    parts: list[bytes] = []
    size = 0
    while part := await exchange.read(deadline):
        parts.append(part)
        size += len(part)
        if size > MAX_BODY:
            raise TransportError(f"the answer is larger than {MAX_BODY} bytes and was cut off")
    return b"".join(parts)
