"""Sending one request when the rate limit allows it, and reading its whole response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sliding_window_quota import AcquireTimeout

from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Answer, Exchange, Request

if TYPE_CHECKING:
    from sliding_window_quota import Reservation, SlidingWindowLimiter

    from generation_jobs._core.io import IO

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


async def read_body(exchange: Exchange, deadline: float, limit: int = MAX_BODY) -> bytes:
    """Return the rest of a response's body. Raises `TransportError` for one of more than `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    while part := await exchange.read(deadline):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise TransportError(f"the answer is larger than {limit} bytes and was cut off")
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Throttle:
    """The limiter of one provider and kind of call; all requests of that kind are sent through it."""

    io: IO
    limiter: SlidingWindowLimiter

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a request once the limit allows it. See `IO.send`.

        Raises:
            TransportError: No response came, or the limit leaves no request before `deadline`; the latter is raised as
                soon as it is known.
        """
        exchange: Exchange | None = None
        try:
            async with self.limiter.acquire_with(self.io, deadline) as reservation:
                # A place in a shared limit is given to others once it expires.
                exchange = await self._sent(request, min(deadline, reservation.expires_at), seconds, reservation)
                reservation.release(exchange.head.status_code, exchange.head.headers)
            return exchange
        except AcquireTimeout:
            used_up = f"the limit of {self.limiter.name} leaves no request before the deadline"
            raise TransportError(used_up, maybe_received=False) from None
        except BaseException:
            if exchange is not None:  # cancelled while the other processes were told
                await exchange.close()
            raise

    async def _sent(self, request: Request, deadline: float, seconds: float, reservation: Reservation) -> Exchange:
        try:
            return await self.io.send(request, deadline, seconds)
        except TransportError as error:
            if not error.maybe_received:
                reservation.cancel()  # the provider cannot have counted it
            raise
