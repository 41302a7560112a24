"""Receives the callbacks of providers: a webhook body becomes a `Job`.

    from generation_jobs.webhooks import read_webhook, webhook_app

    app = webhook_app(on_job, provider="finetuning", token=TOKEN)  # an ASGI app, or by `webhook_wsgi_app` a WSGI app
    job = read_webhook("finetuning", await request.body())  # inside a view of your own

To let a callback wake a wait, pass `Inbox().deliver` as `on_job`, and the inbox to `jobs.wait(ref, push=inbox)`.

Providers do not sign their callbacks. Put a token of your own into the URL that you give the provider
(`https://you.example/hook?token=…`), and check it with `same_token`; `webhook_app` does. A callback may still be wrong:
before anything expensive, poll the job (`jobs.get(job)`). See docs/webhooks.md for Starlette, Flask and others.
"""

import hmac
import inspect
import logging
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import parse_qs

from generation_jobs._core.errors import ConfigurationError, WebhookError
from generation_jobs._core.io import run_blocking
from generation_jobs._core.models import Job
from generation_jobs._core.values import per_process
from generation_jobs._core.values.checks import check_callback, check_kind, checked, is_coroutine_function
from generation_jobs._core.values.json_body import decode
from generation_jobs._events.subscriptions import Inbox as Inbox
from generation_jobs.providers import registry

if TYPE_CHECKING:
    from generation_jobs._core.values.status import JobStatus

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
WSGIApp: TypeAlias = Callable[[dict[str, Any], Callable[..., object]], list[bytes]]
OnJob: TypeAlias = Callable[[Job], object]

log: logging.Logger = logging.getLogger("generation_jobs")

MAX_BODY = 1024**2
"""The most bytes that a callback body may have; documented ones have some hundred."""

_DIGITS = 20
"""Of a length; `int` raises for one with thousands."""

_DONE = object()

_REMEMBERED = 10_000
"""Callbacks that are remembered, so that they are not passed on again."""


@checked
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
    webhook = _webhook_of(provider)
    try:
        payload: object = decode(body)
    except (ValueError, RecursionError) as error:
        raise WebhookError(f"the webhook body of {provider} is not JSON: {error}") from None
    if not isinstance(payload, dict):
        raise WebhookError(f"the webhook body of {provider} is not a JSON object, but {type(payload).__name__}")
    return webhook(cast("dict[str, object]", payload))


def _webhook_of(provider: str) -> Callable[[dict[str, object]], Job]:
    """Return what reads a provider's callbacks. Raises `ConfigurationError` if nothing does."""
    webhook = registry.load_adapter(registry.settings_class(provider)).webhook
    if webhook is None:
        raise ConfigurationError(f"{provider} has no documented webhook; wait for the job instead")
    return webhook


@checked
def same_token(expected: str, given: str | None) -> bool:
    """Return whether two tokens are equal, in a time that does not depend on the number of equal characters."""
    check_kind("expected", expected, str, "the token of the URL as text")
    check_kind("given", given, str | None, "the token of the request as text, or None")
    return given is not None and hmac.compare_digest(_bytes(expected), _bytes(given))


def _bytes(token: str) -> bytes:
    return token.encode(errors="surrogatepass")  # whatever a stranger sends


@checked
def webhook_app(on_job: OnJob, *, provider: str, token: str) -> App:
    """Return an ASGI app that receives a provider's callbacks at any path, with `?token=…`.

    It answers 204, or 401 (wrong token), 405 (not POST), 413 (body too large), 400 (not a documented body), 500
    (`on_job` raised) or 503 (`on_job` is being called with the same). Finetuning sends each callback once, also after
    an error: let `on_job` do no more than store the job. A callback that comes again, with the same ref and status, is
    answered and not passed on; after a restart, or in another process, it is.

    Args:
        on_job: A function or coroutine function that is called with each job.
        provider: The provider's name.
        token: The token of the URL.

    Raises:
        ConfigurationError: The token is empty, the provider has no webhooks, or `on_job` takes no job.
    """
    return _ASGIApp(_Callbacks(on_job, provider, token))


@checked
def webhook_wsgi_app(on_job: OnJob, *, provider: str, token: str) -> WSGIApp:
    """Return a WSGI app that receives a provider's callbacks, for Flask and Django; see `webhook_app`.

    Args:
        on_job: A function that is called with each job.
        provider: The provider's name.
        token: The token of the URL.

    Raises:
        ConfigurationError: The token is empty, the provider has no webhooks, or `on_job` takes no job or is a
            coroutine function.
    """
    if is_coroutine_function(on_job):
        raise ConfigurationError("on_job is a coroutine function: give a plain function, or use webhook_app")
    return _WSGIApp(_Callbacks(on_job, provider, token))


