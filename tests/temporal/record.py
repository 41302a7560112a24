"""Records histories for test_replay.py: `python -m tests.temporal.record` in the environment of `nox -s temporal`.

A history that is there stays as it is: workflows that users have started must go on with newer versions.
"""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generation_jobs_sandbox import Sandbox, World
from generation_jobs_temporal import BatchRequest, GenerateBatch, GenerateJob, GenerationJobsPlugin, JobRequest, Submit
from temporalio.client import Client, WorkflowFailureError
from temporalio.worker import Worker

from tests.temporal.server import TemporalServer
from tests.temporal.stage import astronaut, until
from tests.temporal.worker import quick_jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from temporalio.client import WorkflowHandle

FOLDER = Path(__file__).parent / "histories"
QUEUE = "recorded"


async def record(box: Sandbox, address: str) -> None:
    """Record what is not there yet."""
    client = await Client.connect(address, identity=QUEUE, plugins=[GenerationJobsPlugin(quick_jobs, directory="out")])
    async with Worker(client, task_queue=QUEUE):
        await _save(client, await _start(client, GenerateJob.run, JobRequest("oxen", astronaut("one")), "job"))
        requests = [Submit("oxen", astronaut(str(number))) for number in range(6)]
        batch = BatchRequest(requests, window=1.0, in_flight=2, max_events=10)
        await _save(client, await _start(client, GenerateBatch.run, batch, "batch"))
        box.world.running = 60.0
        cancelled = await _start(client, GenerateJob.run, JobRequest("oxen", astronaut("cancelled")), "cancelled-job")
        submits = len(box.world.submissions)
        await until(lambda: len(box.world.submissions) > submits)
        await cancelled.cancel()
        await _save(client, cancelled)


async def _start(client: Client, run: Callable[..., Any], request: object, name: str) -> WorkflowHandle[Any, Any]:
    return await client.start_workflow(run, request, id=name, task_queue=QUEUE)


async def _save(client: Client, handle: WorkflowHandle[Any, Any]) -> None:
    """Save the history of a workflow: its first run, if it continues as new."""
    with suppress(WorkflowFailureError):
        await handle.result()
    path = FOLDER / f"{handle.id}.json"
    if not path.exists():
        history = await client.get_workflow_handle(handle.id, run_id=handle.first_execution_run_id).fetch_history()
        events = json.loads(history.to_json(), object_hook=_without_paths)
        path.write_text(json.dumps(events, indent=1) + "\n", encoding="utf-8")


def _without_paths(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out the tracebacks of failures: they have paths of this machine."""
    return {name: value for name, value in fields.items() if name != "stackTrace"}


def main() -> None:
    """Start what is needed, and record."""
    FOLDER.mkdir(exist_ok=True)
    server = TemporalServer()
    server.start()
    try:
        with Sandbox(World(queued=0.0, running=0.5)) as box, TemporaryDirectory() as folder:
            os.chdir(folder)
            os.environ |= {**box.environ(), "GENJOBS_LEDGER": "ledger.sqlite"}
            asyncio.run(record(box, server.address))
    finally:
        server.end()


if __name__ == "__main__":
    main()
