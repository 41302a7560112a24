"""Reads what a response says about the rate limit."""

import contextlib
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

MAX_LIMIT = 10_000
"""Larger numbers in a response are lowered to this one: each counted request takes memory."""

_TOO_MANY_REQUESTS = 429

_UNIX_TIMES = 1e9
"""Numbers from here on are no seconds to wait, but seconds since 1970."""

_UNIX_MILLISECONDS = 1e12
"""From here on they are milliseconds since 1970."""

_FAMILIES = (
    "x-ratelimit-{}",
    "ratelimit-{}",  # versions 00 to 06 of the draft
    "x-ratelimit-{}-requests",  # beside those that count tokens
    "anthropic-ratelimit-requests-{}",
    "x-rate-limit-{}",
)
"""Names of the fields for `limit`, `remaining` and `reset`."""

_VERSION_07 = re.compile(r"\b(limit|remaining|reset)=(\d+)")
"""`RateLimit: limit=100, remaining=50, reset=30`, as version 07 of the draft has it."""

_ITEM = re.compile(r"""("[^"]*"|[^;,"\s]+)((?:\s*;\s*[a-z]+=(?:"[^"]*"|[^;,"\s]+))*)""")
_PARAMETER = re.compile(r""";\s*([a-z]+)=("[^"]*"|[^;,"\s]+)""")

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?")
"""As OpenAI and others write it: 6m0s, 1.5s, 120ms."""


class RateLimitHeaders(NamedTuple):
    """What a response says about the rate limit; None where it says nothing.

    Attributes:
        limit: Requests allowed in a window (as `X-RateLimit-Limit`).
        remaining: Requests left in the current window (as `X-RateLimit-Remaining`).
        retry_after: Seconds during which no request must be sent (`Retry-After` of a 429).
        reset: Seconds until the current window ends (as `X-RateLimit-Reset`).
    """

    limit: int | None = None
    remaining: int | None = None
    retry_after: float | None = None
    reset: float | None = None


NO_HEADERS = RateLimitHeaders()
"""A response that says nothing about the rate limit."""


def read_headers(
    status_code: int, headers: Mapping[str, str], now: datetime, window: float | None = None
) -> RateLimitHeaders:
    """Read what a response says about the rate limit.

    `Retry-After` counts on a 429 only. On any other response it concerns that one resource. A limit of 0 is no limit
    that anybody could keep to: then `limit` and `remaining` say nothing.

    Args:
        status_code: HTTP status of the response.
        headers: Header fields; the case of their names does not matter.
        now: The time of day, aware, for what is given as a date.
        window: Seconds of the window that is asked for. Limits that are said to have another window are left out.

    Source: draft-ietf-httpapi-ratelimit-headers-10, and its versions 06 and 07, which many servers still follow.
    """
    fields = {name.lower(): value for name, value in headers.items()}
    fields |= {f"ratelimit-{name}": value for name, value in _VERSION_07.findall(fields.get("ratelimit", ""))}
    said = _read_policies(fields, window) or _read_counts(fields, now, window)
    if said.limit == 0:
        said = said._replace(limit=None, remaining=None)
    return said._replace(retry_after=read_retry_after(fields, now) if status_code == _TOO_MANY_REQUESTS else None)


def _read_policies(fields: Mapping[str, str], window: float | None) -> RateLimitHeaders | None:
    """Read `RateLimit` and `RateLimit-Policy`: of the limits that fit, the one with the fewest requests left."""
    left, policies = (_parse_items(fields.get(name, "")) for name in ("ratelimit", "ratelimit-policy"))
    if not any("r" in item for item in left.values()):
        return None
    items = [policies.get(name, {}) | item for name, item in left.items() if _fits(policies.get(name, {}), window)]
    said = [RateLimitHeaders(_count(i.get("q")), _count(i.get("r")), reset=_number(i.get("t"))) for i in items]
    return min(
        (one for one in said if one.remaining is not None), key=lambda one: one.remaining or 0, default=NO_HEADERS
    )


def _read_counts(fields: Mapping[str, str], now: datetime, window: float | None) -> RateLimitHeaders:
    """Read the first family of fields that the response has, where each number has a field of its own."""
    families = ([family.format(word) for word in ("limit", "remaining", "reset")] for family in _FAMILIES)
    names = next((names for names in families if not fields.keys().isdisjoint(names)), ("", "", ""))
    limit, remaining, reset = (fields.get(name, "") for name in names)
    limit, _, policies = limit.partition(",") if "w=" in limit else (limit, "", "")  # 100, 100;w=60
    policies = policies or fields.get("ratelimit-policy", "")
    if not _fits(_parse_items(policies).get(limit, {}), window):
        return NO_HEADERS
    return RateLimitHeaders(_count(limit), _count(remaining), reset=_seconds(reset, _time_of(fields, now)))


def _parse_items(value: str) -> dict[str, dict[str, str]]:
    """Parse a list like `"burst";q=100;w=60, "daily";q=1000;w=86400`: the parameters of each item (RFC 9651)."""
    return {
        name.strip('"'): {key: text.strip('"') for key, text in _PARAMETER.findall(parameters)}
        for name, parameters in _ITEM.findall(value)
    }


def _fits(policy: Mapping[str, str], window: float | None) -> bool:
    """Return whether a policy counts requests, in the window that is asked for as far as it is known."""
    if policy.get("qu", "requests") != "requests":
        return False
    return window is None or _number(policy.get("w")) in (None, window)


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


def _count(value: str | None) -> int | None:
    number = _number(value)
    return None if number is None else min(number, MAX_LIMIT)


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 10 else None
