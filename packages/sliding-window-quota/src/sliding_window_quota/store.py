"""What a store keeps of a rate limit: the calls of its two scripts, their arguments and replies."""

import math
import os
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias

from sliding_window_quota.headers import RateLimitHeaders
from sliding_window_quota.quota import Rate
from sliding_window_quota.sliding_window import DEFAULT_WINDOW, Grant

Script: TypeAlias = Literal["acquire", "release"]

KEPT = 600.0
"""Seconds that a process counts as one of those that share, and that an unused rate limit is kept."""

_PARTS = ("places", "queue", "due", "peers", "shares", "state")


class Store(Protocol):
    """Where processes share rate limits: a `RedisStore`, or one of your own."""

    @property
    def prefix(self) -> str:
        """The start of all keys."""
        ...

    def run(self, script: Script, keys: Sequence[str], args: Sequence[str | int]) -> Sequence[int]:
        """Run a script (`acquire.lua`, `release.lua`), and return its reply.

        Raises:
            StoreUnavailable: The store does not answer, or refuses to write.
        """
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class Reply(NamedTuple):
    """A reply of `acquire.lua`. `share` is how much of the limit this process may use without the store."""

    grant: Grant
    share: int


class StoredWindow:
    """One rate limit in a store, as one process uses it.

    Args:
        store: Where it is kept.
        key: Its name there.
        rate: The documented rate, or None.
        margin: Part of the window by which places become free later.
        lease: Seconds from a place to the answer of its request, at most.
        kept: Seconds that an unused rate limit is kept.
    """

    def __init__(
        self, store: Store, key: str, rate: Rate | None, *, margin: float, lease: float, kept: float = KEPT
    ) -> None:
        self._store, self._lease, self._kept = store, lease, kept
        self.limit: int = rate.limit if rate else 0
        self.window: float = (rate.window if rate else DEFAULT_WINDOW) * (1 + margin)
        # The braces keep all keys on one node, where Redis is a cluster.
        self._keys = [f"{{{store.prefix}}}:{key}:{part}" for part in _PARTS]
        self._memory = f"{{{store.prefix}}}:memory"
        self._client = os.urandom(8).hex()

    def acquire(self, ticket: int, *, returning: bool = False) -> Reply:
        """Ask for a place.

        Args:
            ticket: Number of the place, unique in this process.
            returning: Whether processes may have gone on without the store for a while.
        """
        times = [_ms(seconds) for seconds in (self.window, self.window + self._lease, self._kept)]
        args: list[str | int] = [self.limit, *times, self._client, self._place(ticket), int(returning)]
        wait, remaining, self.limit, share = self._store.run("acquire", [*self._keys, self._memory], args)
        return Reply(Grant(wait / 1000, remaining, self.limit or None), share)

    def release(self, ticket: int, headers: RateLimitHeaders | None) -> None:
        """Tell what became of a place: what the response said, or None where the request was not sent."""
        sent, said = headers is not None, headers or RateLimitHeaders()
        counts = [-1 if value is None else value for value in (said.limit, said.remaining)]
        retry_after = -1 if said.retry_after is None else _ms(said.retry_after)
        times = [_ms(self.window), _ms(self._kept)]
        args: list[str | int] = [self.limit, *times, self._place(ticket), int(sent), *counts, retry_after]
        self._store.run("release", [self._keys[0], self._keys[-1]], args)

    def _place(self, ticket: int) -> str:
        return f"{self._client}:{ticket}"


def check(store: Store) -> None:
    """Run both scripts, each command of them once, on keys that are gone a second later.

    Raises:
        StoreUnavailable: The store cannot run them.
    """
    window = StoredWindow(store, "check", Rate(1, 1.0), margin=0.0, lease=0.0, kept=1.0)
    window.release(0, RateLimitHeaders(limit=1, remaining=0, retry_after=0.0))  # takes the only place
    window.acquire(1)
    window.release(0, None)


def _ms(seconds: float) -> int:
    return math.ceil(seconds * 1000)
