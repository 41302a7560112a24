"""Workers that are killed (`kill -9`): nothing is paid for twice, and nothing that was paid for is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from generation_jobs_sandbox import Fault
from generation_jobs_temporal import BatchRequest, GenerateBatch, GenerateJob, GenerationJobsPlugin, JobRequest, Submit
from temporalio.client import Client

from tests.temporal.stage import Stage, astronaut

if TYPE_CHECKING:
    from pathlib import Path

HEARTBEAT = 3.0
JOBS = 12


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not happened():
            await asyncio.sleep(0.02)


def saved(folder: Path) -> int:
    return len(list(folder.glob("*.png")))


def test_a_kill_while_the_answer_to_a_submit_is_awaited(stage: Stage) -> None:
    stage.box.world.inject_fault("oxen", Fault("stall", on="submit", accepted=True))

    async def story() -> None:
        client = await Client.connect(stage.address, plugins=[GenerationJobsPlugin()])
        request = JobRequest("oxen", astronaut("in mid-submit"), heartbeat=HEARTBEAT)
        worker = stage.start_worker()
        handle = await client.start_workflow(GenerateJob.run, request, id=stage.name, task_queue=stage.name)
        await until(stage.charges)
        worker.kill()
        stage.start_worker()
        assert (await handle.result()).files

    asyncio.run(story())
    assert stage.charges() == {"in mid-submit": 1}


def test_kills_at_random_moments(stage: Stage) -> None:
    stage.box.world.running = 2.0
    random = Random(15)

    async def story() -> None:
        client = await Client.connect(stage.address, plugins=[GenerationJobsPlugin()])
        workers = [stage.start_worker(), stage.start_worker()]
        handles = [
            await client.start_workflow(
                GenerateJob.run,
                JobRequest("oxen", astronaut(f"number {number}"), heartbeat=HEARTBEAT),
                id=f"{stage.name}-{number}",
                task_queue=stage.name,
            )
            for number in range(JOBS)
        ]
        for part in (JOBS // 4, JOBS // 2):  # in the middle of the submits
            await until(lambda part=part: len(stage.charges()) >= part)
            await asyncio.sleep(random.uniform(0.0, 0.05))
            workers.pop(0).kill()
            workers.append(stage.start_worker())
        await until(lambda: saved(stage.files))  # and in the middle of the downloads
        workers.pop(0).kill()
        results = await asyncio.gather(*(handle.result() for handle in handles))
        assert len({file for result in results for file in result.files}) == JOBS

    asyncio.run(story())
    assert stage.charges() == {f"number {number}": 1 for number in range(JOBS)}


def test_a_kill_in_the_middle_of_a_batch(stage: Stage) -> None:
    stage.box.world.running = 2.0

    async def story() -> None:
        client = await Client.connect(stage.address, plugins=[GenerationJobsPlugin()])
        submits = [Submit("oxen", astronaut(f"row {number}")) for number in range(JOBS)]
        request = BatchRequest(submits, heartbeat=HEARTBEAT)
        worker = stage.start_worker()
        handle = await client.start_workflow(GenerateBatch.run, request, id=stage.name, task_queue=stage.name)
        await until(lambda: len(stage.charges()) >= JOBS // 2)
        worker.kill()
        stage.start_worker()
        results = await handle.result()
        assert [(len(result.files), result.error) for result in results] == [(1, None)] * JOBS

    asyncio.run(story())
    assert stage.charges() == {f"row {number}": 1 for number in range(JOBS)}
