"""A rate limit as Finetuning documents it: so many requests in any minute."""

from __future__ import annotations

import math
from collections import deque

_WINDOW = 60.0


class RateLimit:
    """Admit `limit` requests in any minute; refused requests do not count."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._admitted: deque[float] = deque()

    def admit(self, now: float) -> tuple[bool, dict[str, str]]:
        """Return whether a request is admitted, and the headers of its answer."""
        while self._admitted and self._admitted[0] <= now - _WINDOW:
            self._admitted.popleft()
        admitted = len(self._admitted) < self._limit
        if admitted:
            self._admitted.append(now)
        headers = {
            "X-RateLimit-Limit": str(self._limit),
            "X-RateLimit-Remaining": str(self._limit - len(self._admitted)),
        }
        if not admitted:
            headers["Retry-After"] = str(math.ceil(self._admitted[0] + _WINDOW - now))
        return admitted, headers
