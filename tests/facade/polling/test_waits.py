"""Many single waits of one client: one reading of the list serves them all, in tasks and in threads."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs import AsyncJobs, Job, JobFailed, Jobs, Policy, WaitTimeout
from generation_jobs.testing import VirtualClock

from tests.facade.account import Account
from tests.facade.bodies import SETTINGS
from tests.facade.script import reply

if TYPE_CHECKING:
    from collections.abc import Sequence


class Slow(httpx.AsyncBaseTransport, httpx.BaseTransport):
    """A transport whose answers take a while."""

    def __init__(self, account: Account, latency: float) -> None:
        self._account, self._latency = account, latency

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._account.clock.sleep_async(self._latency)
        return self._account.transport().handle_request(request)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._account.clock.sleep(self._latency)
        return self._account.transport().handle_request(request)


UNLIMITED = {"finetuning": Policy(rate_limits={"read": None, "submit": None})}
FIFTY = [f"gen_{number}" for number in range(50)]


def waited(account: Account, refs: Sequence[str], **options: Any) -> list[Job | BaseException]:
    """All at once, each in a task of its own."""

    async def story() -> list[Job | BaseException]:
        settings = [SETTINGS["finetuning"]]
        async with AsyncJobs(settings, clock=account.clock, transport=account.transport()) as jobs:
            return await asyncio.gather(*(jobs.wait(ref, **options) for ref in refs), return_exceptions=True)

    return asyncio.run(story())


@pytest.fixture
def account() -> Account:
    return Account(VirtualClock())


def test_fifty_tasks_cost_less_than_fifty_waits(account: Account) -> None:
    refs = [ref for number, one in enumerate(FIFTY) for ref in account.add([one], 30.0 + number)]
    assert all(isinstance(job, Job) for job in waited(account, refs))
    assert account.refusals == 0
    assert account.asked.total() < 100  # two each


@pytest.mark.parametrize("latency", [0.0, 0.2])
def test_a_hundred_and_fifty_tasks_cost_less_than_one_request_each(latency: float) -> None:
    account = Account(VirtualClock())
    refs = [ref for number in range(150) for ref in account.add([f"gen_{number}"], 20.0 + number)]

    async def story() -> None:
        settings, transport = [SETTINGS["finetuning"]], Slow(account, latency)
        async with AsyncJobs(settings, clock=account.clock, transport=transport) as jobs:
            await asyncio.gather(*map(jobs.wait, refs))

    asyncio.run(story())
    assert account.asked.total() < 100
    assert account.alone < 30
    assert account.refusals == 0
    assert account.clock.monotonic() < 200  # the last one ended after 169


def test_waits_that_begin_while_the_list_is_read_are_told_by_the_next_reading(account: Account) -> None:
    refs = [ref for number in range(60) for ref in account.add([f"gen_{number}"], 100.0)]

    async def story() -> None:
        transport = Slow(account, 0.2)
        async with AsyncJobs([SETTINGS["finetuning"]], clock=account.clock, transport=transport) as jobs:

            async def wait(number: int, ref: str) -> None:
                await account.clock.sleep_async(number / 100)
                await jobs.wait(ref)

            await asyncio.gather(*(wait(number, ref) for number, ref in enumerate(refs)))

    asyncio.run(story())
    assert account.alone < 10


def test_orders_that_come_one_by_one_need_no_poll_each(account: Account) -> None:
    """The response of the submit has just said that the job runs, and the list soon shows more."""
    account.submitted_take = 40.0

    async def story() -> None:
        async with AsyncJobs(
            [SETTINGS["finetuning"]], clock=account.clock, transport=account.transport(), policies=UNLIMITED
        ) as jobs:

            async def order(number: int) -> None:
                await account.clock.sleep_async(3.0 * number)
                await jobs.wait(await jobs.submit("finetuning", tags="lofi"))

            await asyncio.gather(*map(order, range(60)))

    asyncio.run(story())
    assert account.asked["submit"] == 60
    assert account.alone - account.asked["submit"] < 20
    assert account.clock.monotonic() < 59 * 3 + 40 + 10


def test_two_are_asked_for_alone(account: Account) -> None:
    waited(account, account.add(["a", "b"], 20.0))
    assert account.pages == 0


def test_each_ends_its_own_way(account: Account) -> None:
    refs = account.add(FIFTY[:5], 20.0) + account.add(["bad"], 20.0, outcome="failed")
    refs += account.add(["hidden"], 20.0, listed=False) + account.add(["late"], 900.0)
    *good, bad, hidden, late = waited(account, refs, timeout=100)
    assert all(isinstance(job, Job) for job in (*good, hidden))
    assert isinstance(bad, JobFailed)
    assert isinstance(late, WaitTimeout)
    assert account.clock.monotonic() == pytest.approx(100, abs=1)


def test_without_a_list_each_is_asked_for(account: Account) -> None:
    account.list_answer = lambda: reply({}, 403)
    assert all(isinstance(job, Job) for job in waited(account, account.add(FIFTY[:8], 20.0)))
    assert account.pages == 1


@pytest.mark.parametrize("latency", [0.0, 0.2])
def test_threads(latency: float) -> None:
    class Ticking(VirtualClock):
        """Moves a little whenever a thread sleeps: by all of it, and each would sleep for the others, too."""

        def sleep(self, seconds: float) -> None:
            self.advance(0.1 if seconds else 0.0)

        def sleep_until(self, event: threading.Event, seconds: float) -> None:
            if not event.wait(0.001):
                self.advance(0.1)

    account = Account(Ticking())
    refs = account.add(FIFTY[:12], 30.0)
    together = threading.Barrier(len(refs), timeout=20)
    seen: set[str] = set()

    def meet(job: Job) -> None:  # nobody goes on before all have begun
        if job.ref not in seen:
            seen.add(str(job.ref))
            together.wait()

    with (
        Jobs([SETTINGS["finetuning"]], clock=account.clock, transport=Slow(account, latency)) as jobs,
        ThreadPoolExecutor(12) as pool,
    ):
        assert all(job.media for job in pool.map(partial(jobs.wait, on_update=meet), refs))
    assert account.pages > 0
