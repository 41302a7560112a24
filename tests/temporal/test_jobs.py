"""One job as a workflow, against a real Temporal server and the sandbox."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import ConfigurationError
from generation_jobs_sandbox import Fault
from generation_jobs_temporal import GenerateJob, GenerationJobsPlugin, JobRequest, JobResult, Submit
from temporalio.client import WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.worker import Replayer, Worker

from tests.importing import HEAVY, imported
from tests.temporal.covers import MakeCovers
from tests.temporal.stage import SECRET, Stage, astronaut, history_size

if TYPE_CHECKING:
    from temporalio.client import Client


async def start(client: Client, stage: Stage, request: Submit, number: int | str = 0) -> WorkflowHandle[Any, JobResult]:
    options = {"id": f"{stage.name}-{number}", "task_queue": stage.name}
    return await client.start_workflow(GenerateJob.run, JobRequest(**vars(request)), **options)


async def failure_of(handle: WorkflowHandle[Any, Any]) -> ApplicationError:
    with pytest.raises(WorkflowFailureError) as caught:
        await handle.result()
    assert isinstance(caught.value.cause, ActivityError)
    assert isinstance(caught.value.cause.cause, ApplicationError)
    return caught.value.cause.cause


def test_a_job_from_submit_to_file(stage: Stage) -> None:
    """Short or long, its history has eleven events, and no API key."""
    stage.box.world.next_job("oxen", running=0.0)
    stage.box.world.next_job("oxen", running=2.5)

    async def story() -> None:
        async with stage.client() as client:
            for number in range(2):
                handle = await start(client, stage, Submit("oxen", astronaut(f"astronaut {number}")), number)
                result = await handle.result()
                assert [Path(file).suffix for file in result.files] == [".png"]
                assert Path(result.files[0]).stem == result.refs[0].replace(":", "-")
                assert Path(result.files[0]).stat().st_size > 0
                events, size = await history_size(handle)
                assert events == 11
                assert size < 4_000
                assert SECRET not in (await handle.fetch_history()).to_json()

    asyncio.run(story())
    assert stage.charges() == {"astronaut 0": 1, "astronaut 1": 1}
    assert all(
        request.headers["authorization"] == f"Bearer {SECRET}"
        for request in stage.box.world.requests
        if request.path.startswith("/oxen")
    )


def test_the_same_workflow_id_is_the_same_job(stage: Stage) -> None:
    async def story() -> None:
        async with stage.client() as client:
            first = await (await start(client, stage, Submit("oxen", astronaut("once")))).result()
            again = await (await start(client, stage, Submit("oxen", astronaut("once")))).result()
            assert again == first
            other = await failure_of(await start(client, stage, Submit("oxen", astronaut("other"))))
            assert (other.type, other.non_retryable) == ("ConfigurationError", True)

    asyncio.run(story())
    assert stage.charges() == {"once": 1}


def test_a_workflow_id_with_a_slash_is_no_other_workflow_with_a_key(stage: Stage) -> None:
    """As of a child, which people name after its parent."""

    async def story() -> None:
        async with stage.client() as client:
            submit = Submit("oxen", astronaut("two of them"))
            parent = await start(client, stage, replace(submit, key="cover"), 1)
            child = await start(client, stage, submit, "1/cover")
            assert (await parent.result()).refs != (await child.result()).refs

    asyncio.run(story())
    assert stage.charges() == {"two of them": 2}


def test_what_a_provider_refuses_ends_the_workflow_at_once(stage: Stage) -> None:
    body = f'{{"error": {{"message": "the key {SECRET} is revoked"}}}}'
    stage.box.world.inject_fault("oxen", Fault("status", on="submit", status=401, body=body))
    stage.box.world.next_job("oxen", "failed")

    async def story() -> None:
        async with stage.client() as client:
            refused = await start(client, stage, Submit("oxen", astronaut("refused")), 0)
            assert (await failure_of(refused)).type == "AuthenticationError"
            failed = await start(client, stage, Submit("oxen", astronaut("failed")), 1)
            assert (await failure_of(failed)).type == "JobFailed"
            misspelt = await start(client, stage, Submit("oxen", {**astronaut("x"), "key": "order-17"}), 2)
            assert (await failure_of(misspelt)).type == "ConfigurationError"
            for handle in (refused, failed):
                assert SECRET not in (await handle.fetch_history()).to_json()

    asyncio.run(story())
    assert stage.charges() == {"failed": 1}


def test_trouble_after_the_submit_is_survived(stage: Stage) -> None:
    """A server error and a key that is rejected for a while: the job is paid for, so it is not given up."""
    faults = [Fault("status", status=502), Fault("status", status=401)]
    stage.box.world.next_job("oxen", faults=faults)
    stage.box.world.inject_fault("oxen", Fault("reset", on="submit", accepted=True))

    async def story() -> None:
        async with stage.client() as client:
            result = await (await start(client, stage, Submit("oxen", astronaut("survivor")))).result()
            assert result.files

    asyncio.run(story())
    assert stage.charges() == {"survivor": 1}


def test_a_provider_that_answers_with_the_result_itself(stage: Stage) -> None:
    async def story() -> JobResult:
        async with stage.client() as client:
            submit = Submit("bland", {"text": "Hello", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01"})
            return await (await start(client, stage, submit)).result()

    result = asyncio.run(story())
    assert result.refs == []
    assert Path(result.files[0]).read_bytes()


def test_a_job_that_runs_takes_no_place_on_a_worker(stage: Stage) -> None:
    stage.box.world.next_job("oxen", running=3600.0)

    async def story() -> None:
        async with stage.client(activities_at_once=1) as client:
            long = await start(client, stage, Submit("oxen", astronaut("long")), 0)
            while not stage.charges():
                await asyncio.sleep(0.05)
            short = await start(client, stage, Submit("oxen", astronaut("short")), 1)
            assert (await short.result()).files
            await long.terminate()

    asyncio.run(story())


def test_a_workflow_of_ones_own_submits_twice_and_replays(stage: Stage) -> None:
    """It is imported in Temporal's sandbox, without any module passed through."""

    async def story() -> None:
        async with stage.client(workflows=[MakeCovers]) as client:
            options = {"id": stage.name, "task_queue": stage.name}
            handle = await client.start_workflow(MakeCovers.run, ["moon", "sea"], **options)
            assert len(set(await handle.result())) == 2
            await Replayer(workflows=[MakeCovers]).replay_workflow(await handle.fetch_history())

    asyncio.run(story())
    assert stage.charges() == {"moon": 1, "sea": 1}


def test_a_worker_without_a_ledger_does_not_start(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENJOBS_LEDGER", "off")

    async def story() -> None:
        with pytest.raises(ConfigurationError, match="GENJOBS_LEDGER"):
            async with stage.client():
                pass

    asyncio.run(story())


def test_workflow_code_imports_nothing_heavy() -> None:
    assert imported("import generation_jobs_temporal") & {"generation_jobs", *HEAVY} == set()


def test_a_workflow_that_is_named_beside_the_plugin(stage: Stage) -> None:
    """As in a worker that lists all its workflows, and in one whose client has the plugin as well."""

    async def story() -> None:
        async with stage.client(workflows=[GenerateJob, MakeCovers]) as client:
            assert (await (await start(client, stage, Submit("oxen", astronaut("once")))).result()).files
            with pytest.warns(UserWarning, match="same plugin type"):
                worker = Worker(client, task_queue=f"{stage.name}-2", plugins=[GenerationJobsPlugin()])
            assert worker.task_queue == f"{stage.name}-2"

    asyncio.run(story())
