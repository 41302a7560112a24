"""Oxen, images and video: https://docs.oxen.ai. Only placeholders are shown: the bodies are synthesised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox.life import Phase
from generation_jobs_sandbox.models.oxen import ErrorResponse, GenerationsShowResponse
from generation_jobs_sandbox.providers.base import Json, Problem, Provider, Snapshot, bearer, new_uuid, unix

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

_MODELS = {"image": "flux-2-dev", "video": "kling-video-o3-pro-reference-to-video"}

_WORDS = {
    Phase.QUEUED: "queued",
    Phase.RUNNING: "processing",
    Phase.SUCCEEDED: "succeeded",
    Phase.FAILED: "failed",
    Phase.CANCELLED: "cancelled",
}
# Types and the title of 404 as in the inference docs' async queue page; the other titles are ours.
_PROBLEMS = {
    400: ("invalid_params", "The parameters are not valid"),
    401: ("unauthenticated", "A valid API key is required"),
    404: ("resource_not_found", "The requested resource could not be found"),
    500: ("unknown_error", "Something went wrong"),
}
_SAMPLE_CREDENTIALS = {"OXEN_API_KEY": "sandbox"}


class Oxen(Provider):
    """One generation, inside an envelope that has a status of its own."""

    name = "oxen"
    contract = TypeAdapter(GenerationsShowResponse)
    error_contract = TypeAdapter(ErrorResponse)
    host = "hub.oxen.ai"
    path = "/api/ai/generations/{id}"
    makes = ("image", "video")
    words = _WORDS
    problems = _PROBLEMS
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """A bearer token."""
        key = bearer(headers)
        if key is None:
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """A UUID."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """What was asked for (`prompt`) is merged into the row, as the page says."""
        kind = job.media.kind
        row: Json = {
            "generation_id": job.id,
            "model_name": _MODELS[kind],
            "media_type": kind,
            "status": job.word,
            "enqueued_at": unix(job.created_at),
            "started_at": unix(job.started_at),
            "completed_at": unix(job.completed_at),
            "result_url": job.url,
            "error_message": "Insufficient credits" if job.failed else None,
            "cost": "0.04" if job.phase is Phase.SUCCEEDED else None,
            "user_id": "0b6a2c53-6d3c-4a57-9a0c-6c5b0f6a9f10",
            "username": "sandbox",
            "user_image": None,
            "target_namespace": None,
            "target_repo": None,
            "target_directory": None,
            "prompt": "An astronaut walking on Mars",
        }
        return {"status": "success", "status_message": "resource_found", "generation": row}

    def envelope(self, problem: Problem) -> Json:
        """The type twice: what `status_message` says of an error is not documented word for word."""
        error: Json = {"type": problem.code, "title": problem.message}
        return {"error": error, "status": "error", "status_message": problem.code}
