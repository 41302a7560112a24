"""A worker as a process of its own, to be killed."""

from __future__ import annotations

import asyncio
import os

from generation_jobs import AsyncJobs, Policy, PollInterval
from generation_jobs_temporal import GenerationJobsPlugin
from temporalio.client import Client
from temporalio.worker import Worker

POLICIES = {"oxen": Policy(poll_interval=PollInterval(0.2, 2.0))}


def quick_jobs() -> AsyncJobs:
    """The client of the environment, with polls that suit jobs of seconds."""
    return AsyncJobs.from_env(policies=POLICIES)


def run_worker(environment: dict[str, str], address: str, task_queue: str, directory: str) -> None:
    os.environ.update(environment)
    asyncio.run(_run(address, task_queue, directory))


async def _run(address: str, task_queue: str, directory: str) -> None:
    client = await Client.connect(address, plugins=[GenerationJobsPlugin(quick_jobs, directory=directory)])
    # Without a cache no workflow waits ten seconds for the worker that last ran it, and was killed.
    await Worker(client, task_queue=task_queue, max_cached_workflows=0).run()
