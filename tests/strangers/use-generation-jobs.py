"""What a stranger writes with generation-jobs alone, no client installed."""

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


if __name__ == "__main__":
    main()
