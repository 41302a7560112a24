"""One budget for all that a `Jobs` does: what is counted, who waits, and what answers say about it."""

from __future__ import annotations

import heapq
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import pytest
from generation_jobs import DownloadError, Jobs, RateLimitedError, TransportError, WaitTimeout
from generation_jobs.budget import Budget, Rate, Told, told_by
from hypothesis import given
from hypothesis import strategies as st

from tests.facade.bodies import BREEZE_URL, FINETUNING_URL, SETTINGS, breeze, finetuning
from tests.facade.hasty import RATE, Hasty
from tests.facade.limited import Limited
from tests.facade.script import Answer, lost, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import httpx

    from tests.facade.shells import Face, World

WINDOW = 10.0
NOTHING = Told()


# In memory


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


def replay(budget: Budget, calls: Iterable[Call]) -> tuple[list[float], list[int]]:
    """Let all happen: when the provider counted requests, and in which order they got their turns."""
    counted: list[float] = []
    turns: list[int] = []
    numbers = itertools.count()
    events: list[tuple[float, int, Callable[[float], None]]] = []

    def later(at: float, what: Callable[[float], None]) -> None:
        heapq.heappush(events, (at, next(numbers), what))

    def ask(now: float, number: int, call: Call) -> None:
        if (seconds := budget.ask(number, now)) > 0:
            later(now + seconds, lambda then: ask(then, number, call))
            return
        turns.append(number)
        if call.sent:
            counted.append(now + call.takes * call.counted)
        later(now + call.takes, lambda then: budget.answered(then, NOTHING) if call.sent else budget.refund())

    for number, call in enumerate(sorted(calls)):
        later(call.at, lambda then, number=number, call=call: ask(then, number, call))
    while events:
        at, _, what = heapq.heappop(events)
        what(at)
    return sorted(counted), turns


@given(st.integers(1, 8), CALLS)
def test_the_provider_never_counts_more_than_its_limit(limit: int, calls: list[Call]) -> None:
    counted, turns = replay(Budget(Rate(limit, WINDOW)), calls)
    assert len(turns) == len(calls)
    for first, last in zip(counted, counted[limit:], strict=False):
        assert last - first > WINDOW


@given(CALLS)
def test_the_line_is_fair(calls: list[Call]) -> None:
    _, turns = replay(Budget(Rate(1, WINDOW)), calls)
    assert turns == sorted(turns)


def test_a_turn_is_free_a_window_after_the_answer() -> None:
    budget = Budget(Rate(1, WINDOW))
    assert budget.ask("a", 0.0) == 0
    assert budget.ask("b", 5.0) == WINDOW  # nobody knows when the answer comes
    budget.answered(7.0, NOTHING)
    assert budget.ask("b", 8.0) == pytest.approx(9.1)  # 7 + 10 and a hundredth
    assert budget.ask("b", 17.2) == 0


def test_what_was_not_sent_is_not_counted() -> None:
    budget = Budget(Rate(1, WINDOW))
    assert budget.ask("a", 0.0) == 0
    budget.refund()
    assert budget.ask("b", 0.0) == 0


def test_who_leaves_the_line_is_not_waited_for() -> None:
    budget = Budget(Rate(1, WINDOW))
    budget.ask("a", 0.0)
    budget.answered(0.0, NOTHING)
    assert budget.ask("b", 0.0) > 0
    assert budget.ask("c", 0.0) > 0
    budget.leave("b")
    assert budget.ask("c", 10.2) == 0


@pytest.mark.parametrize("rate", [Rate(60, 60.0), None], ids=["a documented rate", "none"])
def test_retry_after_closes_it_for_everybody(rate: Rate | None) -> None:
    budget = Budget(rate)
    budget.ask("a", 0.0)
    budget.answered(0.0, Told(retry_after=30.0))
    assert budget.ask("b", 10.0) == 20.0
    assert budget.wait(10.0) == 20.0
    assert budget.ask("b", 30.0) == 0


def test_requests_of_other_programs_are_counted() -> None:
    budget = Budget(Rate(60, 60.0))
    budget.ask("a", 0.0)
    budget.answered(0.0, Told(remaining=20))
    assert budget.left(1.0) == (20, 60, 60.0)
    assert budget.left(61.0) == (60, 60, 60.0)


@pytest.mark.parametrize("limit", [5, 100])
def test_the_limit_that_is_told_overrules(limit: int) -> None:
    budget = Budget(Rate(60, 60.0))
    budget.ask("a", 0.0)
    budget.answered(0.0, Told(limit=limit))
    assert budget.left(0.0) == (limit - 1, limit, 60.0)


@pytest.mark.parametrize("value", ["", "-1", "1e3", "²", "many", "9" * 30])
def test_what_is_no_number_says_nothing(value: str) -> None:
    assert told_by({"x-ratelimit-limit": value, "x-ratelimit-remaining": value}, None) == NOTHING


