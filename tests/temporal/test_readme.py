"""The example of the package's README, as its reader runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.temporal.stage import Stage

README = Path(__file__).parents[2] / "packages" / "generation-jobs-temporal" / "README.md"
BLOCK = re.compile(r"^```python\n(# (\w+\.py)\n.*?)^```", re.DOTALL | re.MULTILINE)


def test_worker_and_client(stage: Stage) -> None:
    folder = stage.folder
    for text, name in BLOCK.findall(README.read_text(encoding="utf-8").replace("localhost:7233", stage.address)):
        (folder / name).write_text(text, encoding="utf-8")
    keyless = {name: value for name, value in os.environ.items() if not name.startswith(("OXEN_", "GENJOBS_"))}
    with subprocess.Popen([sys.executable, "worker.py"], cwd=folder) as worker:
        try:
            command = [sys.executable, "start.py"]
            done = subprocess.run(command, cwd=folder, env=keyless, capture_output=True, text=True, check=True)
        finally:
            worker.kill()
    first, second = done.stdout.splitlines()
    assert first.startswith("['oxen:")
    assert second == "20 of 20"
    assert len(list((folder / "out").glob("*.png"))) == 21
