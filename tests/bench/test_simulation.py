"""The simulated providers, polled by the facade as in the bench."""

import asyncio

import httpx
import pytest
from generation_jobs import AsyncJobs, JobStatus

from scripts.bench.programs import batch, single_waits
from scripts.bench.simulation.clocks import LoopClock
from scripts.bench.simulation.finetuning import SimulatedFinetuning
from scripts.bench.simulation.jobs import SimulatedJobs, State
from scripts.bench.simulation.oxen import SimulatedOxen
from scripts.bench.simulation.rate_limit import RateLimit

PROVIDERS = [SimulatedFinetuning, SimulatedOxen]


def client_of(account, clock):
    return AsyncJobs([account.settings()], clock=clock, transport=account)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_job_runs_for_its_duration(provider):
    async def main():
        clock = LoopClock()
        account = provider([30.0, 90.0], clock)
        oldest, newest = account.refs()
        async with client_of(account, clock) as jobs:
            await clock.sleep_async(30)
            running, succeeded = await jobs.get(oldest), await jobs.get(newest)
        assert (running.status, succeeded.status) == (JobStatus.RUNNING, JobStatus.SUCCEEDED)
        assert abs((succeeded.completed_at - succeeded.created_at).total_seconds() - 30) < 1
        assert [media.url is not None for media in succeeded.media] == [True]

    asyncio.run(main())


@pytest.mark.parametrize("provider", PROVIDERS)
def test_lists_are_filtered_and_paged_with_the_newest_first(provider):
    async def main():
        clock = LoopClock()
        account = provider([float(number) for number in range(1, 151)], clock)
        async with client_of(account, clock) as jobs:
            await clock.sleep_async(120)
            every = [job.ref async for job in jobs.list(account.name)]
            succeeded = [job.ref async for job in jobs.list(account.name, status=JobStatus.SUCCEEDED)]
            failed = [job.ref async for job in jobs.list(account.name, status=JobStatus.FAILED)]
        assert every == account.refs()[::-1]
        assert succeeded == every[:120]
        assert failed == []
        assert account.rows == 270

    asyncio.run(main())


def test_jobs_are_listed_by_their_state():
    jobs = SimulatedJobs([5.0, 1.0, 3.0])
    assert list(jobs.numbers(State.RUNNING, 0.0)) == [0, 1, 2]
    assert list(jobs.numbers(State.SUCCEEDED, 3.0)) == [1, 2]
    assert list(jobs.numbers(State.RUNNING, 3.0)) == [0]
    assert list(jobs.numbers(None, 3.0)) == [0, 1, 2]


def test_the_rate_limit_says_when_to_come_back():
    limit = RateLimit(2)
    assert [limit.admit(now)[0] for now in (0.0, 10.0, 20.0, 60.0, 61.0)] == [True, True, False, True, False]
    assert limit.admit(61.5)[1] == {"X-RateLimit-Limit": "2", "X-RateLimit-Remaining": "0", "Retry-After": "9"}


def test_what_exceeds_the_limit_is_refused():
    account = SimulatedFinetuning([5.0], LoopClock())
    request = httpx.Request("GET", "https://pub.finetuning.ai/v1/generations")
    statuses = [account.handle_request(request).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert (account.reads, account.refused) == (60, 1)


def test_the_clock_moves_on_only_when_no_task_can_run():
    async def main():
        clock, seen = LoopClock(), []

        async def sleep(seconds, turns):
            await clock.sleep_async(seconds)
            for _ in range(turns):  # a long chain of wake-ups
                await asyncio.sleep(0)
            seen.append((seconds, clock.monotonic()))

        await asyncio.gather(sleep(5, 100), sleep(1, 100), sleep(5.5, 0))
        assert seen == [(1, 1), (5, 5), (5.5, 5.5)]

    asyncio.run(main())


def test_a_cancelled_sleep_does_not_move_the_clock():
    async def main():
        clock = LoopClock()
        task = asyncio.create_task(clock.sleep_async(5))
        await asyncio.sleep(0)
        task.cancel()
        await clock.sleep_async(7)
        assert clock.monotonic() == 7

    asyncio.run(main())


@pytest.mark.parametrize("provider", ["finetuning", "oxen"])
def test_a_batch_is_measured(provider):
    found = batch.measure(provider, 20, [1, 2])
    assert 0 < found.reads_per_job < 30
    assert 0 <= found.median_lag <= found.p95_lag
    assert found.refused == 0
    assert batch.measure(provider, 20, [1], collect=True).median_lag != found.median_lag


def test_single_waits_are_measured():
    found = single_waits.measure("finetuning", 10, [1], threads=False, latency=0.0)
    assert 0 < found.reads_per_job < 30
    assert 0 <= found.median_lag <= found.p95_lag < 3_000
    assert found.refused == 0
