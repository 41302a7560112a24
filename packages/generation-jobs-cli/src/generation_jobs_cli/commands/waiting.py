"""The commands `get`, `wait` and `download`."""

from pathlib import Path
from typing import BinaryIO

import typer
from generation_jobs import DEFAULT_TIMEOUT

from generation_jobs_cli.options import AsJson, Directory, From, OptionalRefs, Push, Refs, Timeout
from generation_jobs_cli.refs_file import RefsFile, read_refs
from generation_jobs_cli.runner import go_on, resume_command, run
from generation_jobs_cli.text import printable


def get(refs: Refs, as_json: AsJson = False, timeout: Timeout = DEFAULT_TIMEOUT, output: Directory = None) -> None:
    """Show the current state of jobs."""
    from generation_jobs_cli.pipeline import process  # late, here and below: help needs no event loop
    from generation_jobs_cli.polling import poll_once

    run(process(dict.fromkeys(refs), poll_once, timeout, output, as_json=as_json))


def wait(
    refs: OptionalRefs = None,
    source: From = None,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = None,
    push: Push = False,
) -> None:
    """Wait until jobs have ended, thousands of them if need be.

    On a terminal, up to 20 refs have a row each; of more, an overview is shown, and a table at the end. In a pipe,
    up to 20 refs have a line for each new status; more than 20, and those of --from, a JSON line each, as they end.
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
    from generation_jobs_cli.pipeline import process
    from generation_jobs_cli.polling import poll_until_done, wait_for_push

    if not refs and source is None:
        raise typer.BadParameter("give at least one REF, or --from FILE")
    file = _read(source)
    left = dict.fromkeys([*(refs or ()), *file.refs])
    if not left:
        typer.echo(f"{printable(file.name)}: no refs in it, so there is nothing to wait for", err=True)
        raise typer.Exit(file.exit_code)  # 0: a list of what still runs may well be empty
    poll = wait_for_push if push else poll_until_done
    command = process(left, poll, timeout, output, as_json=as_json, from_file=source is not None)
    run(command, lambda: go_on(resume_command(left, output) if file.is_stdin else None), at_least=file.exit_code)


def _read(source: BinaryIO | None) -> RefsFile:
    """The refs of the file, if there is one; its broken lines are reported."""
    if source is None:
        return RefsFile("")
    file = read_refs(source)
    for line in file.report():
        typer.echo(line, err=True)
    return file


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(get)
    app.command()(wait)
    app.command()(download)
