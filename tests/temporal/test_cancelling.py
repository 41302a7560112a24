"""A cancelled workflow cancels its jobs at the provider, where the provider can."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import AsyncJobs, JobStatus
from generation_jobs_sandbox import Fault
from generation_jobs_temporal import BatchRequest, GenerateBatch, GenerateJob, JobRequest, Submit
from temporalio.client import WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import CancelledError

from tests.temporal.stage import Stage, astronaut, until

if TYPE_CHECKING:
    from temporalio.client import Client


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
