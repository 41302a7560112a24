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
    from collections.abc import Coroutine, Sequence

    from generation_jobs_cli.refs_file import RefsFile


def get(refs: Refs, as_json: AsJson = False, timeout: Timeout = DEFAULT_TIMEOUT, output: Directory = None) -> None:
    """Show the current state of jobs."""
    from generation_jobs_cli.pipeline import poll_once, process  # late, here and below: help needs no event loop

    run(lambda: process(dict.fromkeys(refs), poll_once, timeout, output, as_json=as_json))


def wait(
    refs: OptionalRefs = None,
    sources: From = None,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = None,
    push: Push = False,
) -> None:
    """Wait until jobs have ended, thousands of them if need be.

    On a terminal, up to 20 refs get a row each; more get an overview, and a table at the end. In a pipe, up to 20 refs
    get a line for each new status; more than 20, and refs of --from, get one JSON line each, when they end.
    """
    _wait(refs, sources, as_json, timeout, output, push)


def download(
    refs: OptionalRefs = None,
    sources: From = None,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = Path(),
) -> None:
    """Wait until jobs have ended, and save their results. What is saved already is not fetched again.

    Shows what wait shows.
    """
    _wait(refs, sources, as_json, timeout, output, push=False)


def _wait(
    refs: list[str] | None,
    sources: "Sequence[BinaryIO] | None",
    as_json: bool,
    timeout: float,
    output: Path | None,
    push: bool,
) -> None:
    from generation_jobs_cli.pipeline import poll_until_done, process, wait_for_push
    from generation_jobs_cli.refs_file import RefsFile

    if not refs and not sources:
        raise typer.BadParameter("give at least one REF, or --from FILE", param_hint="'REF…'")
    left = dict.fromkeys(refs or ())
    files = [RefsFile(source) for source in sources or ()]
    poll = wait_for_push if push else poll_until_done

    async def command() -> int:
        code = await process(left, poll, timeout, output, as_json=as_json, from_file=bool(files))
        return max(code, _exit_code(files))

    def read_first() -> "Coroutine[object, object, int]":
        _add_refs(left, files)
        return command()

    read_stdin = any(file.is_stdin for file in files)
    run(read_first, lambda: go_on(resume_command(left, output) if read_stdin else None))


def _add_refs(refs: dict[str, None], files: "Sequence[RefsFile]") -> None:
    """Add the refs of files; their broken lines are reported."""
    for file in files:
        for ref in file.read():
            refs[ref] = None
        for line in file.report():
            typer.echo(line, err=True)
    if not refs:
        for file in files:
            if not file.broken:
                typer.echo(f"{printable(file.name)}: no refs in it, so there is nothing to wait for", err=True)
        raise typer.Exit(_exit_code(files))  # 0: a list of what still runs may well be empty


def _exit_code(files: "Sequence[RefsFile]") -> int:
    """Return the lowest exit code that the command may end with, once the files are read."""
    return max((file.exit_code for file in files), default=ExitCode.OK)
