"""Requests to one provider, with its adapter, the user's settings and policy, and the rate limits."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast
from urllib.parse import unquote, urljoin, urlsplit
from weakref import WeakValueDictionary

from sliding_window_quota import (
    AcquireTimeout,
    DistributedLimiter,
    Quota,
    SlidingWindowLimiter,
    StoreConfigurationError,
    read_retry_after,
)

from generation_jobs._core.config import KINDS, Config, Kind, Policy, PollInterval
from generation_jobs._core.errors import APIError, ConfigurationError, TransportError, UndecodableResponse, WrongJob
from generation_jobs._core.io import IO, Answer, Exchange, Request, read_body
from generation_jobs._core.models import Job, JobError
from generation_jobs._core.outcome import api_error, server_date
from generation_jobs._core.refs import Ref
from generation_jobs._core.values.base_errors import rebuild
from generation_jobs._core.values.status import JobStatus
from generation_jobs._http.url_policy import origin, without_secrets
from generation_jobs._polling.source import JobList, PollResult
from generation_jobs.providers.base import Adapter, absolute, error_text
from generation_jobs.providers.loose_model import LooseModel, loose_model
from generation_jobs.providers.operations import Operation
from generation_jobs.providers.settings import Settings, account_hash, redact

if TYPE_CHECKING:  # it needs an extra
    from sliding_window_quota.redis_store import RedisStore

M = TypeVar("M")
T = TypeVar("T")

_MOST_KEPT = 1024**2
"""Bytes of a body that an error keeps: a wait keeps its last error, and errors are pickled."""

_LONGEST_KEY = 16 * 1024

_SAME_CLOCK = timedelta(seconds=5)
"""A smaller difference between two clocks is ignored: a response takes time, and dates are whole seconds."""

_CREDIBLE = timedelta(days=1)
"""A date that differs by more is not the time."""

_BUDGET_PREFIX = "generation-jobs:budget"

_ANY_ID = "0" * 32
"""Stands for a job's id in the path of its result."""


