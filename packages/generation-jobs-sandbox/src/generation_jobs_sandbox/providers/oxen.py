"""Oxen, images and video: https://docs.oxen.ai. Only placeholders are shown: the bodies are synthesised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox.models.oxen import ErrorResponse, GenerationsShowResponse, QueuedGeneration
from generation_jobs_sandbox.providers._routes.oxen import ACTS, event, queue_row, row
from generation_jobs_sandbox.providers.base import Json, Problem, Provider, Snapshot, bearer, new_uuid

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers


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
_MORE_PATHS = {"/api/ai/queue/{id}": (queue_row, TypeAdapter(QueuedGeneration))}
_SAMPLE_CREDENTIALS = {"OXEN_API_KEY": "sandbox"}


class Oxen(Provider):
    """One generation, inside an envelope that has a status of its own; its queue tells it without."""

    name = "oxen"
    contract = TypeAdapter(GenerationsShowResponse)
    error_contract = TypeAdapter(ErrorResponse)
    host = "hub.oxen.ai"
    path = "/api/ai/generations/{id}"
    more_paths = _MORE_PATHS
    acts = ACTS
    events_path = "/api/events"
    merges = True
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
        """Inside the envelope of a request that went well."""
        return {"status": "success", "status_message": "resource_found", "generation": dict(row(job))}

    def event(self, job: Snapshot) -> tuple[str, Json] | None:
        """One for a generation that succeeded or failed."""
        return event(job)

    def envelope(self, problem: Problem) -> Json:
        """The type twice: what `status_message` says of an error is not documented word for word."""
        if problem.body is not None:
            return problem.body
        error: Json = {"type": problem.code, "title": problem.message}
        return {"error": error, "status": "error", "status_message": problem.code}
