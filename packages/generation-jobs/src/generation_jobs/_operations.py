"""The operations on jobs that `Jobs` and `AsyncJobs` share, as coroutines."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from generation_jobs._core.errors import (
    ConfigurationError,
    DownloadError,
    JobCancelled,
    JobFailed,
    LedgerError,
    MissingResult,
    UnsupportedOperation,
)
from generation_jobs._core.io import Request
from generation_jobs._core.ledger import Intent
from generation_jobs._core.models import Job, JobStatus, Media
from generation_jobs._core.outcome import Outcome, outcome_of, settle
from generation_jobs._core.policy import check_seconds
from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._core.status_errors import api_error
from generation_jobs._events.subscriptions import EventStream, Inbox, JobAnnouncements
from generation_jobs._ledger.matching import ListSearch, Search, text_hash
from generation_jobs._ledger.opening import open_ledger
from generation_jobs._ledger.recovery import Submitted, pending, recover
from generation_jobs._paginator import Paginator, search
from generation_jobs._polling.batch import BatchPoller
from generation_jobs._polling.poller import Poller, poll_until_seen
from generation_jobs._sessions import Sessions
from generation_jobs.providers.settings import account_hash

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping

    from generation_jobs._core.config import Config
    from generation_jobs._core.errors import SubmitUncertain
    from generation_jobs._core.io import IO
    from generation_jobs._core.ledger import Ledger
    from generation_jobs._download.downloader import Progress
    from generation_jobs._events.subscriptions import EventReader, Push
    from generation_jobs._polling.progress import BatchProgress
    from generation_jobs._polling.scheduler import Scheduler
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import CancelOrDelete, Submit
    from generation_jobs.providers.settings import Settings


log: logging.Logger = logging.getLogger("generation_jobs")


class Generated(NamedTuple):
    """A job that `generate` submitted, and its results.

    Attributes:
        job: The finished job.
        files: The saved files.
    """

    job: Job
    files: tuple[Path, ...]


Generated.__module__ = "generation_jobs"  # the name in pickles


class Operations:
    """The operations of one client. Those that `Jobs` has are described there."""

    def __init__(
        self,
        settings: Iterable[Settings],
        config: Config,
        skipped: Mapping[str, str],
        io: IO,
        events: EventReader,
    ) -> None:
        self.config = config
        self.io, self._events = io, events
        self._sessions = Sessions(settings, config, skipped, io)
        self._event_streams: dict[str, EventStream] = {}
        self.ledger: Ledger | None = open_ledger(config.ledger)
        self._ledger_failed = False

    def close(self) -> None:
        """Leave the shared rate limits, and close the ledger unless it is the caller's own."""
        self._sessions.close()
        if self.ledger is not None and self.ledger is not self.config.ledger:
            self.ledger.close()

    async def get(self, job: str | Job) -> Job:
        ref = ref_of(job)
        session = self._sessions.session(ref)
        job = (await session.poll(ref.id, session.queue_deadline())).job
        await self._record(job)
        return job

    async def wait(
        self, job: str | Job, timeout: float, on_update: Callable[[Job], None] | None, push: Push = False
    ) -> Job:
        check_seconds(timeout)
        if isinstance(job, Job) and job.ref is None:
            return settle(job)  # Bland's submit returns a finished job without a ref
        ref, deadline = ref_of(job), self._in(timeout)
        poller = Poller(self._sessions.scheduler(ref), self.io, self.config, on_update, self._announcements(ref, push))
        try:
            job = await poller.wait(ref.id, deadline)
        except (JobFailed, JobCancelled, MissingResult) as error:
            await self._record(error.job)
            raise
        await self._record(job)
        return job

    def batch(
        self, jobs: Iterable[str | Job], timeout: float, on_update: Callable[[BatchProgress], None] | None
    ) -> BatchPoller:
        check_seconds(timeout)
        ids, ended = self._by_scheduler(several(jobs))
        return BatchPoller(ids, ended, self._in(timeout), self.io, self.config, on_update)

    async def next_outcome(self, batch: BatchPoller) -> Outcome | None:
        """Return the next outcome of a batch, None after the last."""
        outcome = await batch.next()
        if outcome is not None and outcome.job is not None:
            self.config.on_update(outcome.job)
            await self._record(outcome.job)
        return outcome

    async def _record(self, job: Job, files: tuple[Path, ...] = ()) -> None:
        """Write the state of a job into the ledger. Nothing is paid for here, so that a failure is only logged."""
        if (ledger := self.ledger) is None or (ref := job.ref) is None:
            return
        try:
            await self.io.run(lambda: ledger.record(ref, job.status, [str(file) for file in files]))
        except LedgerError as error:
            if not self._ledger_failed:
                self._ledger_failed = True
                log.warning("%s; states of jobs are not written down", error)

    def _by_scheduler(self, jobs: Iterable[str | Job]) -> tuple[dict[Scheduler, dict[str, None]], list[Outcome]]:
        """Return the ids by scheduler, each once, and the outcomes of jobs that cannot or need not be polled."""
        ids: dict[Scheduler, dict[str, None]] = {}
        ended: dict[str, Outcome] = {}
        inline: list[Outcome] = []
        for job in jobs:
            if isinstance(job, Job) and job.ref is None:
                inline.append(outcome_of("", job))
                continue
            name = job if isinstance(job, str) else str(job.ref)
            try:
                ref = parse_ref(name)
                ids.setdefault(self._sessions.scheduler(ref), {})[ref.id] = None
            except ConfigurationError as error:
                ended[name] = Outcome(name, None, error)
        return ids, [*inline, *ended.values()]

    def _announcements(self, ref: Ref, push: Push) -> JobAnnouncements | None:
        """Return what announces the end of a job, None if nothing does."""
        stream = self._event_stream(ref) if push is True else None
        source = push if isinstance(push, Inbox) else stream
        if source is None:
            return None
        return JobAnnouncements(str(ref), source.subscribers, self.io, self._events, self.config.clock, stream)

    def _event_stream(self, ref: Ref) -> EventStream | None:
        """Return the stream of a provider's events, one for all waits; None if it has none."""
        session = self._sessions.session(ref)
        events = session.adapter.events
        if events is None:
            return None
        headers = {**session.api_headers(), "Accept": "text/event-stream", "Cache-Control": "no-store"}
        request = Request(session.base_url.rstrip("/") + events.path, headers, session.name)
        stream = EventStream(session.name, request, events, self.config.clock, self.config.random)
        return self._event_streams.setdefault(ref.provider, stream)

    async def download(
        self,
        job: str | Job,
        directory: str | os.PathLike[str],
        timeout: float,
        overwrite: bool,
        on_progress: Progress | None,
    ) -> tuple[Path, ...]:
        check_seconds(timeout)
        from generation_jobs._download.downloader import Downloader  # late: most programs that wait save nothing

        deadline = self._in(timeout)
        ended = await self._ended(job, deadline)
        downloader = Downloader(
            session=self._sessions.session,
            refresh=self._fresh_result,
            io=self.io,
            config=self.config,
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
        if not isinstance(job, Job):
            ref = parse_ref(job)
            job = await poll_until_seen(self._sessions.session(ref), self.io, self.config, ref.id, deadline)
        if not job.status.is_final:
            raise DownloadError(f"{job.ref} is {job.status}, not finished: wait for it first", ref=job.ref)
        return settle(job)

    async def _fresh_result(self, ref: Ref, index: int, deadline: float) -> Media:
        """Poll a job, and return one of its results."""
        job = settle((await self._sessions.session(ref).poll(ref.id, deadline)).job)
        if index >= len(job.media):
            raise MissingResult(f"{ref}: the provider no longer lists result {index + 1}", job=job)
        return job.media[index]

    async def submit(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> Job:
        operation = self._submit_of(self._session(provider))
        if operation.count is not None and parameters.get(operation.count, 1) != 1:
            raise ConfigurationError(f"{provider}: {operation.count} above 1 makes several jobs; use submit_many")
        return (await self.submit_many(provider, parameters, key))[0]

    async def submit_many(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> tuple[Job, ...]:
        from generation_jobs._submit import Submission  # late: most programs that wait submit nothing

        session = self._session(provider)
        return await Submission(session, self._submit_of(session), parameters, self.ledger, key).send()

    async def generate(
        self,
        provider: str,
        directory: str | os.PathLike[str],
        timeout: float,
        parameters: Mapping[str, Any],
        key: str | None,
    ) -> Generated:
        check_seconds(timeout)
        job = await self.submit(provider, parameters, key)
        if job.ref is not None:
            job = await self.wait(job, timeout, None)
        return Generated(job, await self.download(job, directory, timeout, False, None))

    def _submit_of(self, session: ProviderSession) -> Submit[Any]:
        return session.adapter.submit or _unsupported(session, "submit")

    def pages(self, provider: str, status: JobStatus | None) -> Paginator:
        """Return the pages of a provider's list. Raises `UnsupportedOperation` if it has none."""
        session = self._session(provider)
        listing = session.adapter.listing or _unsupported(session, "list")
        return Paginator(session, listing, {} if status is None else listing.query(status))

    async def find_submitted(self, lost: SubmitUncertain) -> Search:
        if lost.refs:
            return Search("found", tuple(Job(ref, JobStatus.UNKNOWN) for ref in lost.refs))
        adapter, ledger = self._session(lost.provider).adapter, self.ledger
        if adapter.listing is None or adapter.submit is None:
            return Search("unknowable")
        text = text_hash(lost.parameters.get(adapter.listing.text))
        number = lost.parameters.get(adapter.submit.count or "", 1)
        intent = Intent(lost.provider, "", lost.digest, lost.submitted_at, text, number)
        claimed = {} if ledger is None else await self.io.run(lambda: ledger.claimed(lost.provider))
        return (await self._search(lost.provider, ListSearch([intent], claimed)))[0]

    async def _search(self, provider: str, lost: ListSearch) -> list[Search]:
        """Search a provider's list in its longest pages."""
        session = self._session(provider)
        if (listing := session.adapter.listing) is None:
            return [Search("unknowable")] * len(lost.lost)
        return await search(Paginator(session, listing, dict([listing.size] if listing.size else [])), lost)

    async def pending(self) -> list[Submitted]:
        return await pending(self._opened_ledger(), self.io)

    async def recover(self) -> list[Submitted]:
        return await recover(self._opened_ledger(), self.io, self._account, self._search)

    def _account(self, provider: str) -> str:
        session = self._session(provider)
        return account_hash(session.settings, session.base_url)

    def _opened_ledger(self) -> Ledger:
        if self.ledger is None:
            raise ConfigurationError("there is no ledger: Jobs(…, ledger='jobs.sqlite'), or set GENJOBS_LEDGER")
        return self.ledger

    async def cancel(self, job: str | Job) -> Job:
        ref = ref_of(job)
        session = self._sessions.session(ref)
        await self._call(ref, session, session.adapter.cancel or _unsupported(session, "cancel"))
        return await self.get(str(ref))

    async def delete(self, job: str | Job) -> None:
        ref = ref_of(job)
        session = self._sessions.session(ref)
        await self._call(ref, session, session.adapter.delete or _unsupported(session, "delete"))

    async def _call(self, ref: Ref, session: ProviderSession, what: CancelOrDelete[Any]) -> None:
        seen = await self.get(str(ref)) if what.polls_first else None
        kwargs = what.operation.get_kwargs(**what.arguments(ref, seen))
        model, _ = await session.call(str(ref), what.operation, kwargs, session.queue_deadline())
        if (refusal := what.refusal(model)) is not None:
            raise api_error(404, ref=str(ref), message=refusal)

    def _session(self, provider: str) -> ProviderSession:
        return self._sessions.session(Ref(provider, ""))

    def _in(self, seconds: float) -> float:
        return self.config.clock.monotonic() + seconds


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
