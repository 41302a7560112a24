"""Finetuning.ai beyond one generation: https://docs.finetuning.ai."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.life import ENDED
from generation_jobs_sandbox._base.media import MEDIA
from generation_jobs_sandbox._base.request import Act, Call, Reply
from generation_jobs_sandbox._base.urls import is_loopback, is_public
from generation_jobs_sandbox.models.finetuning import (
    AccountResponse,
    BulkDeleteRequest,
    BulkDeleteResponse,
    CreateGenerationRequest,
    CreateGenerationResponse,
    GenerationListResponse,
)
from generation_jobs_sandbox.providers.base import Json, Snapshot, iso

if TYPE_CHECKING:
    from collections.abc import Mapping

_CREDITS = 2000  # a month, made up
_NOT_YOURS = "Track not found or not owned by you"
_STATUSES = ("pending", "processing", "completed", "failed")


def parameters(asked: Mapping[str, Json], seconds: float) -> dict[str, Json]:
    """What was asked for, as a generation tells it: key and scale are one word, the time signature is a number."""
    return {
        "bpm": asked.get("bpm", 110),
        "duration": asked.get("duration", seconds),
        "keyscale": f"{asked.get('key', 'A')} {asked.get('scale', 'major')}",
        "timesignature": int(str(asked.get("timesignature", 4))),
        "seed": asked.get("seed", 440),
    }


def row(job: Snapshot) -> dict[str, Json]:
    """A generation. Two clock formats in one body, and no file size, as in the page's own example."""
    seconds = int(job.media.duration or 0)
    return {
        "id": job.id,
        "title": job.asked.get("tags", "sandbox tone"),
        "prompt": job.asked.get("tags", "a single even tone"),
        "status": job.word,
        "audioUrl": job.url,
        "duration": seconds,
        "fileSize": None,
        "isPublic": False,
        "playCount": 0,
        "downloadCount": 0,
        "likeCount": 0,
        "parameters": parameters(job.asked, seconds),
        "errorMessage": "GPU job timed out after 240s" if job.failed else None,
        "generationTime": _spent(job),
        "createdAt": job.created_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "completedAt": iso(job.completed_at),
    }


def callback(job: Snapshot) -> Json:
    """Flat, and with a duration that is no whole number: https://docs.finetuning.ai/docs/webhooks."""
    told = row(job)
    kept = {name: told[name] for name in ("id", "status", "audioUrl", "prompt", "parameters", "completedAt")}
    body = {**kept, "duration": None if job.failed else job.media.duration, "createdAt": iso(job.created_at)}
    return {**body, "errorMessage": told["errorMessage"]} if job.failed else body


def _spent(job: Snapshot) -> int | None:
    if job.started_at is None or job.completed_at is None:
        return None
    return int((job.completed_at - job.started_at).total_seconds())


def _create(call: Call) -> Reply:
    """Answers `processing` at once, as documented."""
    asked = call.asked(CreateGenerationRequest)
    _check_webhook(call, asked.webhook)
    job = call.submit(asked.model_dump(mode="json", exclude_none=True), MEDIA["audio"])
    told = {**parameters(job.asked, 60), "timesignature": asked.timesignature}
    language: dict[str, Json] = {} if asked.language is None else {"language": asked.language}
    body: Json = {
        "id": job.id,
        "status": "processing",
        "prompt": asked.tags,
        "parameters": {**told, **language},
        "webhook": asked.webhook,
        "creditsRemaining": _CREDITS - _used(call),
        "createdAt": iso(job.life.created_at, "seconds"),
    }
    return Reply({"data": body}, 202)


def _check_webhook(call: Call, url: str | None) -> None:
    allowed = call.world.allow_private_webhooks
    if url is not None and not is_public(url) and not (allowed and is_loopback(url)):
        raise call.provider.invalid("webhook", "Input should be a public https URL")


def _used(call: Call) -> int:
    return sum(one.accepted for one in call.world.submissions if one.provider == call.provider.name) + 1


def _list(call: Call) -> Reply:
    """The newest first. `nextOffset` is null at the end: neither is documented."""
    limit, offset = call.number("limit", 20, 1, 99), call.number("offset", 0, 0)
    wanted = call.choice("status", ("", *_STATUSES), "")
    kind = call.choice("type", ("", "music", "instrumental"), "")
    told = [row(call.snapshot(job)) for job in reversed(call.jobs()) if kind != "instrumental"]
    found = [one for one in told if wanted in ("", one["status"])]
    more = len(found) > offset + limit
    here: list[Json] = [*found[offset : offset + limit]]
    return Reply({"data": {"generations": here, "hasMore": more, "nextOffset": offset + limit if more else None}})


def _bulk_delete(call: Call) -> Reply:
    """Always 200, whatever could be deleted; `errors` is left out where there are none."""
    ids = call.asked(BulkDeleteRequest).ids
    mine = {job.id: job for job in call.jobs()}
    deleted: list[Json] = [one for one in dict.fromkeys(ids) if one in mine]
    errors: list[Json] = [{"id": one, "error": _NOT_YOURS} for one in ids if one not in mine]
    for one in dict.fromkeys(ids):
        if one in mine:
            call.world.delete(mine[one])
    return Reply({"data": {"deleted": deleted, **({"errors": errors} if errors else {})}})


def _me(call: Call) -> Reply:
    used = _used(call) - 1
    unfinished = sum(job.life.phase(call.now) not in ENDED for job in call.jobs())
    limits: Json = {
        "monthlyGenerations": _CREDITS,
        "generationsUsed": used,
        "monthlyRemaining": _CREDITS - used,
        "packCredits": 0,
        "totalRemaining": _CREDITS - used,
        "queueDepth": unfinished,
    }
    return Reply(
        {"data": {"id": "usr_sandbox", "email": "me@example.com", "name": "Me", "tier": "pro", "limits": limits}}
    )


ACTS: tuple[Act, ...] = (
    Act("POST", "/v1/generations", _create, "submit", TypeAdapter(CreateGenerationResponse)),
    Act("GET", "/v1/generations", _list, "list", TypeAdapter(GenerationListResponse)),
    Act("POST", "/v1/generations/bulk-delete", _bulk_delete, "action", TypeAdapter(BulkDeleteResponse)),
    Act("GET", "/v1/me", _me, "action", TypeAdapter(AccountResponse)),
)
