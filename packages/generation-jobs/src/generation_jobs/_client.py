"""`Jobs`: the facade for blocking code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from generation_jobs._core.config import DEFAULT_TIMEOUT, Config, Options
from generation_jobs._core.io import run_blocking
from generation_jobs._generated.typed_submit import TypedSubmits
from generation_jobs._operations import Operations, several
from generation_jobs._sessions import settings_from_env

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Unpack

    from generation_jobs._core.durations import Durations
    from generation_jobs._core.errors import SubmitUncertain
    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._download.downloader import Progress
    from generation_jobs._events.subscriptions import Push
    from generation_jobs._operations import Generated
    from generation_jobs._paginator import Search
    from generation_jobs._polling.batch import BatchPoller
    from generation_jobs._polling.progress import BatchProgress
    from generation_jobs.providers.settings import Settings

T = TypeVar("T")


class Jobs(TypedSubmits):
    """Jobs of all providers, for blocking code. May be shared between threads. Close it, or use it in a with block.

        with Jobs([Breeze(api_key="…")]) as jobs:
            job = jobs.wait("breeze:job_01hasync")
            jobs.download(job, "out/")

    Every method takes a ref (`provider:id`) or a `Job`, and raises `ConfigurationError` for a ref that is malformed or
    whose provider is not set up. Keyword arguments: see `Options`.
    """

    def __init__(self, settings: Iterable[Settings], **options: Unpack[Options]) -> None:
        self._open(settings, Config(**options), {})

    @classmethod
    def from_env(cls, **options: Unpack[Options]) -> Self:
        """Set up every provider that the environment has the keys of; the others say what is missing when used."""
        jobs = cls.__new__(cls)
        settings, skipped = settings_from_env()
        jobs._open(settings, Config(**options), skipped)
        return jobs

    def _open(self, settings: Iterable[Settings], config: Config, skipped: Mapping[str, str]) -> None:
        # Late: httpx is most of what importing costs.
        from generation_jobs._events.sse_thread import SyncEventReader
        from generation_jobs._http.sync_transport import SyncIO

        self._io = SyncIO(config)
        self._events = SyncEventReader(config)
        self._operations = Operations(settings, config, skipped, self._io, self._events)

    @property
    def durations(self) -> Durations:
        """How long jobs took that this object has seen end; it goes by that when it looks for others."""
        return self._operations.config.durations

    def get(self, job: str | Job) -> Job:
        """Look once. Gives the job as it is, whatever its status.

        Raises `APIError` for an answer that is not a job, `TransportError` for none.
        """
        return self._run(self._operations.get(job))

    def wait(
        self,
        job: str | Job,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Job], None] | None = None,
        push: Push = False,
    ) -> Job:
        """Look until the job has ended, for `timeout` seconds at most. Gives the job, succeeded and with its results.

        Network trouble, 408, 425, 429, 5xx and answers that cannot be read are survived until then. `on_update` is
        called with the job after every look that saw it.

        `push=True` listens to the provider's stream of events, where it has one (oxen), and `push=inbox` to callbacks
        (`generation_jobs.webhooks.Inbox`): being told wakes the wait, which looks once more and then ends; meanwhile it
        looks once a minute. Where there is no stream, it looks as often as without.

        Raises `JobFailed`, `JobCancelled`, `MissingResult` (succeeded without a result), `WaitTimeout`, and at once any
        other `APIError`, such as `AuthenticationError` and `NotFoundError`.
        """
        return self._run(self._operations.wait(job, timeout, on_update, push))

    def as_completed(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[BatchProgress], None] | None = None,
    ) -> Iterator[Outcome]:
        """Give the outcome of each job as it ends, in that order, whatever becomes of the others. `timeout` is for all.

            for outcome in jobs.as_completed(refs, timeout=3600):
                if outcome.error is None:
                    jobs.download(outcome.job, "out/")

        Many jobs cost few requests: where the provider can list them (finetuning, oxen) they are looked up by the page,
        and otherwise asked for when they are likely to be done, within the provider's limits. A ref that is given twice
        is one. Errors of single jobs are in `Outcome.error` and never raised; who has not ended in time has a
        `WaitTimeout` there, and can be waited for again. What the loop does counts for the time, and little is asked
        for meanwhile. Leaving the loop ends the wait. `on_update` is called with the progress after every answer.

        Raises `ConfigurationError` for a `timeout` that is none.
        """
        return self._outcomes(self._operations.batch(jobs, timeout, on_update))

    def wait_all(self, jobs: Iterable[str | Job], *, timeout: float = DEFAULT_TIMEOUT) -> tuple[Outcome, ...]:
        """Wait for all jobs, and give their outcomes in the order of `jobs`. See `as_completed`."""
        from generation_jobs._core.outcome import in_order

        given = tuple(several(jobs))
        return in_order(given, self.as_completed(given, timeout=timeout))

    def _outcomes(self, batch: BatchPoller) -> Iterator[Outcome]:
        try:
            while (outcome := self._run(batch.next())) is not None:
                yield outcome
        finally:
            self._run(batch.close())

    def download(
        self,
        job: str | Job,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        overwrite: bool = False,
        on_progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Save every result of a finished job in `directory` as `provider-id[-n].ext`, and give the paths.

        A file that is there already is kept and not fetched again, unless `overwrite`. An interrupted download leaves
        NAME.part; calling this again goes on where it stopped, if the server can. `on_progress` is called with the ref,
        the bytes received, and the size (None while unknown).

        Raises `DownloadError` (also for an unfinished job), what `wait` raises for a job that failed, what `get` raises
        where a ref cannot be looked at, and `APIError` where the provider's own API refuses the result.
        """
        return self._run(self._operations.download(job, directory, timeout, overwrite, on_progress))

    def list(self, provider: str, *, status: JobStatus | None = None, since: datetime | None = None) -> Iterator[Job]:
        """The account's jobs, as the provider lists them; a page is asked for when its first job is.

        `status` keeps those with this status, `since` those created then or later (aware). Breeze lists no status:
        all of its jobs are unknown there.

        Raises `UnsupportedOperation` where the provider has no list, and what `get` raises.
        """
        from generation_jobs._paginator import matching

        pages = self._operations.pages(provider, status)
        while (rows := self._run(pages.next())) is not None:
            yield from matching(rows, status, since)

    def cancel(self, job: str | Job) -> Job:
        """Cancel a job that has not ended. Gives it as it is then: one that had ended already stays as it was.

        Raises `UnsupportedOperation` where the provider cannot, and what `get` raises.
        """
        return self._run(self._operations.cancel(job))

    def delete(self, job: str | Job) -> None:
        """Delete a job and its results at the provider, for good where the provider means that.

        Raises `UnsupportedOperation` where the provider cannot, `NotFoundError` where it knows no such job.
        """
        self._run(self._operations.delete(job))

    def find_submitted(self, error: SubmitUncertain) -> Search:
        """Look for the job of a submit whose answer was lost, by its text and time, in the provider's list.

        Wait a minute first: nothing says how soon a job is listed.
        """
        return self._run(self._operations.find_submitted(error))

    def _submit(self, provider: str, parameters: Mapping[str, Any]) -> Job:
        return self._run(self._operations.submit(provider, parameters))

    def _submit_many(self, provider: str, parameters: Mapping[str, Any]) -> tuple[Job, ...]:
        return self._run(self._operations.submit_many(provider, parameters))

    def _generate(
        self, provider: str, directory: str | os.PathLike[str], timeout: float, parameters: Mapping[str, Any]
    ) -> Generated:
        return self._run(self._operations.generate(provider, directory, timeout, parameters))

    def close(self) -> None:
        """Close all connections. Who still waits in another thread for a pushed job is woken, and told."""
        self._io.close()
        self._events.close()
        self._operations.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, operation: Coroutine[Any, Any, T]) -> T:
        return run_blocking(operation)
