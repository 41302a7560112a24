"""Many jobs as one workflow."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs_temporal import BatchRequest, GenerateBatch, JobResult, Submit
from temporalio.client import WorkflowFailureError, WorkflowHandle

from tests.temporal.stage import SECRET, Stage, astronaut, history_size

if TYPE_CHECKING:
    from temporalio.client import Client

JOBS = 60


async def start(client: Client, stage: Stage, batch: BatchRequest) -> WorkflowHandle[Any, list[JobResult]]:
    return await client.start_workflow(GenerateBatch.run, batch, id=stage.name, task_queue=stage.name)


async def runs(client: Client, handle: WorkflowHandle[Any, Any]) -> list[WorkflowHandle[Any, Any]]:
    """All runs of a workflow, from the first to the last."""
    found, run_id = [], handle.first_execution_run_id
    while run_id:
        found.append(client.get_workflow_handle(handle.id, run_id=run_id))
        last = (await found[-1].fetch_history()).events[-1]
        run_id = last.workflow_execution_continued_as_new_event_attributes.new_execution_run_id
    return found


def batch_of(number: int) -> BatchRequest:
    return BatchRequest([Submit("oxen", astronaut(f"row {row}")) for row in range(number)])


def test_sixty_jobs_in_one_history(stage: Stage) -> None:
    """A failure of one job does not affect the others; they are polled together."""
    for number in range(JOBS):
        stage.box.world.next_job("oxen", "failed" if number == 7 else "succeeded")

    async def story() -> None:
        async with stage.client() as client:
            handle = await start(client, stage, batch_of(JOBS))
            results = await handle.result()
            (failed,) = [result for result in results if result.error is not None]
            assert failed.error.startswith("JobFailed: oxen:")
            assert len({file for result in results for file in result.files}) == JOBS - 1
            events, size = await history_size(handle)
            assert events == 11
            assert size < 600 * JOBS
            assert SECRET not in (await handle.fetch_history()).to_json()

    asyncio.run(story())
    assert stage.charges() == {f"row {row}": 1 for row in range(JOBS)}
    polls = [request for request in stage.box.world.requests if request.method == "GET" and "/oxen/" in request.path]
    assert len(polls) <= 1.3 * JOBS


def test_a_long_batch_continues_as_new(stage: Stage) -> None:
    async def story() -> None:
        async with stage.client() as client:
            handle = await start(client, stage, replace(batch_of(JOBS), in_flight=12, max_events=12))
            results = await handle.result()
            assert [(len(result.files), result.error) for result in results] == [(1, None)] * JOBS
            lengths = [(await history_size(run))[0] for run in await runs(client, handle)]
            assert len(lengths) == 3
            assert max(lengths) <= 18

    asyncio.run(story())
    assert stage.charges() == {f"row {row}": 1 for row in range(JOBS)}


def test_jobs_that_do_not_end_in_time_get_an_error(stage: Stage) -> None:
    stage.box.world.next_job("oxen", running=3600.0)

    async def story() -> None:
        async with stage.client() as client:
            handle = await start(client, stage, replace(batch_of(2), timeout=5.0))
            first, second = await handle.result()
            assert sorted([bool(first.error), bool(second.error)]) == [False, True]
            assert "WaitTimeout" in str(first.error or second.error)

    asyncio.run(story())


def test_a_batch_that_makes_no_sense_is_refused(stage: Stage) -> None:
    one, same = Submit("oxen", astronaut("a"), "same"), Submit("oxen", astronaut("b"), "same")
    batches = [BatchRequest([one, same]), BatchRequest([one], in_flight=0), BatchRequest([one] * 5_001)]

    async def story() -> None:
        async with stage.client() as client:
            for batch in batches:
                with pytest.raises(WorkflowFailureError):
                    await (await start(client, stage, batch)).result()

    asyncio.run(story())
    assert not stage.charges()
