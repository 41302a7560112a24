"""Three ways to get the outcomes of refs: poll each once, poll all until they end, or wait for pushed events."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

from generation_jobs import GenerationJobsError, JobCancelled, JobFailed, MissingResult, Outcome, WaitTimeout

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Collection

    from generation_jobs import AsyncJobs, Job

    from generation_jobs_cli.displays.base import Display

Poll: TypeAlias = "Callable[[AsyncJobs, Collection[str], Display, float], AsyncGenerator[Outcome]]"
"""Takes refs, the display to tell, and a timeout in seconds; gives the outcome of each ref as it comes."""


def poll_once(jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float) -> AsyncGenerator[Outcome]:  # noqa: ARG001
    """Get the state of each job once. The timeout bounds each request already."""
    return _each(refs, jobs.get)


def poll_until_done(
    jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float
) -> AsyncGenerator[Outcome]:
    """Wait for all jobs together, which takes the fewest requests."""
    return jobs.as_completed(refs, timeout=timeout, on_update=display.on_progress)


def wait_for_push(jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float) -> AsyncGenerator[Outcome]:
    """Wait for each job by its provider's stream of events, where it has one."""
    return _each(refs, lambda ref: jobs.wait(ref, timeout=timeout, on_update=display.on_poll, push=True))


async def _each(refs: Collection[str], get: Callable[[str], Awaitable[Job]]) -> AsyncGenerator[Outcome]:
    tasks = [asyncio.create_task(_outcome(ref, get)) for ref in refs]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _outcome(ref: str, get: Callable[[str], Awaitable[Job]]) -> Outcome:
    try:
        return Outcome(ref, await get(ref))
    except (JobFailed, JobCancelled, MissingResult, WaitTimeout) as error:
        return Outcome(ref, error.job, error)
    except GenerationJobsError as error:
        return Outcome(ref, None, error)
