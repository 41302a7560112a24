"""What a test needs around a workflow: the sandbox, a task queue of its own, and workers."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
from collections import Counter
from contextlib import asynccontextmanager
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from generation_jobs_temporal import GenerationJobsPlugin
from temporalio.client import Client
from temporalio.worker import Worker

from tests.temporal.worker import quick_jobs, run_worker

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from multiprocessing.process import BaseProcess
    from pathlib import Path
    from types import TracebackType

    from generation_jobs_sandbox import Sandbox
    from temporalio.client import WorkflowHandle

SECRET = "sk-never-in-a-payload"

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([run_worker.__module__, "httpx", "oxen_jobs_client"])  # imported once, not per worker


class Stage:
    """The task queue is new for each test; so are the workflow IDs that begin with `name`."""

    def __init__(self, box: Sandbox, address: str, folder: Path) -> None:
        self.box, self.address, self.folder = box, address, folder
        self.name = f"test-{uuid4().hex[:8]}"
        self.files = folder / "files"
        self._processes: list[BaseProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.join()

    @asynccontextmanager
    async def client(self, workflows: Sequence[type] = (), activities_at_once: int = 100) -> AsyncGenerator[Client]:
        """A client, with a worker in this process while the block runs."""
        client = await Client.connect(self.address, plugins=[GenerationJobsPlugin(quick_jobs, directory=self.files)])
        limits = {"max_concurrent_activities": activities_at_once}
        async with Worker(client, task_queue=self.name, workflows=workflows, **limits):
            yield client

    def start_worker(self) -> BaseProcess:
        """Start a worker in a process of its own."""
        arguments = (dict(os.environ), self.address, self.name, str(self.files))
        process = _PROCESSES.Process(target=run_worker, args=arguments, daemon=True)
        process.start()
        self._processes.append(process)
        return process

    def charges(self) -> Counter[str]:
        """How many times each prompt was paid for."""
        accepted = [one for one in self.box.world.submissions if one.accepted]
        return Counter(str(json.loads(one.body)["prompt"]) for one in accepted)

    def requests(self, method: str) -> int:
        return sum(request.method == method for request in self.box.world.requests)


def astronaut(prompt: str) -> dict[str, Any]:
    return {"model": "flux-2-dev", "prompt": prompt}


async def history_size(handle: WorkflowHandle[Any, Any]) -> tuple[int, int]:
    """Events and bytes of a history, as the server counts them."""
    described = await handle.describe()
    info = described.raw_description.workflow_execution_info
    return info.history_length, info.history_size_bytes


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(240):
        while not (await found if isawaitable(found := happened()) else found):
            await asyncio.sleep(0.02)
