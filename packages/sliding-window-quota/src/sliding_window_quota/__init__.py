"""Client-side rate limits in a sliding window.

Example:
    from sliding_window_quota import Rate, SlidingWindowLimiter

    limiter = SlidingWindowLimiter(Rate(60, window=60.0))  # 60 requests in any minute
    with limiter.acquire(timeout=30) as reservation:
        response = httpx.get("https://api.example/v1/things")
        reservation.release(response.status_code, response.headers)
"""

from __future__ import annotations

from sliding_window_quota.distributed import DistributedLimiter
from sliding_window_quota.errors import AcquireTimeout, LimiterError, StoreConfigurationError, StoreUnavailable
from sliding_window_quota.headers import RateLimitHeaders, parse_retry_after, read_headers, read_retry_after
from sliding_window_quota.io import IO, AsyncIO, BlockingIO, Clock, SystemClock, run_blocking
from sliding_window_quota.limiter import Reservation, SlidingWindowLimiter
from sliding_window_quota.quota import Quota, Rate
from sliding_window_quota.sliding_window import Grant, SlidingWindow
from sliding_window_quota.store import Store

__all__ = [
    "IO",
    "AcquireTimeout",
    "AsyncIO",
    "BlockingIO",
    "Clock",
    "DistributedLimiter",
    "Grant",
    "LimiterError",
    "Quota",
    "Rate",
    "RateLimitHeaders",
    "Reservation",
    "SlidingWindow",
    "SlidingWindowLimiter",
    "Store",
    "StoreConfigurationError",
    "StoreUnavailable",
    "SystemClock",
    "parse_retry_after",
    "read_headers",
    "read_retry_after",
    "run_blocking",
]
