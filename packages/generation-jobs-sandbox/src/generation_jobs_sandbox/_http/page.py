"""The page for people: every job with the requests about it, headers and bodies included, secrets masked."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from importlib.resources import files
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs_sandbox._base.types import Json
    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox._state.records import Exchange, SeenRequest
    from generation_jobs_sandbox._state.world import World

_SECRET_HEADERS = ("authorization", "xi-api-key", "x-api-key", "x-user-id", "cookie")
_QUERY_VALUE = re.compile(r"(?<=[?&])([\w.-]+=)[^&\s\"'\\]+")  # of URLs in bodies: webhooks carry their secret there
_MASK = "•••"
_MAX_SHOWN = 50  # jobs, and requests without one
_MAX_STRING = 200  # characters; nobody reads sound inside a body


def render_page(world: World) -> HTMLResponse:
    """Return the page. It loads nothing from elsewhere, and its policy allows no script but its own."""
    nonce = token_urlsafe(16)
    text = _template().replace("NONCE", nonce).replace("<!--WORLD-->", _world(world))
    policy = (
        f"default-src 'none'; img-src data:; connect-src 'self'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'"
    )
    return HTMLResponse(text, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


@cache
def _template() -> str:
    return files("generation_jobs_sandbox._http").joinpath("page.html").read_text(encoding="utf-8")


def _world(world: World) -> str:
    jobs = [job for name in PROVIDERS for job in world.jobs(name)]
    newest = sorted(jobs, key=lambda job: job.life.created_at, reverse=True)
    exchanges = list(world.exchanges)
    shown = [_job(world, job, [one for one in exchanges if _is_about(one, job)]) for job in newest[:_MAX_SHOWN]]
    older = f"<p>And {len(newest) - _MAX_SHOWN} older jobs.</p>" if len(newest) > _MAX_SHOWN else ""
    strays = [one for one in exchanges if not any(_is_about(one, job) for job in newest)]
    others = _details("others", "Requests without a job", strays[-_MAX_SHOWN:]) if strays else ""
    return ("".join(shown) or "<p>No jobs yet.</p>") + older + others


def _is_about(exchange: Exchange, job: StoredJob) -> bool:
    return exchange.mentions(job.id) or job.file_name in exchange.request.path


def _job(world: World, job: StoredJob, exchanges: list[Exchange]) -> str:
    phase = job.life.phase(world.now())
    ref = escape(f"{job.provider.name}:{job.id}")
    return _details(ref, f"<code>{ref}</code> <b class={phase.value}>{phase.value}</b>", exchanges)


def _details(name: str, title: str, exchanges: list[Exchange]) -> str:
    count = f"{len(exchanges)} request{'' if len(exchanges) == 1 else 's'}"
    rows = "".join(map(_exchange, exchanges))
    return f'<details id="{name}"><summary>{title} {count}</summary>{rows}</details>'


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
    if isinstance(value, str) and len(value) > _MAX_STRING:
        return f"{value[:_MAX_STRING]}… ({len(value)} characters)"
    return value


def _masked(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        for word in secret.split():
            text = text if word.lower() == "bearer" else text.replace(word, _MASK)
    return _QUERY_VALUE.sub(rf"\1{_MASK}", text)
