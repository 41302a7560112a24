"""The commands `pending` and `recover`: what was submitted and is not done, after a restart."""

import json
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from generation_jobs import ConfigurationError
from generation_jobs.errors import printable

from generation_jobs_cli.options import AsJson, whole_number
from generation_jobs_cli.result import SETTLED, ExitCode, submit_fields
from generation_jobs_cli.runner import resume_command, run

if TYPE_CHECKING:
    from generation_jobs import AsyncJobs, Submitted
    from generation_jobs.ledger import Ledger

Is = Annotated[
    list[str] | None, typer.Option("--is", metavar="NUMBER=REF", help="Note that this job is the one of submit NUMBER.")
]
Drop = Annotated[
    list[int] | None,
    typer.Option(
        "--drop",
        parser=whole_number(1),
        metavar="NUMBER",
        help="Forget submit NUMBER: it made no job, or you do not need it.",
    ),
]

_READABLE = 5
"""Refs that a command may have for a person to read it; with more, it reads them by a pipe."""


def pending(as_json: AsJson = False) -> None:
    """Show what was submitted and is not done: jobs to wait for or to download, and submits without an answer.

    Sends no request. A job is done when it failed, was cancelled, or its results are saved.
    """
    _show(lambda jobs, _: jobs.pending(), as_json)


def recover(as_json: AsJson = False, known: Is = None, drop: Drop = None) -> None:
    """Search the providers' lists for submits whose responses were lost. Shows what pending shows.

    What is found is noted, and what is certainly absent is forgotten. Exit code 1 if a person has to look at some of
    the submits.
    """

    async def settle_and_search(jobs: "AsyncJobs", ledger: "Ledger") -> "Sequence[Submitted]":
        _settle(ledger, known or [], drop or [])
        return await jobs.recover()

    _show(settle_and_search, as_json)


def _settle(ledger: "Ledger", known: list[str], drop: list[int]) -> None:
    """Note what a person found out."""
    found = dict(map(_number_and_ref, known))
    if both := found.keys() & drop:
        raise ConfigurationError(f"--is and --drop both name submit {min(both)}: give one of them")
    entries = {entry.number: entry for entry in ledger.pending()}
    if unknown := {*found, *drop} - entries.keys():
        raise ConfigurationError(f"there is no submit {min(unknown)}: genjobs pending shows all, with their numbers")
    for number, ref in found.items():
        if not ref.startswith(f"{(provider := entries[number].intent.provider)}:"):
            raise ConfigurationError(
                f"--is {number}={ref}: submit {number} was sent to {provider}; give a ref of {provider}"
            )
        ledger.answer(number, [ref])
    for unwanted in drop:
        ledger.drop(unwanted)


def _number_and_ref(word: str) -> tuple[int, str]:
    from generation_jobs import parse_ref  # late: help needs no job

    number, equals, ref = word.partition("=")
    if not (equals and ref and number.isdecimal()):
        raise ConfigurationError(f"--is {word}: write NUMBER=REF, for example 3=finetuning:gen_1")
    return int(number), str(parse_ref(ref))


def _show(read: "Callable[[AsyncJobs, Ledger], Awaitable[Sequence[Submitted]]]", as_json: bool) -> None:
    async def command() -> int:
        from generation_jobs import AsyncJobs

        async with AsyncJobs.from_env() as jobs:
            if (ledger := jobs.ledger) is None:
                raise ConfigurationError("there is no ledger: it is off by --ledger or GENJOBS_LEDGER; leave that out")
            submits = await read(jobs, ledger)
        for submit in submits:
            typer.echo(json.dumps(submit_fields(submit)) if as_json else printable(_line(submit)))
        if not as_json:
            typer.echo(_next_step(submits) or f"note: {printable(_nothing_in(ledger))}", err=True)
        is_settled = all(submit.state in {*SETTLED, "lost"} for submit in submits)
        return ExitCode.OK if is_settled else ExitCode.JOB_FAILED

    run(command)


def _nothing_in(ledger: "Ledger") -> str:
    """Say that no submit is pending; a mistyped name of a file gives another sentence than a file without any."""
    path = getattr(ledger, "path", None)  # one in Postgres has none
    if path is not None and not Path(path).exists():
        return f"there is no ledger {path} yet, so that no submit is pending in it"
    return f"no submit is pending in {path or 'the ledger'}"


def _line(submit: "Submitted") -> str:
    refs = " ".join(str(job.ref) for job in submit.jobs)
    words = (
        f"#{submit.number}",
        f"{submit.sent_at:%Y-%m-%d %H:%M:%S}Z",
        submit.provider,
        submit.key,
        submit.state,
        refs,
    )
    line = " ".join(word for word in words if word)
    return line if refs and submit.state in SETTLED else f"{line}: {submit.reason}"


def _next_step(submits: "Sequence[Submitted]") -> str:
    """Return what to do about all of them, in one line on stderr."""
    if not submits:
        return ""
    refs = [str(job.ref) for submit in submits if submit.state in SETTLED for job in submit.jobs]
    if len(refs) > _READABLE:
        command: str | None = "genjobs pending --json | genjobs wait --from - -o ."
    else:
        command = resume_command(refs, Path())
    return f"to save the results, run {command}" if command else "note: genjobs recover -h says how to settle these"
