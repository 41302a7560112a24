"""One job as a task, by `dag.test()`: Airflow's own task runner, triggers and database."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from time import sleep, time
from typing import Any

import pytest
from airflow.models.renderedtifields import RenderedTaskInstanceFields
from airflow.models.taskinstance import TaskInstance
from airflow.utils.session import create_session
from generation_jobs import ConfigurationError
from generation_jobs.ledger import SQLiteLedger
from generation_jobs_airflow.hooks import GenerationJobsHook
from generation_jobs_airflow.operators import GenerateOperator
from generation_jobs_sandbox import Fault

from tests.airflow.stage import SECRET, Stage, astronaut, result, run, tries


def test_a_job_from_submit_to_file(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    """A second run of the same task instance, as after a clear, gets the same job."""
    dag = stage.write(provider="oxen", parameters=astronaut("An astronaut, {{ dag_run.conf.style }}"))
    for _ in range(2):
        ran = run(dag, run_conf={"style": "ink"})
        assert ran.state == "success"
        (ref,), (file,) = result(ran)["refs"], result(ran)["files"]
        assert ref.startswith("oxen:")
        assert Path(file).parent == stage.files
        assert Path(file).stem == ref.replace(":", "-")
        assert Path(file).read_bytes()
    assert stage.charges() == {"An astronaut, ink": 1}
    with create_session() as session:
        rendered = session.query(RenderedTaskInstanceFields).filter_by(dag_id=dag.dag_id).all()
        assert SECRET not in str([one.rendered_fields for one in rendered])
    assert SECRET not in "".join(capfd.readouterr())


def test_a_wait_lasts_long_enough_for_the_scheduler_to_hear_of_it(stage: Stage) -> None:
    """Airflow takes a task for failed that goes on before that."""
    stage.box.world.running = 0.0
    start = time()
    ran = run(stage.write(provider="oxen", parameters=astronaut("quick"), shortest_wait=2.0))
    assert (ran.state, tries(ran)) == ("success", 1)
    assert time() - start >= 2.0


def test_mapped_tasks_have_a_job_each(stage: Stage) -> None:
    parameters = [astronaut(prompt) for prompt in ("moon", "sea")]
    ran = run(stage.write(f".expand(parameters={parameters})", provider="oxen"))
    assert ran.state == "success"
    assert stage.charges() == {"moon": 1, "sea": 1}
    assert len({result(ran, index)["files"][0] for index in range(2)}) == 2


def test_a_submit_that_makes_several_jobs(stage: Stage) -> None:
    """A failure of one does not hide the others."""
    stage.box.world.next_job("oxen", "failed")
    ran = run(stage.write(provider="oxen", parameters={**astronaut("two"), "num_generations": 2}))
    assert (ran.state, tries(ran)) == ("failed", 1)
    assert len(list(stage.files.iterdir())) == 1


def test_a_provider_that_answers_with_the_result_itself(stage: Stage) -> None:
    """Its result cannot be had twice: what is lost with the worker is said, and not paid again."""
    parameters = {"text": "Hello", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01"}
    dag = stage.write(provider="bland", parameters=parameters)
    ran = run(dag)
    assert result(ran)["refs"] == []
    assert Path(result(ran)["files"][0]).read_bytes()
    assert run(dag).state == "failed"
    assert sum(one.accepted for one in stage.box.world.submissions) == 1


@pytest.mark.parametrize(
    "fault", [Fault("reset", on="submit", accepted=True), Fault("status", on="submit", status=502)]
)
def test_a_lost_answer_is_searched_for(stage: Stage, fault: Fault) -> None:
    """Found at once in the provider's list: no retry is used up."""
    if fault.kind == "status":
        fault = Fault("status", on="submit", status=502, accepted=True)
    stage.box.world.inject_fault("oxen", fault)
    ran = run(stage.write(provider="oxen", parameters=astronaut("lost")))
    assert (ran.state, tries(ran)) == ("success", 1)
    assert stage.charges() == {"lost": 1}


def test_trouble_after_the_submit_is_survived(stage: Stage) -> None:
    """The job is paid for: a key that is rejected for a while is retried, and no other job is paid for."""
    stage.box.world.next_job("oxen", faults=[Fault("status", status=502), Fault("status", status=401)])
    ran = run(stage.write(provider="oxen", parameters=astronaut("survivor")))
    assert (ran.state, tries(ran)) == ("success", 2)
    assert stage.charges() == {"survivor": 1}


def test_a_wait_that_ends_too_early_goes_on_in_retries(stage: Stage) -> None:
    stage.box.world.running = 3600.0
    ran = run(stage.write(provider="oxen", parameters=astronaut("slow"), timeout=0.1))
    assert (ran.state, tries(ran)) == ("failed", 3)
    assert stage.charges() == {"slow": 1}


def test_what_never_arrived_is_sent_after_ten_minutes(stage: Stage) -> None:
    """The list would show a job by then, and has none. The second answer is lost, too."""
    dag = stage.write(provider="oxen", parameters=astronaut("late"))
    stage.lose_submit(dag, "oxen", astronaut("late"), minutes=12)
    stage.box.world.inject_fault("oxen", Fault("reset", on="submit", accepted=True))
    assert run(dag).state == "success"
    assert stage.charges() == {"late": 1}


