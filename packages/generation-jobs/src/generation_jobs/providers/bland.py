"""Bland: speech. Synthesis is synchronous, so that every stored generation has succeeded; there is no status."""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from bland_jobs_client import BASE_URL, errors
from bland_jobs_client.api.text_to_speech import (
    create_speech,
    get_tts_generation,
    get_tts_generation_audio,
    list_tts_generations,
)

from generation_jobs._core.config import PollInterval
from generation_jobs._core.errors import UndecodableResponse
from generation_jobs._core.media_types import LOOK, refusal
from generation_jobs._core.models import Cost, Job, Media
from generation_jobs._core.outcome import api_error
from generation_jobs._core.refs import Ref, answered_ref, parse_ref
from generation_jobs._core.values.status import JobStatus
from generation_jobs.providers.base import Adapter, absolute, money, text, time
from generation_jobs.providers.operations import Listing, Row, Submit

if TYPE_CHECKING:
    from bland_jobs_client.models import TtsGeneration, TtsGenerationListItem, TtsGenerationResponse
    from bland_jobs_client.requests import TtsAudio

    from generation_jobs._core.io import Answer
    from generation_jobs.providers.operations import Operation


def read(ref: Ref, base_url: str, model: TtsGenerationResponse) -> Job:
    """Return the job of a response. Raises `APIError` for a 200 with errors, as Bland's own client does."""
    if isinstance(model.errors, list) and model.errors:
        code, message = text(model.errors[0].error), text(model.errors[0].message)
        raise api_error(200, ref=str(ref), code=code, message=message, advice="the response contains errors, not a job")
    if not model.data:
        raise UndecodableResponse(f"{ref}: the response contains no generation", status_code=200, ref=str(ref))
    return _job(ref, base_url, model.data, model)


def _job(ref: Ref | None, base_url: str, stored: TtsGeneration | TtsGenerationListItem, raw: object) -> Job:
    found = answered_ref("bland", stored.id, ref)
    return Job(
        ref=found,
        status=JobStatus.SUCCEEDED,
        created_at=time(stored.created_at),
        media=(_audio(parse_ref(found), base_url),),
        cost=_cost(stored.cost),
        raw=raw,
    )


def _cost(value: object) -> Cost | None:
    amount = money(value)
    return None if amount is None else Cost(amount, "USD")


def _audio(ref: Ref, base_url: str) -> Media:
    # `audio_data` stays in `raw`: whether it is a WAV file is not documented. This endpoint sends one.
    url = absolute(base_url, get_tts_generation_audio.get_kwargs(ref.id))
    return Media("audio", url, content_type="audio/wav")


@wraps(create_speech.get_kwargs)
def _speech_kwargs(*, audio: object = None, **fields: Any) -> dict[str, Any]:
    """Return the request of a submit: for a WAV file unless told otherwise, since few players play bare samples."""
    if audio is None or isinstance(audio, Mapping):
        audio = {"container": "wav", **cast("Mapping[str, Any]", audio or {})}
    return create_speech.get_kwargs(audio=cast("TtsAudio", audio), **fields)


def submitted(content: bytes, answer: Answer) -> tuple[Job, ...]:
    """Return the finished job of a submit: the response is the audio itself, without an id."""
    if problem := refusal(content[:LOOK], answer.headers.get("content-type")) if content else "an empty body":
        raise UndecodableResponse(f"bland: a submit was answered by {problem} instead of audio", status_code=200)
    media = Media("audio", data=content, content_type=answer.headers.get("content-type"), size_bytes=len(content))
    return (Job(None, JobStatus.SUCCEEDED, media=(media,), cost=_cost(answer.headers.get("x-cost"))),)


def row(base_url: str, item: TtsGenerationListItem) -> Row:
    """Return a stored generation."""
    job = _job(None, base_url, item, item)
    return Row(job, text(item.text), job.created_at, {"voice": item.voice_id})


SPEECH = SimpleNamespace(get_kwargs=_speech_kwargs, auth_headers=create_speech.auth_headers, parse=create_speech.parse)

ADAPTER: Adapter[TtsGenerationResponse] = Adapter(
    base_url=BASE_URL,
    status_map={},
    poll_interval=PollInterval(floor=1.0, ceiling=10.0),  # only used after a failed poll
    operation=get_tts_generation,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
    refused=errors.InvalidArgument,
    submit=Submit(cast("Operation[bytes]", SPEECH), submitted),
    media=get_tts_generation_audio,
    listing=Listing(list_tts_generations, row, query=lambda _: {}, text="text", total=lambda page: page.total),
    unsupported_hints={
        "cancel": "synthesis is synchronous, so that every job has ended",
        "delete": "Bland documents no way to delete one",
    },
)
