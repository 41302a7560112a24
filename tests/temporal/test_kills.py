"""Workers that are killed (`kill -9`): nothing is paid for twice, and nothing that was paid for is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from generation_jobs import AsyncJobs
from generation_jobs_sandbox import Fault
from generation_jobs_temporal import BatchRequest, GenerateBatch, GenerateJob, JobRequest, Submit
from temporalio.client import Client

from tests.temporal.stage import Stage, astronaut, until

if TYPE_CHECKING:
    from temporalio.client import WorkflowHandle

HEARTBEAT = 3.0
JOBS = 12
AT_ONCE = 8  # requests of one worker to a provider: more of them would wait for those that stall


async def start(client: Client, stage: Stage, number: int) -> WorkflowHandle[GenerateJob, object]:
    request = JobRequest("oxen", astronaut(f"number {number}"), heartbeat=HEARTBEAT)
    return await client.start_workflow(GenerateJob.run, request, id=f"{stage.name}-{number}", task_queue=stage.name)


def test_kills_in_the_middle_of_submits_and_of_waits(stage: Stage) -> None:
    stage.box.world.running = 3.0
    stage.box.world.inject_fault("oxen", Fault("stall", times=AT_ONCE, on="submit", accepted=True))

    async def story() -> None:
        client = await Client.connect(stage.address)
        workers = [stage.start_worker(), stage.start_worker()]
        handles = [await start(client, stage, number) for number in range(AT_ONCE)]
        await until(lambda: len(stage.charges()) == AT_ONCE)  # and none has an answer
        for worker in workers:
            worker.kill()
        workers = [stage.start_worker(), stage.start_worker()]
        await until(lambda: stage.files.exists() and any(stage.files.iterdir()))
        workers[0].kill()
        await asyncio.gather(*(handle.result() for handle in handles))
        assert len(list(stage.files.glob("*.png"))) == AT_ONCE

    asyncio.run(story())
    assert stage.charges() == {f"number {number}": 1 for number in range(AT_ONCE)}


def test_a_kill_in_the_middle_of_a_batch(stage: Stage) -> None:
    stage.box.world.inject_fault("oxen", Fault("stall", times=AT_ONCE, on="submit", accepted=True))

    async def story() -> None:
        client = await Client.connect(stage.address)
        submits = [Submit("oxen", astronaut(f"row {number}")) for number in range(JOBS)]
        request = BatchRequest(submits, heartbeat=HEARTBEAT)
        worker = stage.start_worker()
        handle = await client.start_workflow(GenerateBatch.run, request, id=stage.name, task_queue=stage.name)
        await until(lambda: len(stage.charges()) == AT_ONCE)
        worker.kill()
        stage.start_worker()
        results = await handle.result()
        assert [(len(result.files), result.error) for result in results] == [(1, None)] * JOBS

    asyncio.run(story())
    assert stage.charges() == {f"row {number}": 1 for number in range(JOBS)}


def test_what_a_list_does_not_tell_waits_for_a_person(stage: Stage) -> None:
    """The submit never arrived. A list says so after ten minutes; who knows it before tells the ledger."""
    stage.box.world.inject_fault("oxen", Fault("stall", on="submit", accepted=False))

    async def story() -> None:
        client = await Client.connect(stage.address)
        worker = stage.start_worker()
        handle = await start(client, stage, 0)
        await until(lambda: stage.requests("POST"))
        worker.kill()
        stage.start_worker()
        while "genjobs recover" not in str((await handle.describe()).raw_description.pending_activities):
            await asyncio.sleep(0.1)
        async with AsyncJobs.from_env() as jobs:
            (lost,) = await jobs.pending()
            assert jobs.ledger is not None
            jobs.ledger.drop(lost.number)
        await handle.result()

    asyncio.run(story())
    assert stage.charges() == {"number 0": 1}
