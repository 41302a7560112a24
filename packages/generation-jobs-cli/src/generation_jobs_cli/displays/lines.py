"""Displays for a pipe: plain lines for people, JSON lines for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generation_jobs_cli.displays.base import FEW, Display, known, printable, summary

if TYPE_CHECKING:
    from typing import TextIO

    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._polling.progress import Standing

    from generation_jobs_cli.result import Ending


@dataclass
class PlainLines(Display):
    """One line when a status changes, one when a ref has ended; errors go to stderr. For few refs."""

    output: TextIO
    errors: TextIO
    _seen: dict[str, str] = field(default_factory=dict[str, str])

    def saw(self, job: Job) -> None:
        """See `Display`."""
        self._saw(str(job.ref), job.status)

    def stands(self, standing: Standing) -> None:
        """See `Display`."""
        for ref, status, _ in known(standing, FEW):
            self._saw(ref, status)

    def _saw(self, ref: str, status: JobStatus) -> None:
        if not status.is_final and self._seen.get(ref) != status:
            self._seen[ref] = status
            _line(self.output, f"{ref} {status}")

    def ended(self, ending: Ending) -> None:
        """See `Display`."""
        if ending.error is not None:
            _line(self.errors, f"error: {ending.error}")
        elif ending.job is not None:
            _line(self.output, f"{ending.ref} {ending.job.status} {summary(ending)}".rstrip())


@dataclass
class JsonLines(Display):
    """One JSON object a ref, as it ends."""

    output: TextIO

    def ended(self, ending: Ending) -> None:
        """See `Display`."""
        _line(self.output, ending.as_json())


def _line(output: TextIO, text: str) -> None:
    """One line of exactly this text, out at once even in a pipe."""
    output.write(printable(text) + "\n")
    output.flush()
