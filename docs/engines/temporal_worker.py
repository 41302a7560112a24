"""Temporal. Work: python temporal_worker.py. Send orders, again after an error: python temporal_worker.py FILE."""

import asyncio
import json
import os
import sys
from pathlib import Path

from generation_jobs import AsyncJobs
from generation_jobs_temporal import GenerateJob, GenerationJobsPlugin, JobRequest
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.worker import Worker


def jobs() -> AsyncJobs:
    return AsyncJobs.from_env(ledger="jobs.sqlite")  # workers on several machines: the URL of a Postgres database


async def work() -> None:
    plugin = GenerationJobsPlugin(jobs, directory="out")
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], plugins=[plugin])
    await Worker(client, task_queue="media", max_concurrent_activities=4).run()


async def send(orders: list[tuple[str, str]]) -> None:
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
    started = WorkflowIDConflictPolicy.USE_EXISTING
    for key, prompt in orders:
        request = JobRequest("oxen", {"model": "flux-2-dev", "prompt": prompt})
        await client.start_workflow(GenerateJob.run, request, id=key, task_queue="media", id_conflict_policy=started)


if __name__ == "__main__":
    asyncio.run(send(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))) if sys.argv[1:] else work())
