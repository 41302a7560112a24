"""The operations on jobs that `Jobs` and `AsyncJobs` share, as coroutines."""

import logging
import os
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from generation_jobs._core.config import DEFAULT_TIMEOUT, Config
from generation_jobs._core.durations import Durations
from generation_jobs._core.errors import (
    ConfigurationError,
    DownloadError,
    JobCancelled,
    JobFailed,
    MissingResult,
    SubmitUncertain,
    UnsupportedOperation,
)
from generation_jobs._core.io import IO, Progress, Request
from generation_jobs._core.ledger import Ledger
from generation_jobs._core.models import Job, JobStatus, Media
from generation_jobs._core.outcome import Generated, Look, Outcome, in_order, outcome_of, settle
from generation_jobs._core.policy import check_seconds
from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._core.status_errors import api_error
from generation_jobs._events.subscriptions import EventReader, EventStream, JobAnnouncements, Push
from generation_jobs._generated.typed_submit import AsyncTypedSubmits
from generation_jobs._ledger.matching import ListSearch, Search
from generation_jobs._ledger.opening import open_ledger
from generation_jobs._ledger.recovery import Submitted, find, pending, recover
from generation_jobs._paginator import Paginator, matching, search
from generation_jobs._polling.batch import BatchPoller
from generation_jobs._polling.poller import Poller, poll_until_seen
from generation_jobs._polling.progress import BatchProgress
from generation_jobs._polling.scheduler import Scheduler
from generation_jobs._provider_session import ProviderSession
from generation_jobs._sessions import Sessions
from generation_jobs._workers.processes import PerProcess
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


