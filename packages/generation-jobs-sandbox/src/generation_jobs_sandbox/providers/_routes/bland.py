"""Bland beyond one stored generation: https://docs.bland.ai. Synthesis answers with the sound itself, and no id.

Version 1 documents that every generation is stored and listed. Version 2 says nothing of it: here it does the same.
"""

from __future__ import annotations

from uuid import UUID

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.request import Act, Call, Reply
from generation_jobs_sandbox._base.sound import Encoding, tone
from generation_jobs_sandbox.models.bland import (
    SpeakRequest,
    TtsAudio,
    TtsGenerationList,
    TtsRequest,
)
from generation_jobs_sandbox.providers.base import Json, Problem, Snapshot, iso

# https://docs.bland.ai/speech/limits: generations in flight before and after the first top-up.
PLANS = {"new": 1, "topped-up": 5}
_RETRY_AFTER = "1"  # seconds; the header is documented, its value is ours
_LATENCY = "350"  # milliseconds
_DOLLARS_PER_CHARACTER, _LEAST_DOLLARS = 0.015 / 1000, 0.001


def _create(call: Call) -> Reply:
    """Version 2."""
    asked = call.asked(TtsRequest)
    _check_voice(call, asked.voice)
    _check_room(call)
    audio = asked.audio or TtsAudio()
    sound = tone(audio.encoding, audio.sample_rate, "audio/wav" if audio.container == "wav" else None)
    word = f"{'ulaw' if audio.encoding == 'mulaw' else 'pcm'}_{audio.sample_rate}"
    cost = _cost(asked.text)
    job = call.submit({"text": asked.text, "voice_id": asked.voice, "output_format": word, "cost": cost}, sound)
    headers = {
        "x-request-id": f"req_{job.token[:16]}",
        "x-model": "btts-3",
        "x-voice-id": asked.voice,
        "x-sample-rate": str(audio.sample_rate),
        "x-cost": str(cost),
        "x-latency": _LATENCY,
    }
    return Reply(headers=headers, sound=job.media)


def _create_v1(call: Call) -> Reply:
    asked = call.asked(SpeakRequest)
    _check_room(call)
    name, rate = asked.output_format.split("_")
    encoding: Encoding = "mulaw" if name == "ulaw" else "pcm_s16le"
    cost = _cost(asked.text)
    told: dict[str, Json] = {"text": asked.text, "voice_id": asked.voice_id, "output_format": asked.output_format}
    job = call.submit({**told, "cost": cost}, tone(encoding, int(rate), "audio/x-wav"))
    return Reply(headers={"x-latency": _LATENCY, "x-cost": str(cost)}, sound=job.media)


def _check_voice(call: Call, voice: str) -> None:
    try:
        UUID(voice)
    except ValueError as error:
        raise call.provider.invalid("voice", "a voice is named by its UUID here") from error


def _check_room(call: Call) -> None:
    """One body for every surface: https://docs.bland.ai/speech/limits."""
    limit = call.limit()
    if call.busy() < limit:
        return
    problem = Problem(429, "concurrency_limit_reached", "Too many generations are in flight.")
    problem.headers = {"Retry-After": _RETRY_AFTER}
    problem.body = {
        "error": problem.code,
        "limit": limit,
        "message": problem.message,
        "docs": "https://docs.bland.ai/speech/limits",
    }
    raise problem


def _cost(text: str) -> float:
    return round(max(len(text) * _DOLLARS_PER_CHARACTER, _LEAST_DOLLARS), 6)


def _list(call: Call) -> Reply:
    """The newest first; neither the order nor a greatest `limit` is documented."""
    limit, offset = call.number("limit", 20, 1), call.number("offset", 0, 0)
    rows = [row(call.snapshot(job)) for job in reversed(call.jobs())]
    wanted = call.query.get("voice_id")
    found = [one for one in rows if wanted in (None, one["voice_id"])]
    here: list[Json] = [*found[offset : offset + limit]]
    return Reply({"data": here, "errors": None, "total": len(found), "limit": limit, "offset": offset})


def row(job: Snapshot) -> dict[str, Json]:
    """A generation as lists have it: without its sound."""
    return {
        "id": job.id,
        "org_id": "9e1d2c3b-4a5f-6780-bcde-f01234567890",
        "user_id": "5c6d7e8f-9012-3456-789a-bcdef0123456",
        "text": job.asked.get("text", "Hello from the sandbox."),
        "voice_id": job.asked.get("voice_id", "2b3c4d5e-6f70-8901-2345-6789abcdef01"),
        "output_format": job.asked.get("output_format", "pcm_44100"),
        "latency_ms": 350,
        "cost": job.asked.get("cost", 0.001),
        "created_at": iso(job.created_at),
    }


ACTS: tuple[Act, ...] = (
    Act("POST", "/v1/speak", _create_v1, "submit"),
    Act("GET", "/v1/speak/samples", _list, "list", TypeAdapter(TtsGenerationList)),
)
ACTS_V2: tuple[Act, ...] = (Act("POST", "/v2/tts", _create, "submit"),)
