"""Thousands of jobs against the sandbox, on a virtual clock: each for itself, within limits, at the cost of few."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import (
    AsyncJobs,
    AuthenticationError,
    Breeze,
    Finetuning,
    JobFailed,
    MissingResult,
    NotFoundError,
    Outcome,
    Oxen,
    PermissionDeniedError,
    PlayAI,
)
from generation_jobs.testing import VirtualClock
from generation_jobs_sandbox import Fault, World, create_app

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

BASE = "http://127.0.0.1"
SETTINGS = (
    Breeze(api_key="brz_" + "5a" * 16, base_url=f"{BASE}/breeze"),
    PlayAI(api_key="ak-" + "5a" * 16, user_id="5a" * 14, base_url=f"{BASE}/playai"),
    Oxen(api_key="sandbox", base_url=f"{BASE}/oxen"),
    Finetuning(api_key="ft_live_" + "5a" * 16, base_url=f"{BASE}/finetuning"),
)
CROWDS = {"breeze": (175, 5, 20), "playai": (175, 5, 20), "oxen": (775, 60, 240), "finetuning": (775, 60, 240)}
"""How many jobs, their median, and within how many seconds 19 of 20 end."""
SURVIVED = (
    Fault("status", times=2, status=502),
    Fault("status", status=429, retry_after=7),
    Fault("html"),
    Fault("html", status=200),
    Fault("headers", retry_after=5),
    Fault("truncated"),
    Fault("unknown_status", times=2),
)
ENDED_BY = {401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError}


class Run:
    """A world and a clock, and what waiting for some of its jobs gave."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.world = World(now=self.clock.now, seed="crowds")
        self.world.exchanges = type(self.world.exchanges)()  # all of them
        self.random = Random(1)

    def add(self, provider: str, number: int, median: float = 60, p95: float = 240, **more) -> list[str]:
        """So many jobs, log-normal."""
        spread = math.log(p95 / median) / 1.645
        takes = [median * math.exp(self.random.gauss(0, spread)) for _ in range(number)]
        return [f"{provider}:{self.world.add(provider, running=seconds, **more)}" for seconds in takes]

    def wait(self, refs: list[str], each: Callable[[Outcome], None] = lambda _: None) -> dict[str, Outcome]:
        """All outcomes; `each` is called as they come."""

        async def run() -> dict[str, Outcome]:
            transport = httpx.ASGITransport(create_app(self.world))
            async with AsyncJobs(SETTINGS, clock=self.clock, random=Random(2), transport=transport) as jobs:
                found: dict[str, Outcome] = {}
                async for outcome in jobs.as_completed(refs, timeout=20_000):
                    assert outcome.ref not in found
                    found[outcome.ref] = outcome
                    each(outcome)
                return found

        return asyncio.run(run())

    def statuses(self) -> Counter[int | None]:
        """How often each status was answered."""
        return Counter(exchange.status for exchange in self.world.exchanges)

    def reads(self, provider: str) -> int:
        """How many requests there were."""
        return sum(request.path.startswith(f"/{provider}/") for request in self.world.requests)


@pytest.fixture
def run() -> Run:
    return Run()


def test_two_thousand_of_four_providers_with_failures_of_every_kind(run: Run) -> None:
    expected: dict[str, type[Exception] | None] = {}
    for provider, crowd in CROWDS.items():
        expected |= dict.fromkeys(run.add(provider, *crowd), None)
        for fault in SURVIVED:
            expected |= dict.fromkeys(run.add(provider, 2, faults=[fault]), None)
        expected |= dict.fromkeys(run.add(provider, 5, outcome="failed"), JobFailed)
        expected |= dict.fromkeys([f"{provider}:gone_{number}" for number in range(3)], NotFoundError)
        for status, error in ENDED_BY.items() if provider in {"breeze", "playai"} else ():  # a list would tell them
            fault = Fault("status", times=99, status=status)
            expected |= dict.fromkeys(run.add(provider, 1, faults=[fault]), error)
    found = run.wait(list(expected))
    assert found.keys() == expected.keys()
    for ref, error in expected.items():
        outcome = found[ref]
        assert isinstance(outcome.error, error) if error else outcome.error is None, (ref, outcome)
    assert run.reads("finetuning") < 500
    assert run.reads("oxen") < 500


def test_a_thousand_at_sixty_reads_a_minute(run: Run) -> None:
    refs = run.add("finetuning", 1_000)
    lags: list[float] = []

    def note(outcome: Outcome) -> None:
        job = run.world.find("finetuning", outcome.ref.partition(":")[2])
        assert job is not None
        lags.append((run.clock.now() - job.life.ends_at).total_seconds())

    found = run.wait(refs, note)
    assert all(outcome.error is None for outcome in found.values())
    assert run.statuses().keys() == {200}  # no 429
    assert run.reads("finetuning") < 300
    assert sorted(lags)[500] < 10


def test_a_list_that_shifts_while_it_is_paged_loses_nobody(run: Run) -> None:
    refs = run.add("finetuning", 300)
    found = run.wait(refs, lambda _: run.add("finetuning", 1))  # each end is followed by a new job, on top of the list
    assert found.keys() == set(refs)
    assert all(outcome.error is None for outcome in found.values())
    assert run.statuses().keys() == {200}


def test_a_result_that_never_comes_is_that_jobs_error(run: Run) -> None:
    good = run.add("oxen", 30, media="video")
    bad = run.add("playai", 1, faults=[Fault("missing_result", times=99)])
    found = run.wait([*good, *bad])
    assert isinstance(found[bad[0]].error, MissingResult)
    assert all(found[ref].error is None for ref in good)


@pytest.mark.parametrize("seconds", [-7_200, 7_200])
def test_a_clock_that_jumps_ends_nothing_and_asks_no_storm(run: Run, seconds: int) -> None:
    refs = run.add("finetuning", 200)
    steady = Run()
    steady.wait(steady.add("finetuning", 200))
    jumped = False
    now = run.clock.now

    def jump(_: Outcome) -> None:
        nonlocal jumped
        jumped = True

    # The time of day that clients see jumps; the provider's does not, nor does the monotonic clock.
    run.clock.now = lambda: now() + timedelta(seconds=seconds if jumped else 0)  # type: ignore[method-assign]
    run.world.now = now
    found = run.wait(refs, jump)
    assert all(outcome.error is None for outcome in found.values())
    assert run.reads("finetuning") < 2 * steady.reads("finetuning")
    assert run.statuses().keys() == {200}


def test_a_list_that_is_refused_for_ten_minutes_is_left_alone(run: Run) -> None:
    refs = run.add("oxen", 200, media="video")
    run.world.inject_fault("oxen", Fault("status", times=5, status=429, on="list", retry_after=120))
    found = run.wait(refs)
    assert all(outcome.error is None for outcome in found.values())
    assert 1 <= run.statuses()[429] <= 5
    assert run.reads("oxen") < 2 * len(refs)
