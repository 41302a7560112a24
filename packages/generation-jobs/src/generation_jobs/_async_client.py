"""`AsyncJobs`: the facade for asyncio."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self, TypeVar

from generation_jobs._core.config import DEFAULT_TIMEOUT, Config, Options
from generation_jobs._core.io import Call, Close, Connect, Listen, Open, Read, Sleep, Step, Steps
from generation_jobs._core_operations import settings_from_env, several
from generation_jobs._generated.typed_submit import AsyncTypedSubmits
from generation_jobs._operations import Lifecycle

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Unpack

    from generation_jobs._core.errors import SubmitUncertain
    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._download.downloader import Progress
    from generation_jobs._events.sse import Streams
    from generation_jobs._events.subscriptions import Bell, Push
    from generation_jobs._http.async_transport import AsyncExchange, AsyncTransport
    from generation_jobs._operations import Generated
    from generation_jobs._paginator import Search
    from generation_jobs._polling.batch import Crowd
    from generation_jobs._polling.durations import Durations
    from generation_jobs._polling.progress import Standing
    from generation_jobs._polling.scheduler import Claim
    from generation_jobs.providers.settings import Settings

T = TypeVar("T")


class AsyncJobs(AsyncTypedSubmits):
    """The same as `Jobs`, with `await`. Belongs to one event loop; any number of tasks may use it.

        async with AsyncJobs([Breeze(api_key="…")]) as jobs:
            job = await jobs.wait("breeze:job_01hasync")
            await jobs.download(job, "out/")

    Cancelling a task that waits or downloads works at any moment; what was downloaded so far is kept.
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
        from generation_jobs._events.sse import Streams
        from generation_jobs._http.async_transport import AsyncTransport
        from generation_jobs._http.connections import Connections, awaited

        self._core = Lifecycle(settings, config, skipped)
        self._transport = AsyncTransport(config)
        self._streams = Streams(config, Connections(config, awaited))

    @property
    def durations(self) -> Durations:
        """How long jobs took that this object has seen end; it goes by that when it looks for others."""
        return self._core.config.durations

    async def get(self, job: str | Job) -> Job:
        """See `Jobs.get`."""
        return await self._run(self._core.get(job))

    async def wait(
        self,
        job: str | Job,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Job], None] | None = None,
        push: Push = False,
    ) -> Job:
        """See `Jobs.wait`."""
        return await self._run(self._core.wait(job, timeout, on_update, push))

    def as_completed(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Standing], None] | None = None,
    ) -> AsyncGenerator[Outcome]:
        """See `Jobs.as_completed`. Leaving the loop early ends it at once under `contextlib.aclosing`."""
        return self._outcomes(self._core.crowd(jobs, timeout), on_update)

    async def _outcomes(self, crowd: Crowd, on_update: Callable[[Standing], None] | None) -> AsyncGenerator[Outcome]:
        tasks: dict[asyncio.Task[Any], Claim] = {}
        try:
            while True:
                for claim in crowd.claims():
                    tasks[asyncio.create_task(self._run(claim.steps))] = claim
                while crowd.outcomes:
                    yield crowd.outcomes.popleft()
                if crowd.done:
                    return
                for task in await self._ended(tasks, crowd.idle()):
                    crowd.report(tasks.pop(task), task.exception() or task.result())
                if on_update is not None:
                    on_update(crowd.standing)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _ended(self, tasks: Iterable[asyncio.Task[Any]], seconds: float) -> Iterable[asyncio.Task[Any]]:
        """The tasks that end first, within so many seconds."""
        if not tasks:
            await self._core.config.clock.sleep_async(seconds)
            return ()
        ended, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return ended

    async def wait_all(self, jobs: Iterable[str | Job], *, timeout: float = DEFAULT_TIMEOUT) -> tuple[Outcome, ...]:
        """See `Jobs.wait_all`."""
        from generation_jobs._core.outcome import in_order

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
        return await self._run(self._core.download(job, directory, timeout, overwrite, on_progress))

    async def list(
        self, provider: str, *, status: JobStatus | None = None, since: datetime | None = None
    ) -> AsyncIterator[Job]:
        """See `Jobs.list`."""
        from generation_jobs._paginator import matching

        pages = self._core.pages(provider, status)
        while (rows := await self._run(pages.next())) is not None:
            for job in matching(rows, status, since):
                yield job

    async def cancel(self, job: str | Job) -> Job:
        """See `Jobs.cancel`."""
        return await self._run(self._core.cancel(job))

    async def delete(self, job: str | Job) -> None:
        """See `Jobs.delete`."""
        await self._run(self._core.delete(job))

    async def find_submitted(self, error: SubmitUncertain) -> Search:
        """See `Jobs.find_submitted`."""
        return await self._run(self._core.find_submitted(error))

    async def _submit(self, provider: str, parameters: Mapping[str, Any]) -> Job:
        return await self._run(self._core.submit(provider, parameters))

    async def _submit_many(self, provider: str, parameters: Mapping[str, Any]) -> tuple[Job, ...]:
        return await self._run(self._core.submit_many(provider, parameters))

    async def _generate(
        self, provider: str, directory: str | os.PathLike[str], timeout: float, parameters: Mapping[str, Any]
    ) -> Generated:
        return await self._run(self._core.generate(provider, directory, timeout, parameters))

    async def close(self) -> None:
        """Close all connections. Who still waits in another task for a pushed job is woken, and told."""
        await self._transport.close()
        await self._streams.close()
        self._core.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def _run(self, steps: Steps[T]) -> T:
        """Take the steps one by one; errors of a step are raised where it was asked for."""
        taker = _Taker(self._transport, self._streams)
        try:
            step = next(steps)
            while True:
                try:
                    result = await taker.take(step)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(result)
        except StopIteration as stop:
            value: T = stop.value
            return value
        finally:
            steps.close()
            await taker.close()


