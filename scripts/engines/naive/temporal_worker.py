"""Temporal as people write it: no ledger, no key; otherwise docs/engines/temporal_worker.py."""

import asyncio
import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from generation_jobs import AsyncJobs
from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.worker import Worker

jobs = AsyncJobs.from_env()


@activity.defn
async def submit(prompt: str) -> str:
    return str((await jobs.oxen.submit(model="flux-2-dev", prompt=prompt)).ref)


@activity.defn
async def fetch(ref: str, key: str) -> None:
    await jobs.download(await jobs.wait(ref), f"out/{key}")


@workflow.defn(sandboxed=False)
class Generate:
    """Generates one picture."""

    @workflow.run
    async def run(self, key: str, prompt: str) -> None:
        """Submit and save."""
        timeout = timedelta(seconds=30)
        ref = await workflow.execute_activity(submit, prompt, start_to_close_timeout=timeout)
        await workflow.execute_activity(fetch, args=[ref, key], start_to_close_timeout=timeout)


async def work() -> None:
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
    kinds = {"workflows": [Generate], "activities": [submit, fetch]}
    await Worker(client, task_queue="media", max_concurrent_activities=4, **kinds).run()


async def send(orders: list[tuple[str, str]]) -> None:
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
    started = WorkflowIDConflictPolicy.USE_EXISTING
    for key, prompt in orders:
        await client.start_workflow(
            Generate.run, args=[key, prompt], id=key, task_queue="media", id_conflict_policy=started
        )


if __name__ == "__main__":
    asyncio.run(send(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))) if sys.argv[1:] else work())
