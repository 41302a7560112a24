"""PlayAI's submit: https://docs.play.ai. It has no list and no cancel, and its webhook's body is not documented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import iso
from generation_jobs_sandbox._base.media import MEDIA, MediaFile
from generation_jobs_sandbox._base.route import Reply, Route
from generation_jobs_sandbox._base.sound import tone
from generation_jobs_sandbox.models.playai import CreateTtsJobRequest, TtsAsyncJob

if TYPE_CHECKING:
    from generation_jobs_sandbox._base.request import RequestContext
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

_VOICE = "s3://voice-cloning-zero-shot/baf1ef41-36b6-428c-9bdf-50ba54682bd8/original/manifest.json"
_FORMATS: dict[str, MediaFile] = {
    "mp3": MEDIA["audio"],
    "wav": tone("pcm_s16le", 24_000, "audio/wav"),
    "raw": tone("pcm_s16le", 24_000),
    "mulaw": tone("mulaw", 8_000),
    "ogg": MEDIA["ogg"],
    "flac": MEDIA["flac"],
}
_MAX_CHARACTERS = 20_000  # for Play3.0-mini; PlayDialog takes what the spec allows


def row(job: Snapshot) -> dict[str, Json]:
    """Return a job; a failed one gives no reason."""
    return {
        "id": job.id,
        "createdAt": iso(job.created_at),
        "input": dict(job.parameters) or {"model": "PlayDialog", "text": "Hello from the sandbox.", "voice": _VOICE},
        "completedAt": iso(job.completed_at),
        "output": {"status": job.status, **_result(job)},
    }


def _result(job: Snapshot) -> dict[str, Json]:
    if job.url is None:
        return {}
    media = job.media
    return {
        "url": job.url,
        "contentType": media.content_type,
        "fileSize": len(media.content),
        "duration": media.duration,
    }


def _create(request: RequestContext) -> Reply:
    speech = request.parse(CreateTtsJobRequest)
    if speech.model == "Play3.0-mini" and len(speech.text) > _MAX_CHARACTERS:
        raise request.errors.invalid("text", f"at most {_MAX_CHARACTERS} characters with {speech.model}")
    parameters = speech.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return Reply(row(request.account.submit(parameters, _FORMATS[speech.output_format or "mp3"])), 201)


ROUTES: tuple[Route, ...] = (Route("POST", "/api/v1/tts", _create, "submit", TypeAdapter(TtsAsyncJob)),)
