"""The commands around a job's life: submit, generate, list, cancel, delete."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from generation_jobs._core.config import DEFAULT_TIMEOUT
from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.models import Job, JobStatus
from generation_jobs.providers.registry import provider_names

from generation_jobs_cli.fields import parsed, told
from generation_jobs_cli.options import AsJson, Directory, Refs, Timeout
from generation_jobs_cli.result import Ending
from generation_jobs_cli.runner import going_on, run

if TYPE_CHECKING:
    from generation_jobs._async_client import AsyncJobs

Words = Annotated[list[str], typer.Argument(metavar="NAME=VALUE…", help="NAME=@FILE reads the value from a file.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until the jobs have ended.")]

submit: typer.Typer = typer.Typer(help="Submit jobs.", no_args_is_help=True)
generate: typer.Typer = typer.Typer(help="Submit jobs, wait, and save the results.", no_args_is_help=True)


def _add(provider: str) -> None:
    """One subcommand a provider, whose help tells its fields where they are ours to tell."""

    @submit.command(provider, help=f"Submit to {provider}.\n\n{told(provider)}")
    def _(
        words: Words,
        wait: Wait = False,
        as_json: AsJson = False,
        timeout: Timeout = DEFAULT_TIMEOUT,
        output: Directory = None,
    ) -> None:
        _submit(provider, words, as_json, timeout, output, wait=wait or output is not None)

    @generate.command(provider, help=f"Generate by {provider}.\n\n{told(provider)}")
    def _(
        words: Words, as_json: AsJson = False, timeout: Timeout = DEFAULT_TIMEOUT, output: Directory = Path()
    ) -> None:
        _submit(provider, words, as_json, timeout, output, wait=True)


for _name in provider_names():
    _add(_name)


def _submit(provider: str, words: list[str], as_json: bool, timeout: float, output: Path | None, *, wait: bool) -> None:
    refs: list[str] = []  # so that an interrupt can tell how to go on

    async def go() -> int:
        from generation_jobs._async_client import AsyncJobs

        from generation_jobs_cli import pipeline as work
        from generation_jobs_cli.displays.select import chosen

        async with AsyncJobs.from_env() as jobs:
            made = await _submit_many(jobs)(provider, **parsed(provider, words))
            refs.extend(job.ref for job in made if job.ref is not None)
            done = [await _at_once(jobs, job, output) for job in made if job.ref is None]
            if not wait:
                done += [Ending(str(job.ref), job) for job in made if job.ref is not None]
            with chosen(refs, as_json) as display:
                for ending in done:
                    display.ended(ending)
                code = max((ending.exit_code for ending in done), default=0)
                if wait:
                    async for ending in work.endings(jobs, refs, work.wait, display, timeout, output):
                        code = max(code, ending.exit_code)
            return code

    run(go(), lambda: going_on(refs, output))


def _submit_many(jobs: AsyncJobs) -> Callable[..., Awaitable[tuple[Job, ...]]]:
    # Typed by the provider's name, which is known only now.
    return cast("Callable[..., Awaitable[tuple[Job, ...]]]", jobs.submit_many)


async def _at_once(jobs: AsyncJobs, job: Job, output: Path | None) -> Ending:
    """A job that was answered at once: there is nothing to wait for, and nowhere else to get its result."""
    files = await jobs.download(job, output or Path())
    return Ending("generation", job, files=files)


def list_(
    provider: Annotated[str, typer.Argument(metavar="PROVIDER")],
    status: Annotated[JobStatus | None, typer.Option("--status", help="Only jobs with this status.")] = None,
    since: Annotated[datetime | None, typer.Option("--since", metavar="TIME", help="Only later ones; UTC.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List an account's jobs, as the provider tells them."""

    async def go() -> int:
        from generation_jobs._async_client import AsyncJobs

        from generation_jobs_cli.displays.select import chosen

        endings: list[Ending] = []
        async with AsyncJobs.from_env() as jobs:
            async for job in jobs.list(provider, status=status, since=since and since.replace(tzinfo=UTC)):
                endings.append(Ending(str(job.ref), job))
                if len(endings) == limit:
                    break
        with chosen([ending.ref for ending in endings], as_json) as display:
            for ending in endings:
                display.ended(ending)
        return 0

    run(go())


def cancel(refs: Refs, as_json: AsJson = False) -> None:
    """Cancel jobs that have not ended; one that has stays as it was."""
    _each(refs, as_json, lambda jobs, ref: jobs.cancel(ref))


def delete(refs: Refs, as_json: AsJson = False) -> None:
    """Delete jobs and their results at their providers."""
    _each(refs, as_json, lambda jobs, ref: jobs.delete(ref))


def _each(refs: list[str], as_json: bool, act: Callable[[AsyncJobs, str], Awaitable[Any]]) -> None:
    async def go() -> int:
        from generation_jobs._async_client import AsyncJobs

        from generation_jobs_cli.displays.select import chosen

        async with AsyncJobs.from_env() as jobs:
            with chosen(refs, as_json) as display:
                endings = [await _acted(jobs, ref, act) for ref in dict.fromkeys(refs)]
                for ending in endings:
                    display.ended(ending)
        # That a job is cancelled now is what was asked for.
        return max(ending.exit_code if ending.error else 0 for ending in endings)

    run(go())


async def _acted(jobs: AsyncJobs, ref: str, act: Callable[[AsyncJobs, str], Awaitable[Any]]) -> Ending:
    try:
        done: object = await act(jobs, ref)
    except GenerationJobsError as error:
        return Ending(ref, error=error)
    return Ending(ref, done if isinstance(done, Job) else None)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(submit, name="submit")
    app.add_typer(generate, name="generate")
    app.command("list")(list_)
    app.command()(cancel)
    app.command()(delete)
