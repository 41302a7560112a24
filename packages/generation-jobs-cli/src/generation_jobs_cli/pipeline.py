"""From refs to results: poll all, save what succeeded, show what happens. One failure never hides the others."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import typer
from generation_jobs import (
    AsyncJobs,
    GenerationJobsError,
    Job,
    JobCancelled,
    JobFailed,
    JobStatus,
    MissingResult,
    NotFoundError,
    Outcome,
    WaitTimeout,
)

from generation_jobs_cli.displays.display import FEW
from generation_jobs_cli.displays.select import select_display
from generation_jobs_cli.result import ExitCode, Result
from generation_jobs_cli.runner import resume_command

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
    from pathlib import Path

    from generation_jobs_cli.displays.display import Display

_LAST_MOMENT = 1.0
"""Seconds for the results of a job that ended just in time."""

_REFRESHES = 4.0
"""How often in a second a display is refreshed."""

_SAVED_AT_ONCE = 4
"""Jobs whose results are saved at the same time."""

_REQUEST_TIMEOUT = 30.0
"""Seconds for one request to an API, at most."""


Poll: TypeAlias = "Callable[[AsyncJobs, Collection[str], Display, float], AsyncGenerator[Outcome]]"
"""Takes refs, the display to tell, and a timeout in seconds; gives the outcome of each ref as it comes."""


def poll_once(jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float) -> AsyncGenerator[Outcome]:  # noqa: ARG001
    """Get the state of each job once. The timeout bounds each request already."""
    return _each(refs, jobs.get)


async def poll_until_done(
    jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float
) -> AsyncGenerator[Outcome]:
    """Wait until all jobs have ended."""
    known = await _in_ledger(jobs)
    given = [known.get(ref, ref) for ref in refs]
    async with aclosing(jobs.as_completed(given, timeout=timeout, on_update=display.on_progress)) as outcomes:
        async for outcome in outcomes:
            yield outcome


async def _in_ledger(jobs: AsyncJobs) -> dict[str, Job]:
    """Return the jobs that were submitted from here, by ref: for some seconds their provider may not know them yet."""
    with suppress(GenerationJobsError):  # no ledger, or none that can be read: no patience then
        return {str(job.ref): job for submit in await jobs.pending() for job in submit.jobs}
    return {}


def poll_submitted(jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float) -> AsyncGenerator[Outcome]:
    """Wait until all jobs have ended, whose provider has just named them: for some seconds it may not know them yet."""
    submitted = [Job(ref, JobStatus.QUEUED) for ref in refs]
    return jobs.as_completed(submitted, timeout=timeout, on_update=display.on_progress)


def wait_for_push(jobs: AsyncJobs, refs: Collection[str], display: Display, timeout: float) -> AsyncGenerator[Outcome]:
    """Wait for each job by its provider's stream of events, where it has one."""
    return _each(refs, lambda ref: jobs.wait(ref, timeout=timeout, on_update=display.on_poll, push=True))


async def process(
    refs: dict[str, None], poll: Poll, timeout: float, directory: Path | None, *, as_json: bool, from_file: bool = False
) -> int:
    """Process refs to the end.

    Args:
        refs: The refs, as keys. Each is removed when it is done, so that the others are known after an interrupt.
        poll: How their outcomes are got.
        timeout: Seconds for everything.
        directory: Where results are saved, if they are.
        as_json: Whether JSON lines are asked for.
        from_file: Whether the refs come from a file.

    Returns:
        The highest exit code.
    """
    code: int = ExitCode.OK
    failed: list[Result] = []
    async with AsyncJobs.from_env(timeout=min(timeout, _REQUEST_TIMEOUT)) as jobs:
        waits_for_all = poll is poll_until_done
        with select_display(refs, as_json, waits_for_all=waits_for_all, from_file=from_file) as display:
            async for result in results(jobs, tuple(refs), poll, display, timeout, directory):
                code = max(code, result.exit_code)
                if result.error is not None:
                    failed.append(result)
                del refs[result.ref]
    say_how_to_go_on(failed, directory)
    return code


def say_how_to_go_on(failed: Collection[Result], directory: Path | None) -> None:
    """Say which command waits for the refs whose time ran out, and for those of many errors of network or API."""
    unfinished = [result.ref for result in failed if result.timed_out]
    if len(failed) > FEW:
        unfinished = [result.ref for result in failed if _may_go_on(result)]
    if unfinished:
        what = "job has" if len(unfinished) == 1 else "jobs have"
        command = resume_command(unfinished, directory)
        typer.echo(f"{len(unfinished)} {what} not ended here; to go on, run {command}", err=True)


def _may_go_on(result: Result) -> bool:
    """Return whether the same command can succeed later: not for a job that the provider does not know."""
    return result.exit_code >= ExitCode.API_OR_NETWORK and not isinstance(result.error, NotFoundError)


async def results(
    jobs: AsyncJobs, refs: Collection[str], poll: Poll, display: Display, timeout: float, directory: Path | None
) -> AsyncGenerator[Result]:
    """Poll the refs, save their results if there is a directory, show and give each result as it comes."""
    queue: asyncio.Queue[Result | None] = asyncio.Queue()
    deadline = asyncio.get_running_loop().time() + timeout
    saver = None if directory is None else _Saver(jobs, directory, display, deadline, queue)
    filling = asyncio.create_task(_fill(queue, poll(jobs, refs, display, timeout), saver))
    try:
        while (result := await _next(queue, display)) is not None:
            display.on_result(result)
            yield result
        await filling  # raises what is not an error of generation-jobs
    finally:
        filling.cancel()
        await asyncio.gather(filling, return_exceptions=True)


async def _next(queue: asyncio.Queue[Result | None], display: Display) -> Result | None:
    """Return the next result of the queue; meanwhile the display is refreshed."""
    while True:
        display.refresh()
        with suppress(TimeoutError):
            async with asyncio.timeout(1 / _REFRESHES):
                return await queue.get()


async def _fill(queue: asyncio.Queue[Result | None], outcomes: AsyncGenerator[Outcome], saver: _Saver | None) -> None:
    """Put every result into the queue, and None after the last. Saving some results delays no others."""
    try:
        async with asyncio.TaskGroup() as saving, aclosing(outcomes):
            async for outcome in outcomes:
                if saver is None or outcome.error is not None or outcome.status is not JobStatus.SUCCEEDED:
                    queue.put_nowait(Result(*outcome))
                else:
                    saving.create_task(saver.save(outcome))
    finally:
        queue.put_nowait(None)


@dataclass
class _Saver:
    """Saves the results of a few jobs at a time."""

    jobs: AsyncJobs
    directory: Path
    display: Display
    deadline: float
    queue: asyncio.Queue[Result | None]
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_SAVED_AT_ONCE))

    async def save(self, outcome: Outcome) -> None:
        """Save a job's results, and put what came of it into the queue."""
        async with self.slots:
            self.queue.put_nowait(await self._saved(outcome))

    async def _saved(self, outcome: Outcome) -> Result:
        timeout = max(self.deadline - asyncio.get_running_loop().time(), _LAST_MOMENT)
        progress = self.display.on_download
        try:
            files = await self.jobs.download(outcome.result(), self.directory, timeout=timeout, on_progress=progress)
        except GenerationJobsError as error:
            return Result(outcome.ref, outcome.job, error)
        return Result(*outcome, files=files)


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
