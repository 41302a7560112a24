"""The option `budget` without a Redis: what is refused, and how a process goes on when the store is lost."""

from __future__ import annotations

import logging
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import AsyncJobs, Breeze, ConfigurationError, Jobs
from generation_jobs._core.io import Call
from generation_jobs._http.throttle import Turns
from generation_jobs.budget import Budget, Rate, Said, Told
from generation_jobs.shared import OutOfReach, SharedBudget, name_of
from generation_jobs.testing import VirtualClock

from tests.facade.bodies import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

BREEZE = Breeze(api_key="brz_secret")
RATE = Rate(60, 10.0)
QUIET = pytest.approx(10.6)  # a window, a hundredth of it, and half a second


def refusal(url: str) -> str:
    with pytest.raises(ConfigurationError) as refused:
        Jobs([BREEZE], budget=url)
    with pytest.raises(ConfigurationError):
        AsyncJobs([BREEZE], budget=url)
    return str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:6379",
        "http://:hunter2@localhost/",
        "redis://:hunter2@localhost:port/0",
        "redis://:hunter2@[::1",
        "redis://:hunter2@localhost/0?nonsense=1",
        "redis://:hunter2@localhost/0?db=many",
    ],
)
def test_a_url_that_is_none_is_refused_without_its_password(url: str) -> None:
    message = refusal(url)
    assert "give one such as redis://localhost:6379/0" in message
    assert "hunter2" not in message


def test_a_redis_that_cannot_be_reached_is_told_at_the_start_without_its_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    message = refusal(f"redis://:hunter2@127.0.0.1:{port}/0")
    assert f"no Redis can be used at 127.0.0.1:{port} (ConnectionError)" in message
    assert "hunter2" not in message


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    monkeypatch.delitem(sys.modules, "generation_jobs.byredis", raising=False)
    assert "pip install 'generation-jobs[redis]'" in refusal("redis://localhost")


def test_the_environment_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENJOBS_BUDGET", "nonsense")
    with pytest.raises(ConfigurationError, match="no URL of a Redis"):
        Jobs.from_env()
    monkeypatch.setenv("GENJOBS_BUDGET", "")
    Jobs.from_env().close()


def test_a_budget_is_named_by_account_and_never_by_key() -> None:
    names = {name_of(settings, "https://a.example", "read") for settings in SETTINGS.values()}
    names |= {name_of(BREEZE, "https://b.example", "read"), name_of(BREEZE, "https://a.example", "submit")}
    names |= {name_of(Breeze(api_key="brz_other"), "https://a.example", "read")}
    assert len(names) == len(SETTINGS) + 3
    assert not any("secret" in name or "other" in name for name in names)


class Shelf:
    """A store that answers as it is told, or not at all."""

    def __init__(self, answer: Said | None, peers: int = 3) -> None:
        self.answer, self.peers = answer, peers
        self.asked: list[tuple[str, Sequence[str | int]]] = []

    def run(self, script: str, keys: Sequence[str], args: Sequence[str | int]) -> Any:
        if self.answer is None:
            raise OutOfReach("no answer")
        self.asked.append((script, args))
        return [int(self.answer.seconds * 1000), self.answer.remaining, self.answer.limit or 0, self.peers]

    def close(self) -> None:
        pass

    @property
    def scripts(self) -> list[str]:
        return [script for script, _ in self.asked]


YES = Said(0.0, 59, 60)


def sharing(store: Shelf, rate: Rate | None = RATE) -> tuple[SharedBudget, VirtualClock]:
    clock = VirtualClock()
    return SharedBudget(store, "budget", rate, clock), clock


