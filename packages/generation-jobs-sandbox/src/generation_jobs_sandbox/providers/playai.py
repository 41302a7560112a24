"""PlayAI, speech, archived: https://docs.play.ai. No example job is published: the bodies are synthesised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import bearer, new_uuid
from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox.models.playai import ErrorResponseObject, TtsAsyncJob
from generation_jobs_sandbox.providers._routes.playai import ROUTES, row
from generation_jobs_sandbox.providers.base import Provider

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.problems import Problem
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

_WORDS = {
    Phase.QUEUED: "IN_PROGRESS",
    Phase.RUNNING: "IN_PROGRESS",
    Phase.SUCCEEDED: "COMPLETED",
    Phase.FAILED: "FAILED",
}
# As on the page, except 404 and 500, whose words are ours: an unknown job is not documented at all.
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
    """PlayAI: jobs, with status and result inside `output`."""

    name = "playai"
    contract = TypeAdapter(TtsAsyncJob)
    error_contract = TypeAdapter(ErrorResponseObject | str)
    host = "api.play.ai"
    path = "/api/v1/tts/{id}"
    routes = ROUTES
    makes = ("audio", "wav", "flac", "ogg")
    words = _WORDS
    problems = _PROBLEMS
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """Require both headers on every request."""
        key = bearer(headers)
        if key is None or not headers.get("x-user-id"):
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """Return a UUID."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """Return a job; a failed one gives no reason."""
        return row(job)

    def envelope(self, problem: Problem) -> Json:
        """Return an error body; for 429 a bare JSON string, as on the page."""
        if problem.status == 429:
            return problem.message
        return {"errorMessage": problem.message, "errorId": problem.code}
