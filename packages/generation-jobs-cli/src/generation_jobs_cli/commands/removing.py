"""The commands `cancel` and `delete`."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from generation_jobs import GenerationJobsError

from generation_jobs_cli.options import AsJson, Refs
from generation_jobs_cli.result import ExitCode, Result
from generation_jobs_cli.runner import run

if TYPE_CHECKING:
    from generation_jobs import AsyncJobs, Job


def cancel(refs: Refs, as_json: AsJson = False) -> None:
    """Cancel jobs that have not ended; a job that has ended stays as it is."""
    _each(refs, as_json, lambda jobs, ref: jobs.cancel(ref))


def delete(refs: Refs, as_json: AsJson = False) -> None:
    """Delete jobs and their results at their providers."""
    _each(refs, as_json, lambda jobs, ref: jobs.delete(ref), "deleted")


def _each(
    refs: list[str], as_json: bool, act: "Callable[[AsyncJobs, str], Awaitable[Job | None]]", action: str = ""
) -> None:
    """Do the same to each ref, one after the other; `action` says what was done, where no job tells it."""

    async def command() -> int:
        from generation_jobs import AsyncJobs

        from generation_jobs_cli.displays.select import select_display

        async with AsyncJobs.from_env() as jobs:
            with select_display(refs, as_json) as display:
                results = [await _result(jobs, ref, act, action) for ref in dict.fromkeys(refs)]
                for result in results:
                    display.on_result(result)
        # A job that is cancelled now is no failure of this command.
        return max(result.exit_code if result.error else ExitCode.OK for result in results)

    run(command)


async def _result(
    jobs: "AsyncJobs", ref: str, act: "Callable[[AsyncJobs, str], Awaitable[Job | None]]", action: str
) -> Result:
    try:
        return Result(ref, await act(jobs, ref), action=action)
    except GenerationJobsError as error:
        return Result(ref, error=error)
