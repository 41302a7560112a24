"""The interface of all displays that show jobs while something happens to them, and those for a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from generation_jobs import ConfigurationError
from generation_jobs.errors import printable

if TYPE_CHECKING:
    from typing import TextIO

    from generation_jobs import Job, JobStatus, Standing
    from rich.console import Console

    from generation_jobs_cli.result import Result

FEW = 20
"""Up to this many refs are shown one by one: a row each on a terminal, a line for each status in a pipe."""


def is_terminal() -> bool:
    """Return whether stdout is a terminal: FORCE_COLOR and TTY_COMPATIBLE, as CI sets them, make none of a pipe."""
    from rich.console import Console  # late: help needs none

    return Console().is_terminal and sys.stdout.isatty()


def spinner_name(console: Console) -> str:
    """Return a spinner of rich whose signs the terminal knows."""
    return "dots" if console.encoding.startswith("utf") else "line"


class Display:
    """Shows nothing. Every method is called in one thread, as things happen; a display overrides what it shows."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the display: nothing more will happen."""

    def on_poll(self, job: Job) -> None:
        """Note that a job was polled and has not ended."""

    def on_progress(self, progress: Standing) -> None:
        """Note a change among the jobs that are waited for together; `progress` is the same object each time."""

    def on_download(self, ref: str, size: int, total: int | None) -> None:
        """Note that `size` of `total` bytes of a result have arrived; `total` is None where the server does not say."""

    def on_result(self, result: Result) -> None:
        """Note that a ref is done."""

    def refresh(self) -> None:
        """Show what has changed, since some time has passed."""


class PlainLines(Display):
    """A line for each new status and one for each result; errors go to stderr. For few refs."""

    def __init__(self, output: TextIO, errors: TextIO) -> None:
        self._output = output
        self._errors = errors
        self._shown: dict[str, JobStatus] = {}
        self._first: dict[str, str] = {}  # by mistake in the setup

    def on_poll(self, job: Job) -> None:
        """See `Display`."""
        self._show_status(str(job.ref), job.status)

    def on_progress(self, progress: Standing) -> None:
        """See `Display`."""
        for job in progress.slowest(FEW):
            if job.provider_status is not None or job.status != "unknown":  # else no response has named it
                self._show_status(job.ref, job.status)

    def on_result(self, result: Result) -> None:
        """See `Display`."""
        if result.timed_out:
            _write_line(self._errors, f"error: {result.ref}: {result.short}")
        elif result.error is not None:
            _write_line(self._errors, f"error: {self._error(result)}")
        else:
            status = "" if result.job is None else result.job.status
            _write_line(self._output, " ".join(filter(None, (result.ref, status, result.summary))))

    def _error(self, result: Result) -> str:
        """Return the error; for a repeated mistake in the setup, such as no key, the ref that it was written for."""
        if not isinstance(result.error, ConfigurationError):
            return str(result.error)
        first = self._first.setdefault(result.reason, result.ref)
        return str(result.error) if first == result.ref else f"{result.ref}: the same as {first}"

    def _show_status(self, ref: str, status: JobStatus) -> None:
        if not status.is_final and self._shown.get(ref) != status:
            self._shown[ref] = status
            _write_line(self._output, f"{ref} {status}")


class RefLines(PlainLines):
    """A line for each ref with nothing else in it, for `$(…)` and `xargs`; what else there is to say goes to stderr."""

    def __init__(self, output: TextIO, errors: TextIO) -> None:
        super().__init__(errors, errors)
        self._refs = output

    def on_result(self, result: Result) -> None:
        """See `Display`."""
        has_ref = result.job is not None and result.job.ref is not None
        if not has_ref or result.exit_code:  # its file, or why it failed
            super().on_result(result)
        if has_ref:
            _write_line(self._refs, result.ref)


class JsonLines(Display):
    """A JSON object for each result, on a line of its own."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    def on_result(self, result: Result) -> None:
        """See `Display`."""
        _write_line(self._output, result.as_json())


def _write_line(output: TextIO, text: str) -> None:
    """Write exactly one line, and flush it: a pipe gets it at once."""
    output.write(printable(text) + "\n")
    output.flush()
