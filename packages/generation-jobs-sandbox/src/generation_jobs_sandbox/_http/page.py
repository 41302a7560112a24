"""The page for people: every job with the requests about it, headers and bodies included, secrets masked."""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import blake2b
from html import escape
from importlib.resources import files
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import HTMLResponse, JSONResponse, Response

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from generation_jobs_sandbox._base.types import Json
    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox._state.records import Exchange, SeenRequest
    from generation_jobs_sandbox._state.world import World

RESULTS = "/results"
"""Where the page finds the results, without asking the media host: looking is no request to a provider."""

_SECRET_HEADERS = ("authorization", "xi-api-key", "x-api-key", "x-user-id", "cookie")
_QUERY_VALUE = re.compile(r"(?<=[?&])([\w.-]+=)[^&\s\"'\\]+")  # of URLs in bodies: webhooks carry their secret there
_MASK = "•••"
_MAX_SHOWN = 50  # jobs, and requests without one
_MAX_STRING = 200  # characters; nobody reads sound inside a body
_PROMPTS = ("prompt", "text", "tags", "input")


class _Block(NamedTuple):
    """A part of the page that opens: a job with the requests about it, or the requests without a job."""

    id: str
    title: str
    sections: list[str]

    def html(self) -> str:
        sections = "".join(f'<section data-version="{_version(one)}">{one}</section>' for one in self.sections)
        return f'<details id="{escape(self.id)}"><summary>{self.title}</summary>{sections}</details>'