def test_what_cannot_be_known_fails_and_says_what_may_have_been_charged(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    """PlayAI has no list. A person drops the submit, and clears the task."""
    parameters = {"text": "Hello", "model": "PlayDialog", "voice": "s3://voice/manifest.json"}
    dag = stage.write(provider="playai", parameters=parameters)
    stage.lose_submit(dag, "playai", parameters, minutes=12)
    ran = run(dag)
    assert (ran.state, tries(ran)) == ("failed", 1)
    output = capfd.readouterr().out
    assert "AirflowFailException" in output
    assert "There may be a charge for one job" in output
    assert "genjobs recover --drop 1" in output
    assert not any(one.accepted for one in stage.box.world.submissions)
    SQLiteLedger(stage.ledger).drop(1)
    assert run(dag).state == "success"


def test_while_the_list_may_still_show_it_the_task_waits(stage: Stage) -> None:
    """Without using up a retry: here until a person says that nothing was submitted."""
    dag = stage.write(provider="oxen", parameters=astronaut("soon"))
    stage.lose_submit(dag, "oxen", astronaut("soon"), minutes=0)

    def drop_once_searched() -> None:
        while not stage.requests("GET"):
            sleep(0.02)
        SQLiteLedger(stage.ledger).drop(1)

    with ThreadPoolExecutor() as pool:
        pool.submit(drop_once_searched)
        ran = run(dag)
    assert (ran.state, tries(ran)) == ("success", 1)
    assert stage.charges() == {"soon": 1}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"parameters": {"model": "flux-2-dev", "promt": "x"}}, "oxen has no parameter 'promt'"),
        ({"parameters": {"model": "flux-2-dev", "prompt": "x", "key": "y"}}, "'key' is not a field of oxen"),
        ({"parameters": astronaut("x"), "conn_id": "no_ledger"}, "without a ledger a retry may pay again"),
        ({"parameters": astronaut("x"), "conn_id": "bland_default"}, "is for bland, not for oxen"),
        ({"parameters": astronaut("x"), "directory": __file__}, "is a file; give the path of a folder"),
        ({"parameters": astronaut("x"), "directory": "{{ '' }}"}, "directory is empty"),
    ],
)
def test_what_is_wrong_fails_at_once(
    stage: Stage, capfd: pytest.CaptureFixture[str], arguments: Any, message: str
) -> None:
    ran = run(stage.write(provider="oxen", **arguments))
    assert (ran.state, tries(ran)) == ("failed", 1)
    assert message in capfd.readouterr().out
    assert not stage.box.world.submissions


@pytest.mark.parametrize("name", ["timeout", "shortest_wait"])
@pytest.mark.parametrize("seconds", ["60", -1, timedelta(minutes=1)])
def test_what_is_no_number_of_seconds_is_refused_when_the_dag_is_read(name: str, seconds: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"^{name}.*give a finite number of seconds above 0"):
        GenerateOperator(task_id="make", provider="oxen", parameters=astronaut("x"), directory="out", **{name: seconds})


def test_a_job_that_failed_and_a_submit_that_is_refused_are_not_retried(stage: Stage) -> None:
    stage.box.world.next_job("oxen", "failed")
    failed = run(stage.write(provider="oxen", parameters=astronaut("failed")))
    stage.box.world.inject_fault("oxen", Fault("status", on="submit", status=402))
    refused = run(stage.write(provider="oxen", parameters=astronaut("refused")))
    assert [(one.state, tries(one)) for one in (failed, refused)] == [("failed", 1)] * 2
    assert stage.charges() == {"failed": 1}


def test_a_key_of_ones_own_names_one_submit_for_all_tasks(stage: Stage) -> None:
    results = [
        result(run(stage.write(provider="oxen", parameters=astronaut("one"), key="order-{{ 17 }}"))) for _ in range(2)
    ]
    assert results[0] == results[1]
    assert stage.charges() == {"one": 1}


def test_a_task_that_is_ended_in_the_middle_of_its_submit(stage: Stage) -> None:
    """The submit ends, and its job is cancelled."""
    stage.box.world.running = 3600.0
    stage.box.world.inject_fault("oxen", Fault("stall", on="submit", seconds=4.0, accepted=True))
    dag = stage.write(provider="oxen", parameters=astronaut("unwanted"))

    def mark_failed() -> None:
        while not stage.charges():
            sleep(0.02)
        with create_session() as session:
            session.query(TaskInstance).filter_by(dag_id=dag.dag_id).update({"state": "failed"})
        os.kill(os.getpid(), signal.SIGTERM)  # as Airflow does

    with ThreadPoolExecutor() as pool:
        pool.submit(mark_failed)
        assert run(dag).state == "failed"
    with GenerationJobsHook("oxen_default", "oxen").get_conn() as jobs:
        assert [job.status for job in jobs.list("oxen")] == ["cancelled"]
