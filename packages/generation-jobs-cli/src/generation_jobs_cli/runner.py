"""Runs a command to its exit code, whatever happens."""

from __future__ import annotations

import shlex
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import typer
from generation_jobs import GenerationJobsError, LedgerError, SubmitUncertain
from generation_jobs.errors import printable

from generation_jobs_cli.displays.display import FEW
from generation_jobs_cli.early_interrupts import begin
from generation_jobs_cli.result import ExitCode, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine
    from pathlib import Path


def run(
    command: Callable[[], Coroutine[object, object, int]],
    interrupted: Callable[[], str] = lambda: go_on(None),
) -> None:
    """Run a command, and exit with its code.

    Args:
        command: Returns what to run, which returns an exit code. It may block, as when it reads stdin: in the event
            loop, an interrupt would be heard only afterwards.
        interrupted: Gives what to say after Ctrl-C, SIGTERM or SIGHUP.

    Raises:
        typer.Exit: With the exit code.
        BrokenPipeError: Nobody reads the output any more.
    """
    begin(signal.SIGINT)
    try:
        import asyncio  # late: help needs no event loop

        code = asyncio.run(_until_terminated(command()))
    except BrokenPipeError:
        raise  # whoever reads the output has read enough: typer ends quietly
    except (GenerationJobsError, OSError, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt):
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one has nothing left to end but these words
        code, *lines = _failure(error, interrupted)
        with suppress(OSError):  # the terminal is gone
            for line in lines:
                typer.echo(printable(line), err=True)
    raise typer.Exit(code)


class _Terminated(KeyboardInterrupt):
    """A signal came; `code` is the exit code that it means."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__()
        self.code = code


async def _until_terminated(command: Coroutine[object, object, int]) -> int:
    """Run a command; SIGTERM and SIGHUP end it as Ctrl-C does, so that it can say what it leaves behind."""
    import asyncio

    task = asyncio.current_task()
    codes: list[ExitCode] = []

    def terminate(code: ExitCode) -> None:
        codes.append(code)
        if task is not None:
            task.cancel()

    with suppress(NotImplementedError):  # Windows
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, terminate, ExitCode.TERMINATED)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as nohup sets it
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, terminate, ExitCode.HUNG_UP)
    try:
        return await command
    except asyncio.CancelledError:
        if codes:
            raise _Terminated(codes[0]) from None
        raise


def _failure(
    error: GenerationJobsError | OSError | KeyboardInterrupt, interrupted: Callable[[], str]
) -> tuple[ExitCode, *tuple[str, ...]]:
    """Return the exit code of a command that ended like this, and the lines that say why."""
    match error:
        case SubmitUncertain():
            find_out = f"on the command line: genjobs recover, or genjobs list {error.provider}"
            return ExitCode.API_OR_NETWORK, f"error: {error}", find_out
        case LedgerError():
            choose = "on the command line: genjobs --ledger FILE, or --ledger off for none"
            return Result("", error=error).exit_code, f"error: {error}", choose
        case GenerationJobsError():
            return Result("", error=error).exit_code, f"error: {error}"
        case OSError():  # of our own output: everything else is an error of generation-jobs by now
            return ExitCode.USAGE, f"error: the output cannot be written: {error.strerror}"
        case KeyboardInterrupt():
            code = error.code if isinstance(error, _Terminated) else ExitCode.INTERRUPTED
            return code, f"interrupted: {interrupted()}"


def go_on(command_line: str | None) -> str:
    """Return what to say after an interrupted wait: the command line that continues it, by default the same command."""
    return f"jobs go on at their providers; to go on, run {command_line or 'the same command'}"


def resume_command(refs: Collection[str], directory: Path | None) -> str | None:
    """Return the command line that waits for these refs; more than a few are put into a file for it."""
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
    """Write the refs into a new file, and return its name."""
    from tempfile import NamedTemporaryFile  # late: it is rarely needed

    with NamedTemporaryFile("w", prefix="genjobs-left-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(f"{ref}\n" for ref in refs)
    return file.name
