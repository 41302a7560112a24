"""What a user's type checker knows of the facade. Never run: checked by mypy and pyright against the installed wheels.

A line marked `type: ignore` must be an error: mypy complains of marks that are not needed.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

from generation_jobs import (
    DEFAULT_TIMEOUT,
    AsyncJobs,
    Breeze,
    Generated,
    Job,
    Jobs,
    JobStatus,
    Media,
    PlayAI,
    Search,
    Settings,
    SubmitUncertain,
    parameter_types,
    provider_info,
    provider_names,
)
from generation_jobs.adapters import Brought
from generation_jobs.webhooks import read_webhook
from oxen_jobs_client.models import GenerationsShowResponse


def looking(jobs: Jobs, job: Job) -> None:
    assert_type(jobs.get("breeze:1"), Job)
    assert_type(jobs.wait(job, timeout=3, on_update=print), Job)
    assert_type(jobs.download(job, Path("out")), tuple[Path, ...])
    assert_type(job.ref, str | None)
    assert_type(job.status, JobStatus)
    assert_type(job.created_at, datetime | None)
    assert_type(job.media, tuple[Media, ...])
    if job.cost:
        assert_type(job.cost.amount, Decimal)
    assert_type(read_webhook("finetuning", b"{}"), Job)


def acting(jobs: Jobs, lost: SubmitUncertain) -> None:
    assert_type(jobs.list("oxen", status=JobStatus.FAILED), Iterator[Job])
    assert_type(jobs.cancel("oxen:1"), Job)
    assert_type(jobs.find_submitted(lost), Search)
    jobs.delete("finetuning:1")


def submitting_by_name(jobs: Jobs, provider: str, parameters: dict[str, Any]) -> None:
    assert_type(jobs.submit(provider, **parameters), Job)
    assert_type(jobs.submit("finetuning", tags="lofi", duration=60), Job)
    assert_type(jobs.submit_many(provider, **parameters), tuple[Job, ...])
    assert_type(jobs.generate(provider, Path("out"), timeout=60, **parameters), Generated)
    assert_type(jobs.submit(Brought("acme"), text="Hi"), Job)


def looking_up() -> None:
    assert_type(provider_names(), tuple[str, ...])
    assert_type(provider_info("breeze").settings, type[Settings])
    assert_type(provider_info("breeze").missing_requirement, str | None)
    assert_type(parameter_types("breeze"), Mapping[str, object])
    assert_type(DEFAULT_TIMEOUT, float)


async def acting_async(jobs: AsyncJobs) -> None:
    provider: str = "finetuning"
    assert_type(await jobs.submit(provider, tags="lofi"), Job)
    assert_type(await jobs.submit_many(provider, tags="lofi"), tuple[Job, ...])
    assert_type(await jobs.generate(provider, tags="lofi"), Generated)
    assert_type(jobs.list("oxen"), AsyncGenerator[Job, None])
    await jobs.get(1)  # type: ignore[arg-type]


def wrong(jobs: Jobs) -> None:
    Breeze("positional")  # type: ignore[call-arg]
    PlayAI(api_key="a")  # type: ignore[call-arg]
    Jobs([], timout=3)  # type: ignore[call-arg]


def reading_the_model(job: Job) -> None:
    assert_type(job.raw, object)
    if isinstance(job.raw, GenerationsShowResponse):
        assert_type(job.raw.generation.generation_id, str | None)
