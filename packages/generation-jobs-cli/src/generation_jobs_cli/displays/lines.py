"""Displays for a pipe: plain lines for people, JSON lines for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation_jobs_cli.displays.base import FEW, Display, known_jobs
from generation_jobs_cli.text import printable

if TYPE_CHECKING:
    from typing import TextIO

    from generation_jobs import Job, JobStatus, Standing

    from generation_jobs_cli.result import Result


class PlainLines(Display):
    """A line for each new status and one for each result; errors go to stderr. For few refs."""

    def __init__(self, output: TextIO, errors: TextIO) -> None:
        self._output = output
        self._errors = errors
        self._shown: dict[str, JobStatus] = {}

    def on_poll(self, job: Job) -> None:
        """See `Display`."""
        self._show_status(str(job.ref), job.status)

    def on_progress(self, progress: Standing) -> None:
        """See `Display`."""
        for ref, status, _ in known_jobs(progress, FEW):
            self._show_status(ref, status)

    def on_result(self, result: Result) -> None:
        """See `Display`."""
        if result.error is not None:
            _write_line(self._errors, f"error: {result.error}")
        elif result.job is not None:
            _write_line(self._output, f"{result.ref} {result.job.status} {result.summary}".rstrip())

    def _show_status(self, ref: str, status: JobStatus) -> None:
        if not status.is_final and self._shown.get(ref) != status:
            self._shown[ref] = status
            _write_line(self._output, f"{ref} {status}")


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
