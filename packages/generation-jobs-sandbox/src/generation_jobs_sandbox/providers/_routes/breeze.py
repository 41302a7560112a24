"""Breeze beyond one job: https://docs.breezeblue.ai, and what breeze-blue 0.21.1 sends and reads.

Whether a deleted item's job can still be read is not documented: here it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.media import MEDIA
from generation_jobs_sandbox._base.request import Act, Call, Reply
from generation_jobs_sandbox._base.sound import tone
from generation_jobs_sandbox.models.breeze import (
    AsyncTtsJob,
    Entitlements,
    GenericStatus,
    HistoryList,
    TtsRequest,
)
from generation_jobs_sandbox.providers.base import Json, Problem, Snapshot, unix

if TYPE_CHECKING:
    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._state.jobs import StoredJob

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


def _create(call: Call) -> Reply:
    delivery = call.choice("delivery", ("sync", "async"), "sync")
    job = _submit(call, at_once=delivery == "sync")
    if delivery == "async":
        return _accepted(call, job)
    if call.snapshot(job).failed:
        raise Problem(502, "GENERATION_FAILED", "The generation failed.")
    return Reply(headers={"history-item-id": job.id}, sound=job.media)


def _create_with_timestamps(call: Call) -> Reply:
    call.choice("delivery", ("async",), "sync")  # the other delivery is no part of what is imitated
    return _accepted(call, _submit(call, timed=True))


def _submit(call: Call, *, timed: bool = False, at_once: bool = False) -> StoredJob:
    asked = call.asked(TtsRequest).model_dump(mode="json", exclude_none=True)
    media = _FORMATS[call.choice("output_format", _FORMATS, "mp3")]
    if call.busy() >= call.limit():
        raise Problem(429, "GENERATION_CONCURRENCY_EXCEEDED", "Too many generations are under way.")
    return call.submit({**asked, "voice_id": call.path["voice_id"], "_timed": timed}, media, at_once=at_once)


def _accepted(call: Call, job: StoredJob) -> Reply:
    word = call.snapshot(job).word
    return Reply({"generation_job_id": job.id, "history_item_id": job.id, "status": word}, 202)


def word_timestamps(job: Snapshot) -> list[Json] | None:
    """When each word is spoken, evenly over the sound; only of a ready job that was submitted for it."""
    if job.url is None or not job.asked.get("_timed"):
        return None
    words = str(job.asked["text"]).split()
    step = (job.media.duration or 0.0) / max(len(words), 1)
    return [{"index": n, "word": word, "start": n * step, "end": (n + 1) * step} for n, word in enumerate(words)]


def history_item(job: Snapshot) -> dict[str, Json]:
    """A job as the history tells it: there is a `state`, no `status`."""
    return {
        "history_item_id": job.id,
        "source": "TTS",
        "voice_id": job.asked.get("voice_id", "voc_xeh3w54cqvnp"),
        "voice_name": "Example",
        "origin": None,
        "model_id": job.asked.get("model_id", "breeze-tts-2"),
        "text": job.asked.get("text", "Hello from the sandbox."),
        "state": job.word,
        "content_type": job.url and job.media.content_type,
        "date_unix": unix(job.created_at),
        "http_status": _HTTP_STATUS.get(job.phase),
    }


def _list(call: Call) -> Reply:
    """`from` and `to` are taken and do nothing: their format is not documented."""
    page, size = call.number("page", 1, 1), call.number("page_size", 50, 1, 100)
    found = [job for job in map(call.snapshot, call.jobs()) if _matches(call, job)]
    if call.choice("sort_direction", ("asc", "desc"), "desc") == "desc":
        found.reverse()
    rest = _after(call, found)
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


def _matches(call: Call, job: Snapshot) -> bool:
    item = history_item(job)
    same = all(item[name] == call.query[name] for name in ("voice_id", "model_id", "source") if name in call.query)
    return same and call.query.get("search", "") in str(item["text"]) and _in_class(call, item["http_status"])


def _in_class(call: Call, status: Json) -> bool:
    wanted = call.query.get("status_class")
    told = f"{str(status)[0]}xx"
    return wanted in (None, told if told in ("2xx", "4xx", "5xx") else "other")


def _after(call: Call, jobs: list[Snapshot]) -> list[Snapshot]:
    cursor = call.query.get("start_after_history_item_id")
    if cursor is None:
        return jobs
    ids = [job.id for job in jobs]
    if cursor not in ids:
        raise call.provider.problem(404)
    return jobs[ids.index(cursor) + 1 :]


def _delete(call: Call) -> Reply:
    call.world.hide(call.job())
    return Reply({"status": "deleted"})  # the word is ours: the page shows a placeholder


def _entitlements(call: Call) -> Reply:
    """The fields that breeze-blue declares; their values are made up but for the plan's limit."""
    plan = call.world.plan_of(call.provider)
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
ACTS: tuple[Act, ...] = (
    Act("POST", "/v1/text-to-speech/{voice_id}", _create, "submit", _JOB),
    Act("POST", "/v1/text-to-speech/{voice_id}/with-timestamps", _create_with_timestamps, "submit", _JOB),
    Act("GET", "/v1/history", _list, "list", TypeAdapter(HistoryList)),
    Act("DELETE", "/v1/history/{id}", _delete, "action", TypeAdapter(GenericStatus)),
    Act("GET", "/v1/entitlements", _entitlements, "action", TypeAdapter(Entitlements)),
)
