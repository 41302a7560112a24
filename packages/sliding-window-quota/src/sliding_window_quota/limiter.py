"""The limiter of one process, for blocking code, for asyncio, and for a coroutine core with I/O of its own."""

import math
import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from functools import partial
from types import TracebackType
from weakref import WeakSet

from sliding_window_quota.checks import check_number
from sliding_window_quota.errors import AcquireTimeout
from sliding_window_quota.headers import NO_HEADERS, RateLimitHeaders, read_headers
from sliding_window_quota.io import IO, AsyncIO, BlockingIO, Clock, SystemClock, run_blocking
from sliding_window_quota.quota import Quota, Rate, check_rate
from sliding_window_quota.sliding_window import DEFAULT_MARGIN, DEFAULT_MAX_RETRY_AFTER, SlidingWindow

DEFAULT_TIMEOUT = 600.0
"""Seconds that `acquire` waits for a place."""


class Place:
    """A place in a window, from joining the queue of waiters on. `confirm` is where a store comes in."""

    def __init__(self, window: SlidingWindow, clock: Clock) -> None:
        self.expires_at: float = math.inf
        self._window, self._clock = window, clock
        self._ticket = window.ticket()
        window.join(self._ticket, self)

    def request(self) -> float:
        """Return 0 if the place is taken now, otherwise the seconds after which to ask again."""
        return self._window.request(self._ticket, self._clock.monotonic())

    async def confirm(self, io: IO) -> bool:  # noqa: ARG002  (for a store)
        """Return whether the place that was taken is kept."""
        return True

    def leave(self) -> None:
        """Leave the queue of waiters, if still there."""
        self._window.leave(self._ticket)

    def release(self, said: RateLimitHeaders) -> None:
        """See `Reservation.release`."""
        self._window.release(self._ticket, self._clock.monotonic(), said)

    def cancel(self) -> None:
        """See `Reservation.cancel`."""
        self._window.cancel(self._ticket)


class Reservation:
    """The place of one request in a rate limit. Only its first `release` or `cancel` has an effect.

    Attributes:
        expires_at: When the request must be over, on the limiter's monotonic clock; infinite in a limit of one process.
    """

    def __init__(self, place: Place, clock: Clock, window: float | None = None) -> None:
        self.expires_at: float = place.expires_at
        self._clock, self._window = clock, window
        self._place: Place | None = place

    def release(self, status_code: int = 0, headers: Mapping[str, str] | None = None) -> None:
        """Tell that the request was answered, or lost on its way: its place is free one window from now.

        Args:
            status_code: HTTP status of the response, if there is one.
            headers: Its header fields, with whatever they say about the rate limit.
        """
        said = NO_HEADERS if headers is None else read_headers(status_code, headers, self._clock.now(), self._window)
        if (place := self._end()) is not None:
            place.release(said)

    def cancel(self) -> None:
        """Tell that the request was certainly not sent: its place is free at once."""
        if (place := self._end()) is not None:
            place.cancel()

    def _end(self) -> Place | None:
        place, self._place = self._place, None
        return place


class SlidingWindowLimiter:
    """Keeps the requests of one process to a rate limit. May be shared between threads and between tasks.

    Args:
        rate: The documented rate. With None nothing is counted, and only `Retry-After` delays requests.
        name: Names the limit in errors and logs.
        clock: Time, for tests.
        margin: Part of the window by which places become free later.
        max_retry_after: The longest `Retry-After` that is obeyed, in seconds.

    Raises:
        ValueError: An argument has a wrong value; the message names it.
    """

    def __init__(
        self,
        rate: Rate | None,
        *,
        name: str = "requests",
        clock: Clock | None = None,
        margin: float = DEFAULT_MARGIN,
        max_retry_after: float = DEFAULT_MAX_RETRY_AFTER,
    ) -> None:
        check_rate(rate)
        self.name: str = name
        self._clock: Clock = clock or SystemClock()
        self._seconds = rate.window if rate else None
        self._new_window = partial(SlidingWindow, rate, margin=margin, max_retry_after=max_retry_after)
        self._begin()
        _limiters.add(self)

    def _begin(self) -> None:
        """Begin without any request, also in a forked child: those under way are its parent's."""
        self._window = self._new_window()

    def acquire(self, timeout: float = DEFAULT_TIMEOUT) -> AbstractContextManager[Reservation]:
        """Block until a request may be sent; the `with` block sends it.

        Leaving the block releases the reservation, unless the block has released or cancelled it.

        Args:
            timeout: Seconds to wait; `math.inf` waits for as long as it takes.

        Raises:
            AcquireTimeout: No request may be sent before the timeout. Raised as soon as that is known.
            ValueError: `timeout` is not a number.
        """
        return _Blocking(self.acquire_with(BlockingIO(self._clock), self._deadline(timeout)))

    def acquire_async(self, timeout: float = DEFAULT_TIMEOUT) -> AbstractAsyncContextManager[Reservation]:
        """See `acquire`; for `async with`."""
        return self.acquire_with(AsyncIO(self._clock), self._deadline(timeout))

    def _deadline(self, timeout: float) -> float:
        check_number("timeout", timeout, "a number of seconds, or math.inf")
        return self._clock.monotonic() + timeout

    @asynccontextmanager
    async def acquire_with(self, io: IO, deadline: float = math.inf) -> AsyncGenerator[Reservation, None]:
        """See `acquire`; for `async with`, in a program that sleeps and makes blocking calls in its own way.

        Args:
            io: How to sleep and make blocking calls.
            deadline: Until when to wait, on the limiter's monotonic clock.
        """
        reservation = await self._reserve(io, deadline)
        try:
            yield reservation
        except Exception:
            reservation.release()
            await self._publish(io)
            raise
        except BaseException:  # a cancelled task ends at once, and the next one publishes
            reservation.release()
            raise
        reservation.release()
        await self._publish(io)

    def delay(self) -> float:
        """Return the seconds until a request that is made now could be sent."""
        return self._window.delay(self._clock.monotonic())

    def quota(self) -> Quota | None:
        """Return what is left now, or None where no rate is documented."""
        return self._window.quota(self._clock.monotonic())

    async def _reserve(self, io: IO, deadline: float) -> Reservation:
        place = self._join()
        try:
            while True:
                while (seconds := place.request()) > 0:
                    await self._sleep(io, seconds, deadline)
                if await place.confirm(io):
                    return Reservation(place, self._clock, self._seconds)
        finally:
            place.leave()

    async def _sleep(self, io: IO, seconds: float, deadline: float) -> None:
        if self._clock.monotonic() + seconds >= deadline:
            message = f"{self.name}: no request may be sent before the timeout; try again in {seconds:.1f} s"
            raise AcquireTimeout(message, seconds)
        await io.sleep(seconds)

    def _join(self) -> Place:
        return Place(self._window, self._clock)

    async def _publish(self, io: IO) -> None:
        """Tell those who share the limit what became of requests."""


_limiters: WeakSet[SlidingWindowLimiter] = WeakSet()
"""All of this process."""


def _begin_in_child() -> None:
    for limiter in _limiters:
        limiter._begin()  # pyright: ignore[reportPrivateUsage]  (of this module)


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_begin_in_child)


class _Blocking(AbstractContextManager[Reservation]):
    """An asynchronous context manager over `BlockingIO`, for a plain `with`."""

    def __init__(self, manager: AbstractAsyncContextManager[Reservation]) -> None:
        self._manager = manager

    def __enter__(self) -> Reservation:
        return run_blocking(self._manager.__aenter__())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool | None:
        return run_blocking(self._manager.__aexit__(kind, error, traceback))
