"""One budget for all processes that use the same key of the same provider, kept in a store that they share.

The store counts by its own clock: a place is free one window after its answer, as in `budget.Budget`, and one whose
process is gone frees itself. While the store is out of reach nothing is sent for a window; after that each process goes
on with its share of the limit.
"""

from __future__ import annotations

import hashlib
import itertools
import logging
import math
import os
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from generation_jobs._core.policy import HINT_CEILING
from generation_jobs.budget import MARGIN, WINDOW, Said, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generation_jobs._core.clock import Clock
    from generation_jobs._core.policy import Kind
    from generation_jobs.budget import Rate
    from generation_jobs.providers.settings import Settings

log: logging.Logger = logging.getLogger("generation_jobs")

KEPT = 600.0
"""Seconds that a process counts as one of those that share, and that a budget is kept which nobody uses."""


_SLACK = 0.5
"""Seconds by which the provider may count later what was sent before the store was lost."""


class OutOfReach(Exception):
    """The store does not answer."""


class Store(Protocol):
    """Where budgets are kept: `byredis.Store`, or a test's."""

    def run(self, script: str, keys: Sequence[str], args: Sequence[str | int]) -> Any:
        """What a script (`ask.lua`, `answered.lua`) gives. Raises `OutOfReach`."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


class _Report(NamedTuple):
    """What became of a request that had a place."""

    place: str
    sent: bool
    told: Told


class SharedBudget:
    """A budget as one process sees it, in any number of threads. `ask` and `report` block, for a second at most."""

    def __init__(self, store: Store, name: str, rate: Rate | None, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._limit = rate.limit if rate else 0
        self._window = (rate.window if rate else WINDOW) * (1 + MARGIN)
        self._keys = [f"{name}:{part}" for part in ("places", "line", "due", "peers", "state")]
        self._client = os.urandom(8).hex()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._reports: deque[_Report] = deque(maxlen=1000)
        self._peers = 1
        self._lost_at: float | None = None
        self._retry_at = -math.inf
        self._went_alone = False

    def place(self) -> str:
        """The name of a place that is to be asked for."""
        return f"{self._client}:{next(self._numbers)}"

    def ask(self, place: str, lease: float) -> Said:
        """Ask for a place; who does not report frees it after the window and `lease` seconds."""
        with self._lock:
            now = self._clock.monotonic()
            if now >= self._retry_at:
                try:
                    self._send_reports()
                    return self._ask(place, lease)
                except OutOfReach as error:
                    self._lose(now, error)
            return self._without(now)

    def note(self, place: str, *, sent: bool, told: Told = Told()) -> None:  # noqa: B008  (it is frozen)
        """Note what became of a request; `report` tells it."""
        if self._limit or told.retry_after is not None:  # without a limit nothing else counts
            self._reports.append(_Report(place, sent, told))

    def report(self) -> None:
        """Tell what was noted."""
        with self._lock:
            if self._lost_at is not None:
                return  # the first request that finds the store again does it
            try:
                self._send_reports()
            except OutOfReach as error:
                self._lose(self._clock.monotonic(), error)

    # With the store

    def _ask(self, place: str, lease: float) -> Said:
        times = [_ms(seconds) for seconds in (self._window, self._window + lease, KEPT)]
        args: list[str | int] = [self._limit, *times, self._client, place, int(self._went_alone)]
        wait, remaining, self._limit, self._peers = self._store.run("ask", self._keys, args)
        if self._lost_at is not None:
            log.warning("the shared budget is back")
        self._lost_at, self._went_alone = None, False
        return Said(wait / 1000, remaining, self._limit or None)

    def _send_reports(self) -> None:
        while self._reports:
            one = self._reports[0]
            told = [-1 if value is None else value for value in (one.told.limit, one.told.remaining)]
            closed = -1 if one.told.retry_after is None else _ms(min(one.told.retry_after, HINT_CEILING))
            args: list[str | int] = [self._limit, _ms(self._window), _ms(KEPT), one.place, int(one.sent), *told, closed]
            self._store.run("answered", [self._keys[0], self._keys[-1]], args)
            self._reports.popleft()

    # Without it

    def _lose(self, now: float, error: OutOfReach) -> None:
        if self._lost_at is None:
            self._lost_at = now
            then = f"; nothing is sent for {self._window:.0f} s, and then 1/{self._peers} of the limit until it is back"
            log.warning("the shared budget is lost: %s%s", error, then if self._limit else "")
            self._retry_at = now + self._window + _SLACK
        else:
            self._retry_at = now + self._window / 2

    def _without(self, now: float) -> Said:
        """Nobody sees what others have sent: first that must have left every window of the provider's clock."""
        assert self._lost_at is not None, "only who has lost the store goes without it"
        if not self._limit:
            return Said(0.0, 0, None)
        if (quiet := self._lost_at + self._window + _SLACK - now) > 0:
            return Said(quiet, 0, None)
        if (share := self._limit // self._peers) == 0:
            return Said(self._window / 2, 0, None)
        self._went_alone = True
        return Said(0.0, share, share)


def name_of(settings: Settings, base_url: str, kind: Kind) -> str:
    """The name of a budget in the store. It tells the key to nobody: what stands there of it is a part of a hash."""
    secrets = [str(getattr(settings, name)) for name in settings.secrets()]
    digest = hashlib.sha256("\0".join((settings.provider, base_url, *secrets)).encode()).hexdigest()[:32]
    # The braces keep all keys of a budget together where Redis is a cluster.
    return f"generation-jobs:budget:{{{settings.provider}:{kind}:{digest}}}"


def _ms(seconds: float) -> int:
    return math.ceil(seconds * 1000)