class Throttle(NamedTuple):
    """The limiter of one provider and kind of call; all requests of that kind are sent through it."""

    io: IO
    limiter: SlidingWindowLimiter

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a request once the limit allows it. Raises `TransportError` at once if that will be after `deadline`."""
        exchange: Exchange | None = None
        try:
            async with self.limiter.acquire_with(self.io, deadline) as reservation:
                try:  # a place in a shared limit is given to others once it expires
                    exchange = await self.io.send(request, min(deadline, reservation.expires_at), seconds)
                except TransportError as error:
                    if not error.maybe_received:
                        reservation.cancel()  # the provider cannot have counted it
                    raise
                reservation.release(exchange.head.status_code, exchange.head.headers)
            return exchange
        except AcquireTimeout:
            used_up = f"the rate limit of {self.limiter.name} allows no request before the deadline"
            raise TransportError(used_up, maybe_received=False) from None
        except BaseException:
            if exchange is not None:  # cancelled while the shared limit was updated
                await exchange.close()
            raise


class ProviderSession:
    """Sends requests to one provider and reads their responses. The polling engine uses it as its `JobSource`.

    Requests to media hosts are sent by `io`, those to the provider's API by `throttles`, within its rate limits.
    """

    def __init__(
        self,
        adapter: Adapter[Any],
        settings: Settings,
        policy: Policy,
        config: Config,
        io: IO,
        throttles: Mapping[Kind, Throttle],
        warn_once: Callable[..., None],
    ) -> None:
        self.adapter, self.settings, self.policy = adapter, settings, policy
        self.config, self.io = config, io
        self._throttles, self.warn_once = throttles, warn_once
        self.name: str = settings.provider
        self.base_url: str = settings.base_url or adapter.base_url
        self.account: str = account_hash(settings, self.base_url)
        self.timeout: float = policy.timeout or config.timeout
        self.job_list: JobList | None = None
        # Submits under way, by their keys. Weak, for those that an interrupt keeps from ending.
        self.submitting: WeakValueDictionary[str, object] = WeakValueDictionary()
        self.poll_interval: PollInterval = policy.poll_interval or adapter.poll_interval
        self.max_concurrency: int = policy.max_concurrency
        self.duration_hints = adapter.duration_hints
        self.duration_group = adapter.duration_group
        self._secrets = {name: getattr(settings, name) for name in settings.secrets()}
        self._headers = _replaced_by(adapter.headers, policy.headers)
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self.config.clock.now() + self._ahead

    def quota(self) -> Quota | None:
        return self._throttles["read"].limiter.quota()

    def quota_wait(self) -> float:
        return self._throttles["read"].limiter.delay()

    async def poll(self, job_id: str, deadline: float) -> PollResult:
        ref, operation = Ref(self.name, job_id), self.adapter.operation
        model, answer = await self.call(str(ref), operation, self.adapter.poll_kwargs(job_id), deadline)
        job = self._job(ref, model)
        if self.without_key(answer) is not answer:
            job = replace(job, media=self._job(ref, self.parse(str(ref), operation, answer)).media)
        if self.config.events.wanted:
            self.config.events.emit("JobLooked", str(ref), job=job, is_listed=False)
        if job.status is JobStatus.UNKNOWN:
            self.warn_once(
                "%s: unknown status %r counts as not finished; a newer version of generation-jobs may know it",
                self.name,
                job.provider_status,
            )
        return PollResult(job, self.retry_after(answer.headers))

    async def call(
        self, subject: str, operation: Operation[M], kwargs: Mapping[str, Any], deadline: float
    ) -> tuple[M, Answer]:
        """Call an operation of the provider's API, with what its `get_kwargs` returned.

        `subject` is what errors are about: a ref, or the provider. Returns the model `without_key`, and the response as
        it is. Raises `TransportError`, `APIError`, or `UndecodableResponse` for what the provider does not document.
        """
        answer = await self.fetch(subject, self.request(operation, kwargs), deadline, "read")
        return self.parse(subject, operation, self.without_key(answer)), answer

    def without_key(self, answer: Answer) -> Answer:
        """Return a response without the API key if its body repeats it, otherwise as it is.

        Models go into errors, tracebacks and pickles. URLs of results are read from the response as it is.
        """
        clean = redact(self.settings, answer.body)
        return answer if clean == answer.body else answer._replace(body=clean)

    def parse(self, subject: str, operation: Operation[M], answer: Answer) -> M:
        """Return the model of a response, or a `LooseModel` if the client refuses it; see `call` for the errors."""
        if not 200 <= answer.status_code < 300:
            raise self.error(subject, answer.status_code, answer.body, self.retry_after(answer.headers))
        try:
            return operation.parse(answer.status_code, answer.headers, answer.body)
        except self.adapter.undecodable as error:
            problem = str(error)  # not raised from it: it holds the whole body, which may repeat the key
        misfit = self._undecodable(subject, answer, problem)
        if (loose := loose_model(answer.body, misfit)) is None:
            raise misfit
        return cast("M", loose)

    def read(self, model: M, read: Callable[[M], T]) -> T:
        """Return what an adapter reads from a model, of a loose one as needed. Raises `UndecodableResponse`."""
        misfit = model.misfit if isinstance(model, LooseModel) else None
        if misfit is None:
            return read(model)
        try:
            found = read(model)
        except WrongJob:
            raise
        except (UndecodableResponse, AttributeError, TypeError, ValueError, LookupError):
            raise misfit from None
        if not found or (isinstance(found, Job) and found.status is JobStatus.UNKNOWN and not found.provider_status):
            raise misfit
        what = re.sub(r"\[[0-9]+\]", "[]", str(misfit).partition("documents: ")[2])  # without ref and indexes
        self.warn_once("%s: a response was read as far as needed, though it is not as documented: %s", self.name, what)
        return found

    def _job(self, ref: Ref, model: Any) -> Job:
        try:
            return self.without_keys(self.read(model, lambda found: self.adapter.read(ref, self.base_url, found)))
        except APIError as error:
            found = self._without_keys(error)
        del model
        raise found

    def _without_keys(self, error: APIError) -> APIError:
        """Return an error that an adapter raised, without the API key if the provider's words repeat it."""
        code, message = (text and redact(self.settings, text) for text in (error.code, error.message))
        kept = {**vars(error), "code": code, "message": message}
        return rebuild(type(error), (redact(self.settings, str(error)),), kept)

    def without_keys(self, job: Job) -> Job:
        """Return a job without the API key, if the provider's words for its status or failure repeat it."""
        status, error = job.provider_status, job.error
        if status and job.status is JobStatus.UNKNOWN:  # a word that is not known may be any text
            job = replace(job, provider_status=redact(self.settings, status))
        if error is None:
            return job
        code, message = (text and redact(self.settings, text) for text in (error.code, error.message))
        return replace(job, error=JobError(code, message))

    def _undecodable(self, subject: str, answer: Answer, problem: str) -> UndecodableResponse:
        """Return the error of a 2xx that is not as documented. It repeats what the body says in words."""
        body = self._kept(answer.body)
        code, message = self._error_words(body)
        words = ": ".join(part for part in (code, message) if part)
        return UndecodableResponse(
            f"{subject}: the response is not what {self.name} documents: {redact(self.settings, problem)}"
            + (f"; it says: {words}" if words else ""),
            status_code=answer.status_code,
            ref=subject,
            code=code,
            message=message,
            body=body,
            retry_after=self.retry_after(answer.headers),
        )

    def result_request(self, url: str) -> Request:
        """Return the request for a result, with the API key only if the provider documents that its API serves it."""
        url = url.strip()
        if url.startswith("/") and not url.startswith("//"):
            url = urljoin(self.base_url, url)
        if self._is_own_media(url):
            return Request(url, self.api_headers(), self.name)
        return Request(url, {}, None)

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a `result_request`, within the rate limit if it goes to the provider's own API."""
        io = self.io if request.provider is None else self._throttles["read"]
        return await io.send(request, deadline, seconds)

    def api_headers(self, operation: Operation[Any] | None = None) -> dict[str, str]:
        """Return the headers of the adapter, those of the policy, and those with the API key; the last ones win."""
        return _replaced_by(self._headers, (operation or self.adapter.operation).auth_headers(**self._secrets))

    def error(
        self, subject: str, status_code: int, body: bytes, hint: float | None, advice: str | None = None
    ) -> APIError:
        """Return the error of a response, without the API key if the body repeats it."""
        body = self._kept(body)
        code, message = self._error_words(body)
        if status_code == 401 and advice is None:
            advice = f"check the API key ({' and '.join(self.settings.variables())}, or {self.settings.usage()})"
        return api_error(
            status_code, ref=subject, code=code, message=message, body=body, retry_after=hint, advice=advice
        )

    def _kept(self, body: bytes) -> bytes:
        """Return what an error keeps of a body; no part of a key stands where it is cut."""
        return redact(self.settings, body[: _MOST_KEPT + _LONGEST_KEY])[:_MOST_KEPT]

    def _error_words(self, body: bytes) -> tuple[str | None, str | None]:
        code, message = self.adapter.read_error(body)  # decoded, so that the key may have appeared
        message = message or error_text(body)
        return code and redact(self.settings, code), message and redact(self.settings, message)

    def retry_after(self, headers: Mapping[str, str]) -> float | None:
        has_hint = "retry-after" in headers or "retry-after-ms" in headers
        return read_retry_after(headers, self.config.clock.now()) if has_hint else None

    def queue_deadline(self) -> float:
        """Return the deadline of a single request that is queued now."""
        return self.config.clock.monotonic() + self.policy.queue_timeout

    def _is_own_media(self, url: str) -> bool:
        """Return whether the API key may be sent to a result's URL: to this path of the API, with any id."""
        try:
            if self.adapter.media is None or origin(url) != origin(self.base_url):
                return False
        except ValueError:  # it has no origin
            return False
        documented = urlsplit(absolute(self.base_url, self.adapter.media.get_kwargs(_ANY_ID))).path
        before, _, after = documented.partition(_ANY_ID)
        path = urlsplit(url).path
        job_id = path.removeprefix(before).removesuffix(after)
        is_id = not set(job_id) & set("/\\") and unquote(job_id) not in {".", ".."}
        return is_id and path == before + job_id + after

    def job_id_in(self, url: str) -> str | None:
        """Return the id in the URL of a job, which a gateway may have below another path; None if it is of no job."""
        before, is_there, after = str(self.adapter.poll_kwargs(_ANY_ID)["url"]).partition(_ANY_ID)
        with suppress(ValueError):  # it is no URL
            found = re.search(f"{re.escape(before)}([^/]+){re.escape(after)}/?$", urlsplit(url).path)
            return unquote(found[1]) if found and is_there else None
        return None

    def request(self, operation: Operation[Any], kwargs: Mapping[str, Any]) -> Request:
        """Return the request of a call."""
        method = str(kwargs["method"]).upper()
        fresh = {"Cache-Control": "no-cache"} if method == "GET" else {}  # so that no cache answers
        headers = {**fresh, **kwargs.get("headers", {}), **self.api_headers(operation)}
        return Request(absolute(self.base_url, kwargs), headers, self.name, method, kwargs.get("json"))

    async def fetch(self, subject: str, request: Request, deadline: float, kind: Kind) -> Answer:
        """Return the response to a request, of any status. Raises `TransportError`."""
        began = self.config.clock.monotonic()
        try:
            async with await self._throttles[kind].send(request, deadline, self.timeout) as exchange:
                answer = Answer(*exchange.head, await read_body(exchange, exchange.head.until))
        except TransportError as failure:
            message, cause = f"{subject}: {redact(self.settings, str(failure))}", failure.__cause__
            flags = {"maybe_received": failure.maybe_received, "is_permanent": failure.is_permanent}
            error = TransportError(message, ref=subject, kind=failure.kind, **flags)
            self._emit_ended(subject, request, kind, began, status_code=None, error=error)
            raise error from cause
        except Exception:
            raise  # it was not sent
        except BaseException as interruption:
            self._emit_ended(subject, request, kind, began, status_code=None, error=interruption)
            raise
        self._emit_ended(subject, request, kind, answer.sent_at, status_code=answer.status_code, error=None)
        self._note_date(answer.headers)
        return answer

    def _emit_ended(self, subject: str, request: Request, kind: Kind, since: float, **ended: object) -> None:
        if self.config.events.wanted:  # the URL takes as long as all the rest of a request
            values = {"method": request.method, "url": without_secrets(request.url), "is_submit": kind == "submit"}
            seconds = self.config.clock.monotonic() - since
            self.config.events.emit("RequestEnded", subject, seconds=seconds, **values, **ended)

    def _note_date(self, headers: Mapping[str, str]) -> None:
        """Note by how much the provider's clock is ahead of ours, which may be set at any moment."""
        now = self.config.clock.now()
        ahead = (server_date(headers) or now) - now
        self._ahead = ahead if _SAME_CLOCK < abs(ahead) < _CREDIBLE else timedelta()


