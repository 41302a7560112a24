"""What a person sees: tables on a terminal, plain lines in a pipe, JSON lines for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from unicodedata import category

from generation_jobs._core.models import Job, JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generation_jobs._polling.progress import Standing

    from generation_jobs_cli.result import Ending

FEW = 20
"""So many refs are shown one by one: a row each on a terminal, a line for each status in a pipe."""

STYLES = {
    JobStatus.QUEUED: "yellow",
    JobStatus.RUNNING: "cyan",
    JobStatus.SUCCEEDED: "green",
    JobStatus.FAILED: "red",
    JobStatus.CANCELLED: "magenta",
    JobStatus.UNKNOWN: "bold yellow",
}


class Display:
    """Told of everything as it happens, in one thread; shows what it will."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing more will happen."""

    def saw(self, job: Job) -> None:
        """A look saw the job."""

    def stands(self, standing: Standing) -> None:
        """So it stands with all refs together; the same object each time."""

    def received(self, ref: str, size: int, total: int | None) -> None:
        """So many bytes of a result are here."""

    def ended(self, ending: Ending) -> None:
        """Nothing more will happen to this ref."""

    def draw(self) -> None:
        """Some time has passed."""


def known(standing: Standing, number: int) -> Iterator[tuple[str, JobStatus, str | None]]:
    """Of so many that wait those of which something was told: ref, status, and the provider's word for it."""
    for ref, status, word, _ in standing.slowest(number):
        if status is not JobStatus.UNKNOWN or word is not None:
            yield ref, status, word


def summary(ending: Ending) -> str:
    """What came of a ref, in one line."""
    if ending.error is not None:
        return str(ending.error)
    if ending.files:
        return ", ".join(map(str, ending.files))
    if ending.job is None:
        return ""
    if ending.job.error is not None:
        return ": ".join(part for part in (ending.job.error.code, ending.job.error.message) if part)
    return ", ".join(media.content_type or media.kind for media in ending.job.media)


def worded(status: JobStatus, word: str | None) -> str:
    """A status, with the provider's own word where ours says nothing."""
    return f"{status} ({printable(word)})" if status is JobStatus.UNKNOWN and word else status.value


def printable(text: str) -> str:
    """Text from strangers with its control characters as escapes: they could forge lines, or command the terminal."""
    return "".join(c if c.isprintable() or category(c) == "Zs" else ascii(c)[1:-1] for c in text)
