"""How a job ended: with a result or with an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generation_jobs._core.errors import GenerationJobsError, JobCancelled, JobFailed, MissingResult
from generation_jobs._core.models import Job, JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Look(NamedTuple):
    """A job as one poll saw it, and when to look again: for programs with a timer of their own.

    Attributes:
        job: The job.
        seconds: Seconds until another look is worth it, as `wait` would have them; 0 if the job has ended.
    """

    job: Job
    seconds: float


Look.__module__ = "generation_jobs"  # the name in pickles


class Outcome(NamedTuple):
    """The end of one of several jobs.

    Attributes:
        ref: The job's ref.
        job: Its last known state, also of a failed job; None if no poll succeeded. If the state was read from a list,
            `job.raw` is the list's item.
        error: What `wait` would have raised, None if the job succeeded.
    """

    ref: str
    job: Job | None = None
    error: GenerationJobsError | None = None

    @property
    def status(self) -> JobStatus:
        """The job's status, `UNKNOWN` if there is no job."""
        return JobStatus.UNKNOWN if self.job is None else self.job.status

    def result(self) -> Job:
        """Return the job, succeeded and with its results.

        Raises:
            GenerationJobsError: The job has ended otherwise: this is `error`.
        """
        if self.error is not None:
            raise self.error
        assert self.job is not None, "without an error there is a job"
        return self.job


class Generated(NamedTuple):
    """A job that `generate` submitted, and its results.

    Attributes:
        job: The finished job.
        files: The saved files.
    """

    job: Job
    files: tuple[Path, ...]


for _public in (Outcome, Generated):
    _public.__module__ = "generation_jobs"  # the name in pickles


def outcome_of(ref: str, end: Job | GenerationJobsError) -> Outcome:
    """Return the outcome of a job that has ended, or of a ref that cannot be polled."""
    if isinstance(end, GenerationJobsError):
        return Outcome(ref, None, end)
    try:
        return Outcome(ref, settle(end))
    except (JobFailed, JobCancelled, MissingResult) as error:
        return Outcome(ref, end, error.with_traceback(None))


def settle(job: Job) -> Job:
    """Return a finished job if it succeeded with a result.

    Raises:
        JobFailed: The job failed.
        JobCancelled: It was cancelled.
        MissingResult: It succeeded, but names no result.
    """
    if job.status is JobStatus.FAILED:
        raise JobFailed(f"{job.ref} failed: {_reason(job)}", job=job)
    if job.status is JobStatus.CANCELLED:
        raise JobCancelled(f"{job.ref} was cancelled", job=job)
    if not job.media:
        message = f"{job.ref} succeeded, but the response names no result; see job.raw, or ask the provider"
        raise MissingResult(message, job=job)
    return job


def _reason(job: Job) -> str:
    parts = (job.error.code, job.error.message) if job.error else ()
    return ": ".join(part for part in parts if part) or "the provider gives no reason"


def in_order(jobs: Iterable[str | Job], outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes in the order of the jobs; a job that was given twice has its outcome twice."""
    found = {outcome.ref: outcome for outcome in outcomes}
    return tuple(
        outcome_of("", job)
        if isinstance(job, Job) and job.ref is None
        else found[job if isinstance(job, str) else str(job.ref)]
        for job in jobs
    )
