"""What is counted, who waits, and what responses say about it: in memory, with times that the test hands in."""

from __future__ import annotations

import heapq
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sliding_window_quota import Grant, Rate, RateLimitHeaders, SlidingWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

LENGTH = 10.0
NOTHING = RateLimitHeaders()


class Call(NamedTuple):
    """A request that somebody wants to make: when, how long its answer takes, and when within that it is counted."""

    at: float
    takes: float
    counted: float
    sent: bool


CALLS = st.lists(
    st.builds(Call, st.floats(0, 40), st.floats(0, 25), st.floats(0, 1), st.sampled_from([True, True, True, False])),
    max_size=60,
)


def replay(window: SlidingWindow, calls: Iterable[Call]) -> tuple[list[float], list[int]]:
    """Let all happen: when the API counted requests, and in which order they got their places."""
    counted: list[float] = []
    served: list[int] = []
    numbers = itertools.count()
    events: list[tuple[float, int, Callable[[float], None]]] = []

    def later(at: float, what: Callable[[float], None]) -> None:
        heapq.heappush(events, (at, next(numbers), what))

    def ask(now: float, number: int, ticket: int, call: Call) -> None:
        if (seconds := window.request(ticket, now)) > 0:
            later(now + seconds, lambda then: ask(then, number, ticket, call))
            return
        served.append(number)
        if call.sent:
            counted.append(now + call.takes * call.counted)
        later(
            now + call.takes, lambda then: window.release(ticket, then, NOTHING) if call.sent else window.cancel(ticket)
        )

    for number, call in enumerate(sorted(calls)):
        later(call.at, lambda then, number=number, call=call: ask(then, number, join(window), call))
    while events:
        at, _, what = heapq.heappop(events)
        what(at)
    return sorted(counted), served


def join(window: SlidingWindow) -> int:
    ticket = window.ticket()
    window.join(ticket)
    return ticket


def ask(window: SlidingWindow, now: float) -> float:
    """Ask once; whoever gets no place waits on."""
    return window.request(join(window), now)


@given(st.integers(1, 8), CALLS)
def test_the_api_never_counts_more_than_its_limit(limit: int, calls: list[Call]) -> None:
    counted, served = replay(SlidingWindow(Rate(limit, LENGTH)), calls)
    assert len(served) == len(calls)
    for first, last in zip(counted, counted[limit:], strict=False):
        assert last - first > LENGTH


@given(CALLS)
def test_waiters_are_served_in_order(calls: list[Call]) -> None:
    _, served = replay(SlidingWindow(Rate(1, LENGTH)), calls)
    assert served == sorted(served)


def test_a_place_is_free_a_window_after_the_answer() -> None:
    window = SlidingWindow(Rate(1, LENGTH))
    assert ask(window, 0.0) == 0
    second = join(window)
    assert window.request(second, 5.0) == LENGTH  # nobody knows when the answer comes
    window.release(0, 7.0, NOTHING)
    assert window.request(second, 8.0) == pytest.approx(9.1)  # 7 + 10 and a hundredth
    assert window.request(second, 17.2) == 0


def test_the_margin_can_be_set() -> None:
    window = SlidingWindow(Rate(1, LENGTH), margin=0.5)
    ask(window, 0.0)
    window.release(0, 0.0, NOTHING)
    assert ask(window, 0.0) == pytest.approx(15.0)


def test_what_was_not_sent_is_not_counted() -> None:
    window = SlidingWindow(Rate(1, LENGTH))
    assert ask(window, 0.0) == 0
    window.cancel(0)
    assert ask(window, 0.0) == 0


def test_whoever_leaves_the_queue_is_not_waited_for() -> None:
    window = SlidingWindow(Rate(1, LENGTH))
    ask(window, 0.0)
    window.release(0, 0.0, NOTHING)
    second, third = join(window), join(window)
    assert window.request(second, 0.0) > 0
    assert window.request(third, 10.2) > 0
    window.leave(second)
    window.leave(second)
    assert window.request(third, 10.2) == 0


def test_a_place_whose_owner_is_gone_is_released() -> None:
    class Owner:
        pass

    window, owners = SlidingWindow(Rate(1, LENGTH)), [Owner(), Owner()]
    for ticket, owner in zip((window.ticket(), window.ticket()), owners, strict=True):
        window.join(ticket, owner)
        window.request(ticket, 0.0)
    third = join(window)
    del owner
    owners.clear()
    assert window.request(third, 5.0) == pytest.approx(10.1)  # it may have been sent; the second has left the queue
    assert window.request(third, 15.2) == 0


