"""CPU of one poll of `as_completed`, while jobs that never end are waited for."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing, suppress
from dataclasses import dataclass

import httpx
from generation_jobs import AsyncJobs, Breeze
from generation_jobs.testing import VirtualClock

from scripts.bench.programs import print_result

_POLLS = 2_000
"""Polls at least, and one of each job."""


@dataclass(frozen=True)
class Polls:
    """Microseconds of CPU of one poll."""

    cpu_us: float


class _Enough(Exception):
    """As many updates have come as were wanted."""


def measure(base_url: str, waiting: int) -> Polls:
    """Poll so many jobs; the server counts the polls."""
    return asyncio.run(_measure(base_url, waiting))


async def _measure(base_url: str, waiting: int) -> Polls:
    refs = [f"breeze:running_{number}" for number in range(waiting)]
    left = max(waiting, _POLLS)

    def count(_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise _Enough

    # On a virtual clock some job is always due.
    async with AsyncJobs([Breeze(api_key="brz_bench", base_url=base_url)], clock=VirtualClock()) as jobs:
        await jobs.get(refs[0])
        answered, start = _answered(base_url), time.process_time()
        with suppress(_Enough):
            async with aclosing(jobs.as_completed(refs, timeout=1e9, on_update=count)) as outcomes:
                async for outcome in outcomes:
                    raise AssertionError(f"{outcome.ref} ended")
        used = time.process_time() - start
        return Polls(used / (_answered(base_url) - answered) * 1e6)


def _answered(base_url: str) -> int:
    return int(httpx.get(f"{base_url}/answered", trust_env=False).text)


if __name__ == "__main__":
    print_result(measure)
