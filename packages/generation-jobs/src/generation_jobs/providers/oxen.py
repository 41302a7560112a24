"""Oxen: images and video."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oxen_jobs_client import BASE_URL, errors
from oxen_jobs_client.api.generations import cancel_generation, create_generations, get_generation, list_generations

from generation_jobs._core.config import PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._core.models import Cost, Job, JobError, Media
from generation_jobs._core.refs import Ref, answered_ref
from generation_jobs._core.values.status import JobStatus
from generation_jobs.providers.base import Adapter, money, status_of, status_query, text, time
from generation_jobs.providers.operations import CancelOrDelete, Events, Listing, Row, Submit

if TYPE_CHECKING:
    from oxen_jobs_client.models import EnqueuedGeneration, Generation, GenerationsShowResponse, QueueCreateResponse

    from generation_jobs._core.io import Answer

STATUS_MAP = {
    "queued": JobStatus.QUEUED,
    "processing": JobStatus.RUNNING,
    "succeeded": JobStatus.SUCCEEDED,
    "failed": JobStatus.FAILED,
    "cancelled": JobStatus.CANCELLED,
}


def read(ref: Ref, _: str, model: GenerationsShowResponse) -> Job:
    """Return the job of a response. The outer `status` is that of the request, the inner one that of the job."""
    return _job(ref, model.generation, model)


def _job(ref: Ref | None, row: Generation, raw: object) -> Job:
    provider_status, status = status_of(row.status, STATUS_MAP)
    message = text(row.error_message)
    amount = money(row.cost)
    return Job(
        ref=answered_ref("oxen", row.generation_id, ref),
        status=status,
        provider_status=provider_status,
        created_at=time(row.enqueued_at),
        started_at=time(row.started_at),
        completed_at=time(row.completed_at),
        media=_media(row) if status is JobStatus.SUCCEEDED else (),
        error=JobError(message=message) if message or status is JobStatus.FAILED else None,
        cost=None if amount is None else Cost(amount, None),  # Oxen names no currency
        raw=raw,
    )


def _media(row: Generation) -> tuple[Media, ...]:
    url = text(row.result_url)
    return () if url is None else (Media(text(row.media_type) or "unknown", url),)


def submitted(model: QueueCreateResponse, _: Answer) -> tuple[Job, ...]:
    """Return the jobs of a submit."""
    return tuple(_enqueued(item) for item in model.generations or ())


def _enqueued(item: EnqueuedGeneration) -> Job:
    provider_status, status = status_of(item.status, STATUS_MAP)
    return Job(answered_ref("oxen", item.generation_id), status, provider_status, raw=item)


def row(_: str, item: Generation) -> Row:
    """Return a generation of the list."""
    job = _job(None, item, item)
    shown = {"model": item.model_name, "target_namespace": item.target_namespace}
    return Row(job, text(item.prompt), job.created_at, shown)


def duration_group(job: Job) -> tuple[str, str]:
    """Return the kind of media and the model."""
    model = getattr(job.raw, "generation", None) or job.raw  # items of the list have no envelope
    return text(getattr(model, "media_type", None)) or "", text(getattr(model, "model_name", None)) or ""


ADAPTER: Adapter[GenerationsShowResponse] = Adapter(
    base_url=BASE_URL,
    status_map=STATUS_MAP,
    # Documented: images every 2-5 s, video every 10-30 s.
    poll_interval=PollInterval(floor=2.0, ceiling=30.0, learned_ceiling=120.0),
    operation=get_generation,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
    refused=errors.InvalidArgument,
    submit=Submit(create_generations, submitted, count="num_generations", ids="/generations/generation_id"),
    listing=Listing(
        list_generations,
        row,
        partial(status_query, STATUS_MAP),
        text="prompt",
        size=("page_size", 1000),
        total=lambda page: page.total_entries,
    ),
    duration_group=duration_group,
    # docs.oxen.ai, async queue
    duration_hints={"image": DurationHint(median=12.0, p95=30.0), "video": DurationHint(median=120.0, p95=600.0)},
    cancel=CancelOrDelete(
        cancel_generation,
        lambda ref, _: {"generation_id": ref.id},
        refusal=lambda _: None,
        done=lambda model: [model.generation_id] if model.generation_id else None,
    ),
    events=Events("/api/events", "media_generation_completed", "generation_id"),  # docs.oxen.ai, async queue
    unsupported_hints={"delete": "cancel stops a job, but its record stays"},
)
