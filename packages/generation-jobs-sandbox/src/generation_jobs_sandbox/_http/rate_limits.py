"""The documented rate limits of a provider: so many requests of a key in a sliding window."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from generation_jobs_sandbox.providers.base import Provider, RateLimit


@dataclass(frozen=True)
class Quota:
    """What is left to a key after a request; `retry_after` in whole seconds, None if the request was accepted."""

    limit: int
    remaining: int
    retry_after: int | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that inform the client."""
        headers = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(self.remaining)}
        return headers if self.retry_after is None else headers | {"Retry-After": str(self.retry_after)}


@dataclass
class SlidingWindow:
    """At most `limit` requests of a key in any `window`; a refused request does not count."""

    limit: int
    window: timedelta
    _taken: defaultdict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque), repr=False)

    def take(self, key: str, now: datetime) -> Quota:
        """Count one request of a key, or refuse it."""
        taken = self._taken[key]
        while taken and taken[0] <= now - self.window:
            taken.popleft()
        if len(taken) >= self.limit:
            wait = taken[0] + self.window - now
            return Quota(self.limit, 0, math.ceil(wait.total_seconds()))
        taken.append(now)
        return Quota(self.limit, self.limit - len(taken))


class RateLimiter:
    """Counts the requests to one provider."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._windows: dict[RateLimit, SlidingWindow] = {}

    def count(self, key: str, kind: str, now: datetime) -> dict[str, str]:
        """Count one request.

        Args:
            key: The key that it came with.
            kind: `submit`, or anything else for a read.
            now: The time.

        Returns:
            The headers that inform the client; none for a provider without documented limits.

        Raises:
            Problem: 429, nothing is left.
        """
        submit_limit = self._provider.submit_limit if kind == "submit" else None
        limit = submit_limit or self._provider.read_limit
        if limit is None:
            return {}
        quota = self._windows.setdefault(limit, SlidingWindow(limit.limit, limit.window)).take(key, now)
        if quota.retry_after is None:
            return quota.headers()
        problem = self._provider.problem(429)
        problem.code = limit.code or problem.code
        problem.headers = quota.headers()
        raise problem
