"""What a stranger writes with sliding-window-quota alone, redis not installed."""

import asyncio
from importlib import import_module
from typing import assert_type

from sliding_window_quota import AcquireTimeout, Quota, Rate, Reservation, SlidingWindowLimiter

limiter = SlidingWindowLimiter(Rate(2, window=60.0), name="acme reads")


async def main() -> None:
    async with limiter.acquire_async(timeout=5.0) as reservation:
        assert_type(reservation, Reservation)
        reservation.release(200, {"X-RateLimit-Limit": "3"})
    assert_type(limiter.quota(), Quota | None)
    with limiter.acquire(timeout=5.0), limiter.acquire(timeout=5.0):
        pass
    try:
        with limiter.acquire(timeout=5.0):
            raise AssertionError("three are allowed")
    except AcquireTimeout as error:
        assert 59.0 < error.seconds < 61.0
        print("as expected:", error)
    try:  # the extra
        import_module("sliding_window_quota.redis_store")
    except ModuleNotFoundError as error:
        assert "pip install 'sliding-window-quota[redis]'" in str(error)
        print("as expected:", error)


if __name__ == "__main__":
    asyncio.run(main())
