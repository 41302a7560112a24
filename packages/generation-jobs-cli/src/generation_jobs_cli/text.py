"""Text for people: made safe to print, and times in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from generation_jobs import JobStatus

if TYPE_CHECKING:
    from generation_jobs import Job


def printable(text: str) -> str:
    """Text from outside with its control characters escaped: they could forge lines, or command the terminal."""
    return "".join(c if c.isprintable() or category(c) == "Zs" else ascii(c)[1:-1] for c in text)


def status_text(status: JobStatus, provider_status: str | None) -> str:
    """A status, with the provider's own word where ours is `unknown`."""
    if status is JobStatus.UNKNOWN and provider_status:
        return f"{status} ({printable(provider_status)})"
    return status.value


def job_summary(job: Job) -> str:
    """The results of a job, or why it failed, in one line."""
    if job.error is not None:
        return ": ".join(part for part in (job.error.code, job.error.message) if part)
    return ", ".join(media.content_type or media.kind for media in job.media)


def duration_text(seconds: float) -> str:
    """A duration as `0:07`, `12:40` or `1:02:03`."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
