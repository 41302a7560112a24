"""The operations on jobs that exist, as coroutines: to look once, to wait for one or many, to save their results."""

import logging
import os
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from generation_jobs._core.config import Config
from generation_jobs._core.durations import Durations
from generation_jobs._core.errors import APIError, ConfigurationError, DownloadError, GenerationJobsError, WaitTimeout
from generation_jobs._core.io import IO, Progress
from generation_jobs._core.ledger import Ledger
from generation_jobs._core.models import Job, Media
from generation_jobs._core.outcome import Look, Outcome, in_order, is_retryable, outcome_of, settle
from generation_jobs._core.refs import Ref, parse_ref, ref_of, several
from generation_jobs._core.values.checks import (
    CheckedArguments,
    CheckedCalls,
    check_callback,
    check_kind,
    check_path,
    check_seconds,
)
from generation_jobs._core.values.per_process import PerProcess
from generation_jobs._core.values.status import JobStatus
from generation_jobs._core.values.timeouts import DEFAULT_TIMEOUT
from generation_jobs._events.subscriptions import Inbox, Push
from generation_jobs._polling.batch import BatchPoller, BatchProgress
from generation_jobs._polling.poller import Poller
from generation_jobs._polling.response_handler import GRACE_PERIOD
from generation_jobs._sessions.sessions import FoundSettings, Sessions, open_ledger, settings_of
from generation_jobs.providers.settings import Settings

log: logging.Logger = logging.getLogger("generation_jobs")


