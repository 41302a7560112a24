"""A worker as a process of its own, to be killed: python worker.py ADDRESS TASK_QUEUE DIRECTORY."""

from __future__ import annotations

import asyncio
import sys

from generation_jobs import AsyncJobs, Policy, PollInterval
from generation_jobs_temporal import GenerationJobsPlugin
from temporalio.client import Client
from temporalio.worker import Worker

POLICIES = {"oxen": Policy(poll_interval=PollInterval(0.2, 2.0))}


def quick_jobs() -> AsyncJobs:
    """The client of the environment, with polls that suit jobs of seconds."""
    return AsyncJobs.from_env(policies=POLICIES)


async def main(address: str, task_queue: str, directory: str) -> None:
    client = await Client.connect(address, plugins=[GenerationJobsPlugin(quick_jobs, directory=directory)])
    await Worker(client, task_queue=task_queue).run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