def render_page(world: World) -> HTMLResponse:
    """Return the page. It loads nothing from elsewhere, and its policy allows no script but its own."""
    nonce = token_urlsafe(16)
    blocks, note = _world(world)
    text = _template().replace("NONCE", nonce).replace("<!--NOTE-->", note)
    text = text.replace("<!--WORLD-->", "".join(block.html() for block in blocks))
    policy = (
        f"default-src 'none'; img-src 'self' data:; media-src 'self'; connect-src 'self'; style-src 'nonce-{nonce}'; "
        f"script-src 'nonce-{nonce}'"
    )
    return HTMLResponse(text, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


def render_changes(world: World, state: str, known: Iterable[str]) -> Response:
    """Return what a page lacks, as JSON; 204 if it lacks nothing.

    Args:
        world: The jobs.
        state: The state that the page had after the last changes.
        known: The versions of the sections that it has.
    """
    blocks, note = _world(world)
    texts = {_version(text): text for block in blocks for text in block.sections}
    shown = [{"id": one.id, "title": one.title, "sections": list(map(_version, one.sections))} for one in blocks]
    current = _version(json.dumps([shown, note]))
    if current == state:
        return Response(status_code=204)
    new = {version: texts[version] for version in texts.keys() - set(known)}
    return JSONResponse({"state": current, "note": note, "blocks": shown, "new": new})


def _version(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


@cache
def _template() -> str:
    return files("generation_jobs_sandbox._http").joinpath("page.html").read_text(encoding="utf-8")


def _world(world: World) -> tuple[list[_Block], str]:
    """Return the blocks, and a note about what is not shown."""
    jobs = [job for name in PROVIDERS for job in world.jobs(name)]
    newest = sorted(jobs, key=lambda job: job.life.created_at, reverse=True)
    exchanges = list(world.exchanges)
    blocks = [_job(world, job, [one for one in exchanges if _is_about(one, job)]) for job in newest[:_MAX_SHOWN]]
    strays = [one for one in exchanges if not any(_is_about(one, job) for job in newest)][-_MAX_SHOWN:]
    if strays:
        title = f"Requests without a job: {_count(strays)}"
        blocks.append(_Block("others", title, list(map(_exchange, strays))))
    older = f"{len(newest) - _MAX_SHOWN} older jobs are not shown." if len(newest) > _MAX_SHOWN else ""
    return blocks, older if jobs else "No jobs yet."


def _is_about(exchange: Exchange, job: StoredJob) -> bool:
    return exchange.mentions(job.id) or job.file_name in exchange.request.path


def _job(world: World, job: StoredJob, exchanges: list[Exchange]) -> _Block:
    phase = job.life.phase(world.now())
    ref = f"{job.provider.name}:{job.id}"
    prompt = next((str(job.parameters[name]) for name in _PROMPTS if job.parameters.get(name)), "")
    shown = f" <q>{escape(_shortened_text(prompt))}</q>" if prompt else ""
    title = (
        f"<code>{escape(ref)}</code> <b class={phase.value}>{phase.value}</b>{shown} <span>{_count(exchanges)}</span>"
    )
    return _Block(ref, title, [_facts(job, phase, world.now()), *map(_exchange, exchanges)])


def _facts(job: StoredJob, phase: Phase, now: datetime) -> str:
    """Return the times of a job, how it ends, and the player of its result."""
    life, ended = job.life, job.life.completed_at(now)
    times = {"created": life.created_at, "started": life.started_at(now), "ended": ended}
    shown = ", ".join(f"{name} {time:%H:%M:%S}" for name, time in times.items() if time is not None)
    if ended is None:
        return f"<p>{shown}, ends as {life.outcome} at {life.ends_at:%H:%M:%S}</p>"
    took = f"took {(ended - life.created_at).total_seconds():.1f} s"
    reason = f": {escape(job.reason)}" if phase is Phase.FAILED and job.reason else ""
    return f"<p>{shown}, {took}{reason}</p>{_player(job) if phase is Phase.SUCCEEDED else ''}"


def _player(job: StoredJob) -> str:
    kind, source = job.media.kind, f"{RESULTS}/{job.file_name}"
    if kind == "image":
        return f'<img src="{source}" loading="lazy" alt="the result">'
    return f'<{kind} controls preload="none" src="{source}"></{kind}>'


def _count(exchanges: list[Exchange]) -> str:
    return f"{len(exchanges)} request{'' if len(exchanges) == 1 else 's'}"


def _exchange(exchange: Exchange) -> str:
    request = exchange.request
    secrets = [request.headers[name] for name in _SECRET_HEADERS if request.headers.get(name)]
    query = "?" + "&".join(f"{name}={value}" for name, value in request.query.items()) if request.query else ""
    status = "no answer" if exchange.status is None else str(exchange.status)
    sent = [_headers(request), _body(request.body, request.headers.get("content-type", ""))]
    parts = "".join(
        f"<pre>{escape(_masked(part, secrets))}</pre>"
        for part in ("\n\n".join(filter(None, sent)), _body(exchange.answer, exchange.content_type))
        if part
    )
    line = escape(_masked(f"{request.method} {request.path}{query}", secrets))
    return f"<p>{exchange.at:%H:%M:%S} <code>{line}</code> → <b>{status}</b></p>{parts}"


def _headers(request: SeenRequest) -> str:
    shown = ((name, _MASK if name in _SECRET_HEADERS else value) for name, value in request.headers.items())
    return "\n".join(f"{name}: {value}" for name, value in shown)


def _body(body: bytes, content_type: str) -> str:
    if not body:
        return ""
    if "json" in content_type:
        return _json(body)
    return body.decode(errors="replace") if content_type.startswith("text/") else f"({content_type or 'bytes'})"


def _json(body: bytes) -> str:
    try:
        return json.dumps(_shortened(json.loads(body)), indent=1, ensure_ascii=False)
    except ValueError:  # cut short, by a fault or because it is long
        return body.decode(errors="replace")


def _shortened(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _shortened(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_shortened(one) for one in value]
    return _shortened_text(value) if isinstance(value, str) else value


def _shortened_text(text: str) -> str:
    return text if len(text) <= _MAX_STRING else f"{text[:_MAX_STRING]}… ({len(text)} characters)"


def _masked(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        for word in secret.split():
            text = text if word.lower() == "bearer" else text.replace(word, _MASK)
    return _QUERY_VALUE.sub(rf"\1{_MASK}", text)
