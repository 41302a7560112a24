"""So many reads in a sliding window, per key."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


@dataclass(frozen=True)
class Budget:
    """What is left to one key after a request; `retry_after` in whole seconds, None when it was let in."""

    limit: int
    remaining: int
    retry_after: int | None = None

    def headers(self) -> dict[str, str]:
        """The headers that tell a client where it stands."""
        told = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(self.remaining)}
        return told if self.retry_after is None else told | {"Retry-After": str(self.retry_after)}


@dataclass
class SlidingWindow:
    """At most `limit` requests of a key in any `window`; a refused request does not count."""

    limit: int
    window: timedelta
    _taken: defaultdict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque), repr=False)

    def take(self, key: str, now: datetime) -> Budget:
        """Count one request of `key`, or refuse it."""
        taken = self._taken[key]
        while taken and taken[0] <= now - self.window:
            taken.popleft()
        if len(taken) >= self.limit:
            wait = taken[0] + self.window - now
            return Budget(self.limit, 0, math.ceil(wait.total_seconds()))
        taken.append(now)
        return Budget(self.limit, self.limit - len(taken))
