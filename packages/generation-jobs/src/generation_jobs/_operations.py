"""The operations on jobs that `Jobs` and `AsyncJobs` share, as coroutines."""

import logging
import os
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, cast

from generation_jobs._core.config import DEFAULT_TIMEOUT, Config
from generation_jobs._core.durations import Durations
from generation_jobs._core.errors import (
    ConfigurationError,
    DownloadError,
    GenerationJobsError,
    JobCancelled,
    JobFailed,
    MissingResult,
    SubmitUncertain,
    UnsupportedOperation,
)
from generation_jobs._core.events import JobDownloaded, JobEnded, JobWaiting
from generation_jobs._core.io import IO, Progress, Request
from generation_jobs._core.ledger import Ledger
from generation_jobs._core.models import Job, JobStatus, Media, StatusName
from generation_jobs._core.outcome import Generated, Look, Outcome, api_error, in_order, outcome_of, settle
from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._events.subscriptions import EventReader, EventStream, Inbox, JobAnnouncements, Push
from generation_jobs._ledger.matching import ListSearch, Search
from generation_jobs._ledger.recovery import Submitted, find, pending, recover
from generation_jobs._paginator import Paginator, matching, search
from generation_jobs._polling.batch import BatchPoller, BatchProgress
from generation_jobs._polling.poller import Poller, poll_until_seen
from generation_jobs._polling.scheduler import Scheduler
from generation_jobs._provider_session import ProviderSession
from generation_jobs._sessions import PerProcess, Sessions, open_ledger, settings_of
from generation_jobs._values.checks import check_kind, check_seconds, check_word
from generation_jobs.providers.operations import CancelOrDelete, Submit
from generation_jobs.providers.settings import Settings

log: logging.Logger = logging.getLogger("generation_jobs")


class _Process:
    """What a client has in one process: connections, rate limits, waits, streams of events."""

    def __init__(self, settings: Iterable[Settings], config: Config, skipped: Mapping[str, str], io: IO) -> None:
        self.io = io
        self.sessions = Sessions(settings, config, skipped, io)
        self.events: EventReader | None = None
        self.event_streams: dict[str, EventStream] = {}


