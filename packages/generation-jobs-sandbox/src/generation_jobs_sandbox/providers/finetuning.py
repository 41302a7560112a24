"""Finetuning.ai, music: https://docs.finetuning.ai."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox.models.finetuning import ErrorResponse, GenerationResponse
from generation_jobs_sandbox.providers._routes.finetuning import ACTS, callback, row
from generation_jobs_sandbox.providers.base import Example, Json, Problem, Provider, Rate, Snapshot

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

_KEY = re.compile(r"ft_live_[0-9a-f]{32}")

_WORDS = {
    Phase.QUEUED: "pending",
    Phase.RUNNING: "processing",
    Phase.SUCCEEDED: "completed",
    Phase.FAILED: "failed",
}
# Codes of the errors page; the sentences of 401, 404 and 500 are the table's on this operation's own page.
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
    """One generation."""

    name = "finetuning"
    contract = TypeAdapter(GenerationResponse)
    error_contract = TypeAdapter(ErrorResponse)
    host = "pub.finetuning.ai"
    path = "/v1/generations/{id}"
    makes = ("audio",)
    words = _WORDS
    problems = _PROBLEMS
    acts = ACTS
    webhook_agent = "finetuning-webhook/1.0"
    reads = Rate(60, timedelta(minutes=1))  # https://docs.finetuning.ai/docs/rate-limits
    submits = Rate(10, timedelta(minutes=1), "GENERATION_RATE_LIMITED")
    example = Example("gen_abc123", "finetuning.json", datetime(2025, 1, 15, 10, 30, tzinfo=UTC))
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """`X-API-Key`; none at all and a malformed one have codes of their own."""
        key = headers.get("x-api-key")
        if key is None:
            raise Problem(401, "MISSING_API_KEY", "X-API-Key header was not provided")
        if not _KEY.fullmatch(key):
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """Like `gen_abc123`."""
        return f"gen_{random.getrandbits(48):012x}"

    def describe(self, job: Snapshot) -> Json:
        """Inside the envelope of every answer."""
        return {"data": dict(row(job))}

    def callback(self, job: Snapshot) -> Json:
        """Flat, unlike every answer."""
        return callback(job)

    def envelope(self, problem: Problem) -> Json:
        """As the errors page gives it."""
        details: dict[str, Json] = {} if problem.details is None else {"details": problem.details}
        return {"error": {"code": problem.code, "message": problem.message, **details}}
