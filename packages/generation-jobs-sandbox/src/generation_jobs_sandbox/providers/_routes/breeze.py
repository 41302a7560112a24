"""Breeze beyond one job: https://docs.breezeblue.ai, and what breeze-blue 0.21.1 sends and reads.

Whether a deleted item's job can still be read is not documented: here it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import unix
from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.media import MEDIA
from generation_jobs_sandbox._base.problems import Problem
from generation_jobs_sandbox._base.route import Reply, Route
from generation_jobs_sandbox._base.sound import tone
from generation_jobs_sandbox.models.breeze import (
    AsyncTtsJob,
    Entitlements,
    GenericStatus,
    HistoryList,
    TtsRequest,
)

if TYPE_CHECKING:
    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._base.request import RequestContext
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

# https://docs.breezeblue.ai/reference/rate-limits: generations at once, and the short queue behind them.
_AT_ONCE = {"free": 3, "starter": 6, "creator": 10, "pro": 20}
_QUEUED = {"free": 0, "starter": 2, "creator": 3, "pro": 5}
PLANS = {plan: _AT_ONCE[plan] + _QUEUED[plan] for plan in _AT_ONCE}

_FORMATS: dict[str, MediaFile] = {
    "mp3": MEDIA["audio"],
    "wav": tone("pcm_s16le", 24_000, "audio/wav"),
    "pcm": tone("pcm_s16le", 24_000),
    **{name: MEDIA[name] for name in ("flac", "aac", "opus")},
}
_HTTP_STATUS = {Phase.SUCCEEDED: 200, Phase.FAILED: 502}


def _create(request: RequestContext) -> Reply:
    delivery = request.choice("delivery", ("sync", "async"), "sync")
    job = _submit(request, at_once=delivery == "sync")
    if delivery == "async":
        return _accepted(job)
    if job.failed:
        raise Problem(502, "GENERATION_FAILED", "The generation failed.")
    return Reply(headers={"history-item-id": job.id}, media=job.media)


def _create_with_timestamps(request: RequestContext) -> Reply:
    request.choice("delivery", ("async",), "sync")  # the other delivery is not imitated
    return _accepted(_submit(request, timed=True))


def _submit(request: RequestContext, *, timed: bool = False, at_once: bool = False) -> Snapshot:
    speech = request.parse(TtsRequest).model_dump(mode="json", exclude_none=True)
    media = _FORMATS[request.choice("output_format", _FORMATS, "mp3")]
    if request.account.in_progress >= request.account.concurrency_limit:
        raise Problem(429, "GENERATION_CONCURRENCY_EXCEEDED", "Too many generations are under way.")
    parameters = {**speech, "voice_id": request.path["voice_id"], "_timed": timed}
    return request.account.submit(parameters, media, at_once=at_once)


def _accepted(job: Snapshot) -> Reply:
    return Reply({"generation_job_id": job.id, "history_item_id": job.id, "status": job.status}, 202)


def word_timestamps(job: Snapshot) -> list[Json] | None:
    """Spread the words evenly over the sound; None unless the job is ready and was submitted for timestamps."""
    if job.url is None or not job.parameters.get("_timed"):
        return None
    words = str(job.parameters["text"]).split()
    step = (job.media.duration or 0.0) / max(len(words), 1)
    return [{"index": n, "word": word, "start": n * step, "end": (n + 1) * step} for n, word in enumerate(words)]


def history_item(job: Snapshot) -> dict[str, Json]:
    """Return a job as in the history: it has a `state`, no `status`."""
    return {
        "history_item_id": job.id,
        "source": "TTS",
        "voice_id": job.parameters.get("voice_id", "voc_xeh3w54cqvnp"),
        "voice_name": "Example",
        "origin": None,
        "model_id": job.parameters.get("model_id", "breeze-tts-2"),
        "text": job.parameters.get("text", "Hello from the sandbox."),
        "state": job.status,
        "content_type": job.url and job.media.content_type,
        "date_unix": unix(job.created_at),
        "http_status": _HTTP_STATUS.get(job.phase),
    }


def _list(request: RequestContext) -> Reply:
    """List the history. `from` and `to` are accepted and ignored: their format is not documented."""
    page, size = request.number("page", 1, 1), request.number("page_size", 50, 1, 100)
    found = [job for job in request.account.jobs() if _matches(request, job)]
    if request.choice("sort_direction", ("asc", "desc"), "desc") == "desc":
        found.reverse()
    rest = _after_cursor(request, found)
    here = rest[(page - 1) * size : page * size]
    body: Json = {
        "history": [history_item(job) for job in here],
        "has_more": len(rest) > page * size,
        "total": len(found),
        "page": page,
        "page_size": size,
        "last_history_item_id": here[-1].id if here else None,
    }
    return Reply(body)


def _matches(request: RequestContext, job: Snapshot) -> bool:
    item, query = history_item(job), request.query
    same = all(item[name] == query[name] for name in ("voice_id", "model_id", "source") if name in query)
    return same and query.get("search", "") in str(item["text"]) and _in_status_class(request, item["http_status"])


def _in_status_class(request: RequestContext, status: Json) -> bool:
    wanted = request.query.get("status_class")
    found = f"{str(status)[0]}xx"
    return wanted in (None, found if found in ("2xx", "4xx", "5xx") else "other")


def _after_cursor(request: RequestContext, jobs: list[Snapshot]) -> list[Snapshot]:
    cursor = request.query.get("start_after_history_item_id")
    if cursor is None:
        return jobs
    ids = [job.id for job in jobs]
    if cursor not in ids:
        raise request.errors.problem(404)
    return jobs[ids.index(cursor) + 1 :]


def _delete(request: RequestContext) -> Reply:
    request.account.hide(request.job().id)
    return Reply({"status": "deleted"})  # the word is ours: the page shows a placeholder


def _entitlements(request: RequestContext) -> Reply:
    """Return the fields that breeze-blue declares; all values but the plan and its limit are made up."""
    plan = request.account.plan
    body: Json = {
        "plan_code": plan,
        "status": "active",
        "billing_interval": None,
        "cancel_at_period_end": False,
        "current_period_start": None,
        "current_period_end": None,
        "monthly_creative_credits": 10_000,
        "saved_voice_limit": 10,
        "saved_project_limit": 3,
        "max_concurrent_generations": _AT_ONCE[plan],
        "studio_long_form_access": plan != "free",
        "commercial_use_allowed": plan != "free",
    }
    return Reply(body)


_JOB = TypeAdapter(AsyncTtsJob)
ROUTES: tuple[Route, ...] = (
    Route("POST", "/v1/text-to-speech/{voice_id}", _create, "submit", _JOB),
    Route("POST", "/v1/text-to-speech/{voice_id}/with-timestamps", _create_with_timestamps, "submit", _JOB),
    Route("GET", "/v1/history", _list, "list", TypeAdapter(HistoryList)),
    Route("DELETE", "/v1/history/{id}", _delete, "action", TypeAdapter(GenericStatus)),
    Route("GET", "/v1/entitlements", _entitlements, "action", TypeAdapter(Entitlements)),
)
