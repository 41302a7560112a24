"""The result of each ref: its exit code, and how it is written as JSON or as text that is safe to print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from generation_jobs import (
    APIError,
    ConfigurationError,
    DownloadError,
    GenerationJobsError,
    JobCancelled,
    JobFailed,
    JobStatus,
    LedgerError,
    UnsupportedOperation,
    WaitTimeout,
)
from generation_jobs.errors import printable

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs import Job, Submitted


class ExitCode(IntEnum):
    """Exit codes of `genjobs`; of several refs the highest counts."""

    OK = 0
    JOB_FAILED = 1
    """A job failed or was cancelled."""
    USAGE = 2
    """A mistake on the command line or in the configuration."""
    API_OR_NETWORK = 3
    TIMEOUT = 4
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


_EXIT_CODES: dict[type[GenerationJobsError], ExitCode] = {
    JobFailed: ExitCode.JOB_FAILED,
    JobCancelled: ExitCode.JOB_FAILED,
    ConfigurationError: ExitCode.USAGE,
    LedgerError: ExitCode.USAGE,
    UnsupportedOperation: ExitCode.USAGE,
}


@dataclass(frozen=True)
class Result:
    """What became of one ref: the fields of its `Outcome` (`Result(*outcome)`), and the files that were saved."""

    ref: str
    job: Job | None = None
    error: GenerationJobsError | None = None
    files: tuple[Path, ...] = ()
    action: str = ""
    """What was done to a job that is not there any more: "deleted"."""

    @property
    def timed_out(self) -> bool:
        """Whether time ran out before the end: running the command again may finish it."""
        return isinstance(self.error, WaitTimeout) or (isinstance(self.error, DownloadError) and self.error.timed_out)

    @property
    def trouble(self) -> str:
        """Why the last poll before a timeout failed, empty if it did not."""
        last = self.error.last_error if isinstance(self.error, WaitTimeout) else None
        return "" if last is None else without_ref(self.ref, str(last))

    @property
    def exit_code(self) -> ExitCode:
        """The exit code that this ref alone would give."""
        if self.timed_out:
            return ExitCode.TIMEOUT
        if self.error is not None:
            return _EXIT_CODES.get(type(self.error), ExitCode.API_OR_NETWORK)
        ended_badly = self.job is not None and self.job.status in {JobStatus.FAILED, JobStatus.CANCELLED}
        return ExitCode.JOB_FAILED if ended_badly else ExitCode.OK

    @property
    def summary(self) -> str:
        """The error, the saved files, or what the job says of its results, in one line."""
        if self.error is not None:
            return str(self.error)
        if self.files:
            return ", ".join(map(str, self.files))
        return self.action if self.job is None else job_summary(self.job)

    @property
    def reason(self) -> str:
        """The error without the ref that it begins with, empty if there is none."""
        if self.trouble:  # the whole message has the seconds waited, which differ
            return f"timed out; the last poll failed: {self.trouble}"
        return "" if self.error is None else without_ref(self.ref, str(self.error))

    @property
    def short(self) -> str:
        """The same for a row of a table, which has the ref and little space: how many files, no paths."""
        if self.timed_out:  # its second sentence says how to go on, which is said once for all
            return str(self.error).removeprefix(f"{self.ref}: ").partition(". ")[0]
        if self.files and self.error is None:
            return f"{len(self.files)} file{'s' if len(self.files) > 1 else ''} saved"
        if self.action or isinstance(self.error, JobCancelled):  # the status says it
            return ""
        return short_reason(self.ref, self.reason) if self.error else self.summary

    @property
    def state(self) -> tuple[str, str]:
        """What became of the ref, where its job does not tell, and the colour of that."""
        if self.timed_out:
            return "timed out", "yellow"
        if isinstance(self.error, JobFailed | JobCancelled):
            return self.error.job.status.value, "red"
        return ("error", "red") if self.error is not None else (self.action or "done", "green")

    @property
    def duration(self) -> float | None:
        """Seconds from the job's creation to its end, None if the provider does not say both."""
        if self.job is None or self.job.created_at is None or self.job.completed_at is None:
            return None
        return (self.job.completed_at - self.job.created_at).total_seconds()

    def as_json(self) -> str:
        """Return one line of ASCII, which every pipe can hold."""
        return json.dumps(self.fields)

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the job, or `ref` and `error` where there is no final job."""
        if self.job is None or (self.error is not None and self.exit_code is not ExitCode.JOB_FAILED):
            fields: dict[str, Any] = {"version": 1, "ref": self.ref, "error": self.error and _error_fields(self.error)}
        else:
            fields = self.job.to_dict(data=False)
        if self.files:
            fields["files"] = [str(path) for path in self.files]
        return fields


def _error_fields(error: GenerationJobsError) -> dict[str, str | None]:
    code = error.code if isinstance(error, APIError) else None
    return {"type": type(error).__name__, "code": code, "message": str(error)}


SETTLED = frozenset({"known", "found", "absent"})
"""States of a submit that nobody has to look at: its jobs, if any, are certainly its own."""


def submit_fields(submit: Submitted) -> dict[str, Any]:
    """Return the fields of a submit that is not done, for JSON."""
    return {
        "number": submit.number,
        "provider": submit.provider,
        "key": submit.key,
        "sent_at": submit.sent_at.isoformat().replace("+00:00", "Z"),
        "state": submit.state,
        "jobs": [{"ref": job.ref, "status": job.status.value} for job in submit.jobs],
        "reason": submit.reason,
    }


def without_ref(ref: str, message: str) -> str:
    """Return a message about a job, without the ref that it begins with."""
    for beginning in (f"{ref}: ", f"{ref} failed: ", f"{ref} was "):
        message = message.removeprefix(beginning)
    return message


def short_reason(ref: str, message: str) -> str:
    """Return a message about a job for a place that has its ref and little space: what differs comes first."""
    return without_ref(ref, message).removeprefix("the provider answered ")


def status_text(status: JobStatus, provider_status: str | None) -> str:
    """Return a status, with the provider's own word where ours is `unknown`."""
    if status is JobStatus.UNKNOWN and provider_status:
        return f"{status} ({printable(provider_status)})"
    return status.value


def job_summary(job: Job) -> str:
    """Return the results of a job, or why it failed, in one line."""
    if job.error is not None:
        return str(job.error)
    return ", ".join(media.content_type or media.kind for media in job.media)


def duration_text(seconds: float) -> str:
    """Return a duration as `0:07`, `12:40` or `1:02:03`."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