@given(st.lists(st.booleans(), max_size=60), st.randoms())
def test_only_those_ahead_are_waited_for(stays: list[bool], random: Random) -> None:
    window = SlidingWindow(Rate(1, LENGTH))
    window.request(join(window), 0.0)
    tickets = [join(window) for _ in stays]
    leaving = [ticket for ticket, stay in zip(tickets, stays, strict=True) if not stay]
    random.shuffle(leaving)
    for ticket in leaving:
        window.leave(ticket)
    window.cancel(0)
    waiting = [ticket for ticket, stay in zip(tickets, stays, strict=True) if stay]
    for number, ticket in enumerate(waiting):
        behind = waiting[number + 1 :]
        assert all(window.request(other, 0.0) > 0 for other in behind)
        assert window.request(ticket, 0.0) == 0
        window.cancel(ticket)


@pytest.mark.parametrize("rate", [Rate(60, 60.0), None], ids=["a documented rate", "none"])
def test_retry_after_closes_it_for_everybody(rate: Rate | None) -> None:
    window = SlidingWindow(rate)
    ask(window, 0.0)
    window.release(0, 0.0, RateLimitHeaders(retry_after=30.0))
    ticket = join(window)
    assert window.request(ticket, 10.0) == 20.0
    assert window.delay(10.0) == 20.0
    assert window.request(ticket, 30.0) == 0


def test_nobody_can_close_it_for_ever() -> None:
    window = SlidingWindow(Rate(60, 60.0), max_retry_after=90.0)
    ask(window, 0.0)
    window.release(0, 0.0, RateLimitHeaders(retry_after=1e12))
    assert window.delay(0.0) == 90.0


def test_requests_of_other_programs_are_counted() -> None:
    window = SlidingWindow(Rate(60, 60.0))
    ask(window, 0.0)
    window.release(0, 0.0, RateLimitHeaders(remaining=20))
    assert window.quota(1.0) == (20, 60, 60.0)
    assert window.quota(61.0) == (60, 60, 60.0)


@pytest.mark.parametrize("limit", [5, 100])
def test_the_limit_of_a_response_overrules_the_documented_one(limit: int) -> None:
    window = SlidingWindow(Rate(60, 60.0))
    ask(window, 0.0)
    window.release(0, 0.0, RateLimitHeaders(limit=limit))
    assert window.quota(0.0) == (limit - 1, limit, 60.0)


def test_without_a_rate_there_is_no_quota() -> None:
    window = SlidingWindow(None)
    assert [ask(window, 0.0) for _ in range(100)] == [0.0] * 100
    assert window.quota(0.0) is None


def test_fifty_threads_never_overrun_it() -> None:
    window, together = SlidingWindow(Rate(60, LENGTH)), threading.Barrier(50)

    def work(_: int) -> int:
        together.wait()
        return sum(ask(window, 0.0) == 0 for _ in range(20))

    with ThreadPoolExecutor(50) as threads:
        assert sum(threads.map(work, range(50))) == 60


# What a store says that processes share


def test_a_share_is_kept_by_ones_own_count() -> None:
    window, share = SlidingWindow(Rate(60, LENGTH)), Grant(0.0, 2, 2)
    first, second, third = (join(window) for _ in range(3))
    for ticket in (first, second, third):
        assert window.request(ticket, 0.0) == 0
    assert window.confirm(first, 0.0, Grant(0.0, 40, 60))
    assert window.quota(0.0) == (40, 60, 10.0)
    assert not window.confirm(second, 0.0, share)  # three are under way
    assert window.confirm(third, 0.0, share)
    assert window.request(second, 0.0) > 0
    window.release(0, 0.0, NOTHING)
    assert window.request(second, 10.2) == 0


def test_those_refused_by_the_store_keep_their_order() -> None:
    window = SlidingWindow(Rate(60, LENGTH))
    first, second = join(window), join(window)
    assert [window.request(ticket, 0.0) for ticket in (first, second)] == [0, 0]
    assert not window.confirm(first, 0.0, Grant(3.0, 0, 1))
    assert not window.confirm(second, 0.0, Grant(3.0, 0, 1))
    assert window.delay(0.0) >= 3.0
    assert window.request(second, 3.0) > 0
    assert window.request(first, 3.0) == 0
