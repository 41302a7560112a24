"""PlayAI: speech. The service is reported closed; the adapter follows what was documented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playai_jobs_client import BASE_URL, errors
from playai_jobs_client.api.text_to_speech import create_tts_job, get_tts_job

from generation_jobs._core.config import PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._core.models import Job, JobError, Media
from generation_jobs._core.refs import Ref, answered_ref, parse_ref
from generation_jobs._core.values.status import JobStatus
from generation_jobs.providers.base import Adapter, count, number, status_of, text, time
from generation_jobs.providers.operations import Submit

if TYPE_CHECKING:
    from playai_jobs_client.models import TtsAsyncJob, TtsAsyncJobOutput

    from generation_jobs._core.io import Answer

STATUS_MAP = {
    "IN_PROGRESS": JobStatus.RUNNING,
    "COMPLETED": JobStatus.SUCCEEDED,
    "FAILED": JobStatus.FAILED,
}


def read(ref: Ref, _: str, model: TtsAsyncJob) -> Job:
    """Return the job of a response. Its status is in `output`."""
    output = model.output
    provider_status, status = status_of(getattr(output, "status", None), STATUS_MAP)
    return Job(
        ref=answered_ref("playai", model.id, ref),
        status=status,
        provider_status=provider_status,
        created_at=time(model.created_at),
        completed_at=time(model.completed_at),
        media=_audio(output) if status is JobStatus.SUCCEEDED else (),
        error=JobError() if status is JobStatus.FAILED else None,  # PlayAI gives no reason
        raw=model,
    )


def _audio(output: TtsAsyncJobOutput) -> tuple[Media, ...]:
    url = text(output.url)
    if url is None:
        return ()
    # The page names no units: bytes are usual for a file size, seconds are what PlayAI's PlayNote page says.
    size, duration = count(output.file_size), number(output.duration)
    return (Media("audio", url, content_type=text(output.content_type), size_bytes=size, duration_s=duration),)


def submitted(model: TtsAsyncJob, _: Answer) -> tuple[Job, ...]:
    """Return the job of a submit; its response has the same form as that of a poll."""
    return (read(parse_ref(answered_ref("playai", model.id)), BASE_URL, model),)


ADAPTER: Adapter[TtsAsyncJob] = Adapter(
    base_url=BASE_URL,
    status_map=STATUS_MAP,
    poll_interval=PollInterval(floor=1.0, ceiling=10.0),  # no interval is documented
    operation=get_tts_job,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
    refused=errors.InvalidArgument,
    submit=Submit(create_tts_job, submitted, ids="/id"),
    duration_hints={"": DurationHint(median=5.0, p95=30.0)},  # speech, as Breeze's; no figure is documented
    unsupported_hints={
        "list": "keep the refs that submit returns",
        "cancel": "wait until the job ends by itself",
        "delete": "PlayAI does not document how long it keeps results",
    },
)