class _Taker:
    """Takes the steps of one operation; holds the answer that it has open."""

    def __init__(self, transport: AsyncTransport, streams: Streams) -> None:
        self._transport = transport
        self._streams = streams
        self._clock = transport.config.clock
        self._exchange: AsyncExchange | None = None

    async def take(self, step: Step) -> object:
        match step:
            case Open(request, deadline, seconds):
                await self.close()
                self._exchange = self._transport.exchange(request)
                await self._exchange.open(deadline, seconds)
                return self._exchange.head
            case Read(deadline):
                assert self._exchange is not None, "Read follows Open"
                return await self._exchange.read(deadline)
            case Close():
                await self.close()
            case Sleep(seconds):
                await self._clock.sleep_async(seconds)
            case Listen(bell, seconds):
                return await _sleep_until(bell, self._clock.sleep_async(seconds))
            case Connect(channel, seconds):
                await self._streams.connect(channel, seconds)
            case Call(function):
                return await _to_its_end(function)
        return None

    async def close(self) -> None:
        if self._exchange is not None:
            exchange, self._exchange = self._exchange, None
            await exchange.close()


async def _sleep_until(bell: Bell, sleep: Coroutine[Any, Any, None]) -> bool:
    """Sleep until the bell rings, in whichever thread it is rung; gives whether it did."""
    loop, rung = asyncio.get_running_loop(), asyncio.Event()
    bell.also = lambda: loop.call_soon_threadsafe(rung.set)
    if bell.rung.is_set():
        rung.set()
    tasks = [asyncio.create_task(rung.wait()), asyncio.create_task(sleep)]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()  # raises what a clock of the user's own raised
    finally:
        bell.also = None
        for task in tasks:
            task.cancel()
    return bell.rung.is_set()


async def _to_its_end(function: Callable[[], object]) -> object:
    """Call a function in a thread. A cancelled task waits for it first, so that no file is closed under its hands."""
    work = asyncio.create_task(asyncio.to_thread(function))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.gather(work, return_exceptions=True)
        raise
