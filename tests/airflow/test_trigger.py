"""The trigger: it waits for jobs, in any triggerer, and never submits."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from airflow.sdk.execution_time import task_runner
from airflow.sdk.execution_time.comms import TaskStatesResult
from airflow.sdk.serde import deserialize, serialize
from generation_jobs import Jobs, JobStatus
from generation_jobs_airflow.hooks import GenerationJobsHook
from generation_jobs_airflow.triggers import JobTrigger

from tests.airflow.stage import Stage, astronaut

if TYPE_CHECKING:
    from airflow.triggers.base import TriggerEvent

JOBS = 40


def client() -> Jobs:
    return GenerationJobsHook("oxen_default", "oxen").get_conn()


def submit(number: int) -> list[str]:
    with client() as jobs:
        return [str(jobs.submit("oxen", **astronaut(f"number {one}")).ref) for one in range(number)]


def trigger(*refs: str, seconds: float = 60.0) -> JobTrigger:
    return JobTrigger("oxen_default", "oxen", refs, time.time() + seconds)


def fired(*triggers: JobTrigger) -> list[Any]:
    """The payloads of their first events, when they run in one triggerer."""

    async def first(one: JobTrigger) -> TriggerEvent:
        return await anext(one.run())

    async def story() -> list[TriggerEvent]:
        return await asyncio.gather(*map(first, triggers))

    return [event.payload for event in asyncio.run(story())]


def test_it_is_created_again_from_what_it_serialises(stage: Stage) -> None:
    """By another process, which has imported nothing: else every retry would submit anew."""
    given = trigger("oxen:gen_1", "oxen:gen_2")
    path, arguments = given.serialize()
    stored = deserialize(json.loads(json.dumps(serialize(arguments))))
    assert JobTrigger(**stored).serialize() == (path, arguments)
    module, _, name = path.rpartition(".")
    code = f"import json, sys; from {module} import {name}; print(repr({name}(**json.load(sys.stdin))))"
    made = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(stored), capture_output=True, text=True, check=True
    )
    assert made.stdout.strip().endswith(repr(given))


def test_it_goes_on_after_a_restart_of_the_triggerer(stage: Stage) -> None:
    stage.box.world.running = 1.0
    (ref,) = submit(1)
    stopped = trigger(ref)

    async def story() -> None:
        waiting = asyncio.ensure_future(anext(stopped.run()))
        while not stage.requests("GET"):
            await asyncio.sleep(0.02)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    asyncio.run(story())
    _, arguments = stopped.serialize()
    (payload,) = fired(JobTrigger(**arguments))
    assert payload["outcomes"][0]["error"] is None
    assert len(stage.box.world.submissions) == 1


def test_it_fires_no_earlier_than_it_should(stage: Stage) -> None:
    stage.box.world.running = 0.0
    (ref,) = submit(1)
    not_before = time.time() + 1.0
    fired(JobTrigger("oxen_default", "oxen", [ref], not_before + 60, not_before=not_before))
    assert time.time() >= not_before


def test_triggers_of_one_account_share_a_poller(stage: Stage) -> None:
    stage.box.world.running = 2.0
    refs = submit(JOBS)
    polls = stage.requests("GET")
    payloads = fired(*map(trigger, refs))
    assert [one["outcomes"][0]["ref"] for one in payloads] == refs
    assert all(one["outcomes"][0]["error"] is None for one in payloads)
    assert len(json.dumps(payloads[0])) < 200
    assert stage.requests("GET") - polls < JOBS
    assert len(stage.box.world.submissions) == JOBS


def test_errors_are_told_as_data(stage: Stage) -> None:
    stage.box.world.next_job("oxen", "failed")
    stage.box.world.next_job("oxen", running=3600.0)
    failed, running = submit(2)
    errors = [one["outcomes"][0]["error"]["type"] for one in fired(trigger(failed), trigger(running, seconds=2.0))]
    assert errors == ["JobFailed", "WaitTimeout"]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({"run": {"make_3": "failed"}}, JobStatus.CANCELLED),
        ({"run": {"make_3": "success"}}, JobStatus.CANCELLED),
        ({}, JobStatus.CANCELLED),  # its run was deleted
        ({"run": {"make_3": None}}, JobStatus.RUNNING),  # cleared
        ({"run": {"make_3": "queued"}}, JobStatus.RUNNING),
    ],
)
def test_when_a_person_ends_the_task(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, states: dict[str, Any], expected: JobStatus
) -> None:
    """The job is cancelled, unless the task runs again and needs it."""

    class Supervisor:
        def send(self, message: object) -> TaskStatesResult:
            return TaskStatesResult(task_states=states)

    stage.box.world.running = 3600.0
    (ref,) = submit(1)
    ended = trigger(ref)
    ended.task_instance = _Instance()
    with monkeypatch.context() as patch:
        patch.setattr(task_runner, "SUPERVISOR_COMMS", Supervisor(), raising=False)
        asyncio.run(ended.on_kill())
    with client() as jobs:
        assert jobs.get(ref).status == expected


def test_an_end_that_takes_too_long_says_what_goes_on(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    """As where Airflow's database is busy: it gives `on_kill` 30 seconds."""

    async def story() -> None:
        ended = trigger("oxen:gen_1")
        ended.task_instance = _Instance()
        ending = asyncio.ensure_future(ended.on_kill())
        await asyncio.sleep(0)
        ending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await ending

    asyncio.run(story())
    assert "oxen:gen_1 was not cancelled, and continues at the provider" in capfd.readouterr().out


def test_a_provider_that_cannot_cancel(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    stage.box.world.running = 3600.0
    with GenerationJobsHook("finetuning_default", "finetuning").get_conn() as jobs:
        ref = str(jobs.submit("finetuning", tags="lofi piano", duration=60).ref)
    asyncio.run(JobTrigger("finetuning_default", "finetuning", [ref], time.time() + 60).on_kill())
    assert "finetuning cannot cancel jobs" in capfd.readouterr().out


class _Instance:
    dag_id, run_id, task_id, map_index = "dag", "run", "make", 3
