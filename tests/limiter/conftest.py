from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sliding_window_quota import Reservation, SlidingWindowLimiter

    Acquire = Callable[..., AbstractContextManager[Reservation]]


def acquire_blocking(limiter: SlidingWindowLimiter, **options: float) -> AbstractContextManager[Reservation]:
    return limiter.acquire(**options)


@contextmanager
def acquire_async(limiter: SlidingWindowLimiter, **options: float) -> Iterator[Reservation]:
    with asyncio.Runner() as runner:
        manager = limiter.acquire_async(**options)
        reservation = runner.run(manager.__aenter__())  # type: ignore[arg-type]
        try:
            yield reservation
        except BaseException as error:
            if not runner.run(manager.__aexit__(type(error), error, None)):  # type: ignore[arg-type]
                raise
        else:
            runner.run(manager.__aexit__(None, None, None))  # type: ignore[arg-type]


@pytest.fixture(params=[acquire_blocking, acquire_async], ids=["blocking", "asyncio"])
def acquire(request: pytest.FixtureRequest) -> Acquire:
    """`acquire` and `acquire_async` behind one blocking face, so that each test runs over both."""
    return request.param
