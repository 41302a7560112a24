"""What a user's type checker knows of the facade. Never run: checked by mypy and pyright against the installed wheels.

A line marked `type: ignore` must be an error: mypy complains of marks that are not needed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import assert_type

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
    assert_type(jobs.submit("finetuning", tags="lofi", duration=60, key="C#"), Job)
    assert_type(jobs.submit("breeze", voice_id="voc_1", text="Hi", voice_settings={"speed": 1.2}), Job)
    assert_type(jobs.submit("bland", text="Hi", voice="v", audio={"container": "wav"}), Job)
    assert_type(jobs.submit_many("oxen", model="m", num_generations=3, extra={"a": 1}), tuple[Job, ...])
    assert_type(jobs.generate("playai", "out", model="PlayDialog", text="Hi", voice="s3://v", timeout=60), Generated)
    assert_type(jobs.list("oxen", status=JobStatus.FAILED), Iterator[Job])
    assert_type(jobs.cancel("oxen:1"), Job)
    assert_type(jobs.find_submitted(lost), Search)
    jobs.delete("finetuning:1")


def acting_at_a_provider_of_another_package(jobs: Jobs) -> None:
    acme = Brought("acme")
    assert_type(jobs.submit(acme, text="Hi"), Job)
    assert_type(jobs.submit_many(acme, text="Hi", count=2), tuple[Job, ...])
    assert_type(jobs.generate(acme, "out", text="Hi", timeout=60), Generated)


def looking_up() -> None:
    assert_type(provider_names(), tuple[str, ...])
    assert_type(provider_info("breeze").settings, type[Settings])
    assert_type(provider_info("breeze").missing_requirement, str | None)
    assert_type(parameter_types("breeze"), Mapping[str, object])
    assert_type(DEFAULT_TIMEOUT, float)


async def acting_async(jobs: AsyncJobs) -> None:
    assert_type(await jobs.submit("finetuning", tags="lofi"), Job)
    assert_type(await jobs.generate("finetuning", tags="lofi"), Generated)
    assert_type(jobs.list("oxen"), AsyncIterator[Job])
    assert_type(await jobs.submit(Brought("acme"), text="Hi"), Job)
    await jobs.submit("finetuning", durration=60)  # type: ignore[call-overload]
    await jobs.get(1)  # type: ignore[arg-type]


def wrong(jobs: Jobs) -> None:
    jobs.submit("finetuning")  # type: ignore[call-overload]
    jobs.submit("finetuning", tags="lofi", durration=60)  # type: ignore[call-overload]
    jobs.submit("finetuning", tags="lofi", duration="long")  # type: ignore[call-overload]
    jobs.submit("finetuning", tags="lofi", key="H")  # type: ignore[call-overload]
    jobs.submit("breeze", voice_id="voc_1", text="Hi", voice_settings={"sped": 1.2})  # type: ignore[call-overload]
    jobs.submit("nobody", text="Hi")  # type: ignore[call-overload]
    Breeze("positional")  # type: ignore[call-arg]
    PlayAI(api_key="a")  # type: ignore[call-arg]
    Jobs([], timout=3)  # type: ignore[call-arg]