def test_an_enormous_limit_takes_no_enormous_memory() -> None:
    budget = Budget(Rate(60, 60.0))
    budget.ask("a", 0.0)
    budget.answered(0.0, told_by({"x-ratelimit-limit": "999999999", "x-ratelimit-remaining": "0"}, None))
    assert budget.left(1.0) == (0, 10_000, 60.0)


def test_fifty_threads_never_overrun_it() -> None:
    budget, together = Budget(Rate(60, WINDOW)), threading.Barrier(50)

    def ask(thread: int) -> int:
        together.wait()
        return sum(budget.ask((thread, number), 0.0) == 0 for number in range(20))

    with ThreadPoolExecutor(50) as threads:
        assert sum(threads.map(ask, range(50))) == 60


# Through the facade


@pytest.fixture
def provider() -> Iterator[Limited]:
    server = Limited(RATE)
    yield server
    server.end()


def test_all_threads_of_a_client_share_it(provider: Limited) -> None:
    with Jobs([Hasty(api_key="brz_secret", base_url=provider.url)]) as jobs, ThreadPoolExecutor(20) as threads:
        read = list(threads.map(jobs.get, [f"breeze:{number}" for number in range(2 * RATE.limit)]))
    assert len(read) == len(provider.seen) == 2 * RATE.limit
    assert not any(seen.refused for seen in provider.seen)


@pytest.fixture
def jobs(world: World) -> Face:
    """Breeze with 60 reads in any second and a half, and Finetuning as it is."""
    answers = {number: BREEZE_URL.format(id=number) for number in range(100)}
    for url in answers.values():
        world.script.on(url, told(breeze("ready")))
        world.script.on(f"{url}/audio", Answer(200, b"audio", {"content-type": "audio/mpeg"}))
    return world.jobs(Hasty(api_key="brz_secret"), SETTINGS["finetuning"])


def use_up(jobs: Face, requests: int = RATE.limit) -> None:
    for number in range(requests):
        jobs.get(f"breeze:{number}")


def test_all_that_one_client_reads_counts(world: World, jobs: Face, tmp_path: Path) -> None:
    use_up(jobs, 57)
    job = jobs.wait("breeze:0")
    jobs.download(job, tmp_path)
    jobs.get("breeze:0")
    assert world.clock.sleeps == []
    jobs.get("breeze:0")
    assert sum(world.clock.sleeps) == pytest.approx(RATE.window * 1.01)


def test_submits_have_a_budget_of_their_own(world: World, jobs: Face) -> None:
    use_up(jobs)
    world.script.on("https://pub.finetuning.ai/v1/generations", told(finetuning("pending"), 201))
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), told(finetuning("processing")))
    for _ in range(10):
        jobs.submit("finetuning", tags="lofi")
    assert world.clock.sleeps == []
    jobs.submit("finetuning", tags="lofi")
    assert sum(world.clock.sleeps) == pytest.approx(60.6)
    before = len(world.clock.sleeps)
    jobs.get("finetuning:gen_abc123")
    assert len(world.clock.sleeps) == before


def test_a_turn_that_would_come_too_late_is_not_waited_for(world: World, jobs: Face, tmp_path: Path) -> None:
    use_up(jobs)
    sent, job = len(world.script.requests), "breeze:0"
    with pytest.raises(WaitTimeout) as late:
        jobs.wait(job, timeout=1)
    assert isinstance(late.value.last_error, TransportError)
    assert "the limit of breeze reads leaves no request before the deadline" in str(late.value.last_error)
    assert len(world.script.requests) == sent
    with pytest.raises((TransportError, DownloadError), match="leaves no request before the deadline"):
        jobs.download(job, tmp_path, timeout=0.2)
    assert len(world.script.requests) == sent
    assert list(tmp_path.iterdir()) == []


def test_after_a_429_nobody_is_asked_until_it_may_be(world: World, jobs: Face) -> None:
    times: list[float] = []

    def at(request: httpx.Request) -> Answer:
        times.append(world.clock.monotonic())
        return told({}, 429, retry_after="30") if len(times) == 1 else told(breeze("ready"))

    world.script.on(BREEZE_URL.format(id=0), at)
    world.script.on(BREEZE_URL.format(id=1), at)
    with pytest.raises(RateLimitedError):
        jobs.get("breeze:0")
    jobs.get("breeze:1")
    assert times == [0.0, 30.0]


def test_a_lost_request_counts(world: World, jobs: Face) -> None:
    use_up(jobs, 59)
    world.script.on(BREEZE_URL.format(id=99), lost())
    with pytest.raises(TransportError):
        jobs.get("breeze:99")
    jobs.get("breeze:0")
    assert sum(world.clock.sleeps) == pytest.approx(RATE.window * 1.01)
