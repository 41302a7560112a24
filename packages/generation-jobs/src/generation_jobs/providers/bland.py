"""Bland: speech. Synthesis is synchronous: a stored generation is a finished one, and there is no status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bland_jobs_client import errors
from bland_jobs_client.api.text_to_speech import get_tts_generation, get_tts_generation_audio
from bland_jobs_client.client import BASE_URL, auth_headers
from bland_jobs_client.models import TtsGeneration, TtsGenerationResponse

from generation_jobs.errors import UndecodableResponse
from generation_jobs.job import Cost, Job, JobStatus, Media
from generation_jobs.providers.base import Adapter, absolute
from generation_jobs.providers.values import money, text, time
from generation_jobs.schedule import Pace
from generation_jobs.verdict import api_error

if TYPE_CHECKING:
    from generation_jobs.refs import Ref


def read(ref: Ref, base_url: str, model: TtsGenerationResponse) -> Job:
    """The job in Bland's answer. Raises `APIError` for a 200 that carries errors, as Bland's own client does."""
    if isinstance(model.errors, list) and model.errors:
        code, message = text(model.errors[0].error), text(model.errors[0].message)
        raise api_error(200, ref=str(ref), code=code, message=message, advice="the answer holds errors, not a job")
    if not isinstance(model.data, TtsGeneration):
        raise UndecodableResponse(f"{ref}: the answer holds no generation", status_code=200, ref=str(ref))
    created = time(model.data.created_at)
    amount = money(model.data.cost)
    return Job(
        ref=str(ref),
        status=JobStatus.SUCCEEDED,
        created_at=created,
        media=(_audio(ref, base_url),),
        cost=None if amount is None else Cost(amount, "USD"),
        raw=model,
    )


def _audio(ref: Ref, base_url: str) -> Media:
    # `audio_data` is left in `raw`: whether it is a WAV file or bare samples is not documented; this answer is a WAV.
    url = absolute(base_url, get_tts_generation_audio.get_kwargs(ref.id))
    return Media("audio", url, content_type="audio/wav")


ADAPTER = Adapter[TtsGenerationResponse](
    base_url=BASE_URL,
    words={},
    pace=Pace(floor=1.0, ceiling=10.0),  # only ever needed after trouble
    operation=get_tts_generation,
    auth=auth_headers,
    read=read,
    read_error=errors.read_error,
    undecodable=errors.UndecodableResponse,
)
