"""The operations that `Jobs` and `AsyncJobs` share, as coroutines: submitting, listing, recovering, cancelling."""

import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from generation_jobs._core.errors import (
    APIError,
    ConfigurationError,
    SubmitUncertain,
    UndecodableResponse,
    UnsupportedOperation,
    WrongJob,
)
from generation_jobs._core.ledger import Intent, Ledger, Search, Submitted
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import Generated, api_error
from generation_jobs._core.refs import Ref, answered_ref, parse_ref, ref_of
from generation_jobs._core.values.checks import check_folder, check_kind, check_seconds
from generation_jobs._core.values.status import JobStatus, StatusName, status_named
from generation_jobs._core.values.timeouts import DEFAULT_TIMEOUT, SEARCH_TIMEOUT
from generation_jobs._operations.polling import PollingOperations
from generation_jobs._sessions.paginator import Paginator, matching
from generation_jobs._sessions.provider_session import ProviderSession
from generation_jobs.providers.operations import CancelOrDelete, Submit
from generation_jobs.providers.settings import redact

if TYPE_CHECKING:  # most programs lose no submit
    from generation_jobs._ledger.matching import ListSearch
    from generation_jobs._ledger.recovery import Recovery


class Operations(PollingOperations):
    """The operations of one client, over its `IO`. The calls of `Jobs` are generated from the public methods."""

    async def submit(self, provider: str, *, key: str | None = None, **parameters: Any) -> Job:
        """Submit one job, to a provider that is named when the program runs.

        `jobs.finetuning.submit(…)` does the same, and editors and type checkers know its fields. Each provider has
        an attribute like `jobs.finetuning`; a package that adds a provider has a class with the same calls.

        Bland answers with the audio itself: a finished job without a ref, whose result is inline.

        A submit costs money. It is sent again only if it was certainly not accepted: no connection, 429, no capacity.

        Args:
            provider: The provider's name.
            key: Your name for this submit, such as an order's number. Later calls with the same key return the same
                job, also in other processes and after a restart, as long as they use the same ledger.
            parameters: Its fields; see `generation_jobs.parameters`. They are checked against the documented limits
                before anything is sent.

        Returns:
            The job as the provider answers, usually not finished yet.

        Raises:
            ConfigurationError: The provider does not know or allow a parameter; nothing was sent.
            SubmitUncertain: The response was lost, so there may be a job: see `find_submitted`, `recover`. Likewise, at
                once, while the first submit with this key is under way (call again when it has ended), or if its
                response was lost.
            LedgerError: The ledger cannot be written; nothing was sent.
            APIError: The provider refused.
            TransportError: The provider could not be reached; nothing was sent.
        """
        operation = self._submit_of(self._session(provider))
        count = parameters.get(operation.count or "", 1)
        if isinstance(count, int) and count > 1:
            raise ConfigurationError(f"{provider}: {operation.count} above 1 makes several jobs; use submit_many")
        return (await self.submit_many(provider, key=key, **parameters))[0]

    async def submit_many(self, provider: str, *, key: str | None = None, **parameters: Any) -> tuple[Job, ...]:
        """Submit one request that makes several jobs (Oxen's `num_generations`), and return them all.

        See `submit` for the rest.
        """
        from generation_jobs._operations.submission import Submission  # late: most programs that wait submit nothing

        session = self._session(provider)
        submission = Submission(session, self._submit_of(session), parameters, self.ledger, key)
        jobs = await submission.send()
        for job in jobs:
            self._sessions.remember(job)
            if submission.is_answered and job.ref is not None:
                self._sessions.scheduler(parse_ref(job.ref)).note_submitted(job)
        return jobs

    async def generate(
        self,
        provider: str,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        key: str | None = None,
        **parameters: Any,
    ) -> Generated:
        """Submit one job, wait for it, and save its results. See `submit`, `wait` and `download`.

        Args:
            provider: The provider's name.
            directory: The folder to save the files in. It is created if it does not exist.
            timeout: Seconds to wait at most, and as many again to save at most; by default 1800.
            key: Your name for this submit.
            parameters: Its fields.

        Raises:
            GenerationJobsError: See `submit`, `wait` and `download`.
        """
        check_seconds(timeout)
        check_folder(directory)  # before anything is paid for
        job = await self.submit(provider, key=key, **parameters)
        if job.ref is not None:
            job = await self.wait(job, timeout=timeout)
        return Generated(job, await self.download(job, directory, timeout=timeout))

    def _submit_of(self, session: ProviderSession) -> Submit[Any]:
        return session.adapter.submit or _unsupported(session, "submit")

    async def list(
        self, provider: str, *, status: StatusName | None = None, since: datetime | None = None
    ) -> AsyncGenerator[Job]:
        """Yield the account's jobs in the order of the provider's list.

        Pages are requested when they are needed: leave the loop when you have enough jobs.

        Args:
            provider: The provider's name.
            status: Only jobs with this status, such as "running". Breeze's list has no status: its jobs are `UNKNOWN`.
            since: Only jobs created then or later; timezone-aware.

        Raises:
            ConfigurationError: There is no such status, or `since` has no time zone.
            UnsupportedOperation: The provider has no list, or one without statuses.
        """
        wanted = None if status is None else status_named(status)
        check_kind("since", since, datetime | None, "a datetime with a time zone")
        if since is not None and since.tzinfo is None:
            raise ConfigurationError(f"since={since!s} has no time zone: give datetime(…, tzinfo=UTC)")
        session = self._session(provider)
        listing = session.adapter.listing or _unsupported(session, "list")
        if wanted not in {None, JobStatus.UNKNOWN} and (hint := session.adapter.unsupported_hints.get("status")):
            raise UnsupportedOperation(f"{provider} cannot list jobs by status: {hint}")
        pages = Paginator(session, listing, {} if wanted is None else listing.query(wanted))
        while (rows := await pages.next()) is not None:
            for job in matching(rows, wanted, since):
                yield job

    async def find_submitted(self, error: SubmitUncertain, *, timeout: float = SEARCH_TIMEOUT) -> Search:
        """Search the provider's list for the job of a lost submit, by its text and time.

        Wait a minute before you call it: no provider documents how soon a job is listed.

        Args:
            error: What the submit raised.
            timeout: Seconds for which a page of the list is requested again while it fails.

        Raises:
            APIError: The list could not be read as far as needed; likewise `TransportError`.
        """
        from generation_jobs._ledger.matching import ListSearch
        from generation_jobs._operations.submit_record import intent_of

        check_seconds(timeout)
        check_kind("error", error, SubmitUncertain, "the SubmitUncertain that submit raised")
        intent = intent_of(self._session(error.provider), error.parameters, error.submitted_at)
        if error.refs:
            return Search("found", tuple(Job(ref, JobStatus.UNKNOWN) for ref in error.refs))
        lost = ListSearch([intent])
        if self.ledger is not None:
            lost.claimed = await self._io.run(partial(self.ledger.claimed, error.provider))
            if own := await self._found_before(intent, lost.claimed, self.ledger):
                return Search("found", own)
        results = await self._search(error.provider, lost, timeout)
        if lost.failure is not None and results[0].verdict == "unknowable":
            raise lost.failure
        if self.ledger is None:
            return results[0]
        begun = {entry.intent.text for entry in await self._io.run(self.ledger.pending) if not entry.is_known}
        return (await self._recovery().judged(lost, results, begun))[0]

    async def _found_before(self, lost: Intent, claimed: Mapping[str, Intent], ledger: Ledger) -> tuple[Job, ...]:
        """Return the jobs of a submit that `recover` has found; none if an equal one of that moment is still lost."""
        same = [name for name, known in claimed.items() if _is_same_submit(known, lost)]
        found = tuple(Job(ref, JobStatus.UNKNOWN) for ref in same if not ref.isdecimal())
        entries = await self._io.run(ledger.pending) if found else ()
        is_lost = any(_is_same_submit(entry.intent, lost) and not entry.is_known for entry in entries)
        return () if is_lost else found

    async def pending(self) -> Sequence[Submitted]:
        """Return the submits of the ledger that are not done, oldest first. Sends no request.

        Done is a submit whose jobs failed, were cancelled, or have their results saved by `download`.

        Raises:
            ConfigurationError: There is no ledger.
            LedgerError: It cannot be read.
        """
        return await self._recovery().pending()

    async def recover(self, *, timeout: float = SEARCH_TIMEOUT) -> Sequence[Submitted]:
        """Search the providers' lists for all submits whose responses were lost, and return what `pending` returns.

            for submit in await jobs.recover():  # after a restart
                if submit.state in {"known", "found"}:
                    for job in submit.jobs:
                        await jobs.download(await jobs.wait(job))

        Each list is read as far as needed. A job that was found is written into the ledger; a submit that is certainly
        "absent" is removed from it, so that its key may be used again. Nothing is guessed: where `Submitted.state` is
        another one, check it yourself, and note what you found: `jobs.ledger.answer(number, refs)` or
        `jobs.ledger.drop(number)`.

        Args:
            timeout: Seconds for which a page of a list is requested again while it fails. After that, the submits for
                which the list was not read far enough are "unknowable", and say why.

        Raises:
            ConfigurationError: There is no ledger.
            LedgerError: It cannot be read or written.
        """
        check_seconds(timeout)
        return await self._recovery().recover(timeout)

    async def _search(self, provider: str, lost: "ListSearch", timeout: float) -> Sequence[Search]:
        from generation_jobs._sessions.list_search import search

        return await search(self._session(provider), lost, timeout)

    def _recovery(self) -> "Recovery":
        from generation_jobs._ledger.recovery import Recovery

        if self.ledger is None:
            raise ConfigurationError("there is no ledger: Jobs(…, ledger='jobs.sqlite'), or set GENJOBS_LEDGER")
        return Recovery(self.ledger, self._io, lambda name: self._session(name).account, self._search)

    async def cancel(self, job: str | Job) -> Job:
        """Cancel a job, and return its new state. A job that has ended does not change.

        Raises:
            UnsupportedOperation: The provider cannot cancel jobs.
        """
        ref = ref_of(job)
        session = self._sessions.session(ref)
        await self._call(ref, session, session.adapter.cancel or _unsupported(session, "cancel"))
        return await self.get(str(ref))

    async def delete(self, job: str | Job) -> None:
        """Delete a job and its results at the provider.

        Raises:
            UnsupportedOperation: The provider cannot delete jobs.
        """
        ref = ref_of(job)
        session = self._sessions.session(ref)
        await self._call(ref, session, session.adapter.delete or _unsupported(session, "delete"))

    async def close(self) -> None:
        """Close all connections. Other waits with `push` wake up and raise."""
        try:
            await self._sessions.close()
        finally:
            if self.ledger is not None and self.ledger is not self._config.ledger:  # the caller closes their own
                self.ledger.close()

    async def _call(self, ref: Ref, session: ProviderSession, what: CancelOrDelete[Any]) -> None:
        if (error := await self._refusal(ref, session, what)) is not None:
            raise error  # here no variable holds the response, which may repeat the key

    async def _refusal(self, ref: Ref, session: ProviderSession, what: CancelOrDelete[Any]) -> APIError | None:
        """Call an operation, and return the error in its 2xx; None if it was done."""
        seen = await self.get(str(ref)) if what.polls_first else None
        kwargs = what.operation.get_kwargs(**what.arguments(ref, seen))
        model, _ = await session.call(str(ref), what.operation, kwargs, session.queue_deadline())
        if (refusal := session.read(model, what.refusal)) is not None:
            return api_error(404, ref=str(ref), message=redact(session.settings, refusal))
        done = what.done(model)
        if done is None or any(_is_same_job(ref, job_id) for job_id in done):
            return None
        message = f"{ref}: the response is about another job, or none: get shows whether this one is still there"
        return WrongJob(message, status_code=200, ref=str(ref))

    def _session(self, provider: str) -> ProviderSession:
        check_kind("provider", provider, str, "its name")
        return self._sessions.session(Ref(provider, ""))


def _is_same_submit(known: Intent, lost: Intent) -> bool:
    return (known.digest, known.account, known.sent_at) == (lost.digest, lost.account, lost.sent_at)


def _is_same_job(ref: Ref, job_id: object) -> bool:
    with suppress(UndecodableResponse):
        return bool(answered_ref(ref.provider, job_id, ref))
    return False


def _unsupported(session: ProviderSession, what: str) -> NoReturn:
    hint = session.adapter.unsupported_hints.get(what, "see the provider's documentation")
    raise UnsupportedOperation(f"{session.name} cannot {what} jobs: {hint}")
