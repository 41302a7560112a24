"""Runs a command to its exit code, whatever happens."""

from __future__ import annotations

import shlex
from contextlib import suppress
from typing import TYPE_CHECKING

import typer
from generation_jobs import GenerationJobsError

from generation_jobs_cli.displays.display import FEW
from generation_jobs_cli.result import ExitCode, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine
    from pathlib import Path


def run(
    command: Coroutine[object, object, int], resume: Callable[[], str | None] = lambda: None, at_least: int = 0
) -> None:
    """Run a command, and exit with its code.

    Args:
        command: What to run; it returns an exit code.
        resume: Gives the command line that goes on after an interrupt; None is the same one again.
        at_least: The exit code is not lower than this.

    Raises:
        typer.Exit: With the exit code.
        BrokenPipeError: Nobody reads the output any more.
    """
    import asyncio  # late: help needs no event loop

    try:
        code = max(at_least, asyncio.run(command))
    except BrokenPipeError:
        raise  # whoever reads the output has read enough: typer ends quietly
    except (GenerationJobsError, OSError, KeyboardInterrupt) as error:
        code, message = _failure(error, resume)
        typer.echo(message, err=True)
    raise typer.Exit(code)


def _failure(
    error: GenerationJobsError | OSError | KeyboardInterrupt, resume: Callable[[], str | None]
) -> tuple[ExitCode, str]:
    """The exit code of a command that ended like this, and what to say."""
    match error:
        case GenerationJobsError():
            return Result("", error=error).exit_code, f"error: {error}"
        case OSError():  # of our own output: everything else is an error of generation-jobs by now
            return ExitCode.USAGE, f"error: the output cannot be written: {error.strerror}"
        case KeyboardInterrupt():
            command_line = resume() or "the same command"
            return ExitCode.INTERRUPTED, f"interrupted: jobs go on at their providers; to go on, run {command_line}"


def resume_command(refs: Collection[str], directory: Path | None) -> str | None:
    """The command line that waits for these refs; more than a few are put into a file for it."""
    if not refs:
        return None
    output = f" -o {shlex.quote(str(directory))}" if directory is not None else ""
    return f"genjobs wait {_refs_arguments(refs)}{output}"


def _refs_arguments(refs: Collection[str]) -> str:
    if len(refs) > FEW:
        with suppress(OSError):
            return f"--from {shlex.quote(_write_refs(refs))}"
    return shlex.join(refs)


def _write_refs(refs: Collection[str]) -> str:
    """Write the refs into a new file; its name."""
    from tempfile import NamedTemporaryFile  # late: it is rarely needed

    with NamedTemporaryFile("w", prefix="genjobs-left-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(f"{ref}\n" for ref in refs)
    return file.name
