"""Finetuning.ai beyond one generation: https://docs.finetuning.ai."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from generation_jobs_sandbox._base.formats import iso
from generation_jobs_sandbox._base.media import MEDIA
from generation_jobs_sandbox._base.route import Reply, Route
from generation_jobs_sandbox._base.urls import is_loopback, is_public
from generation_jobs_sandbox.models.finetuning import (
    AccountResponse,
    BulkDeleteRequest,
    BulkDeleteResponse,
    CreateGenerationRequest,
    CreateGenerationResponse,
    GenerationListResponse,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs_sandbox._base.request import RequestContext
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

_CREDITS = 2000  # a month, made up
_NOT_OWNED = "Track not found or not owned by you"
_STATUSES = ("pending", "processing", "completed", "failed")


def _music_parameters(parameters: Mapping[str, Json], seconds: float) -> dict[str, Json]:
    """Return the parameters as in a generation: key and scale are one string, the time signature is a number."""
    return {
        "bpm": parameters.get("bpm", 110),
        "duration": parameters.get("duration", seconds),
        "keyscale": f"{parameters.get('key', 'A')} {parameters.get('scale', 'major')}",
        "timesignature": int(str(parameters.get("timesignature", 4))),
        "seed": parameters.get("seed", 440),
    }


def row(job: Snapshot) -> dict[str, Json]:
    """Return a generation. Two clock formats in one body, and no file size, as in the page's own example."""
    seconds = int(job.media.duration or 0)
    return {
        "id": job.id,
        "title": job.parameters.get("tags", "sandbox tone"),
        "prompt": job.parameters.get("tags", "a single even tone"),
        "status": job.status,
        "audioUrl": job.url,
        "duration": seconds,
        "fileSize": None,
        "isPublic": False,
        "playCount": 0,
        "downloadCount": 0,
        "likeCount": 0,
        "parameters": _music_parameters(job.parameters, seconds),
        "errorMessage": "GPU job timed out after 240s" if job.failed else None,
        "generationTime": _seconds_spent(job),
        "createdAt": job.created_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "completedAt": iso(job.completed_at),
    }


def callback(job: Snapshot) -> Json:
    """Return the flat body of a callback, with a fractional duration: https://docs.finetuning.ai/docs/webhooks."""
    whole = row(job)
    kept = {name: whole[name] for name in ("id", "status", "audioUrl", "prompt", "parameters", "completedAt")}
    body = {**kept, "duration": None if job.failed else job.media.duration, "createdAt": iso(job.created_at)}
    return {**body, "errorMessage": whole["errorMessage"]} if job.failed else body


def _seconds_spent(job: Snapshot) -> int | None:
    if job.started_at is None or job.completed_at is None:
        return None
    return int((job.completed_at - job.started_at).total_seconds())


def _create(request: RequestContext) -> Reply:
    """Start a generation. The answer says `processing` at once, as documented."""
    music = request.parse(CreateGenerationRequest)
    _check_webhook(request, music.webhook)
    job = request.account.submit(music.model_dump(mode="json", exclude_none=True), MEDIA["audio"])
    parameters = {**_music_parameters(job.parameters, 60), "timesignature": music.timesignature}
    language: dict[str, Json] = {} if music.language is None else {"language": music.language}
    body: Json = {
        "id": job.id,
        "status": "processing",
        "prompt": music.tags,
        "parameters": {**parameters, **language},
        "webhook": music.webhook,
        "creditsRemaining": _CREDITS - request.account.accepted_submits - 1,
        "createdAt": iso(job.created_at, "seconds"),
    }
    return Reply({"data": body}, 202)


def _check_webhook(request: RequestContext, url: str | None) -> None:
    allowed = request.account.allows_private_webhooks
    if url is not None and not is_public(url) and not (allowed and is_loopback(url)):
        hint = "; this sandbox takes one of this machine with --allow-private-webhooks" if is_loopback(url) else ""
        raise request.errors.invalid("webhook", f"Input should be a public https URL{hint}")


def _list(request: RequestContext) -> Reply:
    """List the newest first. `nextOffset` is null at the end: neither is documented."""
    limit, offset = request.number("limit", 20, 1, 99), request.number("offset", 0, 0)
    status = request.choice("status", ("", *_STATUSES), "")
    kind = request.choice("type", ("", "music", "instrumental"), "")
    rows = [row(job) for job in reversed(request.account.jobs()) if kind != "instrumental"]
    found = [one for one in rows if status in ("", one["status"])]
    more = len(found) > offset + limit
    page: list[Json] = [*found[offset : offset + limit]]
    return Reply({"data": {"generations": page, "hasMore": more, "nextOffset": offset + limit if more else None}})


def _bulk_delete(request: RequestContext) -> Reply:
    """Delete generations. The status is always 200; `errors` is left out if there are none."""
    ids = request.parse(BulkDeleteRequest).ids
    own = {job.id for job in request.account.jobs()}
    deleted = [one for one in dict.fromkeys(ids) if one in own]
    errors: list[Json] = [{"id": one, "error": _NOT_OWNED} for one in ids if one not in own]
    for one in deleted:
        request.account.delete(one)
    return Reply({"data": {"deleted": [*deleted], **({"errors": errors} if errors else {})}})


def _me(request: RequestContext) -> Reply:
    used = request.account.accepted_submits
    limits: Json = {
        "monthlyGenerations": _CREDITS,
        "generationsUsed": used,
        "monthlyRemaining": _CREDITS - used,
        "packCredits": 0,
        "totalRemaining": _CREDITS - used,
        "queueDepth": sum(not job.ended for job in request.account.jobs()),
    }
    return Reply(
        {"data": {"id": "usr_sandbox", "email": "me@example.com", "name": "Me", "tier": "pro", "limits": limits}}
    )


ROUTES: tuple[Route, ...] = (
    Route("POST", "/v1/generations", _create, "submit", TypeAdapter(CreateGenerationResponse)),
    Route("GET", "/v1/generations", _list, "list", TypeAdapter(GenerationListResponse)),
    Route("POST", "/v1/generations/bulk-delete", _bulk_delete, "action", TypeAdapter(BulkDeleteResponse)),
    Route("GET", "/v1/me", _me, "action", TypeAdapter(AccountResponse)),
)
