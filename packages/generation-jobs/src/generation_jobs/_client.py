"""`Jobs`: the client for blocking code."""

import os
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

from generation_jobs._core.config import DEFAULT_TIMEOUT, Config, Options
from generation_jobs._core.durations import Durations
from generation_jobs._core.errors import SubmitUncertain
from generation_jobs._core.io import Progress, iterate_blocking, run_blocking
from generation_jobs._core.ledger import Ledger
from generation_jobs._core.models import Job, StatusName
from generation_jobs._core.outcome import Generated, Look, Outcome
from generation_jobs._events.subscriptions import EventReader, Push
from generation_jobs._generated.typed_submit import TypedSubmits
from generation_jobs._ledger.matching import Search
from generation_jobs._ledger.recovery import Submitted
from generation_jobs._operations import Operations
from generation_jobs._polling.batch import BatchProgress
from generation_jobs._sessions import settings_from_env
from generation_jobs.providers.settings import Settings

T = TypeVar("T")


class Jobs(TypedSubmits):
    """Jobs of all providers, for blocking code. Thread-safe. Close it, or use it in a `with` block.

        with Jobs([Breeze(api_key="…")]) as jobs:
            job = jobs.wait("breeze:job_01hasync")
            jobs.download(job, "out/")

    The parameter `job` is a ref (`provider:id`) or a `Job`. Every method may raise `ConfigurationError` (malformed ref,
    or provider not set up), `APIError` (the provider answered with an error) and `TransportError` (no response).

    Args:
        settings: The providers to set up, at most one account for each.
        options: See `Options`.

    Raises:
        ConfigurationError: An option is invalid, or there are two settings for one provider.
    """

    def __init__(self, settings: Iterable[Settings], **options: Unpack[Options]) -> None:
        self._open(settings, Config.of(options), {})

    @classmethod
    def from_env(cls, **options: Unpack[Options]) -> Self:
        """Set up every provider whose environment variables are set, such as BREEZE_API_KEY.

        Args:
            options: See `Options`.
        """
        jobs = cls.__new__(cls)
        settings, skipped = settings_from_env()
        jobs._open(settings, Config.of(options), skipped)
        return jobs

    def _open(self, settings: Iterable[Settings], config: Config, skipped: Mapping[str, str]) -> None:
        from generation_jobs._http.sync_transport import SyncIO  # late: httpx is most of what importing costs

        self._operations = Operations(settings, config, skipped, lambda: SyncIO(config), lambda: _event_reader(config))

    @property
    def durations(self) -> Durations:
        """How long jobs took, as seen by this client. Polls are scheduled by it."""
        return self._operations.durations

    def get(self, job: str | Job) -> Job:
        """Poll a job once, and return it, whatever its status."""
        return self._run(self._operations.get(job))

    def look(self, job: str | Job) -> Look:
        """Poll a job once, and learn when to look again: for programs with a timer of their own.

        Look again `seconds` later, or stop if `job.status.is_final`. What `wait` does beyond that (retrying failed
        polls, sharing requests between jobs) is up to you.

        Args:
            job: The job.
        """
        return self._run(self._operations.look(job))

    def wait(
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
        """
        return self._run(self._operations.wait(job, timeout=timeout, on_update=on_update, push=push))

    def as_completed(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[BatchProgress], None] | None = None,
    ) -> Iterator[Outcome]:
        """Wait for many jobs, and get the outcome of each when it ends. An error of one does not affect the others.

            for outcome in jobs.as_completed(refs, timeout=3600):
                if outcome.error is None:
                    jobs.download(outcome.job, "out/")

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
        return iterate_blocking(self._operations.as_completed(jobs, timeout=timeout, on_update=on_update))

    def wait_all(self, jobs: Iterable[str | Job], *, timeout: float = DEFAULT_TIMEOUT) -> tuple[Outcome, ...]:
        """Wait for all jobs, and return their outcomes in the order of `jobs`. See `as_completed`."""
        return self._run(self._operations.wait_all(jobs, timeout=timeout))

    def download(
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
        return self._run(
            self._operations.download(job, directory, timeout=timeout, overwrite=overwrite, on_progress=on_progress)
        )

    def list(self, provider: str, *, status: StatusName | None = None, since: datetime | None = None) -> Iterator[Job]:
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
        return iterate_blocking(self._operations.list(provider, status=status, since=since))

    def cancel(self, job: str | Job) -> Job:
        """Cancel a job, and return it as it is then. A job that has ended does not change.

        Raises:
            UnsupportedOperation: The provider cannot cancel jobs.
        """
        return self._run(self._operations.cancel(job))

    def delete(self, job: str | Job) -> None:
        """Delete a job and its results at the provider.

        Raises:
            UnsupportedOperation: The provider cannot delete jobs.
        """
        self._run(self._operations.delete(job))

    def find_submitted(self, error: SubmitUncertain) -> Search:
        """Search the provider's list for the job of a lost submit, by its text and time.

        Wait a minute before: no provider documents how soon a job is listed.
        """
        return self._run(self._operations.find_submitted(error))

    @property
    def ledger(self) -> Ledger | None:
        """The ledger in use, None without one."""
        return self._operations.ledger

    def pending(self) -> Sequence[Submitted]:
        """Return the submits of the ledger that are not done, oldest first. Nothing is requested.

        Done is a submit whose jobs failed, were cancelled, or have their results saved by `download`.

        Raises:
            ConfigurationError: There is no ledger.
            LedgerError: It cannot be read.
        """
        return self._run(self._operations.pending())

    def recover(self) -> Sequence[Submitted]:
        """Search the providers' lists for all submits whose answers were lost, and return what `pending` returns.

            for submit in jobs.recover():  # after a restart
                if submit.state in {"known", "found"}:
                    for job in submit.jobs:
                        jobs.download(jobs.wait(job))

        Each list is read once, as far as needed. What was found is written into the ledger; what is surely "absent" is
        removed from it, so that its key may be used again. Nothing is guessed: `Submitted.state` says so where a person
        has to look, and `jobs.ledger.answer(number, refs)` or `jobs.ledger.drop(number)` notes what that person found.

        Raises:
            ConfigurationError: There is no ledger.
            LedgerError: It cannot be read or written.
        """
        return self._run(self._operations.recover())

    def _submit(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> Job:
        return self._run(self._operations.submit(provider, key=key, **parameters))

    def _submit_many(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> tuple[Job, ...]:
        return self._run(self._operations.submit_many(provider, key=key, **parameters))

    def _generate(
        self,
        provider: str,
        directory: str | os.PathLike[str],
        timeout: float,
        parameters: Mapping[str, Any],
        key: str | None,
    ) -> Generated:
        return self._run(self._operations.generate(provider, directory, timeout=timeout, key=key, **parameters))

    def close(self) -> None:
        """Close all connections. Waits with `push` in other threads wake up and raise."""
        self._run(self._operations.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, operation: Coroutine[Any, Any, T]) -> T:
        return run_blocking(operation)


def _event_reader(config: Config) -> EventReader:
    from generation_jobs._events.sse import SyncEventReader  # late: it imports httpx

    return SyncEventReader(config)
