"""A cancelled workflow cancels its jobs at the provider, where the provider can."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import AsyncJobs, JobStatus
from generation_jobs_sandbox import Fault
from generation_jobs_temporal import BatchRequest, GenerateBatch, GenerateJob, JobRequest, Submit, generate
from temporalio import workflow
from temporalio.client import WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import CancelledError

from tests.temporal.stage import Stage, astronaut, until

if TYPE_CHECKING:
    from temporalio.client import Client


@workflow.defn
class MakeQuickly:
    """A workflow that has a limit of its own for one job, and goes on without it."""

    @workflow.run
    async def run(self, prompt: str) -> str:
        try:
            async with asyncio.timeout(3):
                await generate("oxen", {"model": "flux-2-dev", "prompt": prompt}, key="slow")
        except TimeoutError:
            result = await generate("oxen", {"model": "flux-2-dev", "prompt": "a small one"}, key="quick")
            return result.refs[0]
        return "in time"


async def cancel(handle: WorkflowHandle[Any, Any]) -> None:
    await handle.cancel()
    with pytest.raises(WorkflowFailureError) as caught:
        await handle.result()
    assert isinstance(caught.value.cause, CancelledError)


async def start(client: Client, stage: Stage, request: JobRequest) -> WorkflowHandle[Any, Any]:
    return await client.start_workflow(GenerateJob.run, request, id=stage.name, task_queue=stage.name)


async def statuses(provider: str) -> list[JobStatus]:
    async with AsyncJobs.from_env() as jobs:
        return [job.status async for job in jobs.list(provider)]


def test_a_running_job(stage: Stage) -> None:
    stage.box.world.running = 3600.0

    async def story() -> None:
        async with stage.client() as client:
            handle = await start(client, stage, JobRequest("oxen", astronaut("unwanted")))
            await until(lambda: stage.requests("GET"))
            await cancel(handle)
            assert await statuses("oxen") == [JobStatus.CANCELLED]

    asyncio.run(story())


def test_a_job_that_takes_longer_than_the_workflow_gives_it(stage: Stage) -> None:
    """As with `asyncio.timeout` or `asyncio.TaskGroup`: the workflow itself is not cancelled."""
    stage.box.world.next_job("oxen", running=3600.0)

    async def story() -> None:
        async with stage.client([MakeQuickly]) as client:
            await client.execute_workflow(MakeQuickly.run, "a large one", id=stage.name, task_queue=stage.name)
        assert sorted(await statuses("oxen")) == [JobStatus.CANCELLED, JobStatus.SUCCEEDED]

    asyncio.run(story())


def test_a_job_that_is_just_being_looked_at(stage: Stage) -> None:
    """The attempt ends before it hears of the cancellation."""
    stage.box.world.next_job("oxen", running=3600.0, faults=[Fault("stall", seconds=1.5)])

    async def story() -> None:
        async with stage.client() as client:
            handle = await start(client, stage, JobRequest("oxen", astronaut("unwanted")))
            await until(lambda: stage.requests("GET"))
            await cancel(handle)
            assert await statuses("oxen") == [JobStatus.CANCELLED]

    asyncio.run(story())


def test_a_job_that_is_just_being_submitted(stage: Stage) -> None:
    stage.box.world.running = 3600.0
    stage.box.world.inject_fault("oxen", Fault("stall", on="submit", seconds=3.0, accepted=True))

    async def story() -> None:
        async with stage.client() as client:
            handle = await start(client, stage, JobRequest("oxen", astronaut("unwanted"), heartbeat=2.0))
            await until(stage.charges)
            await cancel(handle)
            assert await statuses("oxen") == [JobStatus.CANCELLED]

    asyncio.run(story())
    assert stage.charges() == {"unwanted": 1}


def test_a_provider_that_cannot_cancel(stage: Stage) -> None:
    """The history says which job still runs."""
    stage.box.world.running = 3600.0

    async def story() -> None:
        async with stage.client() as client:
            request = JobRequest("finetuning", {"tags": "lofi piano", "duration": 60})
            handle = await start(client, stage, request)
            await until(lambda: stage.requests("GET"))
            await cancel(handle)
            assert "finetuning cannot cancel jobs" in str(await handle.fetch_history())

    asyncio.run(story())


def test_a_batch(stage: Stage) -> None:
    stage.box.world.running = 3600.0

    async def story() -> None:
        async with stage.client() as client:
            submits = [Submit("oxen", astronaut(f"unwanted {number}")) for number in range(5)]
            request = BatchRequest(submits, heartbeat=2.0)
            handle = await client.start_workflow(GenerateBatch.run, request, id=stage.name, task_queue=stage.name)
            await until(lambda: len(stage.charges()) == 5)
            await cancel(handle)
            assert await statuses("oxen") == [JobStatus.CANCELLED] * 5

    asyncio.run(story())
