"""A limit that processes share, over a store that answers as it is told, or not at all."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sliding_window_quota import AcquireTimeout, DistributedLimiter, Rate, StoreUnavailable

from tests.limiter.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.limiter.conftest import Acquire

RATE = Rate(60, 10.0)
QUIET = pytest.approx(11.1, abs=0.6)  # a window, a hundredth of it, a second, and the pause between two attempts
YES = (0.0, 59, 60, 20)


class FakeStore:
    """Says the same at each `acquire` (seconds, remaining, limit, share); None while it is out of reach."""

    prefix = "test"

    def __init__(self, says: tuple[float, int, int, int] | None = YES) -> None:
        self.says = says
        self.calls: list[tuple[str, Sequence[str], Sequence[str | int]]] = []

    def run(self, script: str, keys: Sequence[str], args: Sequence[str | int]) -> Sequence[int]:
        if self.says is None:
            raise StoreUnavailable("no answer")
        self.calls.append((script, keys, args))
        seconds, *rest = self.says
        return [round(seconds * 1000), *rest] if script == "acquire" else []

    def close(self) -> None:
        pass

    @property
    def scripts(self) -> list[str]:
        return [script for script, _, _ in self.calls]

    def args_of(self, wanted: str) -> list[Sequence[str | int]]:
        return [args for script, _, args in self.calls if script == wanted]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def limiter(store: FakeStore, clock: FakeClock) -> DistributedLimiter:
    return DistributedLimiter(RATE, store, "acme", clock=clock)


def request(limiter: DistributedLimiter, acquire: Acquire, **options: float) -> None:
    with acquire(limiter, **options):
        pass


def lose(limiter: DistributedLimiter, store: FakeStore, acquire: Acquire) -> None:
    """Use the store once, then lose it."""
    request(limiter, acquire)
    store.says = None


def test_the_store_says_what_is_left(limiter: DistributedLimiter, store: FakeStore, acquire: Acquire) -> None:
    store.says = (0.0, 17, 80, 20)
    with acquire(limiter):
        assert limiter.quota() == (17, 80, 10.0)


def test_the_store_makes_it_wait(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire
) -> None:
    store.says = (3.0, 0, 60, 20)
    with pytest.raises(AcquireTimeout, match="acme: no request may be sent before the timeout"):
        request(limiter, acquire, timeout=10.0)
    assert clock.sleeps == [3.0, 3.0, 3.0]


def test_what_one_waiter_is_told_holds_for_all_of_its_process(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock
) -> None:
    store.says = (3.0, 0, 60, 20)

    async def story() -> None:
        await asyncio.gather(*(wait() for _ in range(50)))

    async def wait() -> None:
        with pytest.raises(AcquireTimeout):
            async with limiter.acquire_async(timeout=2.0):
                pass

    asyncio.run(story())
    assert store.scripts == ["acquire"]


def test_every_request_is_reported(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire
) -> None:
    with acquire(limiter) as reservation:
        reservation.release(200, {"x-ratelimit-limit": "80", "x-ratelimit-remaining": "7"})
    with acquire(limiter) as reservation:
        reservation.cancel()
    with pytest.raises(ValueError), acquire(limiter):
        raise ValueError
    sent_and_said = [tuple(args[4:]) for args in store.args_of("release")]
    assert sent_and_said == [(1, 80, 7, -1), (0, -1, -1, -1), (1, -1, -1, -1)]
    places = [args[5] for args in store.args_of("acquire")]
    assert places == [args[3] for args in store.args_of("release")]
    assert len(set(places)) == 3


def test_nobody_can_close_it_for_ever(limiter: DistributedLimiter, store: FakeStore, acquire: Acquire) -> None:
    with acquire(limiter) as reservation:
        reservation.release(429, {"retry-after": "999999999999"})
    assert store.args_of("release")[-1][-1] == 120_000
    assert limiter.delay() == 120.0


def test_a_request_must_be_over_when_its_lease_ends(store: FakeStore, clock: FakeClock, acquire: Acquire) -> None:
    limiter = DistributedLimiter(RATE, store, "acme", lease=30.0, clock=clock)
    clock.advance(5.0)
    with acquire(limiter) as reservation:
        assert reservation.expires_at == 35.0
    assert store.args_of("acquire")[0][2] == 10_100 + 30_000


def test_without_a_documented_rate_nothing_is_waited_for(clock: FakeClock, acquire: Acquire) -> None:
    limiter = DistributedLimiter(None, FakeStore(None), "acme", clock=clock)
    request(limiter, acquire)
    assert clock.sleeps == []
    assert limiter.quota() is None


def test_without_a_documented_rate_only_retry_after_is_reported(clock: FakeClock, acquire: Acquire) -> None:
    store = FakeStore((0.0, 0, 0, 0))
    limiter = DistributedLimiter(None, store, "acme", clock=clock)
    request(limiter, acquire)
    assert store.scripts == ["acquire"]
    with acquire(limiter) as reservation:
        reservation.release(429, {"retry-after": "7"})
    assert store.args_of("release")[0][-1] == 7000


# While the store is lost


def test_without_the_store_nothing_is_sent_for_a_window_and_then_the_share(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "sliding_window_quota"):
        lose(limiter, store, acquire)
        lost_at = clock.time
        with pytest.raises(AcquireTimeout):
            request(limiter, acquire, timeout=10.0)
        for _ in range(20):
            request(limiter, acquire)
            assert clock.time - lost_at == QUIET
        assert limiter.quota() == (0, 20, 10.0)
        request(limiter, acquire)
        assert clock.time - lost_at > 20.0
    assert [record.message for record in caplog.records] == [
        "acme: the store is lost: no answer; nothing is sent for 11 s, then 20 of 60 requests until the store is back"
    ]


def test_a_store_that_is_back_soon_is_used_at_once(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire, caplog: pytest.LogCaptureFixture
) -> None:
    lose(limiter, store, acquire)
    with pytest.raises(AcquireTimeout):
        request(limiter, acquire, timeout=3.0)
    store.says = YES
    before = clock.time
    request(limiter, acquire)
    assert clock.time - before <= 0.5
    assert store.args_of("acquire")[-1][-1] == 0  # it did not go on alone
    assert caplog.messages[-1] == "acme: the store is back"


def test_it_tells_the_store_that_it_went_on_alone(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire
) -> None:
    lose(limiter, store, acquire)
    request(limiter, acquire)
    store.says = YES
    clock.advance(1.0)
    request(limiter, acquire)
    request(limiter, acquire)
    assert [args[-1] for args in store.args_of("acquire")] == [0, 1, 0]


def test_a_process_without_a_share_tells_that_others_may_have_gone_on_alone(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire
) -> None:
    store.says = (0.0, 59, 60, 0)
    lose(limiter, store, acquire)
    with pytest.raises(AcquireTimeout):
        request(limiter, acquire, timeout=20.0)
    store.says = YES
    request(limiter, acquire)
    assert [args[-1] for args in store.args_of("acquire")] == [0, 1]


def test_a_connection_that_breaks_after_a_while_is_no_lost_store(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire
) -> None:
    lose(limiter, store, acquire)
    clock.advance(100.0)
    with pytest.raises(AcquireTimeout):
        request(limiter, acquire, timeout=0.4)
    store.says = YES
    clock.advance(0.5)
    request(limiter, acquire)
    assert [args[-1] for args in store.args_of("acquire")] == [0, 0]


def test_what_happened_meanwhile_is_told_before_the_next_place(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire
) -> None:
    with acquire(limiter):
        store.says = None
    store.says = YES
    clock.advance(1.0)
    request(limiter, acquire)
    assert store.scripts == ["acquire", "release", "acquire", "release"]


@pytest.mark.parametrize("share", [0, -1])
def test_a_process_without_a_share_waits_for_the_store(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire, share: int
) -> None:
    """More processes than places; or one that has never reached the store, so that the others do not know of it."""
    if share == 0:
        store.says = (0.0, 59, 60, 0)
        request(limiter, acquire)
    store.says = None
    with pytest.raises(AcquireTimeout):
        request(limiter, acquire, timeout=300.0)
    store.says = YES
    request(limiter, acquire)


@pytest.mark.parametrize("is_known_to_be_lost", [True, False])
def test_a_share_is_forgotten_when_the_store_may_have_given_it_to_others(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire, is_known_to_be_lost: bool
) -> None:
    """It may have started anew, handed out shares after a window, and been lost again, while nobody asked."""
    lose(limiter, store, acquire)
    if is_known_to_be_lost:
        request(limiter, acquire)
    clock.advance(11.2)
    with pytest.raises(AcquireTimeout):
        request(limiter, acquire, timeout=300.0)


def test_a_share_lasts_while_the_store_is_asked_again_and_again(
    limiter: DistributedLimiter, store: FakeStore, clock: FakeClock, acquire: Acquire
) -> None:
    lose(limiter, store, acquire)
    for _ in range(100):
        request(limiter, acquire)
        clock.advance(11.0)


# Cancelled while the store is asked


class SlowStore(FakeStore):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.let = threading.Event(), threading.Event()

    def run(self, script: str, keys: Sequence[str], args: Sequence[str | int]) -> Sequence[int]:
        if script == "acquire":
            self.asked.set()
            self.let.wait(10)
        return super().run(script, keys, args)


@pytest.mark.parametrize("times", [1, 2])
def test_whoever_is_cancelled_while_it_asks_gives_its_place_back(clock: FakeClock, times: int) -> None:
    store = SlowStore()
    limiter = DistributedLimiter(RATE, store, "acme", clock=clock)

    async def story() -> None:
        async def wait() -> None:
            async with limiter.acquire_async():
                pytest.fail("it was cancelled")

        task = asyncio.create_task(wait())
        await asyncio.to_thread(store.asked.wait)
        for _ in range(times):
            task.cancel()
            await asyncio.wait([task], timeout=0.01)
        assert not task.done()
        store.let.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert limiter.quota() == (60, 60, 10.0)
        async with limiter.acquire_async():
            pass

    asyncio.run(story())
    assert store.scripts == ["acquire", "release", "acquire", "release"]
    assert [args[4] for args in store.args_of("release")] == [0, 1]  # the first was not sent


class PausedStore(FakeStore):
    """Answers the thread "slow" only when the test wants it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked, self.may_answer = threading.Event(), threading.Event()

    def run(self, script: str, keys: Sequence[str], args: Sequence[str | int]) -> Sequence[int]:
        if threading.current_thread().name == "slow":
            self.is_asked.set()
            assert self.may_answer.wait(10)
        return super().run(script, keys, args)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_forked_child_is_another_process_to_the_store() -> None:
    store = PausedStore()
    limiter = DistributedLimiter(RATE, store, "acme")
    thread = threading.Thread(target=request, args=(limiter, lambda one: one.acquire()), name="slow")
    thread.start()
    assert store.is_asked.wait(10)
    theirs, ours = os.pipe()
    if (child := os.fork()) == 0:
        signal.alarm(10)  # kills it if it hangs
        request(limiter, lambda one: one.acquire())
        os.write(ours, str(store.args_of("acquire")[0][4]).encode())
        os._exit(0)
    store.may_answer.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0
    assert os.read(theirs, 100).decode() not in {"", store.args_of("acquire")[0][4]}
    os.close(theirs)
    os.close(ours)


@pytest.mark.parametrize("lease", [0, -1.0, float("inf"), None])
def test_a_lease_that_is_no_positive_number_is_refused(store: FakeStore, lease: Any) -> None:
    with pytest.raises(ValueError, match=f"^lease={lease!r}: give a finite number of seconds above 0$"):
        DistributedLimiter(RATE, store, "acme reads", lease=lease)
