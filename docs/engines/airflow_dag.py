"""Airflow. Put it into the folder of DAGs. Queue orders: airflow dags trigger orders, which reads orders.json."""

import json
from pathlib import Path

from airflow.sdk import DAG, task
from generation_jobs_airflow.operators import GenerateOperator


@task
def read(file: str) -> list[dict[str, object]]:
    return [
        {"key": key, "parameters": {"model": "flux-2-dev", "prompt": prompt}, "directory": f"out/{key}"}
        for key, prompt in json.loads(Path(file).read_text(encoding="utf-8"))
    ]


with DAG("orders", schedule=None, params={"file": "orders.json"}, default_args={"retries": 5, "retry_delay": 5}):
    GenerateOperator.partial(task_id="generate", provider="oxen").expand_kwargs(read("{{ params.file }}"))
