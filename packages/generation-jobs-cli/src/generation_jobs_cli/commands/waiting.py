"""The commands `get`, `wait` and `download`."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer
from generation_jobs import DEFAULT_TIMEOUT
from generation_jobs.errors import printable

from generation_jobs_cli.options import AsJson, Directory, From, OptionalRefs, Push, Refs, Timeout
from generation_jobs_cli.result import ExitCode
from generation_jobs_cli.runner import go_on, resume_command, run

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from generation_jobs_cli.refs_file import RefsFile


def get(refs: Refs, as_json: AsJson = False, timeout: Timeout = DEFAULT_TIMEOUT, output: Directory = None) -> None:
    """Show the current state of jobs."""
    from generation_jobs_cli.pipeline import poll_once, process  # late, here and below: help needs no event loop

    run(lambda: process(dict.fromkeys(refs), poll_once, timeout, output, as_json=as_json))


def wait(
    refs: OptionalRefs = None,
    source: From = None,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = None,
    push: Push = False,
) -> None:
    """Wait until jobs have ended, thousands of them if need be.

    On a terminal, up to 20 refs get a row each; more get an overview, and a table at the end. In a pipe, up to 20 refs
    get a line for each new status; more than 20, and refs of --from, get one JSON line each, when they end.
    """
    _wait(refs, source, as_json, timeout, output, push)


def download(
    refs: OptionalRefs = None,
    source: From = None,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = Path(),
) -> None:
    """Wait until jobs have ended, and save their results. What is saved already is not fetched again.

    Shows what wait shows.
    """
    _wait(refs, source, as_json, timeout, output, push=False)


def _wait(
    refs: list[str] | None, source: BinaryIO | None, as_json: bool, timeout: float, output: Path | None, push: bool
) -> None:
    from generation_jobs_cli.pipeline import poll_until_done, process, wait_for_push
    from generation_jobs_cli.refs_file import RefsFile

    if not refs and source is None:
        raise typer.BadParameter("give at least one REF, or --from FILE", param_hint="'REF…'")
    left = dict.fromkeys(refs or ())
    file = None if source is None else RefsFile(source)
    poll = wait_for_push if push else poll_until_done

    async def command() -> int:
        code = await process(left, poll, timeout, output, as_json=as_json, from_file=file is not None)
        return max(code, file.exit_code if file else ExitCode.OK)

    def read_first() -> "Coroutine[object, object, int]":
        if file is not None:
            _add_refs(left, file)
        return command()

    run(read_first, lambda: go_on(resume_command(left, output) if file and file.is_stdin else None))


def _add_refs(refs: dict[str, None], file: "RefsFile") -> None:
    """Add the refs of a file; its broken lines are reported."""
    for ref in file.read():
        refs[ref] = None
    for line in file.report():
        typer.echo(line, err=True)
    if not refs:
        if not file.broken:
            typer.echo(f"{printable(file.name)}: no refs in it, so there is nothing to wait for", err=True)
        raise typer.Exit(file.exit_code)  # 0: a list of what still runs may well be empty