class Operations(AsyncTypedSubmits):
    """The operations of one client, over its `IO`.

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
        settings = tuple(settings)
        self._process = PerProcess(lambda: _Process(settings, config, skipped, create_io()))
        self._ledger_failed = False
        self.ledger: Ledger | None = open_ledger(config.ledger)
        """See `Jobs.ledger`."""

    @property
    def _io(self) -> IO:
        return self._process.get().io

    @property
    def _sessions(self) -> Sessions:
        return self._process.get().sessions

    @property
    def durations(self) -> Durations:
        """See `Jobs.durations`."""
        return self._config.durations

    async def get(self, job: str | Job) -> Job:
        """See `Jobs.get`."""
        ref = ref_of(job)
        session = self._sessions.session(ref)
        found = (await session.poll(ref.id, session.queue_deadline())).job
        await self._record(found)
        return found

    async def look(self, job: str | Job) -> Look:
        """See `Jobs.look`."""
        ref = ref_of(job)
        found = await self._sessions.scheduler(ref).look(ref.id, self._sessions.session(ref).queue_deadline())
        await self._record(found.job)
        return found

    async def wait(
        self,
        job: str | Job,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Job], None] | None = None,
        push: Push = False,
    ) -> Job:
        """See `Jobs.wait`."""
        check_seconds(timeout)
        if isinstance(job, Job) and job.ref is None:
            return settle(job)  # Bland's submit returns a finished job without a ref
        ref, deadline = ref_of(job), self._in(timeout)
        announcements = self._announcements(ref, push) if push else None
        poller = Poller(self._sessions.scheduler(ref), self._io, self._config, on_update, announcements)
        try:
            ended = await poller.wait(ref.id, deadline, is_named=isinstance(job, Job))
        except (JobFailed, JobCancelled, MissingResult) as error:
            await self._record(error.job)
            raise
        await self._record(ended)
        return ended

    def as_completed(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[BatchProgress], None] | None = None,
    ) -> AsyncGenerator[Outcome]:
        """See `Jobs.as_completed`. Use `contextlib.aclosing` if you may leave the loop early."""
        check_seconds(timeout)
        ids, ended = self._by_scheduler(several(jobs))
        return self._outcomes(BatchPoller(ids, ended, self._in(timeout), self._io, self._config, on_update))

    async def wait_all(self, jobs: Iterable[str | Job], *, timeout: float = DEFAULT_TIMEOUT) -> tuple[Outcome, ...]:
        """See `Jobs.wait_all`."""
        given = tuple(several(jobs))
        return in_order(given, [outcome async for outcome in self.as_completed(given, timeout=timeout)])

    async def _outcomes(self, batch: BatchPoller) -> AsyncGenerator[Outcome]:
        try:
            while (outcome := await batch.next()) is not None:
                if outcome.job is not None:
                    self._config.on_update(outcome.job)  # it may have come from a list
                    await self._record(outcome.job)
                yield outcome
        finally:
            await batch.close()

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
        """See `Jobs.download`."""
        check_seconds(timeout)
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
        files = await downloader.save(ended)
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

    async def _submit(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> Job:
        operation = self._submit_of(self._session(provider))
        if operation.count is not None and parameters.get(operation.count, 1) != 1:
            raise ConfigurationError(f"{provider}: {operation.count} above 1 makes several jobs; use submit_many")
        return (await self._submit_many(provider, parameters, key))[0]

    async def _submit_many(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> tuple[Job, ...]:
        from generation_jobs._submit import Submission  # late: most programs that wait submit nothing

        session = self._session(provider)
        return await Submission(session, self._submit_of(session), parameters, self.ledger, key).send()

    async def _generate(
        self,
        provider: str,
        directory: str | os.PathLike[str],
        timeout: float,
        parameters: Mapping[str, Any],
        key: str | None,
    ) -> Generated:
        check_seconds(timeout)
        job = await self._submit(provider, parameters, key)
        if job.ref is not None:
            job = await self.wait(job, timeout=timeout)
        return Generated(job, await self.download(job, directory, timeout=timeout))

    def _submit_of(self, session: ProviderSession) -> Submit[Any]:
        return session.adapter.submit or _unsupported(session, "submit")

    async def list(
        self, provider: str, *, status: JobStatus | None = None, since: datetime | None = None
    ) -> AsyncGenerator[Job]:
        """See `Jobs.list`."""
        pages = self._pages(provider, status)
        while (rows := await pages.next()) is not None:
            for job in matching(rows, status, since):
                yield job

    def _pages(self, provider: str, status: JobStatus | None) -> Paginator:
        """Return the pages of a provider's list. Raises `UnsupportedOperation` if it has none."""
        session = self._session(provider)
        listing = session.adapter.listing or _unsupported(session, "list")
        return Paginator(session, listing, {} if status is None else listing.query(status))

    async def find_submitted(self, error: SubmitUncertain) -> Search:
        """See `Jobs.find_submitted`."""
        from generation_jobs._submit import intent_of

        intent = intent_of(self._session(error.provider), error.parameters, error.submitted_at)
        return await find(intent, error.refs, self.ledger, self._io, self._search)

    async def pending(self) -> Sequence[Submitted]:
        """See `Jobs.pending`."""
        return await pending(self._needed_ledger(), self._io)

    async def recover(self) -> Sequence[Submitted]:
        """See `Jobs.recover`."""
        return await recover(self._needed_ledger(), self._io, lambda name: self._session(name).account, self._search)

    async def _search(self, provider: str, lost: ListSearch) -> Sequence[Search]:
        return await search(self._session(provider), lost)

    def _needed_ledger(self) -> Ledger:
        if self.ledger is None:
            raise ConfigurationError("there is no ledger: Jobs(…, ledger='jobs.sqlite'), or set GENJOBS_LEDGER")
        return self.ledger

    async def cancel(self, job: str | Job) -> Job:
        """See `Jobs.cancel`."""
        ref = ref_of(job)
        session = self._sessions.session(ref)
        await self._call(ref, session, session.adapter.cancel or _unsupported(session, "cancel"))
        return await self.get(str(ref))

    async def delete(self, job: str | Job) -> None:
        """See `Jobs.delete`."""
        ref = ref_of(job)
        session = self._sessions.session(ref)
        await self._call(ref, session, session.adapter.delete or _unsupported(session, "delete"))

    async def close(self) -> None:
        """Close all connections. Waits with `push` in other tasks wake up and raise."""
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
        return self._sessions.session(Ref(provider, ""))

    def _in(self, seconds: float) -> float:
        return self._config.clock.monotonic() + seconds


def several(jobs: Iterable[str | Job]) -> Iterable[str | Job]:
    """Return the jobs. Raises `ConfigurationError` for a single ref: its characters would be taken for refs."""
    if isinstance(jobs, str):
        raise ConfigurationError(f"{jobs!r} is one ref: give a list of refs, or use jobs.wait")
    return jobs


def ref_of(job: str | Job) -> Ref:
    """Return the parsed ref of a job. Raises `ConfigurationError` if it is malformed, or the job has none."""
    ref = job.ref if isinstance(job, Job) else job
    if ref is None:
        raise ConfigurationError("this job has no ref: its provider gave no id; its results are in job.media")
    return parse_ref(ref)


def _unsupported(session: ProviderSession, what: str) -> NoReturn:
    hint = session.adapter.unsupported_hints.get(what, "see the provider's documentation")
    raise UnsupportedOperation(f"{session.name} cannot {what} jobs: {hint}")
