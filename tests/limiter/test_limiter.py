"""The limiter of one process, blocking and with asyncio."""

from __future__ import annotations

import asyncio
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sliding_window_quota import AcquireTimeout, LimiterError, Rate, SlidingWindowLimiter, SystemClock

from tests.limiter.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from tests.limiter.conftest import Acquire

    T = TypeVar("T")

RATE = Rate(3, 10.0)
AFTER_A_WINDOW = pytest.approx(10.1)  # and a hundredth


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def limiter(clock: FakeClock) -> SlidingWindowLimiter:
    return SlidingWindowLimiter(RATE, name="acme reads", clock=clock)


def use_up(limiter: SlidingWindowLimiter, acquire: Acquire) -> None:
    for _ in range(RATE.limit):
        with acquire(limiter):
            pass


def test_requests_beyond_the_limit_wait(limiter: SlidingWindowLimiter, clock: FakeClock, acquire: Acquire) -> None:
    use_up(limiter, acquire)
    assert clock.sleeps == []
    assert limiter.quota() == (0, 3, 10.0)
    assert limiter.delay() == AFTER_A_WINDOW
    with acquire(limiter):
        assert clock.time == AFTER_A_WINDOW


def test_a_place_is_free_a_window_after_the_block(
    limiter: SlidingWindowLimiter, clock: FakeClock, acquire: Acquire
) -> None:
    for _ in range(RATE.limit):
        with acquire(limiter):
            clock.advance(4.0)
    with acquire(limiter):
        assert clock.time == pytest.approx(4.0 + 10.1)


def test_a_place_that_would_come_too_late_is_not_waited_for(
    limiter: SlidingWindowLimiter, clock: FakeClock, acquire: Acquire
) -> None:
    use_up(limiter, acquire)
    with pytest.raises(
        AcquireTimeout, match=r"acme reads: no request may be sent before the timeout; try again in 10\.1 s"
    ) as late:
        acquire(limiter, timeout=5.0).__enter__()
    assert late.value.seconds == AFTER_A_WINDOW
    assert isinstance(late.value, TimeoutError)
    assert isinstance(late.value, LimiterError)
    assert clock.sleeps == []
    assert limiter.delay() == AFTER_A_WINDOW  # nobody is left in the queue


def test_errors_pickle() -> None:
    error = pickle.loads(pickle.dumps(AcquireTimeout("why", 3.0)))
    assert (str(error), error.seconds) == ("why", 3.0)


def test_a_cancelled_reservation_is_not_counted(limiter: SlidingWindowLimiter, acquire: Acquire) -> None:
    with acquire(limiter) as reservation:
        reservation.cancel()
        reservation.release()  # the first one counts
    assert limiter.quota() == (3, 3, 10.0)


def test_a_request_that_raises_is_counted(limiter: SlidingWindowLimiter, acquire: Acquire) -> None:
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), acquire(limiter):
            raise error
    assert limiter.quota() == (1, 3, 10.0)


def test_what_a_response_says_counts(limiter: SlidingWindowLimiter, clock: FakeClock, acquire: Acquire) -> None:
    with acquire(limiter) as reservation:
        reservation.release(200, {"X-RateLimit-Limit": "20", "X-RateLimit-Remaining": "5"})
    assert limiter.quota() == (5, 20, 10.0)
    with acquire(limiter) as reservation:
        reservation.release(429, {"Retry-After": "Thu, 01 Jan 2026 00:00:30 GMT"})
    with acquire(limiter):
        assert clock.time == 30.0


def test_in_a_limit_of_one_process_a_reservation_never_expires(limiter: SlidingWindowLimiter, acquire: Acquire) -> None:
    with acquire(limiter) as reservation:
        assert reservation.expires_at == float("inf")


def test_a_cancelled_task_leaves_the_queue_and_frees_its_place() -> None:
    limiter = SlidingWindowLimiter(Rate(1, 3600.0))

    async def hold(entered: asyncio.Event) -> None:
        async with limiter.acquire_async(timeout=float("inf")):
            entered.set()
            await asyncio.Event().wait()

    async def story() -> None:
        entered = asyncio.Event()
        tasks = [asyncio.create_task(hold(entered)) for _ in range(3)]
        await entered.wait()
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    asyncio.run(story())
    assert limiter.quota() == (0, 1, 3600.0)
    assert 3600.0 < limiter.delay() <= 3636.0  # one place, answered just now, and nobody waiting


def test_threads_share_it() -> None:
    limiter, lock = SlidingWindowLimiter(Rate(20, 0.1)), threading.Lock()
    sent: list[float] = []

    def request(_: int) -> None:
        with limiter.acquire(), lock:
            sent.append(SystemClock().monotonic())

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(request, range(60)))
    sent.sort()
    assert all(later - earlier > 0.1 for earlier, later in zip(sent, sent[20:], strict=False))


class Framework:
    """A coroutine core that does its own sleeping."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock, self.done = clock, list[str]()

    async def sleep(self, seconds: float) -> None:
        self.done.append(f"sleep {seconds:.1f}")
        self.clock.advance(seconds)

    async def run(self, function: Callable[[], T]) -> T:
        self.done.append("run")
        return function()


def test_a_framework_with_io_of_its_own(limiter: SlidingWindowLimiter, clock: FakeClock) -> None:
    io = Framework(clock)

    async def story() -> None:
        for _ in range(RATE.limit + 1):
            async with limiter.acquire_with(io, deadline=20.0):
                pass
        async with limiter.acquire_with(io):
            pass

    with pytest.raises(StopIteration):
        story().send(None)
    assert io.done == ["sleep 10.1"]


def test_a_sleep_that_raises_leaves_nobody_in_the_queue(limiter: SlidingWindowLimiter, clock: FakeClock) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    use_up(limiter, SlidingWindowLimiter.acquire)
    clock.sleep = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        limiter.acquire().__enter__()
    assert limiter.delay() == AFTER_A_WINDOW


@pytest.mark.parametrize("rate", [60, "60/m", (60, 60.0)])
def test_a_rate_that_is_none_is_refused(rate: Any) -> None:
    with pytest.raises(ValueError, match=r"^rate=.*: give a Rate, such as Rate\(60, window=60\.0\), or None$"):
        SlidingWindowLimiter(rate)


@pytest.mark.parametrize("option", ["margin", "max_retry_after"])
@pytest.mark.parametrize("value", [-1, float("nan"), "1", None])
def test_an_option_that_is_no_number_from_0_is_refused(option: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{option}={value!r}: give a"):
        SlidingWindowLimiter(RATE, **{option: value})


@pytest.mark.parametrize("timeout", ["5", None, float("nan"), True])
def test_a_timeout_that_is_no_number_is_refused(limiter: SlidingWindowLimiter, acquire: Acquire, timeout: Any) -> None:
    with (
        pytest.raises(ValueError, match=rf"^timeout={timeout!r}: give a number of seconds, or math\.inf$"),
        acquire(limiter, timeout=timeout),
    ):
        pass
