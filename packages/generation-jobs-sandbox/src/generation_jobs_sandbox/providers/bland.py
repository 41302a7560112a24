"""Bland, speech: https://docs.bland.ai. Synthesis is synchronous: a stored generation is a finished one."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox.life import Phase
from generation_jobs_sandbox.models.bland import ErrorResponse, TtsGenerationResponse
from generation_jobs_sandbox.providers.base import Example, Json, Problem, Provider, Snapshot, iso, new_uuid

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

_WORDS = {Phase.SUCCEEDED: ""}
# No error of this operation is documented. Three codes stand on pages of its neighbour, POST
# /v1/speak (`Invalid Input`, `Rate Limit Exceeded`, `INSUFFICIENT_CREDITS`); the rest is ours.
_PROBLEMS = {
    400: ("Invalid Input", "The request is not valid."),
    401: ("Unauthorized", "A valid API key is required."),
    402: ("INSUFFICIENT_CREDITS", "Not enough credits."),
    404: ("Not Found", "There is no such generation."),
    429: ("Rate Limit Exceeded", "Too many requests."),
    500: ("Internal Server Error", "Something went wrong."),
}
_SAMPLE_CREDENTIALS = {"BLAND_API_KEY": "org_sandbox"}


class Bland(Provider):
    """One stored generation, as JSON or, with `?format=audio`, as its WAV."""

    name = "bland"
    contract = TypeAdapter(TtsGenerationResponse)
    error_contract = TypeAdapter(ErrorResponse)
    host = "api.bland.ai"
    path = "/v1/speak/samples/{id}"
    audio_query = ("format", "audio")
    makes = ("wav",)
    words = _WORDS
    has_status = False
    problems = _PROBLEMS
    example = Example(
        "a3f8c2d1-4b5e-6789-0abc-def012345678",
        "bland.json",
        datetime(2026, 3, 16, 1, 44, 56, 673_000, tzinfo=UTC),
    )
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """The bare key: whether this operation takes a `Bearer` before it is not documented."""
        key = headers.get("authorization", "")
        if not key or " " in key:
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """A UUID."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """The sound itself stands in `audio_data`."""
        row: dict[str, Json] = {
            "id": job.id,
            "org_id": "9e1d2c3b-4a5f-6780-bcde-f01234567890",
            "user_id": "5c6d7e8f-9012-3456-789a-bcdef0123456",
            "text": "Hello from the sandbox.",
            "voice_id": "2b3c4d5e-6f70-8901-2345-6789abcdef01",
            "output_format": "pcm_44100",
            "latency_ms": 350,
            "cost": 0.001,
            "created_at": iso(job.created_at),
        }
        if job.url is not None:
            row["audio_data"] = b64encode(job.media.content).decode()
        return {"data": row, "errors": None}

    def envelope(self, problem: Problem) -> Json:
        """The shape that the speak page gives, which shares `data` and `errors` with the answer above."""
        return {"data": None, "errors": [{"error": problem.code, "message": problem.message}]}