class _Callbacks:
    """Checks the callbacks of a provider, and notes which were passed on."""

    def __init__(self, on_job: OnJob, provider: str, token: str) -> None:
        check_kind("on_job", on_job, Callable, "a function that takes a job")
        check_callback("on_job", on_job, "a job", is_awaited=True)
        check_kind("token", token, str, "text")
        if not token:
            raise ConfigurationError("the token is empty; pass a secret, so that only the provider can call the app")
        _webhook_of(provider)
        self._on_job, self._provider, self._token = on_job, provider, token
        self._received = per_process.PerProcess(_Received)  # a child does not hear how those of its parent end

    def refusal(self, method: str, query: str) -> int | None:
        """Return the status for a request that is refused whatever its body is."""
        # A "+" may be itself, in a token that was pasted into the URL, or an encoded space.
        given = [parse_qs(text).get("token", []) for text in (query, query.replace("+", "%2B"))]
        if not any(len(tokens) == 1 and same_token(self._token, tokens[0]) for tokens in given):
            return self.refuse(logging.INFO, 401, "its URL has no token, or another one")  # often a scanner
        return None if method == "POST" else self.refuse(logging.INFO, 405, "it is no POST")

    def refuse(self, level: int, status: int, why: str) -> int:
        """Log why a callback is refused, and return the status."""
        log.log(level, "a callback of %s is refused with %d: %s", self._provider, status, why)
        return status

    def read(self, body: bytes) -> Job | int:
        """Return the job to pass on, or the status to answer."""
        if len(body) > MAX_BODY:
            return self.refuse(logging.WARNING, 413, f"its body has more than {MAX_BODY} bytes")
        try:
            job = read_webhook(self._provider, body)
        except WebhookError as error:
            log.warning("%s", error)
            return 400
        if (before := self._received.get().begin(job)) is None:
            return job
        log.info("%s: this callback was received before, and is not passed on again", job.ref)
        return 204 if before is _DONE else 503  # which may still fail

    async def deliver(self, body: bytes, *, can_await: bool) -> int:
        """Pass the job of a callback on, and return the status to answer.

        If `on_job` fails, or is cancelled, the callback may come again.
        """
        job = self.read(body)
        if isinstance(job, int):
            return job
        try:
            await self._pass_on(job, can_await=can_await)
        except BaseException as error:
            self._received.get().forget(job)
            if not isinstance(error, Exception):
                raise
            log.exception("%s: on_job failed", job.ref)
            return 500
        self._received.get().finish(job)
        return 204

    async def _pass_on(self, job: Job, *, can_await: bool) -> None:
        """Call `on_job`. Raises `TypeError` for a coroutine that cannot be awaited."""
        if inspect.isawaitable(waiting := self._on_job(job)):
            if not can_await:
                raise TypeError("on_job returned a coroutine, which a WSGI app does not await: use webhook_app")
            await waiting


class _Received:
    """The callbacks that were passed on, or are being passed on. Servers call a WSGI app in several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._marks: dict[tuple[str | None, JobStatus], object] = {}  # `_DONE`, or another one while `on_job` runs

    def begin(self, job: Job) -> object | None:
        """Note that a callback is passed on. Returns None, or the mark of the same one that was received before."""
        mark = object()
        with self._lock:
            first = self._marks.setdefault((job.ref, job.status), mark)
            if len(self._marks) > _REMEMBERED:
                del self._marks[next(iter(self._marks))]
        return None if first is mark else first

    def finish(self, job: Job) -> None:
        """Note that a callback was passed on."""
        with self._lock:
            self._marks[job.ref, job.status] = _DONE

    def forget(self, job: Job) -> None:
        """Note that a callback may come again."""
        with self._lock:
            self._marks.pop((job.ref, job.status), None)


class _ASGIApp:
    """The app as an instance, since a Starlette `Route` treats a function as a view."""

    def __init__(self, callbacks: _Callbacks) -> None:
        self._callbacks = callbacks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        if scope["type"] != "http":
            return
        query = bytes(scope.get("query_string", b"")).decode("latin-1")
        status = self._callbacks.refusal(scope["method"], query)
        status = status or await self._callbacks.deliver(await _body(receive), can_await=True)
        texts, body = _response(status)
        headers = [(name.lower().encode(), value.encode()) for name, value in texts]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class _WSGIApp:
    def __init__(self, callbacks: _Callbacks) -> None:
        self._callbacks = callbacks

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        query = environ.get("QUERY_STRING", "")
        status = HTTPStatus(self._callbacks.refusal(environ["REQUEST_METHOD"], query) or self._deliver(environ))
        headers, body = _response(status)
        start_response(f"{status.value} {status.phrase}", headers)
        return [body]

    def _deliver(self, environ: dict[str, Any]) -> int:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or len(length) > _DIGITS:
            return self._callbacks.refuse(logging.WARNING, 400, "its Content-Length is no number")
        if environ.get("wsgi.input_terminated"):
            length = MAX_BODY + 1
        body = environ["wsgi.input"].read(min(int(length), MAX_BODY + 1))
        return run_blocking(self._callbacks.deliver(body, can_await=False))


def _response(status: int) -> tuple[list[tuple[str, str]], bytes]:
    """Return the headers and the body of a response, which names its status."""
    body = b"" if status == 204 else HTTPStatus(status).phrase.encode()
    described = [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))] if body else []
    return [*described, *([("Allow", "POST")] if status == 405 else [])], body


async def _body(receive: Receive) -> bytes:
    """Return the body, as far as it is not too large."""
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if len(body) > MAX_BODY or not message.get("more_body", False):
            break
    return bytes(body)  # if the caller disconnected, it is cut off and will not be JSON
