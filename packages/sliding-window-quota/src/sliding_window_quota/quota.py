"""How many requests are allowed: the documented rate, what a response says about it, and what is left."""

import contextlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple, cast

MAX_LIMIT = 10_000
"""Larger numbers in a response are lowered to this one: each counted request takes memory."""

_TOO_MANY_REQUESTS = 429

_UNIX_TIMES = 1e9
"""Numbers from here on are no seconds to wait, but seconds since 1970."""

_UNIX_MILLISECONDS = 1e12
"""From here on they are milliseconds since 1970."""

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?")
"""As OpenAI and others write it: 6m0s, 1.5s, 120ms."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The number of requests that an API allows in any `window` of seconds.

    Raises:
        ValueError: `limit` is less than 1, or `window` is not a positive number.
    """

    limit: int
    window: float

    def __post_init__(self) -> None:
        limit, window = cast("tuple[object, object]", (self.limit, self.window))  # not everybody runs a type checker
        numbers = isinstance(limit, int) and isinstance(window, int | float)
        if not numbers or self.limit < 1 or not 0 < self.window < math.inf:
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
        reset: Seconds until the current window ends (`X-RateLimit-Reset`).
    """

    limit: int | None = None
    remaining: int | None = None
    retry_after: float | None = None
    reset: float | None = None


NO_HEADERS = RateLimitHeaders()
"""A response that says nothing about the rate limit."""


def read_headers(status_code: int, headers: Mapping[str, str], now: datetime) -> RateLimitHeaders:
    """Read what a response says about the rate limit.

    `Retry-After` counts on a 429 only. On any other response it concerns that one resource. A limit of 0 is no limit
    that anybody could keep to: then `limit` and `remaining` say nothing.

    Args:
        status_code: HTTP status of the response.
        headers: Header fields; the case of their names does not matter.
        now: The time of day, aware, for what is given as a date.
    """
    fields = {name.lower(): value for name, value in headers.items()}
    limit, remaining = _count(fields.get("x-ratelimit-limit", "")), _count(fields.get("x-ratelimit-remaining", ""))
    return RateLimitHeaders(
        limit or None,
        None if limit == 0 else remaining,
        read_retry_after(fields, now) if status_code == _TOO_MANY_REQUESTS else None,
        _seconds(fields["x-ratelimit-reset"], _time_of(fields, now)) if "x-ratelimit-reset" in fields else None,
    )


def read_retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that a response asks to wait, or None where it does not.

    Args:
        headers: Header fields with lower-case names. `retry-after-ms` takes precedence. A date is compared with the
            response's own `date`: the server's clock may differ from ours.
        now: The time of day, aware, for a response without a date.
    """
    milliseconds = _seconds(headers.get("retry-after-ms", ""), now)
    if milliseconds is not None:
        return milliseconds / 1000
    return parse_retry_after(headers.get("retry-after", ""), _time_of(headers, now))


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` field asks for, or None if it cannot be read (RFC 9110, 10.2.3).

    Args:
        value: Seconds, also as a fraction, a date, or a Unix time. Of several fields the longest time counts.
        now: The time of day, aware.
    """
    parts = [_seconds(part, now) for part in (value, *value.split(","))]
    return max((seconds for seconds in parts if seconds is not None), default=None)


def _seconds(value: str, now: datetime) -> float | None:
    with contextlib.suppress(ValueError):
        number = float(value.strip()[:20])  # more digits would be infinite
        if number >= _UNIX_TIMES:
            number = max(0.0, number / (1000 if number >= _UNIX_MILLISECONDS else 1) - now.timestamp())
        return number if 0 <= number < math.inf else None
    if (parts := _DURATION.fullmatch(value.strip())) and any(parts.groups()):
        hours, minutes, seconds, milliseconds = (float(part or 0) for part in parts.groups())
        return 3600 * hours + 60 * minutes + seconds + milliseconds / 1000
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            date = parse(value.strip())
            date = date if date.tzinfo else date.replace(tzinfo=UTC)  # -0000 is UTC of an unknown zone
            return max(0.0, (date - now).total_seconds())
    return None


def _time_of(headers: Mapping[str, str], now: datetime) -> datetime:
    """Return when a response was sent, by the clock of its server."""
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        date = parsedate_to_datetime(headers.get("date", ""))
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    return now


def _count(value: str) -> int | None:
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        return None
    return min(int(value), MAX_LIMIT)
