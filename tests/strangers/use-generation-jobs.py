"""What a stranger writes with generation-jobs alone: no client and no command line installed."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import assert_type

from generation_jobs import Breeze, ConfigurationError, Job, Jobs
from generation_jobs.testing import VirtualClock


def main() -> None:
    with Jobs([Breeze(api_key="brz_secret")], clock=VirtualClock(), timeout=5.0) as jobs:
        try:
            job = jobs.wait("breeze:job_01hasync", timeout=10)
            assert_type(job, Job)
            assert_type(jobs.download(job, "out/"), tuple[Path, ...])
        except ConfigurationError as error:
            assert "pip install 'generation-jobs[breeze]'" in str(error)
            print("as expected:", error)
    assert find_spec("typer") is None
    assert find_spec("rich") is None
    command = subprocess.run([sys.executable, "-m", "generation_jobs"], capture_output=True, text=True)
    assert command.returncode == 2
    assert "pip install 'generation-jobs[cli]'" in command.stderr


if __name__ == "__main__":
    main()