def test_who_loses_the_store_waits_for_a_window_and_goes_on_with_its_share(caplog: pytest.LogCaptureFixture) -> None:
    store = Shelf(YES)
    shared, clock = sharing(store)
    assert shared.ask(shared.place(), 60.0) == YES
    store.answer = None
    with caplog.at_level(logging.WARNING, "generation_jobs"):
        assert shared.ask(shared.place(), 60.0) == (QUIET, 0, None)
        clock.advance(5.6)
        assert shared.ask(shared.place(), 60.0) == (pytest.approx(5.0), 0, None)
        clock.advance(5.1)
        assert shared.ask(shared.place(), 60.0) == (0.0, 20, 20)
        assert shared.ask(shared.place(), 60.0) == (0.0, 20, 20)
    assert [record.message.partition(":")[0] for record in caplog.records] == ["the shared budget is lost"]


def test_who_comes_back_says_that_it_went_on_alone() -> None:
    store = Shelf(YES)
    shared, clock = sharing(store)
    shared.ask(shared.place(), 60.0)
    store.answer = None
    for seconds in (0.0, 11.0, 6.0):
        clock.advance(seconds)
        shared.ask(shared.place(), 60.0)
    store.answer = YES
    clock.advance(6.0)
    shared.ask(shared.place(), 60.0)
    shared.ask(shared.place(), 60.0)
    alone = [args[-1] for script, args in store.asked if script == "ask"]
    assert alone == [0, 1, 0]


def test_what_was_noted_meanwhile_is_told_before_the_next_place() -> None:
    store = Shelf(YES)
    shared, clock = sharing(store)
    place = shared.place()
    shared.ask(place, 60.0)
    store.answer = None
    shared.note(place, sent=True, told=Told(remaining=5))
    shared.report()
    shared.report()
    store.answer = YES
    clock.advance(11.0)
    shared.ask(shared.place(), 60.0)
    assert store.scripts == ["ask", "answered", "ask"]


def test_nobody_can_close_it_for_ever() -> None:
    store = Shelf(YES)
    shared, _ = sharing(store)
    shared.note(shared.place(), sent=True, told=Told(retry_after=1e12))
    shared.report()
    assert store.asked[-1][1][-1] == 120_000


def test_who_is_cancelled_while_it_asks_gives_its_place_back() -> None:
    store, budget = Shelf(YES), Budget(RATE)
    shared, clock = sharing(store)
    steps = Turns(budget, clock, "breeze reads", shared).wait(100.0, 60.0)
    asking = next(steps)
    assert isinstance(asking, Call)
    asking.function()
    steps.close()
    shared.report()
    assert budget.left(0.0) == (60, 60, 10.0)
    assert store.scripts == ["ask", "answered"]
    assert store.asked[-1][1][4] == 0  # not sent


def test_more_processes_than_places_wait_for_the_store() -> None:
    store = Shelf(YES, peers=61)
    shared, clock = sharing(store)
    shared.ask(shared.place(), 60.0)
    store.answer = None
    shared.ask(shared.place(), 60.0)
    clock.advance(11.0)
    assert shared.ask(shared.place(), 60.0).seconds > 0


def test_without_a_documented_rate_nothing_is_waited_for() -> None:
    shared, _ = sharing(Shelf(None), None)
    assert shared.ask(shared.place(), 60.0) == (0.0, 0, None)


def test_a_share_is_kept_by_ones_own_budget() -> None:
    budget, share = Budget(RATE), Said(0.0, 2, 2)
    for who in "abc":
        assert budget.ask(who, 0.0) == 0
    assert budget.heard("a", 0.0, Said(0.0, 40, 60))
    assert budget.left(0.0) == (40, 60, 10.0)
    assert not budget.heard("b", 0.0, share)  # three are under way
    assert budget.heard("c", 0.0, share)
    assert budget.ask("b", 0.0) > 0
    budget.answered(0.0, Told())
    assert budget.ask("b", 10.2) == 0


def test_who_is_put_off_stays_first_in_line() -> None:
    budget = Budget(RATE)
    assert budget.ask("first", 0.0) == 0
    assert not budget.heard("first", 0.0, Said(3.0, 0, 1))
    assert budget.wait(0.0) >= 3.0
    assert budget.ask("second", 1.0) > 2.0
    assert budget.ask("first", 3.0) == 0