class PollingOperations(CheckedCalls, metaclass=CheckedArguments):
    """The operations of one client that poll jobs and save their results, and what all its operations need."""

    def __init__(
        self,
        settings: Iterable[Settings],
        config: Config,
        create_io: Callable[[Config], IO],
    ) -> None:
        self._config, self._events = config, config.events
        skipped: Mapping[str, str] = settings.skipped if isinstance(settings, FoundSettings) else {}
        self._settings = checked = settings_of(settings)
        self._in_process = PerProcess(lambda: Sessions(checked, skipped, config, create_io(config)))
        self._ledger_failed = False
        self._ledger = open_ledger(config.ledger)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {', '.join(self._settings) or 'no provider'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client cannot be pickled: create one in each process; its settings, refs and jobs can be")

    @property
    def _io(self) -> IO:
        return self._sessions.io

    @property
    def _sessions(self) -> Sessions:
        return self._in_process.get()

    @property
    def durations(self) -> Durations:
        """How long jobs took, as seen by this client. Polls are scheduled by it."""
        return self._config.durations

    @property
    def ledger(self) -> Ledger | None:
        """The ledger in use, None without one."""
        return self._ledger

    async def get(self, job: str | Job) -> Job:
        """Poll a job once, and return it, finished or not."""
        ref = ref_of(job)
        session = self._sessions.session(ref)
        found = (await session.poll(ref.id, session.queue_deadline())).job
        await self._seen(found)
        return found

    async def look(self, job: str | Job) -> Look:
        """Poll a job once, and return it with the seconds until the next poll. For programs with a timer of their own.

        Call `look` again after `seconds`, or stop if `job.status.is_final`. Unlike `wait`, it does not retry a failed
        poll, and does not share requests between jobs.

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

        Network errors, undecodable responses, and statuses that ask to try again (such as 429 and 5xx) are retried
        until the timeout.

        Args:
            job: The job.
            timeout: Seconds to wait at most, by default 1800.
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
        check_callback("on_update", on_update, "a `Job`")
        if isinstance(job, Job) and job.ref is None:
            return settle(job)  # Bland's submit returns a finished job without a ref
        ref, deadline = ref_of(job), self._in(timeout)
        self._events.emit("JobWaiting", str(ref), seconds=0.0)
        announcements = self._sessions.announcements(ref, push)
        poller = Poller(self._sessions.scheduler(ref), self._io, self._config, on_update, announcements)
        try:
            ended = await poller.wait(ref.id, deadline, is_named=self._is_named(job, ref))
        except GenerationJobsError as error:
            last: Job | None = getattr(error, "job", None)
            self._events.job_ended(str(ref), last, error)
            if last is not None:
                await self._record(last)
            raise
        except BaseException:
            self._events.emit("WaitInterrupted", str(ref))
            raise
        self._events.job_ended(str(ref), ended)
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
            timeout: Seconds to wait for all jobs at most, by default 1800; the time in the body of the loop counts.
            on_update: Called with the progress after every response.

        Returns:
            An iterator over the outcomes. Jobs still running at the timeout get a `WaitTimeout`.

        Raises:
            ConfigurationError: `timeout` is not a positive number, `jobs` is a single ref, or the client is closed.
        """
        check_seconds(timeout)
        check_callback("on_update", on_update, "a `BatchProgress`")
        self._sessions.check_open()
        ids, ended = self._by_provider(several(jobs))
        return self._outcomes(ids, ended, self._in(timeout), on_update)

    async def wait_all(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[BatchProgress], None] | None = None,
    ) -> tuple[Outcome, ...]:
        """Wait for all jobs, and return their outcomes in the order of `jobs`. See `as_completed`."""
        given = several(jobs)
        ended = self.as_completed(given, timeout=timeout, on_update=on_update)
        return in_order(given, [outcome async for outcome in ended])

    async def _outcomes(
        self,
        ids: Mapping[str, Mapping[str, bool]],
        ended: Iterable[Outcome],
        deadline: float,
        on_update: Callable[[BatchProgress], None] | None,
    ) -> AsyncGenerator[Outcome]:
        """Wait from when the first outcome is asked for: a generator that never starts would not end the wait."""
        waiting = self._begin_waits(ids)
        schedulers = {self._sessions.scheduler(Ref(provider, "")): ids[provider] for provider in ids}
        batch = BatchPoller(schedulers, ended, deadline, self._io, self._config, on_update)
        del ids, schedulers  # a tenth of the memory of the wait
        try:
            batch.begin()
            while (outcome := await batch.next()) is not None:
                waiting.discard(outcome.ref)
                self._events.job_ended(*outcome)
                if outcome.job is not None:
                    await self._record(outcome.job)
                yield outcome
        finally:
            for ref in waiting:
                self._events.emit("WaitInterrupted", ref)
            await batch.close()

    def _begin_waits(self, ids: Mapping[str, Iterable[str]]) -> set[str]:
        """Emit a `JobWaiting` for each job, and return their refs; none if nobody listens, which saves their memory."""
        refs = [f"{provider}:{job_id}" for provider in ids for job_id in ids[provider]] if self._events.wanted else ()
        for ref in refs:
            self._events.emit("JobWaiting", ref, seconds=0.0)
        return set(refs)

    async def download(
        self,
        job: str | Job,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        overwrite: bool = False,
        on_progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Save the results of a finished job: one as `provider-id.ext`, several as `provider-id+1.ext` and so on.

        An interrupted download leaves `NAME.part`. The next call resumes it, if the server supports that.

        Args:
            job: The job.
            directory: The folder to save the files in. It is created if it does not exist.
            timeout: Seconds for all of it at most, by default 1800.
            overwrite: Whether to replace existing files; otherwise they are kept and not fetched again.
            on_progress: Called with the ref, the bytes received, and the size in bytes (None while unknown).

        Returns:
            The paths of the files.

        Raises:
            DownloadError: A result could not be saved, or the job has not ended.
            JobFailed: The job failed. Likewise `JobCancelled` and `MissingResult`.
        """
        check_seconds(timeout)
        check_path(directory)
        check_kind("overwrite", overwrite, bool, "True or False")
        check_callback("on_progress", on_progress, "a ref, the bytes received and the size", 3)
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

    def _is_named(self, job: str | Job, ref: Ref) -> bool:
        """Return whether the provider has named a job before. A 404 may then come from a replica that lags."""
        return isinstance(job, Job) or self._sessions.is_named(ref)

    async def _seen(self, job: Job) -> None:
        """Note the state of a job that was polled once."""
        if job.status.is_final and self._events.wanted:
            self._events.job_ended(*outcome_of(str(job.ref), job))
        await self._record(job)

    async def _record(self, job: Job, files: tuple[Path, ...] = ()) -> None:
        """Remember the state of a job, and write it into the ledger.

        Nothing is paid for here, so that a failure is only logged.
        """
        self._sessions.remember(job)
        if (ledger := self.ledger) is None or (ref := job.ref) is None:
            return
        try:
            await self._io.run(lambda: ledger.record(ref, job.status, [str(file) for file in files]))
        except Exception as error:  # whatever a store raises
            if not self._ledger_failed:
                self._ledger_failed = True
                log.warning("%s; the states of jobs are not recorded", error)

    def _by_provider(self, jobs: Iterable[str | Job]) -> tuple[dict[str, dict[str, bool]], list[Outcome]]:
        """Return the ids by provider (and whether it certainly knows them), and the outcomes of all other jobs."""
        ids: dict[str, dict[str, bool]] = {}
        ended: dict[str, Outcome] = {}
        inline: list[Outcome] = []
        for job in jobs:
            if isinstance(job, Job) and job.ref is None:
                inline.append(outcome_of("", job))
                continue
            name = job if isinstance(job, str) else str(job.ref)
            try:
                ref = parse_ref(name)
                self._sessions.session(ref)  # raises if there is none
                ids.setdefault(ref.provider, {})[ref.id] = self._is_named(job, ref)
            except ConfigurationError as error:
                ended[name] = Outcome(name, None, error)
        return ids, [*inline, *ended.values()]

    def _in(self, seconds: float) -> float:
        return self._config.clock.monotonic() + seconds

    async def _ended(self, job: str | Job, deadline: float) -> Job:
        """Return the job with its results. Raises what `settle` raises, and `DownloadError` if it has not ended."""
        if not isinstance(job, Job) or not job.status.is_final:  # it may have ended since
            job = await self._polled(job, deadline)
        if not job.status.is_final:
            raise DownloadError(f"{job.ref} is {job.status}, not finished: wait for it first", ref=job.ref)
        remaining = deadline - self._config.clock.monotonic()
        if job.status is JobStatus.SUCCEEDED and not job.media and job.ref is not None and remaining > 0:
            return await self.wait(job.ref, timeout=remaining)  # some name their results a moment later
        return settle(job)

    async def _polled(self, job: str | Job, deadline: float) -> Job:
        """Poll a job that may have ended. What contradicts an earlier response, or says nothing, is doubted at first.

        Raises:
            APIError: A poll failed, and no earlier response contradicts it.
            DownloadError: The doubt lasts; likewise what `settle` raises.
        """
        ref = ref_of(job)
        was_ended = self._sessions.has_succeeded(ref)
        poller = Poller(self._sessions.scheduler(ref), self._io, self._config)
        try:
            found = await poller.wait_until_seen(ref.id, deadline)
        except APIError as error:
            if is_retryable(error) or not self._is_named(job, ref):
                raise
        else:
            if found.status.is_final or not (was_ended or found.status is JobStatus.UNKNOWN):
                return found
        try:
            return await poller.wait(ref.id, min(deadline, self._in(GRACE_PERIOD)), is_named=True)
        except WaitTimeout as error:
            raise DownloadError(str(error), ref=str(ref)) from error

    async def _fresh_result(self, ref: Ref, index: int, deadline: float) -> Media | None:
        """Poll a job, and return one of its results; None if the response does not name it, whatever its status."""
        job = (await self._sessions.session(ref).poll(ref.id, deadline)).job
        if job.status in {JobStatus.FAILED, JobStatus.CANCELLED}:
            settle(job)
        return job.media[index] if index < len(job.media) else None
