"""Breeze, speech: https://docs.breezeblue.ai. No example body is published: the bodies are synthesised."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import bearer, iso, unix
from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.problems import Problem
from generation_jobs_sandbox.models.breeze import ErrorResponse, GenerationJobResponse, HistoryItem
from generation_jobs_sandbox.providers._routes.breeze import PLANS, ROUTES, history_item, word_timestamps
from generation_jobs_sandbox.providers.base import Provider

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

_KEY = re.compile(r"brz_[\w-]+")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"

# https://docs.breezeblue.ai/reference/errors gives code and status; the sentences are ours.
_NOT_READY = Problem(425, "GENERATION_NOT_READY", "The generation is not ready yet.", {"Retry-After": "2"})
_FAILED = Problem(502, "GENERATION_FAILED", "The generation failed.")

# Whether a speech job can be cancelled is not documented; queued and running have one word.
_WORDS = {
    Phase.QUEUED: "active",
    Phase.RUNNING: "active",
    Phase.SUCCEEDED: "ready",
    Phase.FAILED: "failed",
}
_PROBLEMS = {
    401: ("AUTH_REQUIRED", "A valid API key is required."),
    402: ("BILLING_INSUFFICIENT_CREDITS", "Not enough credits."),
    403: ("FORBIDDEN", "This key has no access."),
    404: ("RESOURCE_NOT_FOUND", "Generation job not found."),
    409: ("CONFLICT", "The request conflicts with another one."),
    422: ("VALIDATION_ERROR", "The request is not valid."),
    425: (_NOT_READY.code, _NOT_READY.message),
    429: ("RATE_LIMITED", "Too many requests."),
    500: ("INTERNAL_ERROR", "Something went wrong."),
    502: ("UPSTREAM_GENERATION_ERROR", "The generation service answered badly."),
    503: ("GENERATION_CAPACITY_EXCEEDED", "No capacity at the moment."),
    504: ("UPSTREAM_TIMEOUT", "The generation service did not answer in time."),
}
_UNREADY = {Phase.QUEUED: _NOT_READY, Phase.RUNNING: _NOT_READY, Phase.FAILED: _FAILED}
_MORE_PATHS = {"/v1/history/{id}": (history_item, TypeAdapter(HistoryItem))}
_SAMPLE_CREDENTIALS = {"BREEZE_API_KEY": "brz_sandbox"}


class Breeze(Provider):
    """Breeze: jobs, and their audio under paths of its own."""

    name = "breeze"
    contract = TypeAdapter(GenerationJobResponse)
    error_contract = TypeAdapter(ErrorResponse)
    host = "api.breeze.blue"
    path = "/v1/generation-jobs/{id}"
    audio_paths = ("/v1/generation-jobs/{id}/audio", "/v1/history/{id}/audio")
    more_paths = _MORE_PATHS
    routes = ROUTES
    plans = PLANS
    invalid_status = 422
    unknown_fields = "forbid"  # breeze-blue 0.21.1 forwards what it does not know, so that the API can refuse it
    makes = ("audio", "wav", "flac", "aac", "opus")
    words = _WORDS
    problems = _PROBLEMS
    unready = _UNREADY
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """Take `xi-api-key`, or else a bearer token, which is documented as its equal."""
        key = headers.get("xi-api-key") or bearer(headers)
        if key is None or not _KEY.fullmatch(key):
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """Return an id like `job_01hasync`, as long as a ULID."""
        return "job_01" + "".join(random.choices(_CROCKFORD, k=24))

    def headers(self, key: str) -> dict[str, str]:
        """Return the key's public identifier, which is documented for every answer to a key."""
        return {"x-breeze-api-key-id": f"key_{sha256(key.encode()).hexdigest()[:12]}"}

    def audio_headers(self, job: Snapshot) -> dict[str, str]:
        """Return a file name, and the header that the provider's SDK reads."""
        name = f"{quote(job.id, safe='')}.{job.media.extension}"
        return {"content-disposition": f'attachment; filename="{name}"', "history-item-id": job.id}

    def describe(self, job: Snapshot) -> Json:
        """Return a job; `state` repeats `status`: it is required, and none of its values is documented."""
        words = word_timestamps(job)
        return {
            "generation_job_id": job.id,
            "history_item_id": job.id,
            "status": job.status,
            "state": job.status,
            "source": "TTS",
            "voice_id": job.parameters.get("voice_id", "voc_xeh3w54cqvnp"),
            "voice_name": "Example",
            "origin": None,
            "model_id": job.parameters.get("model_id", "breeze-tts-2"),
            "text": job.parameters.get("text", "Hello from the sandbox."),
            "content_type": job.url and job.media.content_type,
            "download_url": job.url,
            "created_at": iso(job.created_at, "seconds"),
            "completed_at": iso(job.completed_at, "seconds"),
            "date_unix": unix(job.created_at),
            "error": {"code": _FAILED.code, "detail": _FAILED.message} if job.failed else None,
            **({} if words is None else {"word_timestamps": words}),
        }

    def envelope(self, problem: Problem) -> Json:
        """Return an error body; `error` repeats `detail`, as documented."""
        return {
            "ok": False,
            "code": problem.code,
            "detail": problem.message,
            "error": problem.message,
            "meta": problem.details,
        }
