"""Breeze: speech. Results are fetched from the API itself, with the API key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breeze_jobs_client import BASE_URL, errors
from breeze_jobs_client.api.history import delete_history_item, list_history
from breeze_jobs_client.api.text_to_speech import create_tts_job, get_generation_job, get_generation_job_audio

from generation_jobs._core.config import PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._core.models import Job, JobError, Media
from generation_jobs._core.refs import answered_ref
from generation_jobs._core.values.status import JobStatus
from generation_jobs.providers.base import Adapter, absolute, status_of, text, time
from generation_jobs.providers.operations import CancelOrDelete, Listing, Row, Submit

if TYPE_CHECKING:
    from breeze_jobs_client.models import (
        AsyncTtsJob,
        GenerationJobErrorResponse,
        GenerationJobResponse,
        HistoryItem,
    )

    from generation_jobs._core.io import Answer
    from generation_jobs._core.refs import Ref

STATUS_MAP = {
    "active": JobStatus.RUNNING,
    "ready": JobStatus.SUCCEEDED,
    "failed": JobStatus.FAILED,
    "cancelled": JobStatus.CANCELLED,  # documented for other kinds of jobs (breeze-blue 0.21.1, README)
}


def read(ref: Ref, base_url: str, model: GenerationJobResponse) -> Job:
    """Return the job of a response. `state` is not used, since its values are not documented."""
    provider_status, status = status_of(model.status, STATUS_MAP)
    return Job(
        ref=answered_ref("breeze", model.generation_job_id, ref),
        status=status,
        provider_status=provider_status,
        created_at=time(model.created_at),
        completed_at=time(model.completed_at),
        media=(_audio(ref, base_url, model),) if status is JobStatus.SUCCEEDED else (),
        error=_error(model.error),
        raw=model,
    )


def _audio(ref: Ref, base_url: str, model: GenerationJobResponse) -> Media:
    # `download_url` is not used: its host, its expiry and whether it needs the key are not documented, and neither
    # official SDK uses it. The audio endpoint is documented.
    url = absolute(base_url, get_generation_job_audio.get_kwargs(ref.id))
    return Media("audio", url, content_type=text(model.content_type))


def _error(error: GenerationJobErrorResponse | None) -> JobError | None:
    if not error:
        return None
    return JobError(text(getattr(error, "code", None)), text(getattr(error, "detail", error)))


def submitted(model: AsyncTtsJob, _: Answer) -> tuple[Job, ...]:
    """Return the job of a submit."""
    provider_status, status = status_of(model.status, STATUS_MAP)
    return (Job(answered_ref("breeze", model.generation_job_id), status, provider_status, raw=model),)


def row(_: str, item: HistoryItem) -> Row:
    """Return an item of the history. It has no status; its id is the job's, by the page.

    What `date_unix` means is not documented: it is only used to find a lost submit.
    """
    job = Job(answered_ref("breeze", item.history_item_id), JobStatus.UNKNOWN, text(item.state), raw=item)
    shown = {"voice_id": item.voice_id, "model_id": item.model_id}
    return Row(job, text(item.text), time(item.date_unix), shown)


def _history_item(ref: Ref, job: Job | None) -> dict[str, str]:
    model = job.raw if job else None
    return {"history_item_id": text(getattr(model, "history_item_id", None)) or ref.id}


ADAPTER: Adapter[GenerationJobResponse] = Adapter(
    base_url=BASE_URL,
    status_map=STATUS_MAP,
    # The SDK's examples sleep 2 s; speech takes seconds.
    poll_interval=PollInterval(floor=1.0, ceiling=10.0, learned_ceiling=60.0),
    operation=get_generation_job,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
    refused=errors.InvalidArgument,
    media=get_generation_job_audio,
    submit=Submit(
        create_tts_job,
        submitted,
        refused=frozenset({"GENERATION_CAPACITY_EXCEEDED"}),
        ids="/generation_job_id",
    ),
    listing=Listing(list_history, row, query=lambda _: {}, text="text"),
    delete=CancelOrDelete(delete_history_item, _history_item, refusal=lambda _: None, polls_first=True),
    duration_hints={"": DurationHint(median=5.0, p95=30.0)},  # seconds, by the SDK's examples; no figure is documented
    unsupported_hints={
        "cancel": "wait until the job ends by itself; delete removes it from the history",
        "status": "its history has none; jobs.pending() or genjobs pending shows what was submitted and is not done",
    },
)
