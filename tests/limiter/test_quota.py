"""Rates, and what responses say about them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sliding_window_quota import (
    Rate,
    RateLimitHeaders,
    SlidingWindow,
    parse_retry_after,
    read_headers,
    read_retry_after,
)

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


def test_what_a_response_says() -> None:
    headers = {"X-RateLimit-Limit": "60", "x-ratelimit-remaining": "7", "RETRY-AFTER": "3"}
    assert read_headers(429, headers, NOW) == RateLimitHeaders(limit=60, remaining=7, retry_after=3.0)
    assert read_headers(200, {"content-type": "text/plain"}, NOW) == RateLimitHeaders()


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


@pytest.mark.parametrize(
    ("limit", "window"), [(0, 60.0), (-1, 60.0), (1, 0.0), (1, -1.0), (1, float("inf")), (1, float("nan"))]
)
def test_a_rate_that_allows_nothing_is_refused(limit: int, window: float) -> None:
    with pytest.raises(ValueError, match="limit must be at least 1"):
        Rate(limit, window)
