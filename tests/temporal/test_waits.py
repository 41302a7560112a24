"""The waits of workers: what they send, and who waits for a job."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import AsyncJobs, Event, JobEnded
from generation_jobs_temporal import GenerateJob, GenerationJobsPlugin, JobRequest, generate
from temporalio import exceptions, workflow
from temporalio.client import Client, WorkflowFailureError
from temporalio.worker import Worker

from tests.temporal.stage import astronaut, until
from tests.temporal.worker import POLICIES

if TYPE_CHECKING:
    from temporalio.client import WorkflowHandle

    from tests.temporal.stage import Stage


async def start(client: Client, stage: Stage, number: int) -> list[WorkflowHandle[Any, Any]]:
    options: dict[str, Any] = {"task_queue": stage.name}
    requests = [JobRequest("oxen", astronaut(str(one))) for one in range(number)]
    return [
        await client.start_workflow(GenerateJob.run, request, id=f"{stage.name}-{one}", **options)
        for one, request in enumerate(requests)
    ]


async def attempts(handle: WorkflowHandle[Any, Any]) -> list[int]:
    """The attempts of the pending activity that has begun, or of the one that has completed."""
    description = (await handle.describe()).raw_description
    history = await handle.fetch_history()
    started = [one.activity_task_started_event_attributes.attempt for one in history.events if one.event_type == 11]
    return [one.attempt for one in description.pending_activities] or started


def test_workflows_of_one_worker_are_polled_together(stage: Stage) -> None:
    number = 20
    for _ in range(number):
        stage.box.world.next_job("oxen", running=8.0)

    async def story() -> None:
        async with stage.client() as client:
            await asyncio.gather(*(handle.result() for handle in await start(client, stage, number)))

    asyncio.run(story())
    assert set(stage.charges().values()) == {1}
    polls = [one for one in stage.box.world.requests if one.method == "GET" and one.path.startswith("/oxen")]
    assert len(polls) < 2 * number, "polled one by one, every two seconds, it would be four times as many"


def test_a_job_has_one_worker(stage: Stage) -> None:
    """However many there are: others would poll it as well, and count its end once more."""
    number = 6
    for _ in range(number):
        stage.box.world.next_job("oxen", running=5.0)
    ended: Counter[str] = Counter()

    def count(event: Event) -> None:
        ended.update([str(event.ref)] if isinstance(event, JobEnded) else [])

    def client() -> AsyncJobs:
        return AsyncJobs.from_env(policies=POLICIES, on_event=count)

    async def story() -> None:
        workers: list[Worker] = []
        for _ in range(3):
            plugin = GenerationJobsPlugin(client, directory=stage.files)
            workers.append(Worker(await Client.connect(stage.address, plugins=[plugin]), task_queue=stage.name))
        async with workers[0], workers[1], workers[2]:
            handles = await start(await Client.connect(stage.address), stage, number)
            await asyncio.gather(*(handle.result() for handle in handles))
            assert [await attempts(handle) for handle in handles] == [[1]] * number

    asyncio.run(story())
    assert sorted(ended.values()) == [1] * number


def test_a_worker_that_is_shut_down_hands_its_jobs_over(stage: Stage) -> None:
    """The next one need not find out by missing heartbeats: that takes up to 20 seconds."""
    stage.box.world.next_job("oxen", running=5.0)

    async def story() -> None:
        async with stage.client() as client:
            (handle,) = await start(client, stage, 1)
            await until(lambda: stage.requests("GET"))
        (pending,) = (await handle.describe()).raw_description.pending_activities
        assert pending.last_failure.application_failure_info.type == "NotEnded"
        async with stage.client():
            assert (await handle.result()).files

    asyncio.run(story())
    assert stage.charges() == {"0": 1}


def test_the_ref_of_a_job_is_seen_at_its_activity_at_once(stage: Stage) -> None:
    stage.box.world.running = 3600.0

    async def story() -> None:
        async with stage.client() as client:
            request = JobRequest("oxen", astronaut("watched"), heartbeat=3600.0)
            handle = await client.start_workflow(GenerateJob.run, request, id=stage.name, task_queue=stage.name)

            async def shows_ref() -> bool:
                return "oxen:" in str((await handle.describe()).raw_description.pending_activities)

            await until(shows_ref)

    asyncio.run(story())
    assert stage.charges() == {"watched": 1}


def test_a_workflow_that_is_dropped_while_it_waits_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end of a worker Python closes coroutines when no loop runs; what they raise is printed as a traceback."""
    monkeypatch.setattr(workflow, "execute_activity", _never_ended)
    waiting = generate("oxen", {})
    waiting.send(None)
    waiting.close()


async def _never_ended(*_: object, **__: object) -> None:
    await asyncio.sleep(0)


def test_a_workflow_that_is_terminated_ends_the_wait_for_its_job(stage: Stage) -> None:
    stage.box.world.running = 3600.0

    def waits() -> list[str]:
        return [name for task in asyncio.all_tasks() if (name := task.get_name()).startswith("wait for oxen:")]

    async def story() -> None:
        async with stage.client() as client:
            request = JobRequest("oxen", astronaut("unwanted"), heartbeat=1.0)
            handle = await client.start_workflow(GenerateJob.run, request, id=stage.name, task_queue=stage.name)
            await until(lambda: stage.requests("GET"))
            assert len(waits()) == 1
            await handle.terminate()
            await until(lambda: not waits())

    asyncio.run(story())


def test_a_job_that_runs_at_the_timeout(stage: Stage) -> None:
    stage.box.world.running = 3600.0

    async def story() -> None:
        async with stage.client() as client:
            request = JobRequest("oxen", astronaut("long"), timeout=2.0)
            options: dict[str, Any] = {"id": stage.name, "task_queue": stage.name}
            with pytest.raises(WorkflowFailureError) as caught:
                await client.execute_workflow(GenerateJob.run, request, **options)
            assert isinstance(caught.value.cause, exceptions.ActivityError)
            assert isinstance(caught.value.cause.cause, exceptions.TimeoutError)

    asyncio.run(story())
