"""Oxen's queue and its lists: https://docs.oxen.ai/inference-api/reference/async_queue.

What a model does not take is found out when the job runs: it fails, with an `error_message`. Which models there are,
and which parameters each takes, is made up here.
"""

from __future__ import annotations

import json
import re
from math import ceil
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.life import ENDED, Phase
from generation_jobs_sandbox._base.media import MEDIA
from generation_jobs_sandbox._base.request import Act, Call, Reply
from generation_jobs_sandbox.models.oxen import (
    GenerationsIndexResponse,
    QueueCreateRequest,
    QueueCreateResponse,
    QueueDeleteResponse,
    QueueListResponse,
)
from generation_jobs_sandbox.providers.base import Json, Problem, Snapshot, unix

if TYPE_CHECKING:
    from collections.abc import Mapping


_MODELS = {"image": "flux-2-dev", "video": "kling-video-o3-pro-reference-to-video"}
_VIDEO = re.compile("video|kling|seedance|veo|sora|wan|hailuo")
_TEXT = re.compile("gpt-(?!image)|claude|llama|gemini")
_UNKNOWN = "bad-model-name"  # the example of the docs' error
_RATIO = re.compile(r"\d+:\d+")
_COST = "0.04"
_NOT_MERGED = ("model", "num_generations")
_FULL = ("cost", "user_id", "username", "user_image")


def row(job: Snapshot) -> dict[str, Json]:
    """A generation with cost and user; what was submitted is merged into it, where it is no field of its own."""
    kind, asked = job.media.kind, job.asked
    own: dict[str, Json] = {
        "generation_id": job.id,
        "model_name": asked.get("model", _MODELS[kind]),
        "media_type": kind,
        "status": job.word,
        "enqueued_at": unix(job.created_at),
        "started_at": unix(job.started_at),
        "completed_at": unix(job.completed_at),
        "result_url": job.url,
        "error_message": (job.reason or "Insufficient credits") if job.failed else None,
        "cost": _COST if job.phase is Phase.SUCCEEDED else None,
        "user_id": "0b6a2c53-6d3c-4a57-9a0c-6c5b0f6a9f10",
        "username": "sandbox",
        "user_image": None,
        "target_namespace": asked.get("target_namespace"),
        "target_repo": asked.get("target_repo"),
        "target_directory": asked.get("target_directory"),
        "prompt": asked.get("prompt", "An astronaut walking on Mars"),
    }
    return own | {name: value for name, value in asked.items() if name not in own and name not in _NOT_MERGED}


def queue_row(job: Snapshot) -> dict[str, Json]:
    """A generation as the queue tells it: without cost and user, and without an envelope."""
    return {name: value for name, value in row(job).items() if name not in _FULL}


def _create(call: Call) -> Reply:
    asked = call.asked(QueueCreateRequest)
    told: dict[str, Json] = json.loads(call.text)
    _check_model(call, asked.model)
    media = MEDIA["video" if _VIDEO.search(asked.model) else "image"]
    jobs = [call.submit(told, media, reason=_complaint(told)) for _ in range(asked.num_generations)]
    return Reply({"generations": [{"generation_id": job.id, "status": "queued"} for job in jobs]})


def _check_model(call: Call, model: str) -> None:
    if model == _UNKNOWN:
        problem = call.provider.problem(404)
        problem.body = {"error": {"message": f"Model not found: {model}"}}
        raise problem
    if _TEXT.search(model):
        raise Problem(400, "invalid_params", ":unsupported_media_type")


def _complaint(told: Mapping[str, Json]) -> str | None:
    """What the model is going to say to parameters that it does not take."""
    ratio, duration = told.get("aspect_ratio"), told.get("duration")
    if "prompt" in told and "multi_prompt" in told:
        return _upstream("Cannot provide both 'prompt' and 'multi_prompt'.")
    if not told.get("prompt") and not told.get("multi_prompt"):
        return "Prompt cannot be empty"
    if ratio is not None and not _RATIO.fullmatch(str(ratio)):
        return _upstream(f"aspect_ratio {ratio!r} is not supported.")
    if isinstance(duration, int) and duration != -1 and not 1 <= duration <= 60:
        return _upstream(f"duration {duration} is not supported.")
    return None


def _upstream(why: str) -> str:
    return f"Getting model response error: 422 - Value error, {why}"


def _queue(call: Call) -> Reply:
    """Only what is under way, unless a status is asked for. The order is not documented: the oldest first."""
    found = [job for job in map(call.snapshot, call.jobs()) if _matches(call, job)]
    if "status" not in call.query:
        found = [job for job in found if job.phase not in ENDED]
    return Reply({"count": len(found), "generations": [queue_row(job) for job in found]})


def _list(call: Call) -> Reply:
    """The order is not documented: the newest first."""
    page, size = call.number("page", 1, 1), call.number("page_size", 50, 1, 1000)
    found = [job for job in map(call.snapshot, reversed(call.jobs())) if _matches(call, job)]
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


_FILTERS = {
    "model": "model_name",
    "media_type": "media_type",
    "status": "status",
    "namespace": "target_namespace",
    "repo": "target_repo",
    "folder": "target_directory",
}


def _matches(call: Call, job: Snapshot) -> bool:
    told = row(job)
    return all(told[field] == call.query[name] for name, field in _FILTERS.items() if name in call.query)


def _cancel(call: Call) -> Reply:
    """An ended one stays as it is; which status that answers is not documented: here the same."""
    job = call.job()
    if job.life.phase(call.now) not in ENDED:
        call.world.cancel(job)
    return Reply({"status": "success", "generation_id": job.id})


def _retry(call: Call) -> Reply:
    """Cancels it and enqueues a copy. The body is not documented: here the new row."""
    job = call.job()
    phase = job.life.phase(call.now)
    if phase is Phase.SUCCEEDED:
        raise Problem(400, "invalid_params", "A succeeded generation cannot be retried")
    if phase not in ENDED:
        call.world.cancel(job)
    again = call.submit({**job.asked, "retried_from_id": job.id}, job.media, reason=job.reason)
    return Reply(dict(queue_row(call.snapshot(again))))


def event(job: Snapshot) -> tuple[str, Json] | None:
    """Told once when a generation succeeds or fails, never when it is cancelled."""
    told: dict[str, Json] = {"generation_id": job.id, "status": job.word, "media_type": job.media.kind}
    if job.phase is Phase.SUCCEEDED:
        return _EVENT, {**told, "model": row(job)["model_name"], "url": job.url}
    if job.phase is Phase.FAILED:
        return _EVENT, {**told, "error": row(job)["error_message"]}
    return None


_EVENT = "media_generation_completed"
ACTS: tuple[Act, ...] = (
    Act("POST", "/api/ai/queue", _create, "submit", TypeAdapter(QueueCreateResponse)),
    Act("GET", "/api/ai/queue", _queue, "list", TypeAdapter(QueueListResponse)),
    Act("DELETE", "/api/ai/queue/{id}", _cancel, "action", TypeAdapter(QueueDeleteResponse)),
    Act("POST", "/api/ai/queue/{id}/retry", _retry, "submit"),
    Act("GET", "/api/ai/generations", _list, "list", TypeAdapter(GenerationsIndexResponse)),
)
