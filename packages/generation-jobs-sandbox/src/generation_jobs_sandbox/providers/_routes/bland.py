"""Bland beyond one stored generation: https://docs.bland.ai. Synthesis answers with the sound itself, and no id.

Version 1 documents that every generation is stored and listed. Version 2 says nothing of it: here it does the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import iso
from generation_jobs_sandbox._base.problems import Problem
from generation_jobs_sandbox._base.route import Reply, Route
from generation_jobs_sandbox._base.sound import Encoding, tone
from generation_jobs_sandbox.models.bland import (
    SpeakRequest,
    TtsAudio,
    TtsGenerationList,
    TtsRequest,
)

if TYPE_CHECKING:
    from generation_jobs_sandbox._base.request import RequestContext
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

# https://docs.bland.ai/speech/limits: generations in flight before and after the first top-up.
PLANS = {"new": 1, "topped-up": 5}
_RETRY_AFTER = "1"  # seconds; the header is documented, its value is ours
_LATENCY = "350"  # milliseconds
_DOLLARS_PER_CHARACTER, _LEAST_DOLLARS = 0.015 / 1000, 0.001


def _create(request: RequestContext) -> Reply:
    """Synthesise with version 2."""
    speech = request.parse(TtsRequest)
    _check_voice(request, speech.voice)
    _check_concurrency(request)
    audio = speech.audio or TtsAudio()
    sound = tone(audio.encoding, audio.sample_rate, "audio/wav" if audio.container == "wav" else None)
    output_format = f"{'ulaw' if audio.encoding == 'mulaw' else 'pcm'}_{audio.sample_rate}"
    cost = _cost(speech.text)
    job = request.account.submit(
        {"text": speech.text, "voice_id": speech.voice, "output_format": output_format, "cost": cost}, sound
    )
    headers = {
        "x-request-id": f"req_{job.token[:16]}",
        "x-model": "btts-3",
        "x-voice-id": speech.voice,
        "x-sample-rate": str(audio.sample_rate),
        "x-cost": str(cost),
        "x-latency": _LATENCY,
    }
    return Reply(headers=headers, media=job.media)


def _create_v1(request: RequestContext) -> Reply:
    speech = request.parse(SpeakRequest)
    _check_concurrency(request)
    name, rate = speech.output_format.split("_")
    encoding: Encoding = "mulaw" if name == "ulaw" else "pcm_s16le"
    cost = _cost(speech.text)
    job = request.account.submit(
        {"text": speech.text, "voice_id": speech.voice_id, "output_format": speech.output_format, "cost": cost},
        tone(encoding, int(rate), "audio/x-wav"),
    )
    return Reply(headers={"x-latency": _LATENCY, "x-cost": str(cost)}, media=job.media)


def _check_voice(request: RequestContext, voice: str) -> None:
    try:
        UUID(voice)
    except ValueError as error:
        raise request.errors.invalid("voice", "a voice is named by its UUID here") from error


def _check_concurrency(request: RequestContext) -> None:
    """Refuse a generation too many; both versions have the same body: https://docs.bland.ai/speech/limits."""
    limit = request.account.concurrency_limit
    if request.account.in_progress < limit:
        return
    code, message = "concurrency_limit_reached", "Too many generations are in flight."
    body: Json = {
        "error": code,
        "limit": limit,
        "message": message,
        "docs": "https://docs.bland.ai/speech/limits",
    }
    raise Problem(429, code, message, {"Retry-After": _RETRY_AFTER}, body=body)


def _cost(text: str) -> float:
    return round(max(len(text) * _DOLLARS_PER_CHARACTER, _LEAST_DOLLARS), 6)


def _list(request: RequestContext) -> Reply:
    """List the newest first; neither the order nor a greatest `limit` is documented."""
    limit, offset = request.number("limit", 20, 1), request.number("offset", 0, 0)
    rows = [row(job) for job in reversed(request.account.jobs())]
    wanted = request.query.get("voice_id")
    found = [one for one in rows if wanted in (None, one["voice_id"])]
    page: list[Json] = [*found[offset : offset + limit]]
    return Reply({"data": page, "errors": None, "total": len(found), "limit": limit, "offset": offset})


def row(job: Snapshot) -> dict[str, Json]:
    """Return a generation as in lists: without its sound."""
    return {
        "id": job.id,
        "org_id": "9e1d2c3b-4a5f-6780-bcde-f01234567890",
        "user_id": "5c6d7e8f-9012-3456-789a-bcdef0123456",
        "text": job.parameters.get("text", "Hello from the sandbox."),
        "voice_id": job.parameters.get("voice_id", "2b3c4d5e-6f70-8901-2345-6789abcdef01"),
        "output_format": job.parameters.get("output_format", "pcm_44100"),
        "latency_ms": 350,
        "cost": job.parameters.get("cost", 0.001),
        "created_at": iso(job.created_at),
    }


ROUTES: tuple[Route, ...] = (
    Route("POST", "/v1/speak", _create_v1, "submit"),
    Route("GET", "/v1/speak/samples", _list, "list", TypeAdapter(TtsGenerationList)),
)
ROUTES_V2: tuple[Route, ...] = (Route("POST", "/v2/tts", _create, "submit"),)