class Operations:
    """The operations of one client, over its `IO`. The calls of `Jobs` are generated from its public methods.

    Args:
        settings: The providers that are set up.
        config: The options of the client.
        skipped: Why other providers are not set up, by provider.
        create_io: Creates what sends the requests.
        event_reader: Creates what reads streams of events.
    """

    def __init__(
        self,
        settings: Iterable[Settings],
        config: Config,
        skipped: Mapping[str, str],
        create_io: Callable[[], IO],
        event_reader: Callable[[], EventReader],
    ) -> None:
        self._config, self._event_reader = config, event_reader
        settings = settings_of(settings)
        self._process = PerProcess(lambda: _Process(settings, config, skipped, create_io()))
        self._ledger_failed = False
        self._ledger = open_ledger(config.ledger)

    @property
    def _io(self) -> IO:
        return self._process.get().io

    @property
    def _sessions(self) -> Sessions:
        return self._process.get().sessions

    @property
    def durations(self) -> Durations:
        """How long jobs took, as seen by this client. Polls are scheduled by it."""
        return self._config.durations

    @property
    def ledger(self) -> Ledger | None:
        """The ledger in use, None without one."""
        return self._ledger

    async def get(self, job: str | Job) -> Job:
        """Poll a job once, and return it, whatever its status."""
        ref = ref_of(job)
        session = self._sessions.session(ref)
        found = (await session.poll(ref.id, session.queue_deadline())).job
        await self._seen(found)
        return found

    async def look(self, job: str | Job) -> Look:
        """Poll a job once, and learn when to look again: for programs with a timer of their own.

        Look again `seconds` later, or stop if `job.status.is_final`. What `wait` does beyond that (retrying failed
        polls, sharing requests between jobs) is up to you.

        Args:
            job: The job.
        """
        ref = ref_of(job)
        found = await self._sessions.scheduler(ref).look(ref.id, self._sessions.session(ref).queue_deadline())
        await self._seen(found.job)
        return found

    async def wait(
        self,
        job: str | Job,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Job], None] | None = None,
        push: Push = False,
    ) -> Job:
        """Poll a job until it has ended.

        Network errors, undecodable responses, 408, 425, 429 and 5xx are retried until the timeout.

        Args:
            job: The job.
            timeout: Seconds to wait at most.
            on_update: Called with the job after every successful poll.
            push: True to be woken by the provider's stream of events, if it has one (Oxen); an `Inbox` of
                `generation_jobs.webhooks` to be woken by callbacks. The job is then polled only once a minute.

        Returns:
            The job, succeeded and with its results.

        Raises:
            JobFailed: The job failed.
            JobCancelled: The job was cancelled.
            MissingResult: The job succeeded, but has no results.
            WaitTimeout: The job is still running at the timeout. Wait for it again.
            GenerationJobsError: The job cannot be polled: `APIError`, `TransportError` or `ConfigurationError`.
        """
        check_seconds(timeout)
        check_kind("push", push, bool | Inbox, "True for the provider's stream of events, or an Inbox")
        _check_callback("on_update", on_update)
        if isinstance(job, Job) and job.ref is None:
            return settle(job)  # Bland's submit returns a finished job without a ref
        ref, deadline = ref_of(job), self._in(timeout)
        if self._config.events.wanted:
            self._config.events.tell(JobWaiting, str(ref), seconds=0.0)
        announcements = self._announcements(ref, push) if push else None
        poller = Poller(self._sessions.scheduler(ref), self._io, self._config, on_update, announcements)
        try:
            ended = await poller.wait(ref.id, deadline, is_named=isinstance(job, Job))
        except (JobFailed, JobCancelled, MissingResult) as error:
            self._tell_end(str(ref), error.job, error)
            await self._record(error.job)
            raise
        except GenerationJobsError as error:
            self._tell_end(str(ref), None, error)
            raise
        self._tell_end(str(ref), ended)
        await self._record(ended)
        return ended

    def as_completed(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[BatchProgress], None] | None = None,
    ) -> AsyncGenerator[Outcome]:
        """Wait for many jobs, and get the outcome of each when it ends. An error of one does not affect the others.

            async for outcome in jobs.as_completed(refs, timeout=3600):
                if outcome.error is None:
                    await jobs.download(outcome.job, "out/")

        Many jobs need few requests: if the provider has a list with statuses (Finetuning, Oxen), a page of it is read
        instead; otherwise the jobs most likely to be finished are polled first, within the rate limit. Jobs are hardly
        polled while the body of the loop runs. Leaving the loop ends the wait.

        Args:
            jobs: Refs or jobs. A job that is given twice has one outcome.
            timeout: Seconds to wait for all jobs at most, including the time in the body of the loop.
            on_update: Called with the progress after every response.

        Returns:
            An iterator over the outcomes. Jobs still running at the timeout get a `WaitTimeout`.

        Raises:
            ConfigurationError: `timeout` is not a positive number, or `jobs` is a single ref.
        """
        check_seconds(timeout)
        _check_callback("on_update", on_update)
        ids, ended = self._by_scheduler(several(jobs))
        if self._config.events.wanted:
            for name in [f"{scheduler.source.name}:{job_id}" for scheduler in ids for job_id in ids[scheduler]]:
                self._config.events.tell(JobWaiting, name, seconds=0.0)
        return self._outcomes(BatchPoller(ids, ended, self._in(timeout), self._io, self._config, on_update))

    async def wait_all(self, jobs: Iterable[str | Job], *, timeout: float = DEFAULT_TIMEOUT) -> tuple[Outcome, ...]:
        """Wait for all jobs, and return their outcomes in the order of `jobs`. See `as_completed`."""
        given = several(jobs)
        return in_order(given, [outcome async for outcome in self.as_completed(given, timeout=timeout)])

    async def _outcomes(self, batch: BatchPoller) -> AsyncGenerator[Outcome]:
        try:
            while (outcome := await batch.next()) is not None:
                self._tell_end(*outcome)
                if outcome.job is not None:
                    await self._record(outcome.job)
                yield outcome
        finally:
            await batch.close()

    async def _seen(self, job: Job) -> None:
        """Note the state of a job that was polled once."""
        if job.status.is_final and self._config.events.wanted:
            self._tell_end(*outcome_of(str(job.ref), job))
        await self._record(job)

    def _tell_end(self, ref: str, job: Job | None, error: GenerationJobsError | None = None) -> None:
        if self._config.events.wanted and ref:
            self._config.events.tell(JobEnded, ref, job=job, error=error)

    async def _record(self, job: Job, files: tuple[Path, ...] = ()) -> None:
        """Write the state of a job into the ledger. Nothing is paid for here, so that a failure is only logged."""
        if (ledger := self.ledger) is None or (ref := job.ref) is None:
            return
        try:
            await self._io.run(lambda: ledger.record(ref, job.status, [str(file) for file in files]))
        except Exception as error:  # whatever a store raises
            if not self._ledger_failed:
                self._ledger_failed = True
                log.warning("%s; states of jobs are not written down", error)

    def _by_scheduler(self, jobs: Iterable[str | Job]) -> tuple[dict[Scheduler, dict[str, bool]], list[Outcome]]:
        """Return the ids by scheduler (and whether they are surely known there), and the outcomes of all other jobs."""
        ids: dict[Scheduler, dict[str, bool]] = {}
        ended: dict[str, Outcome] = {}
        inline: list[Outcome] = []
        for job in jobs:
            if isinstance(job, Job) and job.ref is None:
                inline.append(outcome_of("", job))
                continue
            name = job if isinstance(job, str) else str(job.ref)
            try:
                ref = parse_ref(name)
                ids.setdefault(self._sessions.scheduler(ref), {})[ref.id] = isinstance(job, Job)
            except ConfigurationError as error:
                ended[name] = Outcome(name, None, error)
        return ids, [*inline, *ended.values()]

    def _announcements(self, ref: Ref, push: Push) -> JobAnnouncements | None:
        """Return what announces the end of a job, None if nothing does."""
        stream = self._event_stream(ref) if push is True else None
        source = stream if push is True else push
        if not source:
            return None
        process = self._process.get()
        process.events = process.events or self._event_reader()
        return JobAnnouncements(str(ref), source.subscribers, self._io, process.events, self._config.clock, stream)

    def _event_stream(self, ref: Ref) -> EventStream | None:
        """Return the stream of a provider's events, one for all waits; None if it has none."""
        session = self._sessions.session(ref)
        events = session.adapter.events
        if events is None:
            return None
        headers = {**session.api_headers(), "Accept": "text/event-stream", "Cache-Control": "no-store"}
        request = Request(session.base_url.rstrip("/") + events.path, headers, session.name)
        stream = EventStream(session.name, request, events, self._config.clock, self._config.random)
        return self._process.get().event_streams.setdefault(ref.provider, stream)

    async def download(
        self,
        job: str | Job,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        overwrite: bool = False,
        on_progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Save the results of a finished job as `provider-id[-n].ext`.

        An interrupted download leaves `NAME.part`. The next call resumes it, if the server supports that.

        Args:
            job: The job.
            directory: Where to save the files. It is created if it does not exist.
            timeout: Seconds for all of it at most.
            overwrite: Whether to replace existing files; otherwise they are kept and not fetched again.
            on_progress: Called with the ref, the bytes received, and the size in bytes (None while unknown).

        Returns:
            The paths of the files.

        Raises:
            DownloadError: A result could not be saved, or the job has not ended.
            JobFailed: The job failed. Likewise `JobCancelled` and `MissingResult`.
        """
        check_seconds(timeout)
        check_kind("directory", directory, str | os.PathLike, "the path of a folder")
        _check_callback("on_progress", on_progress)
        from generation_jobs._download.downloader import Downloader  # late: most programs that wait save nothing

        deadline = self._in(timeout)
        ended = await self._ended(job, deadline)
        downloader = Downloader(
            session=self._sessions.session,
            refresh=self._fresh_result,
            io=self._io,
            config=self._config,
            directory=Path(directory),
            deadline=deadline,
            overwrite=overwrite,
            on_progress=on_progress,
        )
        began = self._config.clock.monotonic()
        files = await downloader.save(ended)
        if self._config.events.wanted:
            seconds, size = self._config.clock.monotonic() - began, sum(downloader.saved)
            subject = ended.ref or "generation"
            self._config.events.tell(JobDownloaded, subject, files=files, size_bytes=size, seconds=seconds)
        await self._record(ended, files)
        return files

    async def _ended(self, job: str | Job, deadline: float) -> Job:
        """Return the job with its results. Raises what `settle` raises, and `DownloadError` if it has not ended."""
        if not isinstance(job, Job) or not job.status.is_final:  # it may have ended since
            ref = ref_of(job)
            job = await poll_until_seen(self._sessions.session(ref), self._io, self._config, ref.id, deadline)
        if not job.status.is_final:
            raise DownloadError(f"{job.ref} is {job.status}, not finished: wait for it first", ref=job.ref)
        return settle(job)

    async def _fresh_result(self, ref: Ref, index: int, deadline: float) -> Media:
        """Poll a job, and return one of its results."""
        job = settle((await self._sessions.session(ref).poll(ref.id, deadline)).job)
        if index >= len(job.media):
            raise MissingResult(f"{ref}: the provider no longer lists result {index + 1}", job=job)
        return job.media[index]

    async def submit(self, provider: str, *, key: str | None = None, **parameters: Any) -> Job:
        """Submit one job, to a provider that is named when the program runs.

        `jobs.finetuning.submit(…)` does the same, and editors and type checkers know its fields; each provider has
        such an attribute, and a package that adds a provider has such a class.

        Bland answers with the audio itself: a finished job without a ref, whose result is inline.

        A submit costs money, so it is sent again only if it was surely not accepted: no connection, 429, no capacity.

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
            SubmitUncertain: The answer was lost, so there may be a job: see `find_submitted` and `recover`. Likewise if
                the first submit with this key is under way, or its answer was lost.
            LedgerError: The ledger cannot be written; nothing was sent.
            APIError: The provider refused.
            TransportError: The provider could not be reached; nothing was sent.
        """
        operation = self._submit_of(self._session(provider))
        if operation.count is not None and parameters.get(operation.count, 1) != 1:
            raise ConfigurationError(f"{provider}: {operation.count} above 1 makes several jobs; use submit_many")
        return (await self.submit_many(provider, key=key, **parameters))[0]

    async def submit_many(self, provider: str, *, key: str | None = None, **parameters: Any) -> tuple[Job, ...]:
        """Submit one request that makes several jobs (Oxen's `num_generations`), and return them all.

        See `submit` for the rest.
        """
        from generation_jobs._submit import Submission  # late: most programs that wait submit nothing

        session = self._session(provider)
        return await Submission(session, self._submit_of(session), parameters, self.ledger, key).send()

    async def generate(
        self,
        provider: str,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        key: str | None = None,
        **parameters: Any,
    ) -> Generated:
        """Submit, wait, and save the results in `directory`, waiting and saving for at most `timeout` seconds each.

        It raises what `submit`, `wait` and `download` raise.
        """
        check_seconds(timeout)
        job = await self.submit(provider, key=key, **parameters)
        if job.ref is not None:
            job = await self.wait(job, timeout=timeout)
        return Generated(job, await self.download(job, directory, timeout=timeout))

    def _submit_of(self, session: ProviderSession) -> Submit[Any]:
        return session.adapter.submit or _unsupported(session, "submit")

    async def list(
        self, provider: str, *, status: StatusName | None = None, since: datetime | None = None
    ) -> AsyncGenerator[Job]:
        """Yield the account's jobs in the order of the provider's list. Pages are requested when they are needed.

        Args:
            provider: The provider's name.
            status: Only jobs with this status, such as "running". Breeze's list has none, so that its jobs are
                `UNKNOWN`.
            since: Only jobs created then or later; timezone-aware.

        Raises:
            ConfigurationError: There is no such status, or `since` has no time zone.
            UnsupportedOperation: The provider has no list.
        """
        wanted = None if status is None else _status(status)
        check_kind("since", since, datetime | None, "a datetime with a time zone")
        if since is not None and since.tzinfo is None:
            raise ConfigurationError(f"since={since!s} has no time zone: give datetime(…, tzinfo=UTC)")
        pages = self._pages(provider, wanted)
        while (rows := await pages.next()) is not None:
            for job in matching(rows, wanted, since):
                yield job

    def _pages(self, provider: str, status: JobStatus | None) -> Paginator:
        """Return the pages of a provider's list. Raises `UnsupportedOperation` if it has none."""
        session = self._session(provider)
        listing = session.adapter.listing or _unsupported(session, "list")
        return Paginator(session, listing, {} if status is None else listing.query(status))

    async def find_submitted(self, error: SubmitUncertain) -> Search:
        """Search the provider's list for the job of a lost submit, by its text and time.

        Wait a minute before: no provider documents how soon a job is listed.
        """
        from generation_jobs._submit import intent_of

        check_kind("error", error, SubmitUncertain, "the SubmitUncertain that submit raised")
        intent = intent_of(self._session(error.provider), error.parameters, error.submitted_at)
        return await find(intent, error.refs, self.ledger, self._io, self._search)

    async def pending(self) -> Sequence[Submitted]:
        """Return the submits of the ledger that are not done, oldest first. Nothing is requested.

        Done is a submit whose jobs failed, were cancelled, or have their results saved by `download`.

        Raises:
            ConfigurationError: There is no ledger.
            LedgerError: It cannot be read.
        """
        return await pending(self._needed_ledger(), self._io)

    async def recover(self) -> Sequence[Submitted]:
        """Search the providers' lists for all submits whose answers were lost, and return what `pending` returns.

            for submit in await jobs.recover():  # after a restart
                if submit.state in {"known", "found"}:
                    for job in submit.jobs:
                        await jobs.download(await jobs.wait(job))

        Each list is read once, as far as needed. What was found is written into the ledger; what is surely "absent" is
        removed from it, so that its key may be used again. Nothing is guessed: `Submitted.state` says so where a person
        has to look, and `jobs.ledger.answer(number, refs)` or `jobs.ledger.drop(number)` notes what that person found.

        Raises:
            ConfigurationError: There is no ledger.
            LedgerError: It cannot be read or written.
        """
        return await recover(self._needed_ledger(), self._io, lambda name: self._session(name).account, self._search)

    async def _search(self, provider: str, lost: ListSearch) -> Sequence[Search]:
        return await search(self._session(provider), lost)

    def _needed_ledger(self) -> Ledger:
        if self.ledger is None:
            raise ConfigurationError("there is no ledger: Jobs(…, ledger='jobs.sqlite'), or set GENJOBS_LEDGER")
        return self.ledger

    async def cancel(self, job: str | Job) -> Job:
        """Cancel a job, and return it as it is then. A job that has ended does not change.

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
        process = self._process.get()
        await process.io.close()
        if process.events is not None:
            await process.events.close()
        process.sessions.close()
        if self.ledger is not None and self.ledger is not self._config.ledger:  # the caller closes their own
            self.ledger.close()

    async def _call(self, ref: Ref, session: ProviderSession, what: CancelOrDelete[Any]) -> None:
        seen = await self.get(str(ref)) if what.polls_first else None
        kwargs = what.operation.get_kwargs(**what.arguments(ref, seen))
        model, _ = await session.call(str(ref), what.operation, kwargs, session.queue_deadline())
        if (refusal := session.read(model, what.refusal)) is not None:
            raise api_error(404, ref=str(ref), message=refusal)

    def _session(self, provider: str) -> ProviderSession:
        check_kind("provider", provider, str, "its name")
        return self._sessions.session(Ref(provider, ""))

    def _in(self, seconds: float) -> float:
        return self._config.clock.monotonic() + seconds


def several(jobs: Iterable[str | Job]) -> tuple[str | Job, ...]:
    """Return the jobs. Raises `ConfigurationError` for a single one, whose characters would be taken for refs."""
    one = cast("object", jobs)
    if isinstance(one, str | Job):
        ref = one if isinstance(one, str) else one.ref
        raise ConfigurationError(f"{ref!r} is one job: give a list, or use jobs.wait")
    check_kind("jobs", jobs, Iterable, "a list of refs or jobs")
    given = tuple(jobs)
    for job in given:
        check_kind("one of the jobs", job, str | Job, "a ref such as 'breeze:job_01hasync', or a Job")
    return given


def ref_of(job: str | Job) -> Ref:
    """Return the parsed ref of a job. Raises `ConfigurationError` if it is malformed, or the job has none."""
    given = cast("object", job)
    many = isinstance(given, Iterable) and not isinstance(given, str | bytes)
    one = "one ref or Job; wait_all and as_completed take several" if many else "a ref such as 'breeze:job_01hasync'"
    check_kind("job", job, str | Job, one)
    ref = job.ref if isinstance(job, Job) else job
    if ref is None:
        raise ConfigurationError("this job has no ref: its provider gave no id; its results are in job.media")
    return parse_ref(ref)


def _status(status: StatusName) -> JobStatus:
    check_word("status", status, [known.value for known in JobStatus])
    return JobStatus(status)


def _check_callback(name: str, callback: Callable[..., object] | None) -> None:
    check_kind(name, callback, Callable | None, "a function")


def _unsupported(session: ProviderSession, what: str) -> NoReturn:
    hint = session.adapter.unsupported_hints.get(what, "see the provider's documentation")
    raise UnsupportedOperation(f"{session.name} cannot {what} jobs: {hint}")
