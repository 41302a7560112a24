"""What a test needs around a task: the sandbox, a file with its DAG, and runs of it."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from generation_jobs import Jobs, Oxen, PlayAI, SubmitUncertain
from generation_jobs.testing import VirtualClock
from generation_jobs_sandbox import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from airflow.models.dagrun import DagRun
    from airflow.sdk import DAG
    from generation_jobs_sandbox import Sandbox

SECRET = "sk-never-in-a-rendered-field"
MOMENT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
"""All runs of a DAG are at this moment, so that they have one run_id: a second one is the first, cleared."""

_DAG = """
from airflow.sdk import DAG
from generation_jobs_airflow.operators import GenerateOperator

with DAG({name!r}, schedule=None, default_args={{"retries": 2, "retry_delay": 0, "shortest_wait": 0}}) as dag:
    GenerateOperator{partial}(task_id="make", **{arguments!r}){expand}
"""


class Stage:
    """The sandbox, and DAGs with one task, `make`."""

    def __init__(self, box: Sandbox, folder: Path) -> None:
        self.box, self.files = box, folder / "files"
        self.ledger = folder / "ledger.sqlite"
        self.dags = Path(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
        self.dags.mkdir(exist_ok=True)

    def write(self, expand: str = "", **arguments: Any) -> DAG:
        """Write the file of a DAG, and load it."""
        name = f"test_{uuid4().hex}"
        partial = ".partial" if expand else ""
        path = self.dags / f"{name}.py"
        given = {"directory": str(self.files), **arguments}
        text = _DAG.format(name=name, partial=partial, arguments=given, expand=expand)
        path.write_text(text, encoding="utf-8")
        return load(path)

    def lose_submit(self, dag: DAG, provider: str, parameters: Mapping[str, str], *, minutes: float) -> None:
        """Leave in the ledger what a worker leaves that was killed so long ago: a submit that never arrived."""
        self.box.world.inject_fault(provider, Fault("reset", on="submit", accepted=False))
        settings = {"oxen": Oxen, "playai": PlayAI}[provider].from_env({**self.box.environ(), "OXEN_API_KEY": SECRET})
        clock = VirtualClock(datetime.now(UTC) - timedelta(minutes=minutes))
        with Jobs([settings], ledger=self.ledger, clock=clock) as jobs, pytest.raises(SubmitUncertain):
            jobs.submit(provider, key=f"airflow/{dag.dag_id}/{run_id()}/make/-1", **parameters)

    def charges(self) -> Counter[str]:
        """How many times each prompt was paid for."""
        accepted = [one for one in self.box.world.submissions if one.accepted]
        return Counter(str(json.loads(one.body)["prompt"]) for one in accepted)

    def requests(self, method: str) -> int:
        return sum(request.method == method for request in self.box.world.requests)


def load(path: Path) -> DAG:
    """The DAG of a file."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.dag


def run_id() -> str:
    return f"manual__{MOMENT.isoformat()}"


def run(dag: DAG, **options: Any) -> DagRun:
    """Run a DAG to its end, with its triggers, as `dag.test()` does."""
    return dag.test(run_after=MOMENT, logical_date=MOMENT, **options)


def result(ran: DagRun, map_index: int = -1) -> Any:
    """What the task returned."""
    (instance,) = [one for one in ran.get_task_instances() if one.map_index == map_index]
    return instance.xcom_pull(task_ids="make", map_indexes=None if map_index < 0 else map_index)


def tries(ran: DagRun) -> int:
    """How often its first task was tried."""
    return max(instance.try_number for instance in ran.get_task_instances())


def astronaut(prompt: str) -> Mapping[str, str]:
    return {"model": "flux-2-dev", "prompt": prompt}
