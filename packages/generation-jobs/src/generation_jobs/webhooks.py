"""Being called back: a provider's webhook body becomes a `Job`.

    from generation_jobs.webhooks import read_webhook, webhook_app

    app = webhook_app(on_job, provider="finetuning", token=TOKEN)      # any ASGI server; or, inside your own framework:
    job = read_webhook("finetuning", await request.body())

Or let a wait be woken: `inbox = Inbox()`, `webhook_app(inbox.deliver, …)`, `jobs.wait(ref, push=inbox)`.

Nobody signs these calls. Put a token of your own into the URL that you give the provider (`https://you.example/hook?token=…`)
and check it with `same_token`; `webhook_app` does. A call that says more than you knew is a hint, not proof: look at
the job (`jobs.get(job)`) before you act on something expensive.
"""

from __future__ import annotations

import hmac
import inspect
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import parse_qs

from generation_jobs._core.errors import ConfigurationError, WebhookError
from generation_jobs._events.subscriptions import Inbox as Inbox
from generation_jobs.providers import load
from generation_jobs.providers.registry import provider_names, settings_kind

if TYPE_CHECKING:
    from generation_jobs._core.models import Job

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
OnJob: TypeAlias = Callable[["Job"], Awaitable[None] | None]

log: logging.Logger = logging.getLogger("generation_jobs")

MAX_BODY = 1024**2
"""Bytes that a callback may have; documented ones have some hundred."""


def read_webhook(provider: str, body: bytes) -> Job:
    """The job that a callback tells of.

    Raises `WebhookError` for a body that is cut off, forged or of another shape, `ConfigurationError` for a provider
    that calls nobody back, or whose client is not installed.
    """
    adapter = load(settings_kind(provider)) if provider in provider_names() else None
    if adapter is None or adapter.webhook is None:
        raise ConfigurationError(f"{provider} has no documented webhook; wait for the job instead")
    try:
        payload: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WebhookError(f"a webhook of {provider} is not JSON: {error}") from None
    if not isinstance(payload, dict):
        raise WebhookError(f"a webhook of {provider} is not an object, but {type(payload).__name__}")
    return adapter.webhook(cast("dict[str, object]", payload))


def same_token(expected: str, given: str | None) -> bool:
    """Whether a token is the expected one, in a time that does not tell how much of it was right."""
    return given is not None and hmac.compare_digest(expected.encode(), given.encode())


def webhook_app(on_job: OnJob, *, provider: str, token: str) -> App:
    """An ASGI app that takes a provider's callbacks, at any path, with `?token=…`, and calls `on_job` (may be async).

    Answers 204, or 401 (token), 405 (not POST), 413 (too large), 400 (not such a callback), 500 (`on_job` failed).
    The documented provider (finetuning) calls once and never again, so that `on_job` should only take note.

    Raises `ConfigurationError` for an empty token.
    """
    if not token:
        raise ConfigurationError("webhook_app: token is empty; anybody could call then")
    return _WebhookApp(on_job, provider, token)


@dataclass(frozen=True)
class _WebhookApp:
    on_job: OnJob
    provider: str
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _answer(send, await self._status(scope, receive))

    async def _status(self, scope: Scope, receive: Receive) -> int:
        if not same_token(self.token, _token(scope)):
            return 401
        if scope["method"] != "POST":
            return 405
        body = await _body(receive)
        return 413 if body is None else await self._take(body)

    async def _take(self, body: bytes) -> int:
        try:
            job = read_webhook(self.provider, body)
        except WebhookError as error:
            log.warning("%s", error)
            return 400
        try:
            if inspect.isawaitable(waiting := self.on_job(job)):
                await waiting
        except Exception:
            log.exception("%s: on_job failed", job.ref)
            return 500
        return 204


def _token(scope: Scope) -> str | None:
    given = parse_qs(bytes(scope.get("query_string", b"")).decode("latin-1")).get("token", [])
    return given[0] if len(given) == 1 else None


async def _body(receive: Receive) -> bytes | None:
    """The whole body, None for one that is too large."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)  # the caller left: what there is will not be JSON
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def _answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
