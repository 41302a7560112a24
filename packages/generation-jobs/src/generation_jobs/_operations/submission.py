"""Submits jobs. A submit costs money, so that it is only sent again if the provider certainly has not accepted it."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from inspect import signature
from typing import Any, get_args

from generation_jobs._core.config import RETRY_INTERVAL, retry_delay
from generation_jobs._core.errors import (
    APIError,
    ConfigurationError,
    GenerationJobsError,
    RateLimitedError,
    ServerError,
    TransportError,
)
from generation_jobs._core.io import Answer, Request
from generation_jobs._core.ledger import KeyTakenError, Ledger
from generation_jobs._core.models import Job
from generation_jobs._core.refs import parse_ref
from generation_jobs._core.values.checks import check_kind, enumeration, suggestion
from generation_jobs._operations.submit_record import SubmitRecord, count_of
from generation_jobs._sessions.provider_session import ProviderSession
from generation_jobs.providers._generated.parameters import FIELDS
from generation_jobs.providers.base import all_in
from generation_jobs.providers.operations import Submit
from generation_jobs.providers.registry import parameter_types
from generation_jobs.providers.settings import redact

log: logging.Logger = logging.getLogger("generation_jobs")

_LOST_ON_THE_WAY = frozenset({408, 499})
"""4xx that a proxy also answers after it has passed the request on (RFC 9110, 15.5.9; 499 is nginx's)."""

_UNKNOWN_NAME = "check the names and ids in what was submitted"

_NOTHING = "nothing was submitted"

_ADVICE = {404: _UNKNOWN_NAME, 408: "", 410: _UNKNOWN_NAME, 425: _NOTHING, 429: _NOTHING, 499: ""}
"""Replaces the usual advice, which is for polls: to try again, or to check the job's id."""


class Submission:
    """One submit, with the caller's name for it (`key`) if it has one. `send` returns its jobs."""

    def __init__(
        self,
        session: ProviderSession,
        operation: Submit[Any],
        parameters: Mapping[str, Any],
        ledger: Ledger | None = None,
        key: str | None = None,
    ) -> None:
        self._session, self._operation, self._parameters = session, operation, parameters
        self._record = SubmitRecord(session, parameters, ledger, key)
        self._expected = count_of(operation, parameters)
        self.is_answered: bool = False
        """Whether the jobs are from the provider's response, and not from the ledger."""

    async def send(self) -> tuple[Job, ...]:
        """Return the jobs, of the first submit with this key if there is one."""
        key, under_way = self._record.key, self._session.submitting
        try:
            _check_key(key, self._session, self._operation)
            if key is not None and under_way.setdefault(key, self) is not self:
                raise self._record.not_sent_again(f"the submit with key={key!r} is under way")
            return await self._send()
        except BaseException as error:
            self._emit_failed(error)
            raise
        finally:
            if isinstance(key, str) and under_way.get(key) is self:  # what is no key may not be hashable
                del under_way[key]

    async def _send(self) -> tuple[Job, ...]:
        request = self._record.watch(_request_of(self._session, self._operation, self._parameters))
        deadline = self._session.config.clock.monotonic() + self._session.policy.submit_deadline
        if (entry := await self._record.first()) is not None:
            return self._record.jobs_of(entry, self._expected)
        return await self._send_until(request, deadline)

    async def _send_until(self, request: Request, deadline: float) -> tuple[Job, ...]:
        """Send it again as long as it certainly was not accepted."""
        streak, failure = 0, None
        while True:
            try:
                return await self._read(await self._exchange(request, deadline))
            except KeyTakenError as taken:
                jobs = self._record.jobs_of(taken.entry, self._expected)
                if failure is not None:  # another process was faster with the next attempt
                    self._emit_failed(failure)
                return jobs
            except (APIError, TransportError) as error:  # certainly no job
                streak, failure = streak + 1, error
                await self._record.forget()
                await self._pause(streak, error, deadline)
            except GenerationJobsError:
                raise
            except BaseException as error:
                if self._record.sent_at is None:
                    await self._record.forget()
                else:  # say what may have been paid for
                    error.add_note(self._record.message("it was interrupted"))
                raise

    async def _exchange(self, request: Request, deadline: float) -> Answer:
        """Send the request once. Raises `TransportError` only if it certainly was not sent."""
        try:
            answer = await self._session.fetch(self._session.name, request, deadline, "submit")
        except TransportError as error:
            # The user's own transport ("aiohttp" is ours) may have sent before it raises that it could not connect.
            is_plugged = not isinstance(self._session.config.transport, str | None)
            if not (error.maybe_received or (is_plugged and self._record.sent_at is not None)):
                raise
            await self._record.note_sent()
            raise await self._record.lose(str(error)) from error
        await self._record.note_sent()
        return answer

    async def _read(self, answer: Answer) -> tuple[Job, ...]:
        """Return the jobs of a response. Raises `APIError` only for a refusal."""
        session, record, expected, status = self._session, self._record, self._expected, answer.status_code
        record.refs = self._refs_in(answer)
        if not 200 <= status < 300:
            advice, hint = "" if status >= 500 else _ADVICE.get(status), session.retry_after(answer.headers)
            error = session.error(session.name, status, answer.body, hint, advice)
            if self._is_refused(error):
                raise error
            raise await record.lose(f"the provider answered {status}", answer) from error
        try:
            jobs = self._jobs_in(answer)
            record.refs = record.refs or tuple(str(parse_ref(job.ref)) for job in jobs if job.ref is not None)
        except Exception as error:  # whatever reading it raises: the money is spent
            raise await record.lose(str(error), answer, note="the response was not understood") from error
        await record.note_answered()
        self.is_answered = True
        self._emit_submitted(jobs)
        if len(jobs) != expected or len(record.refs) > expected:
            came = max(len(jobs), len(record.refs))
            raise await record.lose(f"{expected} jobs were submitted, and {came} came", answer)
        return jobs

    def _refs_in(self, answer: Answer) -> tuple[str, ...]:
        """Return the refs that a response names (see `Submit.ids`), however the rest of it looks."""
        if not self._operation.ids:
            return ()
        refs = self._refs_of(all_in(answer.body, self._operation.ids))
        if refs or not 200 <= answer.status_code < 400:
            return refs
        return self._refs_of([self._session.job_id_in(answer.headers.get("location", ""))])  # RFC 9110, 10.2.2

    def _refs_of(self, ids: Iterable[object]) -> tuple[str, ...]:
        """Return the refs of those ids that a ref can hold, each once."""
        found: dict[str, None] = {}
        for job_id in ids:
            if isinstance(job_id, str | int) and not isinstance(job_id, bool):
                with suppress(ConfigurationError):  # no ref can hold it
                    found[str(parse_ref(f"{self._session.name}:{job_id}"))] = None
        # The API key is no id, and would be shown everywhere.
        return tuple(ref for ref in found if redact(self._session.settings, ref) == ref)

    def _jobs_in(self, answer: Answer) -> tuple[Job, ...]:
        """Return the jobs of a 2xx whose ids stand where they are documented."""
        clean = self._session.without_key(answer)
        jobs = self._jobs_of(clean)
        if clean is answer:
            return jobs
        media = {job.ref: job.media for job in self._jobs_of(answer)}
        return tuple(replace(job, media=media[job.ref]) for job in jobs)

    def _jobs_of(self, answer: Answer) -> tuple[Job, ...]:
        session, operation = self._session, self._operation
        model = session.parse(session.name, operation.operation, answer)
        jobs = session.read(model, lambda found: operation.read(found, answer))
        jobs = tuple(session.without_keys(job) for job in jobs if not operation.ids or job.ref in self._record.refs)
        if not jobs:
            raise ConfigurationError("the response names no job")
        jobs = tuple(job if job.ref else replace(job, provider=session.name) for job in jobs)
        return tuple({job.ref or number: job for number, job in enumerate(jobs)}.values())  # each once

    def _is_refused(self, error: APIError) -> bool:
        """Return whether the provider certainly accepted nothing. A job that its response names may cost money."""
        if self._record.refs:
            return False
        if error.status_code == 503:
            return error.code in self._operation.refused
        return 400 <= error.status_code < 500 and error.status_code not in _LOST_ON_THE_WAY

    async def _pause(self, streak: int, error: APIError | TransportError, deadline: float) -> None:
        """Wait until it may be sent again. Raises the error if it is final, or there is no time left."""
        hint = error.retry_after if isinstance(error, APIError) else None
        delay = retry_delay(RETRY_INTERVAL, streak, hint, self._session.config.random)
        is_retryable = isinstance(error, RateLimitedError | ServerError) or not getattr(error, "is_permanent", True)
        if not is_retryable or self._session.config.clock.monotonic() + delay > deadline:
            raise error
        values = {"error": error, "attempt": streak, "seconds": delay}
        self._session.config.events.emit("JobRetried", self._session.name, operation="submit", **values)
        if isinstance(error, TransportError):
            log.warning("%s; nothing was submitted yet, the next attempt is in %.0f s", error, delay)
        await self._session.io.sleep(delay)

    def _emit_submitted(self, jobs: tuple[Job, ...]) -> None:
        values = {"sent_at": self._record.sent_at, "model": self._model}
        for job in jobs:
            self._session.config.events.emit("JobSubmitted", job.ref or self._session.name, job=job, **values)

    def _emit_failed(self, error: BaseException) -> None:
        self._session.config.events.emit("SubmitFailed", self._session.name, error=error, model=self._model)

    @property
    def _model(self) -> str | None:
        model = self._parameters.get("model")
        return model if isinstance(model, str) else None


def _request_of(session: ProviderSession, operation: Submit[Any], parameters: Mapping[str, Any]) -> Request:
    """Return the request of a submit.

    Raises:
        ConfigurationError: A parameter is not known, missing, or of another type.
    """
    provider, send = session.name, operation.operation
    known: Mapping[str, object] = FIELDS.get(provider) or signature(send.get_kwargs).parameters
    for name in parameters:
        if name not in known:
            raise ConfigurationError(f"{provider} has no parameter {name!r}: {suggestion(name, known)}")
    renamed = {operation.renamed.get(name, name): value for name, value in parameters.items()}
    ours = {theirs: name for name, theirs in operation.renamed.items()}
    try:
        return session.request(send, send.get_kwargs(**renamed))
    except session.adapter.refused as error:
        name, space, problem = str(error).partition(" ")
        raise ConfigurationError(f"{provider}: {ours.get(name, name)}{space}{problem}") from None
    except TypeError as error:  # a required parameter is missing
        fields = signature(send.get_kwargs).parameters.values()
        required = [one.name for one in fields if one.default is one.empty]
        missing = [ours.get(name, name) for name in required if name not in renamed]
        why = f"needs {enumeration(missing)}" if missing else f"cannot be sent: {error}"
        raise ConfigurationError(f"{provider} {why}") from None


def _check_key(key: str | None, session: ProviderSession, operation: Submit[Any]) -> None:
    """Raise `ConfigurationError` for no name, or for a value of the field that was once called `key`."""
    check_kind("key", key, str | None, "your name for this submit as text, or leave it out")
    if key is not None and not key.strip():
        raise ConfigurationError("key is empty: give your name for this submit, or leave it out")
    if key is not None and key != key.encode(errors="ignore").decode():
        raise ConfigurationError(f"key={key!r} is not valid text: it holds half of a surrogate pair")
    for ours, theirs in operation.renamed.items():
        if theirs == "key" and key in get_args(parameter_types(session.name).get(ours)):
            raise ConfigurationError(f"key={key!r} names a submit; for the provider's field, use {ours}")
