"""Oxen: images and video."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oxen_jobs_client import errors
from oxen_jobs_client.api.generations import get_generation
from oxen_jobs_client.client import BASE_URL, auth_headers
from oxen_jobs_client.models import Generation, GenerationsShowResponse

from generation_jobs.job import Cost, Job, JobError, JobStatus, Media
from generation_jobs.providers.base import Adapter
from generation_jobs.providers.values import money, text, time
from generation_jobs.schedule import Pace

if TYPE_CHECKING:
    from generation_jobs.refs import Ref

WORDS = {
    "queued": JobStatus.QUEUED,
    "processing": JobStatus.RUNNING,
    "succeeded": JobStatus.SUCCEEDED,
    "failed": JobStatus.FAILED,
    "cancelled": JobStatus.CANCELLED,
}


def read(ref: Ref, base_url: str, model: GenerationsShowResponse) -> Job:
    """The job in Oxen's answer. The outer `status` tells of the request, the inner one of the job."""
    del base_url
    row = model.generation
    word = text(row.status)
    status = WORDS.get(word or "", JobStatus.UNKNOWN)
    message = text(row.error_message)
    amount = money(row.cost)
    return Job(
        ref=str(ref),
        status=status,
        provider_status=word,
        created_at=time(row.enqueued_at),
        started_at=time(row.started_at),
        completed_at=time(row.completed_at),
        media=_media(row) if status is JobStatus.SUCCEEDED else (),
        error=JobError(message=message) if message or status is JobStatus.FAILED else None,
        cost=None if amount is None else Cost(amount, None),  # Oxen names no currency
        raw=model,
    )


def _media(row: Generation) -> tuple[Media, ...]:
    url = text(row.result_url)
    return () if url is None else (Media(text(row.media_type) or "unknown", url),)


ADAPTER = Adapter[GenerationsShowResponse](
    base_url=BASE_URL,
    words=WORDS,
    pace=Pace(floor=2.0, ceiling=30.0),  # documented: images every 2-5 s, video every 10-30 s
    operation=get_generation,
    auth=auth_headers,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
)