def _replaced_by(headers: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Return all headers; one of `others` replaces that of the same name, in upper or lower case."""
    taken = {name.lower() for name in others}
    return {**{name: value for name, value in headers.items() if name.lower() not in taken}, **others}


class RateLimits:
    """Creates the limiters of each provider. Raises `ConfigurationError` for a Redis that cannot be used."""

    def __init__(self, config: Config, io: IO) -> None:
        self._config, self._io = config, io
        self._store = None if config.budget is None else _open(config.budget)

    def throttles(self, adapter: Adapter[Any], settings: Settings, policy: Policy) -> dict[Kind, Throttle]:
        """Return what sends requests to a provider within its limits, by kind of request."""
        return {kind: Throttle(self._io, self._limiter(adapter, settings, policy, kind)) for kind in KINDS}

    def close(self) -> None:
        """Close the store of the shared limits."""
        if self._store is not None:
            self._store.close()

    def _limiter(self, adapter: Adapter[Any], settings: Settings, policy: Policy, kind: Kind) -> SlidingWindowLimiter:
        rate = policy.rate_limits.get(kind, adapter.rate_limits.get(kind))
        name, clock = f"{settings.provider} {kind}s", self._config.clock
        if self._store is None:
            return SlidingWindowLimiter(rate, name=name, clock=clock)
        key = limit_key(settings, settings.base_url or adapter.base_url, kind)
        lease = 2 * (policy.timeout or self._config.timeout)  # for its connection, and for its response
        return DistributedLimiter(rate, self._store, key, name=name, lease=lease, clock=clock)


def limit_key(settings: Settings, base_url: str, kind: Kind) -> str:
    """Return the key of a limit in the store: the same for each process with this account, but no secret (a hash)."""
    return f"{settings.provider}:{kind}:{account_hash(settings, base_url)}"


def _open(url: str) -> "RedisStore":
    try:
        from sliding_window_quota.redis_store import RedisStore  # late: it needs an extra

        return RedisStore(url, prefix=_BUDGET_PREFIX)
    except ModuleNotFoundError as missing:
        message = "budget: redis is not installed; run: pip install 'generation-jobs[redis]'"
        raise ConfigurationError(message) from missing
    except StoreConfigurationError as error:
        raise ConfigurationError(f"budget: {error}") from None
