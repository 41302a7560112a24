"""A worker that is killed (`kill -9`): nothing is paid for twice, and nothing that was paid for is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from generation_jobs_sandbox import Fault

from tests.airflow.stage import Stage, astronaut, result, run

ROOT = Path(__file__).parents[2]
_RUN = "import sys; from pathlib import Path; from tests.airflow.stage import load, run; run(load(Path(sys.argv[1])))"


def test_a_kill_in_the_middle_of_a_submit(stage: Stage) -> None:
    """The first of three submits was accepted, and not answered."""
    prompts = ["moon", "sea", "sun"]
    parameters = [astronaut(prompt) for prompt in prompts]
    dag = stage.write(f".expand(parameters={parameters})", provider="oxen")
    stage.box.world.inject_fault("oxen", Fault("stall", on="submit", accepted=True))
    with subprocess.Popen([sys.executable, "-c", _RUN, str(dag.fileloc)], cwd=ROOT) as worker:
        while not stage.charges() and worker.poll() is None:
            time.sleep(0.05)
        worker.kill()
    ran = run(dag)
    assert ran.state == "success"
    assert stage.charges() == dict.fromkeys(prompts, 1)
    assert len({result(ran, index)["files"][0] for index in range(3)}) == 3
