"""How each ref ended, as an exit code and as JSON. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from generation_jobs._core.errors import (
    APIError,
    ConfigurationError,
    DownloadError,
    GenerationJobsError,
    JobCancelled,
    JobFailed,
    UnsupportedOperation,
    WaitTimeout,
)
from generation_jobs._core.models import Job, JobStatus, Media

if TYPE_CHECKING:
    from pathlib import Path

_CODES: dict[type[GenerationJobsError], int] = {
    JobFailed: 1,
    JobCancelled: 1,
    ConfigurationError: 2,
    UnsupportedOperation: 2,
}
_API_OR_NETWORK = 3
_TIMEOUT = 4


@dataclass(frozen=True)
class Ending:
    """What one ref came to: an `Outcome` (`Ending(*outcome)`), and the files, if some were saved."""

    ref: str
    job: Job | None = None
    error: GenerationJobsError | None = None
    files: tuple[Path, ...] = ()

    @property
    def timed_out(self) -> bool:
        """Whether its time was over first: the same command later may go on."""
        return isinstance(self.error, WaitTimeout) or (isinstance(self.error, DownloadError) and self.error.timed_out)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 job failed or cancelled, 2 usage or configuration, 3 API or network, 4 timeout."""
        if self.timed_out:
            return _TIMEOUT
        if self.error is not None:
            return _CODES.get(type(self.error), _API_OR_NETWORK)
        ended_badly = self.job is not None and self.job.status in {JobStatus.FAILED, JobStatus.CANCELLED}
        return 1 if ended_badly else 0

    def as_json(self) -> str:
        """One line: the job, with `files` where some were saved; `ref` and `error` where there is no ended job."""
        if self.job is None or (self.error is not None and self.exit_code != 1):
            fields: dict[str, Any] = {"ref": self.ref, "error": _told(self.error)}
        else:
            fields = _job(self.job)
        if self.files:
            fields["files"] = [str(path) for path in self.files]
        return json.dumps(fields)  # ASCII, which every pipe can hold


def _told(error: GenerationJobsError | None) -> dict[str, str | None]:
    code = error.code if isinstance(error, APIError) else None
    return {"type": type(error).__name__, "code": code, "message": str(error)}


def _job(job: Job) -> dict[str, Any]:
    return {
        "ref": job.ref,
        "status": job.status.value,
        "provider_status": job.provider_status,
        "created_at": _time(job.created_at),
        "started_at": _time(job.started_at),
        "completed_at": _time(job.completed_at),
        "media": [_media(media) for media in job.media],
        "error": None if job.error is None else {"code": job.error.code, "message": job.error.message},
        "cost": None if job.cost is None else format(job.cost.amount, "f"),
        "currency": None if job.cost is None else job.cost.currency,
    }


def _media(media: Media) -> dict[str, Any]:
    return {
        "kind": media.kind,
        "url": media.url,
        "content_type": media.content_type,
        "size_bytes": media.size_bytes,
        "duration_s": media.duration_s,
    }


def _time(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
