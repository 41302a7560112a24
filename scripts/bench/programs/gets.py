"""CPU of one `Jobs.get`."""

from __future__ import annotations

import time
from dataclasses import dataclass

from generation_jobs import Breeze, Jobs

from scripts.bench.programs import print_result

_BATCH = 40


@dataclass(frozen=True)
class Gets:
    """Microseconds of CPU of one call."""

    cpu_us: float


def measure(base_url: str, batches: int) -> Gets:
    """Get one job many times from a server on loopback; the best batch counts."""
    with Jobs([Breeze(api_key="brz_bench", base_url=base_url)]) as jobs:
        return Gets(min(_batch(jobs) for _ in range(batches)) / _BATCH * 1e6)


def _batch(jobs: Jobs) -> float:
    start = time.process_time()
    for _ in range(_BATCH):
        jobs.get("breeze:job_1")
    return time.process_time() - start


if __name__ == "__main__":
    print_result(measure)
