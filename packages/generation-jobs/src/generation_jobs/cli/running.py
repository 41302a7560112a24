"""Running a command to its exit code, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from generation_jobs.cli.outcome import Outcome
from generation_jobs.errors import GenerationJobsError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

_INTERRUPTED = 130


def run(work: Coroutine[object, object, int], go_on: Callable[[], str | None] = lambda: None) -> None:
    """Run a command and end with its exit code; `go_on` gives the command that goes on after an interrupt."""
    import asyncio  # late: help needs no event loop

    try:
        code = asyncio.run(work)
    except GenerationJobsError as error:
        typer.echo(f"error: {error}", err=True)
        code = Outcome("", error=error).exit_code
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
