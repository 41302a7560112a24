"""Oxen, images and video: https://docs.oxen.ai. Its pages show only placeholders: the bodies are synthesised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import bearer, new_uuid
from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox.models.oxen import ErrorResponse, GenerationsShowResponse, QueuedGeneration
from generation_jobs_sandbox.providers._routes.oxen import ROUTES, event, queue_row, row
from generation_jobs_sandbox.providers.base import Provider

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.problems import Problem
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json


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
    """Oxen: generations, in an envelope that has a status of its own; in its queue without an envelope."""

    name = "oxen"
    contract = TypeAdapter(GenerationsShowResponse)
    error_contract = TypeAdapter(ErrorResponse)
    host = "hub.oxen.ai"
    path = "/api/ai/generations/{id}"
    more_paths = _MORE_PATHS
    routes = ROUTES
    events_path = "/api/events"
    echoes_parameters = True
    makes = ("image", "video")
    words = _WORDS
    problems = _PROBLEMS
    sample_credentials = _SAMPLE_CREDENTIALS

    def authenticate(self, headers: Headers) -> str:
        """Take a bearer token."""
        key = bearer(headers)
        if key is None:
            raise self.problem(401)
        return key

    def new_id(self, random: Random) -> str:
        """Return a UUID."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """Return a generation inside the envelope of a success."""
        return {"status": "success", "status_message": "resource_found", "generation": dict(row(job))}

    def event(self, job: Snapshot) -> tuple[str, Json] | None:
        """Return the event for a generation that succeeded or failed."""
        return event(job)

    def envelope(self, problem: Problem) -> Json:
        """Return an error body with its type twice: the wording of `status_message` is not documented."""
        if problem.body is not None:
            return problem.body
        error: Json = {"type": problem.code, "title": problem.message}
        return {"error": error, "status": "error", "status_message": problem.code}
