"""The example of the package's README, as its reader runs it."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generation_jobs_temporal import GenerateJob, JobRequest
from temporalio.client import Client

from tests.temporal.stage import astronaut, until

if TYPE_CHECKING:
    from tests.temporal.stage import Stage

README = Path(__file__).parents[2] / "packages" / "generation-jobs-temporal" / "README.md"
BLOCK = re.compile(r"^```python\n(# (\w+\.py)\n.*?)^```", re.DOTALL | re.MULTILINE)


def write_example(stage: Stage) -> Path:
    """Write the files of the example, and return their folder."""
    for text, name in BLOCK.findall(README.read_text(encoding="utf-8").replace("localhost:7233", stage.address)):
        (stage.folder / name).write_text(text.replace('"media"', f'"{stage.name}"'), encoding="utf-8")
    return stage.folder


def test_worker_and_client(stage: Stage) -> None:
    folder = write_example(stage)
    keyless = {name: value for name, value in os.environ.items() if not name.startswith(("OXEN_", "GENJOBS_"))}
    keyless["PYTHONUNBUFFERED"] = "1"  # temporalio 1.35 now and then crashes when the interpreter ends
    with subprocess.Popen([sys.executable, "worker.py"], cwd=folder) as worker:
        try:
            command = [sys.executable, "start.py"]
            done = subprocess.run(command, cwd=folder, env=keyless, stdout=subprocess.PIPE, text=True, check=False)
        finally:
            worker.kill()
    first, second = done.stdout.splitlines()
    assert first.startswith("['oxen:")
    assert second == "20 of 20"
    assert len(list((folder / "out").glob("*.png"))) == 21


def test_a_worker_that_gets_sigterm_hands_its_jobs_over_and_prints_nothing(stage: Stage) -> None:
    stage.box.world.running = 3600.0
    folder = write_example(stage)

    async def story(worker: subprocess.Popen[str]) -> None:
        client = await Client.connect(stage.address)
        request = JobRequest("oxen", astronaut("long"))
        handle = await client.start_workflow(GenerateJob.run, request, id=stage.name, task_queue=stage.name)
        await until(lambda: stage.requests("GET"))
        worker.terminate()
        _, errors = await asyncio.to_thread(worker.communicate)
        assert not errors
        (pending,) = (await handle.describe()).raw_description.pending_activities
        assert pending.last_failure.application_failure_info.type == "NotEnded"

    with subprocess.Popen([sys.executable, "worker.py"], cwd=folder, stderr=subprocess.PIPE, text=True) as worker:
        try:
            asyncio.run(story(worker))
        finally:
            worker.kill()
