"""Counts the requests in a sliding window. Pure: the time is handed in, in seconds on a clock that never jumps."""

import itertools
import math
import threading
from bisect import bisect_left, insort
from collections import deque
from typing import NamedTuple
from weakref import ref

from sliding_window_quota.checks import check_number
from sliding_window_quota.headers import MAX_LIMIT, RateLimitHeaders
from sliding_window_quota.quota import Quota, Rate, check_rate

DEFAULT_WINDOW = 60.0
"""The window in seconds where no rate is documented."""

DEFAULT_MARGIN = 0.01
"""Part of the window by which places become free later: no API documents how exactly its clock counts."""

_RESET_MARGIN = 0.5
"""Seconds added to the time at which a window is said to end."""

DEFAULT_MAX_RETRY_AFTER = 120.0
"""The longest `Retry-After` that is obeyed, in seconds."""


_CHECK = 1.0
"""Seconds between two searches for places whose owners are gone."""


class WaiterQueue:
    """Waiters in the order in which they joined, each known by its ticket.

    Tickets only grow, so the list stays sorted and a waiter's position is found by bisection.
    """

    def __init__(self) -> None:
        self._tickets: list[int] = []

    def __len__(self) -> int:
        return len(self._tickets)

    def join(self, ticket: int) -> None:
        """Join, or return to the position from which a waiter was removed."""
        insort(self._tickets, ticket)

    def position(self, ticket: int) -> int:
        """Return the number of waiters ahead."""
        return bisect_left(self._tickets, ticket)

    def remove(self, ticket: int) -> None:
        """Leave the queue, if not done yet."""
        position = self.position(ticket)
        if position < len(self._tickets) and self._tickets[position] == ticket:
            del self._tickets[position]


class Grant(NamedTuple):
    """What a store that processes share says: 0, or the seconds after which to ask again; and what is left."""

    seconds: float
    remaining: int
    limit: int | None


