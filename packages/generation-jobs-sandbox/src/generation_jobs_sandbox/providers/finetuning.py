"""Finetuning.ai, music: https://docs.finetuning.ai."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.problems import Problem
from generation_jobs_sandbox.models.finetuning import ErrorResponse, GenerationResponse
from generation_jobs_sandbox.providers._routes.finetuning import ROUTES, callback, row
from generation_jobs_sandbox.providers.base import Example, Provider, RateLimit

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

_KEY = re.compile(r"ft_live_[0-9a-f]{32}")

_WORDS = {
    Phase.QUEUED: "pending",
    Phase.RUNNING: "processing",
    Phase.SUCCEEDED: "completed",
    Phase.FAILED: "failed",
}
# Codes of the errors page; the sentences of 401, 404 and 500 are from the table on this operation's own page.
_PROBLEMS = {
    400: ("VALIDATION_ERROR", "The request is not valid"),
    401: ("INVALID_API_KEY", "API key is malformed, revoked, or does not exist"),
    402: ("MONTHLY_LIMIT_REACHED", "No generations are left this month"),
    403: ("PRO_PLAN_REQUIRED", "The API needs a Pro or Lifetime plan"),
    404: ("NOT_FOUND", "Resource not found"),
    429: ("RATE_LIMITED", "Too many requests"),
    500: ("INTERNAL_ERROR", "Unexpected server error"),
}
_SAMPLE_CREDENTIALS = {"FINETUNING_API_KEY": "ft_live_" + "5a" * 16}


class Finetuning(Provider):
    """Finetuning.ai: generations, with rate limits and callbacks."""

    name = "finetuning"
    contract = TypeAdapter(GenerationResponse)
    error_contract = TypeAdapter(ErrorResponse)
    host = "pub.finetuning.ai"
    path = "/v1/generations/{id}"
    makes = ("audio",)
    words = _WORDS
    problems = _PROBLEMS
    routes = ROUTES
    webhook_agent = "finetuning-webhook/1.0"
    read_limit = RateLimit(60, timedelta(minutes=1))  # https://docs.finetuning.ai/docs/rate-limits
    submit_limit = RateLimit(10, timedelta(minutes=1), "GENERATION_RATE_LIMITED")
    example = Example("gen_abc123", "finetuning.json", datetime(2025, 1, 15, 10, 30, tzinfo=UTC))
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """Take `X-API-Key`; a missing and a malformed one have codes of their own."""
        key = headers.get("x-api-key")
        if key is None:
            raise Problem(401, "MISSING_API_KEY", "X-API-Key header was not provided")
        if not _KEY.fullmatch(key):
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """Return an id like `gen_abc123`."""
        return f"gen_{random.getrandbits(48):012x}"

    def describe(self, job: Snapshot) -> Json:
        """Return a generation inside the envelope of every answer."""
        return {"data": dict(row(job))}

    def callback(self, job: Snapshot) -> Json:
        """Return the flat body of a callback."""
        return callback(job)

    def envelope(self, problem: Problem) -> Json:
        """Return the error body of the errors page."""
        details: dict[str, Json] = {} if problem.details is None else {"details": problem.details}
        return {"error": {"code": problem.code, "message": problem.message, **details}}
