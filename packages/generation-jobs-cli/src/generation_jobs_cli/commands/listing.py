"""The command `list`."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from generation_jobs import JobStatus
from generation_jobs.errors import suggestion

from generation_jobs_cli.options import AsJson, whole_number
from generation_jobs_cli.result import ExitCode
from generation_jobs_cli.runner import run

if TYPE_CHECKING:
    from generation_jobs import Job


def _complete(incomplete: str) -> list[str]:
    from generation_jobs import provider_names

    return [name for name in provider_names() if name.startswith(incomplete)]


Provider = Annotated[
    str,
    typer.Argument(
        metavar="PROVIDER", help="The provider's name, as genjobs providers shows it.", autocompletion=_complete
    ),
]


def _status(text: str) -> JobStatus:
    known = [status.value for status in JobStatus]
    if text.lower() in known:
        return JobStatus(text.lower())
    raise typer.BadParameter(f"there is no status {text!r}: {suggestion(text.lower(), known)}")


def _complete_status(incomplete: str) -> list[str]:
    return [status.value for status in JobStatus if status.value.startswith(incomplete)]


Status = Annotated[
    JobStatus | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        parser=_status,
        autocompletion=_complete_status,
        help=f"Only jobs with this status: {', '.join(status.value for status in JobStatus)}.",
    ),
]


def _moment(text: str) -> datetime:
    """Parse a time; without a zone it is of this machine, as the times of the list are."""
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError, OSError):
        raise typer.BadParameter(f"{text!r} is not a time: write 2026-11-29 or 2026-11-29T14:30") from None


Since = Annotated[
    datetime | None,
    typer.Option(
        "--since",
        metavar="TIME",
        parser=_moment,
        help="Only jobs created then or later: 2026-11-29T14:30, of this machine's zone; 2026-11-29T14:30Z is UTC.",
    ),
]
Limit = Annotated[int, typer.Option("--limit", parser=whole_number(1), metavar="N", help="The most jobs to show.")]


def list_(
    provider: Provider, status: Status = None, since: Since = None, limit: Limit = 50, as_json: AsJson = False
) -> None:
    """List an account's jobs, as the provider reports them."""

    async def command() -> int:
        from generation_jobs_cli.displays.job_list import show_jobs

        jobs = await _jobs(provider, status, since, limit + 1)  # one more, to know whether there are more
        show_jobs(jobs[:limit], as_json)
        if len(jobs) > limit:
            typer.echo("note: there are more; --limit N shows N", err=True)
        if not jobs and not as_json:
            typer.echo(f"note: {provider} lists no such job", err=True)
        return ExitCode.OK

    run(command)


async def _jobs(provider: str, status: JobStatus | None, since: datetime | None, limit: int) -> "list[Job]":
    from generation_jobs import AsyncJobs

    found: list[Job] = []
    async with AsyncJobs.from_env() as jobs:
        async for job in jobs.list(provider, status=status, since=since):
            found.append(job)
            if len(found) == limit:
                break
    return found
