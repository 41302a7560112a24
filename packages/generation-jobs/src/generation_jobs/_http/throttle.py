"""Sending a request when the limit of its provider and kind of call allows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generation_jobs._core.errors import TransportError
from generation_jobs._core.status_errors import retry_after
from generation_jobs.budget import Told, told_by

if TYPE_CHECKING:
    from generation_jobs._core.clock import Clock
    from generation_jobs._core.io import IO, Exchange, Head, Request
    from generation_jobs.budget import Budget, Quota, Said
    from generation_jobs.shared import SharedBudget

_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Throttle:
    """The limiter of one provider and kind of call, and how requests wait for it.

    Where other processes use the same limit, `shared` is asked once a request has its place in this process.
    """

    io: IO
    clock: Clock
    limiter: Budget
    name: str
    """The limiter's name in errors: `finetuning reads`."""
    shared: SharedBudget | None = None

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a request once the limit allows it. See `IO.send`."""
        lease = 2 * seconds  # for its connection slot, and for its response
        place = await self._acquire(deadline, lease)
        if self.shared is not None:  # a place that others may take must not be used any more
            deadline = min(deadline, self.clock.monotonic() + lease)
        try:
            exchange = await self.io.send(request, deadline, seconds)
        except BaseException as error:  # a cancelled request gives its place back, too
            place.failed(error)
            if isinstance(error, Exception):
                await place.report()
            raise
        place.answered(exchange.head)
        await place.report()
        return exchange

    def quota(self) -> Quota | None:
        """Return what is left of the limit; None where no limit is known."""
        return self.limiter.left(self.clock.monotonic())

    def seconds_until_free(self) -> float:
        """Return the seconds until a request that comes last may be sent."""
        return self.limiter.wait(self.clock.monotonic())

    async def _acquire(self, deadline: float, lease: float) -> _Place:
        """Wait for a place. Raises `TransportError` at once where it would come after `deadline`."""
        place = _Place(self, self.shared.place() if self.shared else "")
        try:
            while True:
                while (seconds := self.limiter.ask(place, self.clock.monotonic())) > 0:
                    if self.clock.monotonic() + seconds >= deadline:
                        used_up = f"the limit of {self.name} leaves no request before the deadline"
                        raise TransportError(used_up, maybe_received=False)
                    await self.io.sleep(seconds)
                if self.shared is None or await place.confirm(self.shared, lease):
                    return place
        finally:
            self.limiter.leave(place)


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """One request's place within the limit, from when it is sent."""

    throttle: Throttle
    key: str
    """Its name among all processes."""

    async def confirm(self, shared: SharedBudget, lease: float) -> bool:
        """Return whether there is a place among all processes, too."""
        limiter, clock = self.throttle.limiter, self.throttle.clock
        try:
            said: Said = await self.throttle.io.run(partial(shared.ask, self.key, lease))
        except BaseException:  # cancelled meanwhile: it may have a place
            limiter.refund()
            shared.note(self.key, sent=False)
            raise
        return limiter.heard(self, clock.monotonic(), said)

    def answered(self, head: Head) -> None:
        """Record a response; what its headers say of the limit holds from now on."""
        # On any other status, Retry-After is about that one job.
        now = self.throttle.clock.now()
        hint = retry_after(head.headers, now) if head.status_code == _TOO_MANY else None
        self._end(told_by(head.headers, hint))

    def failed(self, error: BaseException) -> None:
        """Record that no response came: the provider may have counted the request, unless it surely never saw it."""
        if not isinstance(error, TransportError) or error.maybe_received:
            self._end(Told())
            return
        self.throttle.limiter.refund()
        if self.throttle.shared is not None:
            self.throttle.shared.note(self.key, sent=False)

    async def report(self) -> None:
        """Tell the other processes."""
        if self.throttle.shared is not None:
            await self.throttle.io.run(self.throttle.shared.report)

    def _end(self, told: Told) -> None:
        shared, now = self.throttle.shared, self.throttle.clock.monotonic()
        if shared is None:
            self.throttle.limiter.answered(now, told)
        else:  # it counts those whom a single process takes for strangers
            self.throttle.limiter.answered(now, Told(retry_after=told.retry_after))
            shared.note(self.key, sent=True, told=told)
