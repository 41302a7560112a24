"""Running a command to its exit code, whatever happens."""

from __future__ import annotations

import shlex
from contextlib import suppress
from typing import TYPE_CHECKING

import typer
from generation_jobs._core.errors import GenerationJobsError

from generation_jobs_cli.displays.base import FEW
from generation_jobs_cli.result import Ending

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine
    from pathlib import Path

_INTERRUPTED = 130


def run(
    work: Coroutine[object, object, int], go_on: Callable[[], str | None] = lambda: None, at_least: int = 0
) -> None:
    """Run a command and end with its exit code; `go_on` gives the command that goes on after an interrupt."""
    import asyncio  # late: help needs no event loop

    try:
        code = max(at_least, asyncio.run(work))
    except GenerationJobsError as error:
        typer.echo(f"error: {error}", err=True)
        code = Ending("", error=error).exit_code
    except BrokenPipeError:
        raise  # who read has read enough: the command line ends quietly
    except OSError as error:  # of our own output: everything else is an error of the package by now
        typer.echo(f"error: the output cannot be written: {error.strerror}", err=True)
        code = 2
    except KeyboardInterrupt:
        how = go_on() or "the same command"
        typer.echo(f"interrupted: jobs go on at their providers; to go on, run {how}", err=True)
        code = _INTERRUPTED
    raise typer.Exit(code)


def going_on(refs: Collection[str], output: Path | None) -> str | None:
    """The command that waits for these refs; more than a few are put into a file for it."""
    if not refs:
        return None
    where = f" -o {shlex.quote(str(output))}" if output is not None else ""
    return f"genjobs wait {_given(refs)}{where}"


def _given(refs: Collection[str]) -> str:
    if len(refs) > FEW:
        with suppress(OSError):
            return f"--from {shlex.quote(_written(refs))}"
    return shlex.join(refs)


def _written(refs: Collection[str]) -> str:
    from tempfile import NamedTemporaryFile  # late: it is rarely needed

    with NamedTemporaryFile("w", prefix="genjobs-left-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(f"{ref}\n" for ref in refs)
    return file.name
