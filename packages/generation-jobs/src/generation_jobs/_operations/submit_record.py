"""What is known of a submit while it is under way, and what of it a ledger keeps.

The intent is written down when the request goes out, and the refs when the response is read: a process that is killed
at any moment leaves behind what may have been paid for (decision 32). A second submit with the same key gets the jobs
of the first, and sends nothing.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from generation_jobs._core.errors import ConfigurationError, LedgerError, SubmitUncertain
from generation_jobs._core.io import Answer, Request
from generation_jobs._core.ledger import Entry, Intent, KeyTakenError, Ledger, digest, text_hash, value_hashes
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import server_date
from generation_jobs._core.values.status import JobStatus
from generation_jobs._sessions.provider_session import ProviderSession
from generation_jobs.providers.operations import Submit
from generation_jobs.providers.settings import redact

log: logging.Logger = logging.getLogger("generation_jobs")


@dataclass
class SubmitRecord:
    """One submit with the caller's name for it (`key`), when it went out, and the refs that its response names."""

    session: ProviderSession
    parameters: Mapping[str, Any]
    ledger: Ledger | None = None
    key: str | None = None
    sent_at: datetime | None = None
    number: int | None = None  # in the ledger
    refs: tuple[str, ...] = ()

    async def first(self) -> Entry | None:
        """Return the first submit with this key; None if there is none, or no key.

        Raises:
            ConfigurationError: There is a key, and no ledger.
            LedgerError: The ledger cannot be read.
        """
        if (key := self.key) is None:
            return None
        if (ledger := self.ledger) is None:
            raise ConfigurationError(f"key={key!r} needs a ledger: Jobs(…, ledger='jobs.sqlite')")
        return await self.session.io.run(lambda: ledger.find(key))

    def jobs_of(self, first: Entry, expected: int) -> tuple[Job, ...]:
        """Return the jobs of the first submit with this key, as the ledger has them.

        Raises:
            ConfigurationError: It had other parameters.
            SubmitUncertain: Its jobs are not known.
        """
        intent = first.intent
        name = f"the submit with key={intent.key!r} to {intent.provider} at {intent.sent_at:%Y-%m-%d %H:%M:%S} UTC"
        if intent.digest != digest(self.session.name, self.parameters):
            raise ConfigurationError(f"{name} had other parameters: use another key for another submit")
        if len(first.jobs) != expected:
            known = replace(self, sent_at=intent.sent_at, refs=tuple(str(job.ref) for job in first.jobs))
            raise known.not_sent_again(f"{name} {_state_of(first)}")
        # Without its results, a job that succeeded is to be polled.
        unknown = JobStatus.UNKNOWN
        return tuple(replace(job, status=unknown) if job.status is JobStatus.SUCCEEDED else job for job in first.jobs)

    def not_sent_again(self, state: str) -> SubmitUncertain:
        """Return the error of a submit whose first has no known jobs."""
        why = "There may be a charge, so it was not sent again"
        advice = "when it has ended, a call with this key returns its job"
        search = "if its response was lost, jobs.recover() searches for the job"
        return self.uncertain(f"{self.session.name}: {state}. {why}: {advice}; {search}")

    def watch(self, request: Request) -> Request:
        """Return the request with callbacks that note when it is sent."""
        return request._replace(on_send=self._on_send, on_unsent=self._on_unsent, on_sent=self._on_sent)

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

    def _on_unsent(self) -> None:
        self.sent_at = None

    def _on_sent(self) -> None:
        """Write the intent down after all, for a transport that did not say when it went out."""
        self.sent_at = self.session.config.clock.now()
        try:
            self._begin(self.sent_at)
        except Exception as error:  # whatever a store raises: it may be paid for already
            log.warning("%s: a submit went out, and is not in the ledger: %s", self.session.name, error)

    def _begin(self, now: datetime) -> None:
        if self.ledger is not None:
            self.number = self.ledger.begin(intent_of(self.session, self.parameters, now, self.key))

    async def note_sent(self) -> None:
        """Write the intent down, unless that was done when the request went out."""
        if self.sent_at is None:
            await self.session.io.run(self._on_sent)

    async def note_answered(self) -> None:
        """Write down the refs that the response names."""
        refs = self.refs
        await self._keep(lambda ledger, number: ledger.answer(number, refs))

    async def forget(self) -> None:
        """Start over: nothing was accepted."""
        await self._keep(lambda ledger, number: ledger.drop(number))
        self.sent_at, self.number, self.refs = None, None, ()

    async def lose(self, why: str, answer: Answer | None = None, note: str | None = None) -> SubmitUncertain:
        """Return the error of a submit that may have been accepted, and write down why, or `note` instead.

        A reason may quote the response, and that the parameters, which are not to be in the ledger.
        """
        if self.refs:
            await self.note_answered()
        else:
            await self._keep(lambda ledger, number: ledger.lose(number, note or why))
        return self.uncertain(self.message(why), answer)

    async def _keep(self, write: Callable[[Ledger, int], object]) -> None:
        """Write the result of the submit. A failure is only logged, since the caller must get the response."""
        if (ledger := self.ledger) is None or (number := self.number) is None:
            return
        try:
            await self.session.io.run(lambda: write(ledger, number))
        except Exception as error:  # whatever another store raises: the job is paid for, and must reach the caller
            known = self._names()
            log.warning("%s: %s; submit %d is not up to date in it%s", self.session.name, error, number, known)

    def message(self, why: str) -> str:
        """Return the message about a submit whose response was lost."""
        search = "jobs.find_submitted(error)" if self.ledger is None else "jobs.recover()"
        return (
            f"{self.session.name}: the response to a submit was lost ({why}{self._names()}). There may be a job and a "
            f"charge, so it was not sent again; {search} searches for the job"
        )

    def _names(self) -> str:
        return f"; the response names {', '.join(self.refs)}" if self.refs else ""

    def uncertain(self, message: str, answer: Answer | None = None) -> SubmitUncertain:
        """Return the error of a submit that may have been accepted."""
        return SubmitUncertain(
            message,
            provider=self.session.name,
            parameters=self.parameters,
            digest=digest(self.session.name, self.parameters),
            submitted_at=self.sent_at or self.session.config.clock.now(),
            refs=self.refs,
            body=b"" if answer is None else redact(self.session.settings, answer.body),
            date=None if answer is None else server_date(answer.headers),
        )


def _state_of(entry: Entry) -> str:
    if entry.is_known:
        return f"made {len(entry.jobs)} jobs with a ref"
    return f"has no known response ({entry.note})" if entry.note else "is under way, or its response was lost"


def intent_of(
    session: ProviderSession, parameters: Mapping[str, Any], sent_at: datetime, key: str | None = None
) -> Intent:
    """Return what a ledger keeps of a submit."""
    listing, operation = session.adapter.listing, session.adapter.submit
    searched = None if listing is None else listing.text
    shown = value_hashes({name: value for name, value in parameters.items() if name != searched})
    return Intent(
        provider=session.name,
        account=session.account,
        digest=digest(session.name, parameters),
        sent_at=sent_at,
        text=None if searched is None else text_hash(parameters.get(searched)),
        expected=1 if operation is None else count_of(operation, parameters),
        key=key,
        shown=json.dumps(shown) if shown and listing is not None else None,
    )


def count_of(operation: Submit[Any], parameters: Mapping[str, Any]) -> int:
    """Return how many jobs a submit makes."""
    asked = parameters.get(operation.count or "", 1)
    return asked if isinstance(asked, int) else 1
