"""Finetuning.ai: music."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finetuning_jobs_client import errors
from finetuning_jobs_client.api.generations import get_generation
from finetuning_jobs_client.client import BASE_URL, auth_headers
from finetuning_jobs_client.models import Generation, GenerationResponse

from generation_jobs.job import Job, JobError, JobStatus, Media
from generation_jobs.providers.base import Adapter
from generation_jobs.providers.values import count, number, text, time
from generation_jobs.schedule import Pace

if TYPE_CHECKING:
    from generation_jobs.refs import Ref

WORDS = {
    "pending": JobStatus.QUEUED,
    "processing": JobStatus.RUNNING,
    "completed": JobStatus.SUCCEEDED,
    "failed": JobStatus.FAILED,
}


def read(ref: Ref, base_url: str, model: GenerationResponse) -> Job:
    """The job in Finetuning's answer. `createdAt` has no zone; the provider's own CLI reads it as UTC, and so do we."""
    del base_url
    row = model.data
    word = text(row.status)
    status = WORDS.get(word or "", JobStatus.UNKNOWN)
    message = text(row.error_message)
    return Job(
        ref=str(ref),
        status=status,
        provider_status=word,
        created_at=time(row.created_at),
        completed_at=time(row.completed_at),
        media=_audio(row) if status is JobStatus.SUCCEEDED else (),
        error=JobError(message=message) if message or status is JobStatus.FAILED else None,
        raw=model,
    )


def _audio(row: Generation) -> tuple[Media, ...]:
    url = text(row.audio_url)
    if url is None:
        return ()
    size, duration = count(row.file_size), number(row.duration)
    return (Media("audio", url, content_type="audio/mpeg", size_bytes=size, duration_s=duration),)


ADAPTER = Adapter[GenerationResponse](
    base_url=BASE_URL,
    words=WORDS,
    pace=Pace(floor=2.0, ceiling=15.0),  # documented: every 2-5 s, and 60 reads a minute for the whole account
    operation=get_generation,
    auth=auth_headers,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
)
