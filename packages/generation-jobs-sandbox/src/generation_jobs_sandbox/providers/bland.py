"""Bland, speech: https://docs.bland.ai. Synthesis is synchronous: a stored generation is a finished one."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import bearer, new_uuid
from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox.models.bland import (
    ConcurrencyLimitResponse,
    ErrorResponse,
    SpeechErrorResponse,
    TtsGenerationResponse,
)
from generation_jobs_sandbox.providers._routes.bland import PLANS, ROUTES, ROUTES_V2, row
from generation_jobs_sandbox.providers.base import Example, Provider

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.problems import Problem
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

_WORDS = {Phase.SUCCEEDED: ""}
# No error of this operation is documented. Three codes are on the page of POST
# /v1/speak (`Invalid Input`, `Rate Limit Exceeded`, `INSUFFICIENT_CREDITS`); the rest is ours.
_PROBLEMS = {
    400: ("Invalid Input", "The request is not valid."),
    401: ("Unauthorized", "A valid API key is required."),
    402: ("INSUFFICIENT_CREDITS", "Not enough credits."),
    404: ("Not Found", "There is no such generation."),
    429: ("Rate Limit Exceeded", "Too many requests."),
    500: ("Internal Server Error", "Something went wrong."),
}
# https://docs.bland.ai/api-v2/post/tts; 401, 429 and the sentences are ours.
_PROBLEMS_V2 = {
    400: ("invalid_request", "The request is not valid."),
    401: ("unauthorized", "A valid API key is required."),
    402: ("insufficient_credits", "Not enough credits."),
    403: ("voice_not_live", "This voice is not live."),
    404: ("voice_not_found", "There is no such voice."),
    429: ("rate_limited", "Too many requests."),
    500: ("synthesis_failed", "The synthesis failed."),
}
_CODES_V2 = {
    "audio.encoding": "unsupported_encoding",
    "audio.sample_rate": "unsupported_sample_rate",
    "audio.container": "unsupported_container",
    "voice": "unsupported_voice",
}
_SAMPLE_CREDENTIALS = {"BLAND_API_KEY": "org_sandbox"}


class Bland(Provider):
    """One stored generation, as JSON or, with `?format=audio`, as its WAV."""

    name = "bland"
    contract = TypeAdapter(TtsGenerationResponse)
    error_contract = TypeAdapter(ErrorResponse | ConcurrencyLimitResponse)
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
    routes = ROUTES
    plans = PLANS

    def authenticate(self, headers: Headers) -> str:
        """Take the bare key: whether `Bearer` may stand before it is not documented."""
        key = headers.get("authorization", "")
        if not key or " " in key:
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """Return a UUID."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """Return a generation with its sound in `audio_data`."""
        sound: dict[str, Json] = {} if job.url is None else {"audio_data": b64encode(job.media.content).decode()}
        return {"data": {**row(job), **sound}, "errors": None}

    def envelope(self, problem: Problem) -> Json:
        """Return the error body of the speak page, which has `data` and `errors` like the body of a job."""
        if problem.body is not None:
            return problem.body
        return {"data": None, "errors": [{"error": problem.code, "message": problem.message}]}


class BlandV2(Bland):
    """Version 2: a bearer token, and errors of another shape."""

    error_contract = TypeAdapter(SpeechErrorResponse | ConcurrencyLimitResponse)
    problems = _PROBLEMS_V2
    routes = ROUTES_V2

    def authenticate(self, headers: Headers) -> str:
        """Take the same key as a bearer token."""
        key = bearer(headers)
        if key is None:
            raise self.problem(401)
        return key

    def invalid(self, field_name: str, why: str) -> Problem:
        """Return the problem of a wrong field; some fields have a code of their own."""
        problem = super().invalid(field_name, why)
        too_long = field_name == "text" and "at most" in why
        problem.code = "text_too_long" if too_long else _CODES_V2.get(field_name, problem.code)
        return problem

    def envelope(self, problem: Problem) -> Json:
        """Return the error body of the page of `POST /v2/tts`."""
        if problem.body is not None:
            return problem.body
        return {"error": {"code": problem.code, "message": problem.message}}


Bland.variants = (BlandV2(),)
