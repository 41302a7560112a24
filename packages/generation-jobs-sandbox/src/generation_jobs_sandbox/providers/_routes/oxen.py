"""Oxen's queue and its lists: https://docs.oxen.ai/inference-api/reference/async_queue.

Wrong parameters are found when the job runs: it fails, with an `error_message`. Which models there are, and which
parameters each takes, is made up here.
"""

from __future__ import annotations

import json
import re
from math import ceil
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import unix
from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.media import MEDIA
from generation_jobs_sandbox._base.problems import Problem
from generation_jobs_sandbox._base.route import Reply, Route
from generation_jobs_sandbox.models.oxen import (
    GenerationsIndexResponse,
    QueueCreateRequest,
    QueueCreateResponse,
    QueueDeleteResponse,
    QueueListResponse,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs_sandbox._base.request import RequestContext
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json


_MODELS = {"image": "flux-2-dev", "video": "kling-video-o3-pro-reference-to-video"}
_VIDEO_MODEL = re.compile("video|kling|seedance|veo|sora|wan|hailuo")
_TEXT_MODEL = re.compile("gpt-(?!image)|claude|llama|gemini")
_UNKNOWN_MODEL = "bad-model-name"  # the example of the docs' error
_RATIO = re.compile(r"\d+:\d+")
_COST = "0.04"
_EVENT = "media_generation_completed"
_NOT_ECHOED = ("model", "num_generations")
_NOT_IN_QUEUE = ("cost", "user_id", "username", "user_image")
_FILTERS = {
    "model": "model_name",
    "media_type": "media_type",
    "status": "status",
    "namespace": "target_namespace",
    "repo": "target_repo",
    "folder": "target_directory",
}


def row(job: Snapshot) -> dict[str, Json]:
    """Return a generation with cost and user; parameters that are no field of its own are merged into it."""
    kind, parameters = job.media.kind, job.parameters
    own: dict[str, Json] = {
        "generation_id": job.id,
        "model_name": parameters.get("model", _MODELS[kind]),
        "media_type": kind,
        "status": job.status,
        "enqueued_at": unix(job.created_at),
        "started_at": unix(job.started_at),
        "completed_at": unix(job.completed_at),
        "result_url": job.url,
        "error_message": (job.reason or "Insufficient credits") if job.failed else None,
        "cost": _COST if job.phase is Phase.SUCCEEDED else None,
        "user_id": "0b6a2c53-6d3c-4a57-9a0c-6c5b0f6a9f10",
        "username": "sandbox",
        "user_image": None,
        "target_namespace": parameters.get("target_namespace"),
        "target_repo": parameters.get("target_repo"),
        "target_directory": parameters.get("target_directory"),
        "prompt": parameters.get("prompt", "An astronaut walking on Mars"),
    }
    return own | {name: value for name, value in parameters.items() if name not in own and name not in _NOT_ECHOED}


def queue_row(job: Snapshot) -> dict[str, Json]:
    """Return a generation as in the queue: without cost and user."""
    return {name: value for name, value in row(job).items() if name not in _NOT_IN_QUEUE}


def event(job: Snapshot) -> tuple[str, Json] | None:
    """Return the event for a generation that succeeded or failed; a cancelled one has none."""
    data: dict[str, Json] = {"generation_id": job.id, "status": job.status, "media_type": job.media.kind}
    if job.phase is Phase.SUCCEEDED:
        return _EVENT, {**data, "model": row(job)["model_name"], "url": job.url}
    if job.phase is Phase.FAILED:
        return _EVENT, {**data, "error": row(job)["error_message"]}
    return None


def _create(request: RequestContext) -> Reply:
    generation = request.parse(QueueCreateRequest)
    parameters: dict[str, Json] = json.loads(request.body)
    _check_model(request, generation.model)
    media = MEDIA["video" if _VIDEO_MODEL.search(generation.model) else "image"]
    reason = _complaint(parameters)
    jobs = [request.account.submit(parameters, media, reason=reason) for _ in range(generation.num_generations)]
    return Reply({"generations": [{"generation_id": job.id, "status": "queued"} for job in jobs]})


def _check_model(request: RequestContext, model: str) -> None:
    if model == _UNKNOWN_MODEL:
        raise request.errors.problem(404, body={"error": {"message": f"Model not found: {model}"}})
    if _TEXT_MODEL.search(model):
        raise Problem(400, "invalid_params", ":unsupported_media_type")


def _complaint(parameters: Mapping[str, Json]) -> str | None:
    """Return what the model is going to say against the parameters, or None if it takes them."""
    ratio, duration = parameters.get("aspect_ratio"), parameters.get("duration")
    if "prompt" in parameters and "multi_prompt" in parameters:
        return _model_error("Cannot provide both 'prompt' and 'multi_prompt'.")
    if not parameters.get("prompt") and not parameters.get("multi_prompt"):
        return "Prompt cannot be empty"
    if ratio is not None and not _RATIO.fullmatch(str(ratio)):
        return _model_error(f"aspect_ratio {ratio!r} is not supported.")
    if isinstance(duration, int) and duration != -1 and not 1 <= duration <= 60:
        return _model_error(f"duration {duration} is not supported.")
    return None


def _model_error(why: str) -> str:
    return f"Getting model response error: 422 - Value error, {why}"


def _queue(request: RequestContext) -> Reply:
    """List unfinished jobs, unless a status is asked for. The order is not documented: the oldest first."""
    found = [job for job in request.account.jobs() if _matches(request, job)]
    if "status" not in request.query:
        found = [job for job in found if not job.ended]
    return Reply({"count": len(found), "generations": [queue_row(job) for job in found]})


def _list(request: RequestContext) -> Reply:
    """List all jobs. The order is not documented: the newest first."""
    page, size = request.number("page", 1, 1), request.number("page_size", 50, 1, 1000)
    found = [job for job in reversed(request.account.jobs()) if _matches(request, job)]
    here = found[(page - 1) * size : page * size]
    cents = 4 * sum(job.phase is Phase.SUCCEEDED for job in found)
    body: Json = {
        "count": len(here),
        "generations": [row(job) for job in here],
        "page_number": page,
        "page_size": size,
        "total_pages": ceil(len(found) / size),
        "total_entries": len(found),
        "total_cost": f"{cents / 100:.2f}",
    }
    return Reply(body)


def _matches(request: RequestContext, job: Snapshot) -> bool:
    found = row(job)
    return all(found[field] == request.query[name] for name, field in _FILTERS.items() if name in request.query)


def _cancel(request: RequestContext) -> Reply:
    """Cancel a job. One that has ended stays as it is; the answer to that is not documented: here the same."""
    job = request.job()
    if not job.ended:
        request.account.cancel(job.id)
    return Reply({"status": "success", "generation_id": job.id})


def _retry(request: RequestContext) -> Reply:
    """Cancel a job and enqueue a copy. The body is not documented: here the copy's row."""
    job = request.job()
    if job.phase is Phase.SUCCEEDED:
        raise Problem(400, "invalid_params", "A succeeded generation cannot be retried")
    if not job.ended:
        request.account.cancel(job.id)
    again = request.account.submit({**job.parameters, "retried_from_id": job.id}, job.media, reason=job.reason)
    return Reply(dict(queue_row(again)))


ROUTES: tuple[Route, ...] = (
    Route("POST", "/api/ai/queue", _create, "submit", TypeAdapter(QueueCreateResponse)),
    Route("GET", "/api/ai/queue", _queue, "list", TypeAdapter(QueueListResponse)),
    Route("DELETE", "/api/ai/queue/{id}", _cancel, "action", TypeAdapter(QueueDeleteResponse)),
    Route("POST", "/api/ai/queue/{id}/retry", _retry, "submit"),
    Route("GET", "/api/ai/generations", _list, "list", TypeAdapter(GenerationsIndexResponse)),
)
