"""What a stranger writes with generation-jobs, all five clients and the command line."""

import asyncio
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import assert_type

from generation_jobs import (
    AsyncJobs,
    Bland,
    Breeze,
    ConfigurationError,
    Cost,
    Finetuning,
    Job,
    Jobs,
    JobStatus,
    Media,
    Oxen,
    PlayAI,
    TransportError,
)

NOWHERE = "http://127.0.0.1:9"
SETTINGS = [
    Breeze(api_key="brz_secret", base_url=NOWHERE),
    PlayAI(api_key="secret", user_id="secret", base_url=NOWHERE),
    Bland(api_key="secret", base_url=NOWHERE),
    Oxen(api_key="secret", base_url=NOWHERE),
    Finetuning(api_key="secret", base_url=NOWHERE),
]


def look(job: Job) -> None:
    assert_type(job.status, JobStatus)
    assert_type(job.created_at, datetime | None)
    assert_type(job.media, tuple[Media, ...])
    assert_type(job.raw, object)
    if job.cost is not None:
        assert_type(job.cost, Cost)
        assert_type(job.cost.amount, Decimal)


async def main_async() -> None:
    async with AsyncJobs(SETTINGS) as jobs:
        try:
            assert_type(await jobs.finetuning.submit(tags="lofi", duration=3600), Job)
        except ConfigurationError as error:
            print("as expected:", error)
        for settings in SETTINGS:
            try:
                look(await jobs.get(f"{settings.provider}:a1"))
            except TransportError as error:
                print("as expected:", error)


def main() -> None:
    assert version("generation-jobs-cli")
    with Jobs(SETTINGS) as jobs:
        try:
            assert_type(jobs.finetuning.submit(tags="lofi", duration=3600), Job)
        except ConfigurationError as error:
            print("as expected:", error)
        try:
            job = jobs.get("breeze:job_01hasync")
            look(job)
            assert_type(jobs.download(job, "out/"), tuple[Path, ...])
        except TransportError as error:
            print("as expected:", error)


if __name__ == "__main__":
    main()
    asyncio.run(main_async())
