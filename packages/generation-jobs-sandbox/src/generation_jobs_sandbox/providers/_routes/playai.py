"""PlayAI's submit: https://docs.play.ai. It has no list, no cancel, and what a webhook is told is not documented."""

from __future__ import annotations

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.media import MEDIA, MediaFile
from generation_jobs_sandbox._base.request import Act, Call, Reply
from generation_jobs_sandbox._base.sound import tone
from generation_jobs_sandbox.models.playai import CreateTtsJobRequest, TtsAsyncJob

_FORMATS: dict[str, MediaFile] = {
    "mp3": MEDIA["audio"],
    "wav": tone("pcm_s16le", 24_000, "audio/wav"),
    "raw": tone("pcm_s16le", 24_000),
    "mulaw": tone("mulaw", 8_000),
    "ogg": MEDIA["ogg"],
    "flac": MEDIA["flac"],
}
_LONGEST = 20_000  # characters, for Play3.0-mini; PlayDialog takes what the spec allows


def _create(call: Call) -> Reply:
    asked = call.asked(CreateTtsJobRequest)
    if asked.model == "Play3.0-mini" and len(asked.text) > _LONGEST:
        raise call.provider.invalid("text", f"at most {_LONGEST} characters with {asked.model}")
    told = asked.model_dump(mode="json", by_alias=True, exclude_unset=True)
    job = call.submit(told, _FORMATS[asked.output_format or "mp3"])
    return Reply(call.provider.describe(call.snapshot(job)), 201)


ACTS: tuple[Act, ...] = (Act("POST", "/api/v1/tts", _create, "submit", TypeAdapter(TtsAsyncJob)),)
