"""What a stranger does with generation-jobs-cli alone: run `genjobs`, by its name and as a module."""

import os
import subprocess
import sys
from importlib.metadata import entry_points, version
from pathlib import Path


def run(*command: str) -> str:
    wide = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=wide).stdout


def main() -> None:
    assert version("generation-jobs-cli")
    (script,) = entry_points(group="console_scripts", name="genjobs")
    assert script.value == "generation_jobs_cli.__main__:main"
    genjobs = str(Path(sys.executable).with_name("genjobs"))
    for command in ([genjobs], [sys.executable, "-m", "generation_jobs"]):
        assert "download" in run(*command, "--help")
        assert "pip install 'generation-jobs[breeze]'" in run(*command, "providers")
    print("as expected:", run(genjobs, "--version"))


if __name__ == "__main__":
    main()
