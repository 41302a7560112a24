"""Prefect as people write it: no ledger, no key; otherwise docs/engines/prefect_flow.py."""

import json
import sys
from pathlib import Path

from generation_jobs import Jobs
from prefect import flow, task
from prefect.cache_policies import INPUTS
from prefect.task_runners import ThreadPoolTaskRunner

jobs = Jobs.from_env()


@task(persist_result=True, cache_policy=INPUTS, retries=3, retry_delay_seconds=2)
def generate(key: str, prompt: str) -> list[str]:
    job = jobs.oxen.submit(model="flux-2-dev", prompt=prompt)
    return [str(path) for path in jobs.download(jobs.wait(job), f"out/{key}")]


@flow(task_runner=ThreadPoolTaskRunner(max_workers=50))  # waits of one process are polled together
def generate_all(orders: list[tuple[str, str]]) -> None:
    keys, prompts = zip(*orders, strict=True)
    generate.map(keys, prompts).result()  # those that an earlier run finished come from Prefect's cache


if __name__ == "__main__":
    generate_all(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
