"""Receives the callbacks of providers: a webhook body becomes a `Job`.

    from generation_jobs.webhooks import read_webhook, webhook_app

    app = webhook_app(on_job, provider="finetuning", token=TOKEN)  # an ASGI app; or, inside your own web framework:
    job = read_webhook("finetuning", await request.body())

To let a callback wake a wait, pass `Inbox().deliver` as `on_job`, and the inbox to `jobs.wait(ref, push=inbox)`.

Providers do not sign their callbacks. Put a token of your own into the URL that you give the provider
(`https://you.example/hook?token=…`), and check it with `same_token`; `webhook_app` does. A callback may still be wrong:
before anything expensive, poll the job (`jobs.get(job)`).
"""

import hmac
import inspect
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias, cast
from urllib.parse import parse_qs

from generation_jobs._core.checks import check_kind
from generation_jobs._core.errors import ConfigurationError, WebhookError
from generation_jobs._core.models import Job
from generation_jobs._events.subscriptions import Inbox as Inbox
from generation_jobs.providers.registry import load_adapter, provider_names, settings_class

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
OnJob: TypeAlias = Callable[["Job"], Awaitable[None] | None]

log: logging.Logger = logging.getLogger("generation_jobs")

MAX_BODY = 1024**2
"""The most bytes that a callback body may have; documented ones have some hundred."""


def read_webhook(provider: str, body: bytes) -> Job:
    """Return the job that a callback is about.

    Args:
        provider: The provider's name.
        body: The body of the callback.

    Raises:
        WebhookError: The body is cut off, forged, or of another shape than documented.
        ConfigurationError: The provider has no webhooks, or its client is not installed.
    """
    check_kind("body", body, str | bytes, "the bytes of the request's body")
    adapter = load_adapter(settings_class(provider)) if provider in provider_names() else None
    if adapter is None or adapter.webhook is None:
        raise ConfigurationError(f"{provider} has no documented webhook; wait for the job instead")
    try:
        payload: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WebhookError(f"the webhook body of {provider} is not JSON: {error}") from None
    if not isinstance(payload, dict):
        raise WebhookError(f"the webhook body of {provider} is not a JSON object, but {type(payload).__name__}")
    return adapter.webhook(cast("dict[str, object]", payload))


def same_token(expected: str, given: str | None) -> bool:
    """Return whether two tokens are equal, in a time that does not depend on how many characters are."""
    return given is not None and hmac.compare_digest(expected.encode(), given.encode())


def webhook_app(on_job: OnJob, *, provider: str, token: str) -> App:
    """Return an ASGI app that receives a provider's callbacks at any path, with `?token=…`.

    It answers 204, or 401 (wrong token), 405 (not POST), 413 (body too large), 400 (not a documented body) or 500
    (`on_job` raised). Finetuning sends each callback once, also after an error: let `on_job` do no more than store the
    job.

    Args:
        on_job: A function or coroutine function that is called with each job.
        provider: The provider's name.
        token: The token of the URL.

    Raises:
        ConfigurationError: The token is empty.
    """
    if not token:
        raise ConfigurationError(
            "webhook_app: the token is empty; pass a secret, so that only the provider can call it"
        )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if not same_token(token, _token(scope)):
            status = 401
        elif scope["method"] != "POST":
            status = 405
        else:
            body = await _body(receive)
            status = 413 if body is None else await _deliver(provider, body, on_job)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    return app


async def _deliver(provider: str, body: bytes, on_job: OnJob) -> int:
    try:
        job = read_webhook(provider, body)
    except WebhookError as error:
        log.warning("%s", error)
        return 400
    try:
        if inspect.isawaitable(waiting := on_job(job)):
            await waiting
    except Exception:
        log.exception("%s: on_job failed", job.ref)
        return 500
    return 204


def _token(scope: Scope) -> str | None:
    given = parse_qs(bytes(scope.get("query_string", b"")).decode("latin-1")).get("token", [])
    return given[0] if len(given) == 1 else None


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body; None if it is too large."""
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            return None
        if not message.get("more_body", False):
            break
    return bytes(body)  # if the caller disconnected, it is cut off and will not be JSON
