"""What a user's type checker knows of the typed calls. Never run: checked by mypy and pyright against installed wheels.

A line marked `type: ignore` must be an error: mypy complains of marks that are not needed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import assert_type

from generation_jobs import AsyncJobs, Generated, Job, Jobs, JobStatus
from generation_jobs.adapters import (
    OMIT,
    AsyncListedProviderJobs,
    AsyncProviderJobs,
    ListedProviderJobs,
    Omit,
    ProviderJobs,
)


def submitting(jobs: Jobs) -> None:
    assert_type(jobs.finetuning.submit(tags="lofi", duration=60, musical_key="C#"), Job)
    assert_type(jobs.breeze.submit(voice_id="voc_1", text="Hi", voice_settings={"speed": 1.2}), Job)
    assert_type(jobs.bland.submit(text="Hi", voice="v", audio={"container": "wav"}), Job)
    assert_type(jobs.playai.submit(model="PlayDialog", text="Hi", voice="s3://v", seed=None), Job)
    assert_type(jobs.oxen.submit(model="m", aspect_ratio=None, extra={"a": 1}), Job)
    assert_type(jobs.oxen.submit_many(model="m", num_generations=3), tuple[Job, ...])
    assert_type(jobs.finetuning.generate(Path("out"), tags="lofi", timeout=60), Generated)
    assert_type(jobs.finetuning.list(status=JobStatus.FAILED), Iterator[Job])


async def submitting_async(jobs: AsyncJobs) -> None:
    assert_type(await jobs.finetuning.submit(tags="lofi", duration=60), Job)
    assert_type(await jobs.oxen.submit_many(model="m", num_generations=3), tuple[Job, ...])
    assert_type(await jobs.finetuning.generate(tags="lofi"), Generated)
    assert_type(jobs.finetuning.list(), AsyncIterator[Job])


def leaving_out(jobs: Jobs, lyrics: str | None) -> None:
    assert_type(jobs.finetuning.submit(tags="lofi", lyrics=lyrics or OMIT), Job)


def wrong(jobs: Jobs) -> None:
    jobs.finetuning.submit()  # type: ignore[call-arg]
    jobs.finetuning.submit("lofi")  # type: ignore[call-arg]
    jobs.finetuning.submit(tags="lofi", durration=60)  # type: ignore[call-arg]
    jobs.finetuning.submit(tags="lofi", voice_id="voc_1")  # type: ignore[call-arg]
    jobs.finetuning.submit(tags="lofi", duration="long")  # type: ignore[arg-type]
    jobs.finetuning.submit(tags="lofi", musical_key="H")  # type: ignore[arg-type]
    jobs.finetuning.submit(tags="lofi", lyrics=None)  # type: ignore[arg-type]
    jobs.breeze.submit(voice_id="voc_1", text="Hi", voice_settings={"sped": 1.2})  # type: ignore[arg-type]
    jobs.finetuning.generate(durration=60, tags="lofi")  # type: ignore[call-arg]
    jobs.finetuning.submit_many(tags="lofi")  # type: ignore[attr-defined]
    jobs.playai.list()  # type: ignore[attr-defined]
    jobs.nobody  # type: ignore[attr-defined]  # noqa: B018


async def wrong_async(jobs: AsyncJobs) -> None:
    await jobs.finetuning.submit(durration=60, tags="lofi")  # type: ignore[call-arg]
    await jobs.finetuning.submit()  # type: ignore[call-arg]
    await jobs.playai.list()  # type: ignore[attr-defined]


class AcmeJobs(ListedProviderJobs):
    """As it is generated for a package that adds a provider."""

    provider = "acme"

    def submit(self, *, text: str, speed: float | Omit = OMIT) -> Job:
        return self._jobs.submit(self.provider, **self._given(text=text, speed=speed))


class AsyncAcmeJobs(AsyncListedProviderJobs):
    provider = "acme"

    async def submit(self, *, text: str, speed: float | Omit = OMIT) -> Job:
        return await self._jobs.submit(self.provider, **self._given(text=text, speed=speed))


async def submitting_to_a_provider_of_another_package(jobs: Jobs, async_jobs: AsyncJobs) -> None:
    assert_type(AcmeJobs(jobs).submit(text="Hi", speed=1), Job)
    assert_type(AcmeJobs(jobs).list(), Iterator[Job])
    assert_type(await AsyncAcmeJobs(async_jobs).submit(text="Hi"), Job)
    assert_type(AsyncAcmeJobs(async_jobs).list(), AsyncIterator[Job])
    AcmeJobs(jobs).submit(text="Hi", sped=1)  # type: ignore[call-arg]
    AcmeJobs(async_jobs)  # type: ignore[arg-type]
    AsyncAcmeJobs(jobs)  # type: ignore[arg-type]
    ProviderJobs(async_jobs)  # type: ignore[arg-type]
    AsyncProviderJobs(jobs)  # type: ignore[arg-type]