class SlidingWindow:
    """The requests of one rate limit, in any number of threads.

    A request occupies a place from the moment it is sent until one window after its *response*: the API counted it at
    some moment in between, so no more than `limit` requests fall into any window of the API's clock. Waiters get
    places in the order in which they joined.

    Args:
        rate: The documented rate. With None nothing is counted, and only `Retry-After` delays requests.
        margin: Part of the window by which places become free later.
        max_retry_after: The longest `Retry-After` that is obeyed, in seconds.

    Raises:
        ValueError: An argument has a wrong value; the message names it.
    """

    def __init__(
        self,
        rate: Rate | None,
        *,
        margin: float = DEFAULT_MARGIN,
        max_retry_after: float = DEFAULT_MAX_RETRY_AFTER,
    ) -> None:
        check_rate(rate)
        check_number("margin", margin, "a part of the window, such as 0.01", 0)
        check_number("max_retry_after", max_retry_after, "a number of seconds of at least 0", 0)
        self._limit = rate.limit if rate else None
        self._window = rate.window if rate else DEFAULT_WINDOW
        self._occupied_for = self._window * (1 + margin)
        self._max_retry_after = max_retry_after
        self._free_at: deque[float] = deque()  # when the places of answered requests become free
        self._in_flight: set[int] = set()
        self._owners: dict[int, ref[object]] = {}
        self._next_check = -math.inf
        self._tickets = itertools.count()
        self._waiters = WaiterQueue()
        self._closed_until = -math.inf  # by Retry-After
        self._refused_until = -math.inf  # by the store
        self._left_in_store = MAX_LIMIT
        self._lock = threading.Lock()

    def ticket(self) -> int:
        """Return a new ticket, for one request."""
        return next(self._tickets)

    def join(self, ticket: int, owner: object = None) -> None:
        """Join the queue of waiters.

        Args:
            ticket: The waiter's ticket.
            owner: What the ticket belongs to. Once it is gone, because an interrupt came between two lines, its place
                is released by the next request, after a second at the latest.
        """
        with self._lock:
            if owner is not None:
                self._owners[ticket] = ref(owner)
            self._waiters.join(ticket)

    def leave(self, ticket: int) -> None:
        """Leave the queue of waiters, if still there."""
        with self._lock:
            self._waiters.remove(ticket)
            if ticket not in self._in_flight:
                self._owners.pop(ticket, None)

    def request(self, ticket: int, now: float) -> float:
        """Take a place if there is one.

        Returns:
            0 if the request may be sent now; otherwise the seconds after which to ask again.
        """
        with self._lock:
            self._settle_abandoned(now)
            if (seconds := self._delay(now, self._waiters.position(ticket))) > 0:
                return seconds
            self._waiters.remove(ticket)
            self._in_flight.add(ticket)
            return 0.0

    def confirm(self, ticket: int, now: float, grant: Grant) -> bool:
        """Take over what a shared store says about a place that was taken here.

        Returns:
            Whether the place is kept. Otherwise the waiter is back at its position in the queue.
        """
        with self._lock:
            self._limit, self._left_in_store = grant.limit or self._limit, grant.remaining
            if grant.seconds <= 0 and (self._limit is None or self._used(now) <= self._limit):
                return True
            self._in_flight.discard(ticket)
            self._waiters.join(ticket)
            self._refused_until = now + grant.seconds
            return False

    def cancel(self, ticket: int) -> None:
        """Give a place back whose request was not sent."""
        with self._lock:
            self._in_flight.discard(ticket)
            self._owners.pop(ticket, None)

    def release(self, ticket: int, now: float, headers: RateLimitHeaders) -> None:
        """Free a place one window from now: its request was answered, or lost on its way."""
        with self._lock:
            seconds = self._occupied_for
            if headers.reset is not None:  # a margin, since it may be cut off to whole seconds
                seconds = min(seconds, headers.reset + _RESET_MARGIN)
            self._free_later(ticket, now + seconds)
            if headers.retry_after is not None:
                closed_until = now + min(headers.retry_after, self._max_retry_after)
                self._closed_until = max(self._closed_until, closed_until)
            if self._limit is None:
                self._free_at.clear()
            else:
                self._limit = headers.limit or self._limit
                self._count_others(now, now + seconds, headers.remaining)

    def delay(self, now: float) -> float:
        """Return the seconds until a request that joins now could be sent."""
        with self._lock:
            self._settle_abandoned(now)
            return self._delay(now, len(self._waiters))

    def quota(self, now: float) -> Quota | None:
        """Return what is left now, or None where no rate is documented."""
        with self._lock:
            self._settle_abandoned(now)
            if self._limit is None:
                return None
            remaining = min(self._limit - self._used(now), self._left_in_store)
            return Quota(max(0, remaining), self._limit, self._window)

    def _free(self, at: float, places: int) -> None:
        while self._free_at and self._free_at[-1] > at:  # these are free then, too: the window has turned
            self._free_at.pop()
            places += 1
        self._free_at.extend([at] * places)

    def _count_others(self, now: float, free_at: float, remaining: int | None) -> None:
        """Count the requests of other programs with the same key, which the API counts too."""
        if remaining is None or self._limit is None:
            return
        others = min(self._limit - remaining, self._limit) - self._used(now)
        self._free(free_at, max(0, others))

    def _free_later(self, ticket: int, at: float) -> None:
        # In this order, so that an interrupt in between counts the place twice, and never not at all.
        if ticket in self._in_flight:
            self._free(at, 1)
            self._in_flight.discard(ticket)
        self._owners.pop(ticket, None)

    def _settle_abandoned(self, now: float) -> None:
        if now >= self._next_check:
            self._next_check = now + _CHECK
            for ticket in [ticket for ticket, owner in self._owners.items() if owner() is None]:
                self._waiters.remove(ticket)
                self._free_later(ticket, now + self._occupied_for)

    def _used(self, now: float) -> int:
        while self._free_at and self._free_at[0] <= now:
            self._free_at.popleft()
        return len(self._in_flight) + len(self._free_at)

    def _delay(self, now: float, ahead: int) -> float:
        closed = max(0.0, self._closed_until - now, self._refused_until - now)
        if self._limit is None:
            return closed
        missing = self._used(now) + ahead + 1 - self._limit
        if missing <= 0:
            return closed
        # Nobody knows when a request in flight is answered.
        free_at = self._free_at[missing - 1] if missing <= len(self._free_at) else now + self._window
        return max(closed, free_at - now)
