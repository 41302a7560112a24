"""Airflow as people write it: a deferrable operator without ledger and key; otherwise docs/engines/airflow_dag.py."""

import json
import time
from pathlib import Path
from typing import Any

from airflow.sdk import DAG, BaseOperator, Context, task
from generation_jobs import Jobs
from generation_jobs_airflow.triggers import JobTrigger


class Generate(BaseOperator):
    """Generates one picture."""

    def __init__(self, *, key: str, prompt: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.key, self.prompt = key, prompt

    def execute(self, context: Context) -> None:  # noqa: ARG002  (Airflow's, likewise below)
        """Submit, and wait in the triggerer."""
        with Jobs.from_env() as jobs:
            ref = str(jobs.oxen.submit(model="flux-2-dev", prompt=self.prompt).ref)
        trigger = JobTrigger("oxen_default", "oxen", [ref], time.time() + 3600)
        self.defer(trigger=trigger, method_name="save", kwargs={"ref": ref})

    def save(self, context: Context, event: object, ref: str) -> None:  # noqa: ARG002
        """Save the picture."""
        with Jobs.from_env() as jobs:
            jobs.download(ref, f"out/{self.key}")


@task
def read(file: str) -> list[dict[str, str]]:
    orders = json.loads(Path(file).read_text(encoding="utf-8"))
    return [{"key": key, "prompt": prompt} for key, prompt in orders]


with DAG("orders", schedule=None, params={"file": "orders.json"}, default_args={"retries": 5, "retry_delay": 5}):
    Generate.partial(task_id="generate").expand_kwargs(read("{{ params.file }}"))
