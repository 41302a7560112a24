"""Finetuning.ai: music."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from finetuning_jobs_client import BASE_URL, errors
from finetuning_jobs_client.api.generations import (
    create_generation,
    delete_generations,
    get_generation,
    list_generations,
)
from sliding_window_quota import Rate

from generation_jobs._core.config import PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._core.errors import UndecodableResponse, WebhookError
from generation_jobs._core.models import Job, JobError, Media
from generation_jobs._core.refs import Ref, answered_ref
from generation_jobs._core.values.status import JobStatus
from generation_jobs.providers.base import Adapter, count, number, status_of, status_query, text, time
from generation_jobs.providers.operations import CancelOrDelete, Listing, Row, Submit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from finetuning_jobs_client.models import (
        BulkDeleteResponse,
        CreateGenerationResponse,
        Generation,
        GenerationResponse,
    )

    from generation_jobs._core.io import Answer

STATUS_MAP = {
    "pending": JobStatus.QUEUED,
    "processing": JobStatus.RUNNING,
    "completed": JobStatus.SUCCEEDED,
    "failed": JobStatus.FAILED,
}


def read(ref: Ref, _: str, model: GenerationResponse) -> Job:
    """Return the job of a response. `createdAt` has no zone: UTC, as in the provider's own command line."""
    return _job(ref, model.data, model)


def _job(ref: Ref | None, row: Generation, raw: object) -> Job:
    provider_status, status = status_of(row.status, STATUS_MAP)
    message = text(row.error_message)
    return Job(
        ref=answered_ref("finetuning", row.id, ref),
        status=status,
        provider_status=provider_status,
        created_at=time(row.created_at),
        completed_at=time(row.completed_at),
        media=_audio(row) if status is JobStatus.SUCCEEDED else (),
        error=JobError(message=message) if message or status is JobStatus.FAILED else None,
        raw=raw,
    )


def _audio(row: Generation) -> tuple[Media, ...]:
    url = text(row.audio_url)
    return () if url is None else (_media(url, row.file_size, row.duration),)


def read_webhook(payload: Mapping[str, object]) -> Job:
    """Return the job of a callback (https://docs.finetuning.ai/docs/webhooks), which has no envelope.

    Raises:
        WebhookError: Id or status is missing, or the status is not that of a finished job.
    """
    try:
        ref = answered_ref("finetuning", payload.get("id"))
    except UndecodableResponse:
        raise WebhookError("the webhook body of finetuning has no valid id") from None
    provider_status, status = status_of(payload.get("status"), STATUS_MAP)
    if not status.is_final:
        raise WebhookError(f"{ref}: the webhook body has status {provider_status!r}, not completed or failed")
    url, message = text(payload.get("audioUrl")), text(payload.get("errorMessage"))
    found = url is not None and status is JobStatus.SUCCEEDED
    return Job(
        ref=ref,
        status=status,
        provider_status=provider_status,
        created_at=time(payload.get("createdAt")),
        completed_at=time(payload.get("completedAt")),
        media=(_media(url, None, payload.get("duration")),) if found else (),
        error=JobError(message=message) if status is JobStatus.FAILED else None,
        raw=payload,
    )


def _media(url: str | None, size: object, duration: object) -> Media:
    return Media("audio", url, content_type="audio/mpeg", size_bytes=count(size), duration_s=number(duration))


def submitted(model: CreateGenerationResponse, _: Answer) -> tuple[Job, ...]:
    """Return the job of a submit."""
    provider_status, status = status_of(model.data.status, STATUS_MAP)
    return (
        Job(answered_ref("finetuning", model.data.id), status, provider_status, time(model.data.created_at), raw=model),
    )


def row(_: str, item: Generation) -> Row:
    """Return a generation of the list. Its `prompt` is what was submitted as `tags`."""
    job = _job(None, item, item)
    shown = {name: getattr(item.parameters, name, None) for name in ("bpm", "duration", "timesignature", "seed")}
    return Row(job, text(item.prompt), job.created_at, shown)


def _refusal(model: BulkDeleteResponse) -> str | None:
    return "; ".join(str(error.error) for error in model.data.errors or []) or None


ADAPTER: Adapter[GenerationResponse] = Adapter(
    base_url=BASE_URL,
    status_map=STATUS_MAP,
    # Documented: every 2-5 s, and 60 reads a minute for the whole account.
    poll_interval=PollInterval(floor=2.0, ceiling=15.0, learned_ceiling=120.0),
    operation=get_generation,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
    refused=errors.InvalidArgument,
    submit=Submit(create_generation, submitted, ids="/data/id", renamed={"musical_key": "key"}),
    listing=Listing(list_generations, row, partial(status_query, STATUS_MAP), text="tags", size=("limit", 99)),
    delete=CancelOrDelete(
        delete_generations, lambda ref, _: {"ids": [ref.id]}, _refusal, done=lambda model: model.data.deleted or ()
    ),
    unsupported_hints={"cancel": "wait until the job ends by itself; its credit is spent"},
    webhook=read_webhook,
    # docs.finetuning.ai/docs/rate-limits: per user, submits apart from everything else
    rate_limits={"read": Rate(60, 60.0), "submit": Rate(10, 60.0)},
    # The page's example took 17 s, and jobs time out after 240 s (docs.finetuning.ai/docs/webhooks).
    duration_hints={"": DurationHint(median=40.0, p95=240.0)},
)
