"""PlayAI, speech, archived: https://docs.play.ai. No example job is published: the bodies are synthesised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox.models.playai import ErrorResponseObject, TtsAsyncJob
from generation_jobs_sandbox.providers._routes.playai import ACTS
from generation_jobs_sandbox.providers.base import Json, Problem, Provider, Snapshot, bearer, iso, new_uuid

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

_VOICE = "s3://voice-cloning-zero-shot/baf1ef41-36b6-428c-9bdf-50ba54682bd8/original/manifest.json"

_WORDS = {
    Phase.QUEUED: "IN_PROGRESS",
    Phase.RUNNING: "IN_PROGRESS",
    Phase.SUCCEEDED: "COMPLETED",
    Phase.FAILED: "FAILED",
}
# As on the page, but for 404 and 500, whose words are ours: an unknown job is not documented at all.
_PROBLEMS = {
    400: ("INVALID_PARAMETERS", "The 'text' parameter must be provided."),
    401: (
        "UNAUTHORIZED",
        "The authorization header must be provided in the format 'Bearer <YOUR-API-KEY>'\n",
    ),
    403: ("UNSUPPORTED_PLAN", "API access is not available on your current plan."),
    404: ("NOT_FOUND", "There is no such job."),
    429: ("", "Rate limit exceeded. Please wait a few moments and try again."),
    500: ("UNEXPECTED_ERROR", "An unexpected error occurred."),
}
_SAMPLE_CREDENTIALS = {"PLAYAI_API_KEY": "sandbox", "PLAYAI_USER_ID": "sandbox-user"}


class PlayAI(Provider):
    """One job; its status and its result stand inside `output`."""

    name = "playai"
    contract = TypeAdapter(TtsAsyncJob)
    error_contract = TypeAdapter(ErrorResponseObject | str)
    host = "api.play.ai"
    path = "/api/v1/tts/{id}"
    acts = ACTS
    makes = ("audio", "wav", "flac", "ogg")
    words = _WORDS
    problems = _PROBLEMS
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """Both headers, on every request."""
        key = bearer(headers)
        if key is None or not headers.get("x-user-id"):
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """A UUID."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """A failed job gives no reason."""
        return {
            "id": job.id,
            "createdAt": iso(job.created_at),
            "input": dict(job.asked) or {"model": "PlayDialog", "text": "Hello from the sandbox.", "voice": _VOICE},
            "completedAt": iso(job.completed_at),
            "output": {"status": job.word, **self._result(job)},
        }

    def _result(self, job: Snapshot) -> dict[str, Json]:
        if job.url is None:
            return {}
        media = job.media
        return {
            "url": job.url,
            "contentType": media.content_type,
            "fileSize": len(media.content),
            "duration": media.duration,
        }

    def envelope(self, problem: Problem) -> Json:
        """A 429 is a bare JSON string, as on the page."""
        if problem.status == 429:
            return problem.message
        return {"errorMessage": problem.message, "errorId": problem.code}
