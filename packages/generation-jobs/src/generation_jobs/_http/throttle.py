"""Sending a request when the rate limit of its provider and kind of call allows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sliding_window_quota import AcquireTimeout

from generation_jobs._core.errors import TransportError

if TYPE_CHECKING:
    from sliding_window_quota import Reservation, SlidingWindowLimiter

    from generation_jobs._core.io import IO, Exchange, Request


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
