"""What the commands do: all refs at once, one failure never hiding the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from generation_jobs.cli.outcome import Outcome
from generation_jobs.errors import GenerationJobsError, JobCancelled, JobFailed, MissingResult, WaitTimeout
from generation_jobs.job import Job, JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generation_jobs.aio import AsyncJobs
    from generation_jobs.cli.display import Display

LAST_MOMENT = 1.0
"""Seconds for the results of a job that ended just in time."""

Look: TypeAlias = Callable[["AsyncJobs", str, "Display", float], Awaitable[Job]]


async def get(jobs: AsyncJobs, ref: str, display: Display, timeout: float) -> Job:  # noqa: ARG001
    """Look once; `timeout` bounds the request already."""
    return await jobs.get(ref)


async def wait(jobs: AsyncJobs, ref: str, display: Display, timeout: float) -> Job:
    """Look until the job has ended."""
    return await jobs.wait(ref, timeout=timeout, on_update=display.saw)


async def wait_to_be_told(jobs: AsyncJobs, ref: str, display: Display, timeout: float) -> Job:
    """The same, by the provider's stream of events where it has one."""
    return await jobs.wait(ref, timeout=timeout, on_update=display.saw, push=True)


async def work_on(
    jobs: AsyncJobs, refs: Iterable[str], look: Look, display: Display, timeout: float, directory: Path | None
) -> list[Outcome]:
    """Look at every ref, save its results if there is a `directory`, and tell the display."""

    async def one(ref: str) -> Outcome:
        outcome = await _outcome(jobs, ref, look, display, timeout, directory)
        display.ended(outcome)
        return outcome

    from asyncio import gather  # late: help needs no event loop

    return list(await gather(*(one(ref) for ref in refs)))


async def _outcome(
    jobs: AsyncJobs, ref: str, look: Look, display: Display, timeout: float, directory: Path | None
) -> Outcome:
    from asyncio import get_running_loop

    job, clock = None, get_running_loop()
    deadline = clock.time() + timeout
    try:
        job = await look(jobs, ref, display, timeout)
        if directory is None or job.status is not JobStatus.SUCCEEDED:
            return Outcome(ref, job)
        left = max(deadline - clock.time(), LAST_MOMENT)
        files = await jobs.download(job, directory, timeout=left, on_progress=display.received)
        return Outcome(ref, job, files)
    except (JobFailed, JobCancelled, MissingResult, WaitTimeout) as error:
        return Outcome(ref, error.job, error=error)
    except GenerationJobsError as error:
        return Outcome(ref, job, error=error)
