"""What the commands do: all refs at once, one failure never hiding the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from generation_jobs._core.errors import GenerationJobsError, JobCancelled, JobFailed, MissingResult, WaitTimeout
from generation_jobs._core.models import JobStatus

from generation_jobs_cli.result import Ending

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection
    from pathlib import Path

    from generation_jobs._async_client import AsyncJobs
    from generation_jobs._core.models import Job
    from generation_jobs._core.outcome import Outcome

    from generation_jobs_cli.displays.base import Display

LAST_MOMENT = 1.0
"""Seconds for the results of a job that ended just in time."""

DRAWS = 4.0
"""How often in a second a display is told that time has passed."""

_SAVES = 4
"""Jobs whose results are saved at once."""

Look: TypeAlias = "Callable[[AsyncJobs, Collection[str], Display, float], AsyncGenerator[Outcome]]"
"""Gives the outcome of each ref, as it comes."""


def get(jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float) -> AsyncGenerator[Outcome]:  # noqa: ARG001
    """Look once; `timeout` bounds the request already."""
    return _each(refs, jobs.get)


def wait(jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float) -> AsyncGenerator[Outcome]:
    """Look until the jobs have ended, at as few requests as that takes."""
    return jobs.as_completed(refs, timeout=timeout, on_update=display.stands)


def wait_to_be_told(
    jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float
) -> AsyncGenerator[Outcome]:
    """The same, each by the provider's stream of events where it has one."""
    return _each(refs, lambda ref: jobs.wait(ref, timeout=timeout, on_update=display.saw, push=True))


async def _each(refs: Collection[str], look: Callable[[str], Awaitable[Job]]) -> AsyncGenerator[Outcome]:
    tasks = [asyncio.create_task(_outcome(ref, look)) for ref in refs]
    try:
        for ended in asyncio.as_completed(tasks):
            yield await ended
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _outcome(ref: str, look: Callable[[str], Awaitable[Job]]) -> Outcome:
    from generation_jobs._core.outcome import Outcome

    try:
        return Outcome(ref, await look(ref))
    except (JobFailed, JobCancelled, MissingResult, WaitTimeout) as error:
        return Outcome(ref, error.job, error)
    except GenerationJobsError as error:
        return Outcome(ref, None, error)


async def worked_on(
    refs: dict[str, None], look: Look, timeout: float, output: Path | None, *, as_json: bool, listed: bool = False
) -> int:
    """Work on the refs, the keys of a dict from which each is taken when it has ended; the highest exit code."""
    from generation_jobs._async_client import AsyncJobs

    from generation_jobs_cli.displays.select import chosen

    code = 0
    async with AsyncJobs.from_env(timeout=min(timeout, 30.0)) as jobs:
        with chosen(refs, as_json, together=look is wait, listed=listed) as display:
            async for ending in endings(jobs, tuple(refs), look, display, timeout, output):
                code = max(code, ending.exit_code)
                del refs[ending.ref]
    return code


async def endings(
    jobs: AsyncJobs, refs: Collection[str], look: Look, display: Display, timeout: float, directory: Path | None
) -> AsyncGenerator[Ending]:
    """Look at every ref, save its results if there is a `directory`, tell the display, and give what came of it."""
    found: asyncio.Queue[Ending | None] = asyncio.Queue()
    deadline = asyncio.get_running_loop().time() + timeout
    saving = None if directory is None else _Saving(jobs, directory, display, deadline, found)
    finding = asyncio.create_task(_find(look(jobs, refs, display, timeout), saving, found))
    try:
        while (ending := await _next(found, display)) is not None:
            display.ended(ending)
            yield ending
        await finding  # raises what is no error of ours
    finally:
        finding.cancel()
        await asyncio.gather(finding, return_exceptions=True)


async def _next(found: asyncio.Queue[Ending | None], display: Display) -> Ending | None:
    while True:
        display.draw()
        with suppress(TimeoutError):
            async with asyncio.timeout(1 / DRAWS):
                return await found.get()


async def _find(outcomes: AsyncGenerator[Outcome], saving: _Saving | None, found: asyncio.Queue[Ending | None]) -> None:
    """Put every ending into the queue, and None behind the last. Saving some results holds up no others."""
    try:
        async with asyncio.TaskGroup() as saves, aclosing(outcomes):
            async for outcome in outcomes:
                if saving is None or outcome.error is not None or outcome.status is not JobStatus.SUCCEEDED:
                    found.put_nowait(Ending(*outcome))
                else:
                    saves.create_task(saving.save(outcome))
    finally:
        found.put_nowait(None)


@dataclass
class _Saving:
    """Saves results, a few jobs' at a time."""

    jobs: AsyncJobs
    directory: Path
    display: Display
    deadline: float
    found: asyncio.Queue[Ending | None]
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_SAVES))

    async def save(self, outcome: Outcome) -> None:
        """Save a job's results, and put its ending into the queue."""
        async with self.places:
            self.found.put_nowait(await self._saved(outcome))

    async def _saved(self, outcome: Outcome) -> Ending:
        left = max(self.deadline - asyncio.get_running_loop().time(), LAST_MOMENT)
        received = self.display.received
        try:
            files = await self.jobs.download(outcome.result(), self.directory, timeout=left, on_progress=received)
        except GenerationJobsError as error:
            return Ending(outcome.ref, outcome.job, error)
        return Ending(*outcome, files=files)
