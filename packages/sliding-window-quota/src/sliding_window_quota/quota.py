"""How many requests are allowed: the documented rate, what a response says about it, and what is left."""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MAX_LIMIT = 10_000
"""Larger numbers in a response are lowered to this one: each counted request takes memory."""

_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Rate:
    """The number of requests that an API allows in any `window` of seconds.

    Raises:
        ValueError: `limit` is less than 1, or `window` is not a positive number.
    """

    limit: int
    window: float

    def __post_init__(self) -> None:
        if self.limit < 1 or not 0 < self.window < math.inf:
            raise ValueError(f"{self!r}: limit must be at least 1, and window a positive number of seconds")


class Quota(NamedTuple):
    """What is left of a rate limit: `remaining` of `limit` requests in a window of `window` seconds."""

    remaining: int
    limit: int
    window: float


class RateLimitHeaders(NamedTuple):
    """What a response says about the rate limit; None where it says nothing.

    Attributes:
        limit: Requests allowed in a window (`X-RateLimit-Limit`).
        remaining: Requests left in the current window (`X-RateLimit-Remaining`).
        retry_after: Seconds during which no request must be sent (`Retry-After` of a 429).
    """

    limit: int | None = None
    remaining: int | None = None
    retry_after: float | None = None


NO_HEADERS = RateLimitHeaders()
"""A response that says nothing about the rate limit."""


def read_headers(status_code: int, headers: Mapping[str, str], now: datetime) -> RateLimitHeaders:
    """Read what a response says about the rate limit.

    `Retry-After` counts on a 429 only. On any other response it concerns that one resource.

    Args:
        status_code: HTTP status of the response.
        headers: Header fields; the case of their names does not matter.
        now: The time of day, aware, for a `Retry-After` that is a date.
    """
    fields = {name.lower(): value for name, value in headers.items()}
    retry_after = None
    if status_code == _TOO_MANY_REQUESTS:
        retry_after = parse_retry_after(fields.get("retry-after", ""), now)
    return RateLimitHeaders(
        _count(fields.get("x-ratelimit-limit", "")), _count(fields.get("x-ratelimit-remaining", "")), retry_after
    )


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` field asks for, or None if it cannot be read (RFC 9110, 10.2.3).

    Args:
        value: Seconds, or a date.
        now: The time of day, aware.
    """
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    return None


def _count(value: str) -> int | None:
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        return None
    return min(int(value), MAX_LIMIT)
