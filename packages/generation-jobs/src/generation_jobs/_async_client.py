"""`AsyncJobs`: the client for asyncio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from generation_jobs._core.config import DEFAULT_TIMEOUT, Config, Options
from generation_jobs._core.outcome import in_order
from generation_jobs._generated.typed_submit import AsyncTypedSubmits
from generation_jobs._operations import Operations, several
from generation_jobs._paginator import matching
from generation_jobs._sessions import settings_from_env

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Unpack

    from generation_jobs._core.durations import Durations
    from generation_jobs._core.errors import SubmitUncertain
    from generation_jobs._core.ledger import Ledger
    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._download.downloader import Progress
    from generation_jobs._events.subscriptions import Push
    from generation_jobs._ledger.matching import Search
    from generation_jobs._ledger.recovery import Submitted
    from generation_jobs._operations import Generated
    from generation_jobs._polling.batch import BatchPoller
    from generation_jobs._polling.progress import BatchProgress
    from generation_jobs.providers.settings import Settings

T = TypeVar("T")


class AsyncJobs(AsyncTypedSubmits):
    """The same as `Jobs`, with `await`. It belongs to one event loop, whose tasks may share it.

        async with AsyncJobs([Breeze(api_key="…")]) as jobs:
            job = await jobs.wait("breeze:job_01hasync")
            await jobs.download(job, "out/")

    Tasks can be cancelled at any time. An interrupted download can be resumed.
    """

    def __init__(self, settings: Iterable[Settings], **options: Unpack[Options]) -> None:
        self._open(settings, Config(**options), {})

    @classmethod
    def from_env(cls, **options: Unpack[Options]) -> Self:
        """See `Jobs.from_env`."""
        jobs = cls.__new__(cls)
        settings, skipped = settings_from_env()
        jobs._open(settings, Config(**options), skipped)
        return jobs

    def _open(self, settings: Iterable[Settings], config: Config, skipped: Mapping[str, str]) -> None:
        # Late: httpx is most of what importing costs.
        from generation_jobs._events.sse import AsyncEventReader
        from generation_jobs._http.async_transport import AsyncIO
        from generation_jobs._http.connections import Connections, async_transport

        self._io = AsyncIO(config)
        self._events = AsyncEventReader(config, Connections(config, async_transport))
        self._operations = Operations(settings, config, skipped, self._io, self._events)

    @property
    def durations(self) -> Durations:
        """See `Jobs.durations`."""
        return self._operations.config.durations

    async def get(self, job: str | Job) -> Job:
        """See `Jobs.get`."""
        return await self._operations.get(job)

    async def wait(
        self,
        job: str | Job,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Job], None] | None = None,
        push: Push = False,
    ) -> Job:
        """See `Jobs.wait`."""
        return await self._operations.wait(job, timeout, on_update, push)

    def as_completed(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[BatchProgress], None] | None = None,
    ) -> AsyncGenerator[Outcome]:
        """See `Jobs.as_completed`. Use `contextlib.aclosing` if you may leave the loop early."""
        return self._outcomes(self._operations.batch(jobs, timeout, on_update))

    async def _outcomes(self, batch: BatchPoller) -> AsyncGenerator[Outcome]:
        try:
            while (outcome := await self._operations.next_outcome(batch)) is not None:
                yield outcome
        finally:
            await batch.close()

    async def wait_all(self, jobs: Iterable[str | Job], *, timeout: float = DEFAULT_TIMEOUT) -> tuple[Outcome, ...]:
        """See `Jobs.wait_all`."""
        given = tuple(several(jobs))
        return in_order(given, [outcome async for outcome in self.as_completed(given, timeout=timeout)])

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
        return await self._operations.download(job, directory, timeout, overwrite, on_progress)

    async def list(
        self, provider: str, *, status: JobStatus | None = None, since: datetime | None = None
    ) -> AsyncIterator[Job]:
        """See `Jobs.list`."""
        pages = self._operations.pages(provider, status)
        while (rows := await pages.next()) is not None:
            for job in matching(rows, status, since):
                yield job

    async def cancel(self, job: str | Job) -> Job:
        """See `Jobs.cancel`."""
        return await self._operations.cancel(job)

    async def delete(self, job: str | Job) -> None:
        """See `Jobs.delete`."""
        await self._operations.delete(job)

    async def find_submitted(self, error: SubmitUncertain) -> Search:
        """See `Jobs.find_submitted`."""
        return await self._operations.find_submitted(error)

    @property
    def ledger(self) -> Ledger | None:
        """See `Jobs.ledger`."""
        return self._operations.ledger

    async def pending(self) -> Sequence[Submitted]:
        """See `Jobs.pending`."""
        return await self._operations.pending()

    async def recover(self) -> Sequence[Submitted]:
        """See `Jobs.recover`."""
        return await self._operations.recover()

    async def _submit(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> Job:
        return await self._operations.submit(provider, parameters, key)

    async def _submit_many(self, provider: str, parameters: Mapping[str, Any], key: str | None) -> tuple[Job, ...]:
        return await self._operations.submit_many(provider, parameters, key)

    async def _generate(
        self,
        provider: str,
        directory: str | os.PathLike[str],
        timeout: float,
        parameters: Mapping[str, Any],
        key: str | None,
    ) -> Generated:
        return await self._operations.generate(provider, directory, timeout, parameters, key)

    async def close(self) -> None:
        """Close all connections. Waits with `push` in other tasks wake up and raise."""
        await self._io.close()
        await self._events.close()
        self._operations.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
