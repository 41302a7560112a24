"""How many requests a provider may be sent, and when the next one may go. Pure: the time is handed in, in seconds."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generation_jobs._core.policy import HINT_CEILING

if TYPE_CHECKING:
    from collections.abc import Mapping


MARGIN = 0.01
"""Part of the window by which a place becomes free later: nobody says how exactly a provider's clock counts."""

WINDOW = 60.0
"""The window in seconds where no rate is documented."""

_MOST = 10_000
"""A larger number in an answer is taken for this one: a place takes memory."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in any `window` of seconds."""

    limit: int
    window: float


class Told(NamedTuple):
    """What an answer says about the budget; None where it says nothing."""

    limit: int | None = None
    remaining: int | None = None
    retry_after: float | None = None


class Said(NamedTuple):
    """What a budget of several processes says: 0, or the seconds after which to ask again; and what is left of it."""

    seconds: float
    remaining: int
    limit: int | None


class Quota(NamedTuple):
    """What is left of a budget: `remaining` of `limit` requests, in a window of so many seconds."""

    remaining: int
    limit: int
    window: float


class Budget:
    """The requests of one kind to one provider, in any number of threads.

    A request has its place from the moment it is sent until one window after its *answer*: the provider counted it at
    some moment in between, so that never more than `limit` fall into any window of its clock. Without a documented
    rate only what the answers say holds. Who finds no place waits in line.
    """

    def __init__(self, rate: Rate | None) -> None:
        self._limit = rate.limit if rate else None
        self._window = rate.window if rate else WINDOW
        self._free_at: deque[float] = deque()  # when the places of answered requests become free
        self._in_flight = 0
        self._line: dict[object, None] = {}
        self._closed_until = 0.0
        self._off_until = 0.0
        self._left_of_all = _MOST
        self._lock = threading.Lock()

    def ask(self, who: object, now: float) -> float:
        """0 if `who` may send a request now, and has its place; otherwise the seconds after which to ask again."""
        with self._lock:
            if who not in self._line:
                self._line[who] = None
            ahead = 0
            for other in self._line:
                if other is who:
                    break
                ahead += 1
            if (seconds := self._wait(now, ahead)) > 0:
                return seconds
            del self._line[who]
            self._in_flight += 1
            return 0.0

    def leave(self, who: object) -> None:
        """Give a place in the line up."""
        with self._lock:
            self._line.pop(who, None)

    def wait(self, now: float) -> float:
        """The seconds until a request could be sent by somebody who comes last."""
        with self._lock:
            return self._wait(now, len(self._line))

    def heard(self, who: object, now: float, said: Said) -> bool:
        """Take what the budget of all processes says. Gives whether `who` keeps its place; else it is first in line."""
        with self._lock:
            self._limit, self._left_of_all = said.limit or self._limit, said.remaining
            if said.seconds <= 0 and (self._limit is None or self._used(now) <= self._limit):
                return True
            self._in_flight -= 1
            self._line = {who: None, **self._line}
            self._off_until = now + said.seconds
            return False

    def refund(self) -> None:
        """A request that had its place was not sent after all."""
        with self._lock:
            self._in_flight -= 1

    def answered(self, now: float, told: Told) -> None:
        """A request was answered, or lost on its way."""
        with self._lock:
            self._in_flight -= 1
            self._free_at.append(now + self._window * (1 + MARGIN))
            if told.retry_after is not None:
                self._closed_until = max(self._closed_until, now + min(told.retry_after, HINT_CEILING))
            if self._limit is None:
                self._free_at.clear()
            else:
                self._limit = told.limit or self._limit
                self._count_others(now, told)

    def left(self, now: float) -> Quota | None:
        """What is left now; None where no rate is documented."""
        with self._lock:
            if self._limit is None:
                return None
            remaining = min(self._limit - self._used(now), self._left_of_all)
            return Quota(max(0, remaining), self._limit, self._window)

    def _count_others(self, now: float, told: Told) -> None:
        """Requests of other programs with the same key, which the provider counts too."""
        if told.remaining is None or self._limit is None:
            return
        others = min(self._limit - told.remaining, self._limit) - self._used(now)
        self._free_at.extend([now + self._window * (1 + MARGIN)] * others)

    def _used(self, now: float) -> int:
        while self._free_at and self._free_at[0] <= now:
            self._free_at.popleft()
        return self._in_flight + len(self._free_at)

    def _wait(self, now: float, ahead: int) -> float:
        closed = max(0.0, self._closed_until - now, self._off_until - now)
        if self._limit is None:
            return closed
        missing = self._used(now) + ahead + 1 - self._limit
        if missing <= 0:
            return closed
        free_at = self._free_at[missing - 1] if missing <= len(self._free_at) else now + self._window
        return max(closed, free_at - now)


def told_by(headers: Mapping[str, str], retry_after: float | None) -> Told:
    """What an answer's headers (names in lower case) say: `X-RateLimit-Limit` and `-Remaining`, and `Retry-After`."""
    return Told(_count(headers.get("x-ratelimit-limit")), _count(headers.get("x-ratelimit-remaining")), retry_after)


def _count(value: str | None) -> int | None:
    if value is None or not (value.isascii() and value.isdecimal() and len(value) < 10):
        return None
    return min(int(value), _MOST)
