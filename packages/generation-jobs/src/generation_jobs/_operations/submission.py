"""Submits jobs. A submit costs money, so that it is only sent again if the provider surely has not accepted it.

With a ledger, the intent is written down when the request goes out, and the refs when the response is read: a process
that is killed at any moment leaves behind what may have been paid for (decision 32).
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from inspect import signature
from typing import Any, get_args

from generation_jobs._core.config import PollInterval, retry_delay
from generation_jobs._core.errors import (
    APIError,
    ConfigurationError,
    GenerationJobsError,
    LedgerError,
    RateLimitedError,
    ServerError,
    SubmitUncertain,
    TransportError,
)
from generation_jobs._core.events import JobRetried, JobSubmitted, SubmitFailed
from generation_jobs._core.io import Answer, Request
from generation_jobs._core.ledger import Entry, Intent, KeyTakenError, Ledger
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import server_date
from generation_jobs._core.refs import parse_ref
from generation_jobs._ledger.matching import text_hash
from generation_jobs._sessions.provider_session import ProviderSession
from generation_jobs._values.checks import check_kind, suggestion
from generation_jobs._values.status import JobStatus
from generation_jobs.providers._generated.parameters import FIELDS
from generation_jobs.providers.base import all_at
from generation_jobs.providers.operations import Submit
from generation_jobs.providers.registry import parameter_types
from generation_jobs.providers.settings import redact

log: logging.Logger = logging.getLogger("generation_jobs")

_RETRIES = PollInterval(floor=1.0, ceiling=30.0)
_LOST_ON_THE_WAY = frozenset({408, 499})
"""4xx that a proxy also answers after it has passed the request on (RFC 9110, 15.5.9; 499 is nginx's)."""

_UNKNOWN_NAME = "check the names and ids in what was submitted"

_ADVICE = {404: _UNKNOWN_NAME, 408: "", 410: _UNKNOWN_NAME, 425: "", 429: "nothing was submitted", 499: ""}
"""Replaces the usual advice, which is for polls: to try again, or to check the job's id."""


@dataclass
class Submission:
    """One submit, with the caller's name for it (`key`) if it has one. `send` returns its jobs."""

    session: ProviderSession
    operation: Submit[Any]
    parameters: Mapping[str, Any]
    ledger: Ledger | None = None
    key: str | None = None
    sent_at: datetime | None = None
    number: int | None = None  # in the ledger
    refs: tuple[str, ...] = ()  # what the response names

    async def send(self) -> tuple[Job, ...]:
        """Return the jobs, of the first submit with this key if there is one."""
        try:
            return await self._send_alone()
        except BaseException as error:
            self._tell_failed(error)
            raise

    async def _send_alone(self) -> tuple[Job, ...]:
        """Send it, unless a submit with this key is under way in this client."""
        if self.key is None:
            return await self._send()
        if self.session.submitting.setdefault(self.key, self) is not self:
            raise self._unknown(None)
        try:
            return await self._send()
        finally:
            del self.session.submitting[self.key]

    async def _send(self) -> tuple[Job, ...]:
        self._check_key()
        request = self._request()
        deadline = self.session.config.clock.monotonic() + self.session.policy.submit_deadline
        if (entry := await self._first_submit()) is not None:
            return self._jobs_of(entry)
        streak, failure = 0, None
        while True:
            try:
                return await self._read(await self._exchange(request, deadline))
            except KeyTakenError as taken:
                jobs = self._jobs_of(taken.entry)
                if failure is not None:  # another process was faster with the next attempt
                    self._tell_failed(failure)
                return jobs
            except (APIError, TransportError) as error:  # surely no job
                streak, failure = streak + 1, error
                await self._forget()
                await self._pause(streak, error, deadline)
            except GenerationJobsError:
                raise
            except BaseException as error:  # cancelled, or Ctrl-C
                if self.sent_at is None:
                    await self._forget()
                else:
                    error.add_note(self._message("it was interrupted"))
                raise

    def _check_key(self) -> None:
        """Raise `ConfigurationError` for no name, or for a value of the field that was once called `key`."""
        check_kind("key", self.key, str | None, "your name for this submit as text, or leave it out")
        if self.key == "":
            raise ConfigurationError("key is empty: give your name for this submit, or leave it out")
        for ours, theirs in self.operation.renamed.items():
            if theirs == "key" and self.key in get_args(parameter_types(self.session.name).get(ours)):
                raise ConfigurationError(f"key={self.key!r} names a submit; for the provider's field, use {ours}")

    def _request(self) -> Request:
        provider, operation = self.session.name, self.operation.operation
        known = FIELDS.get(provider) or signature(operation.get_kwargs).parameters
        for name in self.parameters:
            if name not in known:
                raise ConfigurationError(f"{provider} has no parameter {name!r}: {suggestion(name, known)}")
        renamed = {self.operation.renamed.get(name, name): value for name, value in self.parameters.items()}
        try:
            request = self.session.request(operation, operation.get_kwargs(**renamed))
            return replace(request, on_send=self._on_send, on_unsent=self._on_unsent, on_sent=self._on_sent)
        except self.session.adapter.refused as error:
            raise ConfigurationError(f"{provider}: {error}") from None
        except TypeError as error:  # a required parameter is missing
            ours = {theirs: name for name, theirs in self.operation.renamed.items()}
            fields = [one for one in signature(operation.get_kwargs).parameters.values() if one.default is one.empty]
            missing = [ours.get(one.name, one.name) for one in fields if one.name not in renamed]
            why = f"needs {' and '.join(missing)}" if missing else f"cannot be sent: {error}"
            raise ConfigurationError(f"{provider} {why}") from None

    def _on_send(self) -> None:
        """Write the intent down; from here on the submit may be paid for."""
        now = self.session.config.clock.now()
        try:
            self._begin(now)
        except KeyTakenError:
            raise
        except Exception as error:  # whatever another store raises: what is not written down is not sent
            raise LedgerError(f"{self.session.name}: nothing was submitted, since {error}") from error
        self.sent_at = now

    def _begin(self, now: datetime) -> None:
        if self.ledger is not None:
            self.number = self.ledger.begin(intent_of(self.session, self.parameters, now, self.key))

    def _on_unsent(self) -> None:
        self.sent_at = None

    def _on_sent(self) -> None:
        """Write the intent down after all, for a transport that did not say when it went out."""
        self.sent_at = self.session.config.clock.now()
        try:
            self._begin(self.sent_at)
        except Exception as error:  # whatever a store raises: it may be paid for already
            log.warning("%s: a submit went out, and is not in the ledger: %s", self.session.name, error)

    @property
    def _count(self) -> int:
        return count_of(self.operation, self.parameters)

    async def _exchange(self, request: Request, deadline: float) -> Answer:
        """Send the request once. Raises `TransportError` only if it surely was not sent."""
        try:
            answer = await self.session.fetch(self.session.name, request, deadline, "submit")
        except TransportError as error:
            if not (error.maybe_received or (self._is_plugged and self.sent_at is not None)):
                raise TransportError(
                    str(error), ref=error.ref, maybe_received=False, is_permanent=error.is_permanent
                ) from error.__cause__
            await self._note_sent()
            raise await self._uncertain(str(error)) from error
        await self._note_sent()
        return answer

    async def _note_sent(self) -> None:
        if self.sent_at is None:
            await self.session.io.run(self._on_sent)

    @property
    def _is_plugged(self) -> bool:
        """Whether the user's own transport sends: it may have sent before it raises that it could not connect."""
        return not isinstance(self.session.config.transport, str | None)  # "aiohttp" is ours

    async def _read(self, answer: Answer) -> tuple[Job, ...]:
        """Return the jobs of a response. Raises `APIError` only for a refusal."""
        self.refs = refs_in(self.session.name, self.operation.ids, answer.body)
        if not 200 <= answer.status_code < 300:
            error = self._error(answer)
            if self._is_refused(error):
                raise error
            raise await self._uncertain(f"the provider answered {answer.status_code}", answer) from error
        try:
            jobs = self._jobs_in(answer)
            self.refs = self.refs or tuple(str(parse_ref(job.ref)) for job in jobs if job.ref is not None)
        except Exception as error:  # whatever reading it raises: the money is spent
            raise await self._uncertain(str(error), answer, note="the response was not understood") from error
        await self._keep(lambda ledger, number: ledger.answer(number, self.refs))
        self._tell(jobs)
        if len(jobs) != self._count or len(self.refs) > self._count:
            came = max(len(jobs), len(self.refs))
            raise await self._uncertain(f"{self._count} jobs were submitted, and {came} came", answer)
        return jobs

    def _error(self, answer: Answer) -> APIError:
        session, status = self.session, answer.status_code
        advice = "" if status >= 500 else _ADVICE.get(status)
        return session.error(session.name, status, answer.body, session.retry_after(answer.headers), advice)

    def _jobs_in(self, answer: Answer) -> tuple[Job, ...]:
        """Return the jobs of a 2xx whose ids stand where they are documented."""
        session, operation = self.session, self.operation
        model = session.parse(session.name, operation.operation, answer)
        jobs = session.read(model, lambda found: operation.read(found, answer))
        jobs = tuple(session.without_keys(job) for job in jobs if not operation.ids or job.ref in self.refs)
        if not jobs:
            raise ConfigurationError("the response names no job")
        return tuple({job.ref or number: job for number, job in enumerate(jobs)}.values())  # each once

    def _is_refused(self, error: APIError) -> bool:
        """Return whether the provider surely has not accepted the job; one that its response names may be paid for."""
        if self.refs:
            return False
        if error.status_code == 503:
            return error.code in self.operation.refused
        return 400 <= error.status_code < 500 and error.status_code not in _LOST_ON_THE_WAY

    async def _pause(self, streak: int, error: APIError | TransportError, deadline: float) -> None:
        """Wait until it may be sent again. Raises the error if it is final, or there is no time left."""
        hint = error.retry_after if isinstance(error, APIError) else None
        delay = retry_delay(_RETRIES, streak, hint, self.session.config.random)
        if isinstance(error, TransportError):
            is_final = error.is_permanent
        else:
            is_final = not isinstance(error, RateLimitedError | ServerError)
        if is_final or self.session.config.clock.monotonic() + delay > deadline:
            raise error
        values = {"error": error, "attempt": streak, "seconds": delay}
        self.session.config.events.emit(JobRetried, self.session.name, operation="submit", **values)
        if isinstance(error, TransportError):
            log.warning("%s; nothing was submitted yet, the next attempt is in %.0f s", error, delay)
        await self.session.io.sleep(delay)

    async def _uncertain(self, why: str, answer: Answer | None = None, note: str | None = None) -> SubmitUncertain:
        """Return the error of a submit that may have been accepted, and write down why, or `note` instead.

        A reason may quote the response, and that the parameters, which are not to be in the ledger.
        """
        refs = self.refs
        await self._keep(
            lambda ledger, number: ledger.answer(number, refs) if refs else ledger.lose(number, note or why)
        )
        return self._error_of(self._message(why), self.sent_at, refs, answer)

    def _error_of(
        self, message: str, sent_at: datetime | None, refs: tuple[str, ...], answer: Answer | None = None
    ) -> SubmitUncertain:
        return SubmitUncertain(
            message,
            provider=self.session.name,
            parameters=self.parameters,
            digest=digest(self.session.name, self.parameters),
            submitted_at=sent_at or self.session.config.clock.now(),
            refs=refs,
            body=b"" if answer is None else redact(self.session.settings, answer.body),
            date=None if answer is None else server_date(answer.headers),
        )

    def _message(self, why: str) -> str:
        search = "jobs.find_submitted(error)" if self.ledger is None else "jobs.recover()"
        reason = why + _names(self.refs)
        return (
            f"{self.session.name}: the response to a submit was lost ({reason}). There may be a job and a charge, so "
            f"it was not sent again; {search} searches for the job"
        )

    async def _first_submit(self) -> Entry | None:
        """Return the first submit with this key."""
        if self.key is None:
            return None
        if (ledger := self.ledger) is None:
            raise ConfigurationError(f"key={self.key!r} needs a ledger: Jobs(…, ledger='jobs.sqlite')")
        key = self.key
        return await self.session.io.run(lambda: ledger.find(key))

    def _jobs_of(self, entry: Entry) -> tuple[Job, ...]:
        """Return the jobs of the first submit with this key, as the ledger has them. Raises if they are not known."""
        if entry.intent.digest != digest(self.session.name, self.parameters):
            first = _described(entry.intent)
            raise ConfigurationError(f"{first} had other parameters: use another key for another submit")
        if len(entry.jobs) != self._count:
            raise self._unknown(entry)
        # Without its results, a job that succeeded is to be polled.
        unknown = JobStatus.UNKNOWN
        return tuple(replace(job, status=unknown) if job.status is JobStatus.SUCCEEDED else job for job in entry.jobs)

    def _unknown(self, entry: Entry | None) -> SubmitUncertain:
        """Return the error for a key whose first submit has no known job; None if it is just being sent."""
        if entry is None:
            state = f"the submit with key={self.key!r} is under way"
        else:
            state = f"{_described(entry.intent)} {_state_of(entry)}"
        why = "There may be a charge, so it was not sent again; jobs.recover() searches for the job"
        refs = () if entry is None else tuple(str(job.ref) for job in entry.jobs)
        sent_at = None if entry is None else entry.intent.sent_at
        return self._error_of(f"{self.session.name}: {state}. {why}", sent_at, refs)

    async def _forget(self) -> None:
        """Start over: nothing was accepted."""
        await self._keep(lambda ledger, number: ledger.drop(number))
        self.sent_at, self.number, self.refs = None, None, ()

    async def _keep(self, write: Callable[[Ledger, int], object]) -> None:
        """Write the result of the submit. A failure is only logged, since the caller must get the response."""
        if (ledger := self.ledger) is None or (number := self.number) is None:
            return
        try:
            await self.session.io.run(lambda: write(ledger, number))
        except Exception as error:  # whatever another store raises: the job is paid for, and must reach the caller
            known = _names(self.refs)
            log.warning("%s: %s; submit %d is not up to date in it%s", self.session.name, error, number, known)

    def _tell(self, jobs: tuple[Job, ...]) -> None:
        values = {"sent_at": self.sent_at, "model": self._model}
        for job in jobs:
            self.session.config.events.emit(JobSubmitted, job.ref or self.session.name, job=job, **values)

    def _tell_failed(self, error: BaseException) -> None:
        self.session.config.events.emit(SubmitFailed, self.session.name, error=error, model=self._model)

    @property
    def _model(self) -> str | None:
        model = self.parameters.get("model")
        return model if isinstance(model, str) else None


def intent_of(
    session: ProviderSession, parameters: Mapping[str, Any], sent_at: datetime, key: str | None = None
) -> Intent:
    """Return what a ledger keeps of a submit."""
    listing, operation = session.adapter.listing, session.adapter.submit
    return Intent(
        provider=session.name,
        account=session.account,
        digest=digest(session.name, parameters),
        sent_at=sent_at,
        text=None if listing is None else text_hash(parameters.get(listing.text)),
        expected=1 if operation is None else count_of(operation, parameters),
        key=key,
    )


def count_of(operation: Submit[Any], parameters: Mapping[str, Any]) -> int:
    """Return how many jobs a submit makes."""
    asked = parameters.get(operation.count or "", 1)
    return asked if isinstance(asked, int) else 1


def _described(intent: Intent) -> str:
    return f"the submit with key={intent.key!r} to {intent.provider} at {intent.sent_at:%Y-%m-%d %H:%M:%S} UTC"


def _state_of(entry: Entry) -> str:
    if entry.is_known:
        return f"made {len(entry.jobs)} jobs with a ref"
    return f"has no known response ({entry.note})" if entry.note else "is under way, or its response was lost"


def _names(refs: tuple[str, ...]) -> str:
    return f"; the response names {', '.join(refs)}" if refs else ""


def refs_in(provider: str, pointer: str, body: bytes) -> tuple[str, ...]:
    """Return the refs that a response names at a pointer (see `Submit.ids`), however the rest of it looks."""
    found: dict[str, None] = {}
    for job_id in all_at(body, pointer) if pointer else ():
        if isinstance(job_id, str | int) and not isinstance(job_id, bool):
            with suppress(ConfigurationError):  # no ref can hold it
                found[str(parse_ref(f"{provider}:{job_id}"))] = None
    return tuple(found)


def digest(provider: str, parameters: Mapping[str, Any]) -> str:
    """Return a name for a submit: the first 16 hex digits of the SHA-256 of its canonical JSON."""
    text = json.dumps([provider, parameters], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
