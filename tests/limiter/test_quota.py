"""Rates, and what responses say about them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sliding_window_quota import (
    Rate,
    RateLimitHeaders,
    SlidingWindow,
    SlidingWindowLimiter,
    parse_retry_after,
    read_headers,
    read_retry_after,
)

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


def test_what_a_response_says() -> None:
    headers = {"X-RateLimit-Limit": "60", "x-ratelimit-remaining": "7", "RETRY-AFTER": "3"}
    assert read_headers(429, headers, NOW) == RateLimitHeaders(limit=60, remaining=7, retry_after=3.0)
    assert read_headers(200, {"content-type": "text/plain"}, NOW) == RateLimitHeaders()


@pytest.mark.parametrize(
    "headers",
    [
        {"ratelimit-limit": "60", "ratelimit-remaining": "7", "ratelimit-reset": "20"},
        {"ratelimit-limit": "60, 60;w=60", "ratelimit-remaining": "7", "ratelimit-reset": "20"},
        {"ratelimit": "limit=60, remaining=7, reset=20", "ratelimit-policy": "60;w=60"},
        {"RateLimit": '"default";r=7;t=20', "RateLimit-Policy": '"default";q=60;w=60'},
        {"ratelimit": '"all" ; r=7 ; t=20', "ratelimit-policy": '"all";q=60;w=60;pk=:cHJlZmVy:;qu="requests"'},
        {
            "x-ratelimit-limit-tokens": "40000",
            "x-ratelimit-remaining-tokens": "39000",
            "x-ratelimit-limit-requests": "60",
            "x-ratelimit-remaining-requests": "7",
            "x-ratelimit-reset-requests": "20s",
        },
        {
            "anthropic-ratelimit-requests-limit": "60",
            "anthropic-ratelimit-requests-remaining": "7",
            "anthropic-ratelimit-requests-reset": "2026-01-01T12:00:20Z",
        },
        {"x-rate-limit-limit": "60", "x-rate-limit-remaining": "7", "x-rate-limit-reset": "1767268820"},
    ],
)
def test_a_limit_is_read_from_any_family_of_fields(headers: dict[str, str]) -> None:
    assert read_headers(200, headers, NOW, window=60.0) == RateLimitHeaders(limit=60, remaining=7, reset=20.0)


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (60.0, RateLimitHeaders(limit=100, remaining=50, reset=30)),
        (86400.0, RateLimitHeaders(limit=1000, remaining=9, reset=4000)),
        (None, RateLimitHeaders(limit=1000, remaining=9, reset=4000)),
        (1.0, RateLimitHeaders()),
    ],
)
def test_of_several_policies_the_one_with_the_window_asked_for_counts(
    window: float | None, expected: RateLimitHeaders
) -> None:
    headers = {
        "ratelimit-policy": '"burst";q=100;w=60, "daily";q=1000;w=86400, "size";q=5;w=60;qu="content-bytes"',
        "ratelimit": '"burst";r=50;t=30, "daily";r=9;t=4000, "size";r=1;t=30',
    }
    assert read_headers(200, headers, NOW, window) == expected


def test_a_limiter_ignores_a_limit_of_another_window() -> None:
    limiter = SlidingWindowLimiter(Rate(60, 60.0))
    headers = {"ratelimit-policy": '"daily";q=1000;w=86400', "ratelimit": '"daily";r=0;t=4000'}
    with limiter.acquire() as reservation:
        reservation.release(200, headers)
    assert limiter.quota() == (59, 60, 60.0)


@pytest.mark.parametrize("value", ["", ";;;", '"a', '"a";r=many', "a;r=-1", ",", "limit=, remaining=x"])
def test_a_field_that_cannot_be_parsed_says_nothing(value: str) -> None:
    headers = {"ratelimit": value, "ratelimit-policy": value, "ratelimit-limit": value}
    assert read_headers(200, headers, NOW, 60.0) == RateLimitHeaders()


@pytest.mark.parametrize("status_code", [200, 202, 503])
def test_retry_after_of_any_other_response_concerns_that_one_resource(status_code: int) -> None:
    assert read_headers(status_code, {"retry-after": "3"}, NOW).retry_after is None


@pytest.mark.parametrize("value", ["", "-1", "1e3", "²", "many", "9" * 30])
def test_what_is_not_a_count_says_nothing(value: str) -> None:
    headers = {"x-ratelimit-limit": value, "x-ratelimit-remaining": value}
    assert read_headers(200, headers, NOW) == RateLimitHeaders()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("Thu, 01 Jan 2026 12:00:30 -0000", 30.0),
        ("2026-01-01T12:00:30+00:00", 30.0),
        ("1767268830", 30.0),
        ("1767268830000", 30.0),
        ("1.5", 1.5),
        ("7s", 7.0),
        ("1h6m0s", 3960.0),
        ("1.5s", 1.5),
        ("120ms", 0.12),
        ("ms", None),
        ("3, 9", 9.0),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("\u00b2", None),
        ("-1", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


def test_a_date_is_compared_with_the_servers_clock() -> None:
    headers = {"retry-after": "Thu, 01 Jan 2026 12:00:45 GMT", "date": "Thu, 01 Jan 2026 12:00:40 GMT"}
    assert read_retry_after(headers, NOW) == 5.0


def test_milliseconds_take_precedence() -> None:
    assert read_retry_after({"retry-after": "7", "retry-after-ms": "6500"}, NOW) == 6.5


def test_a_limit_of_nothing_says_nothing() -> None:
    assert read_headers(200, {"x-ratelimit-limit": "0", "x-ratelimit-remaining": "0"}, NOW) == RateLimitHeaders()


@pytest.mark.parametrize("reset", ["2", "1767268802", "1767268802000", "2s", "2000ms"])
def test_places_are_free_when_the_window_turns(reset: str) -> None:
    window = SlidingWindow(Rate(60, 60.0))
    headers = {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset}
    for _ in range(2):
        window.request(ticket := window.ticket(), 0.0)
        window.release(ticket, 0.0, read_headers(200, headers, NOW))
    assert window.delay(0.0) == pytest.approx(2.0, abs=1.0)


def test_a_late_reset_keeps_no_place_longer() -> None:
    window = SlidingWindow(Rate(1, 60.0), margin=0.0)
    window.request(ticket := window.ticket(), 0.0)
    window.release(ticket, 0.0, read_headers(200, {"x-ratelimit-reset": "3600"}, NOW))
    assert window.delay(0.0) == 60.0


def test_an_enormous_limit_takes_no_enormous_memory() -> None:
    window = SlidingWindow(Rate(60, 60.0))
    window.join(ticket := window.ticket())
    window.request(ticket, 0.0)
    headers = {"x-ratelimit-limit": "999999999", "x-ratelimit-remaining": "0"}
    window.release(ticket, 0.0, read_headers(200, headers, NOW))
    assert window.quota(1.0) == (0, 10_000, 60.0)


@pytest.mark.parametrize("limit", ["30", 1.5, 0, -1, True, None])
def test_a_limit_of_a_rate_is_a_whole_number(limit: Any) -> None:
    with pytest.raises(ValueError, match=f"^limit={limit!r}: give a whole number of at least 1$"):
        Rate(limit, 60)


@pytest.mark.parametrize("window", [0.0, -1.0, float("inf"), float("nan"), "60", None, True])
def test_a_window_of_a_rate_is_a_positive_number(window: Any) -> None:
    with pytest.raises(ValueError, match=f"^window={window!r}: give a finite number of seconds above 0$"):
        Rate(1, window)
