"""What came of one ref among many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generation_jobs._core.errors import GenerationJobsError, JobCancelled, JobFailed, MissingResult
from generation_jobs._core.models import Job, JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterable


class Outcome(NamedTuple):
    """How one of many refs ended: with a job and its results, or with an error; of itself, never of the others.

    `job` is the job as it was told last: for one that failed, too, and None where it was never told. Where a list told
    it, `job.raw` is the row of that list. `error` is what `wait` would have raised.
    """

    ref: str
    job: Job | None = None
    error: GenerationJobsError | None = None

    @property
    def status(self) -> JobStatus:
        """The job's status, unknown where there is none."""
        return JobStatus.UNKNOWN if self.job is None else self.job.status

    def result(self) -> Job:
        """The job, succeeded and with its results. Raises the error."""
        if self.error is not None:
            raise self.error
        assert self.job is not None, "without an error there is a job"
        return self.job


def outcome_of(ref: str, end: Job | GenerationJobsError) -> Outcome:
    """How a ref ended whose job is final, or that could not be looked at."""
    if isinstance(end, GenerationJobsError):
        return Outcome(ref, None, end)
    try:
        return Outcome(ref, settle(end))
    except (JobFailed, JobCancelled, MissingResult) as error:
        return Outcome(ref, end, error.with_traceback(None))


def settle(job: Job) -> Job:
    """Return a finished job that succeeded with a result.

    Raises:
        JobFailed: The provider says that it failed.
        JobCancelled: It was cancelled.
        MissingResult: It succeeded, but names no result.
    """
    if job.status is JobStatus.FAILED:
        raise JobFailed(f"{job.ref} failed: {_reason(job)}", job=job)
    if job.status is JobStatus.CANCELLED:
        raise JobCancelled(f"{job.ref} was cancelled", job=job)
    if not job.media:
        raise MissingResult(
            f"{job.ref} succeeded, but the answer names no result; see job.raw, and ask the provider", job=job
        )
    return job


def _reason(job: Job) -> str:
    parts = (job.error.code, job.error.message) if job.error else ()
    return ": ".join(part for part in parts if part) or "the provider gives no reason"


def in_order(jobs: Iterable[str | Job], outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The outcome of each job, as often as it was given."""
    found = {outcome.ref: outcome for outcome in outcomes}
    return tuple(
        outcome_of("", job)
        if isinstance(job, Job) and job.ref is None
        else found[job if isinstance(job, str) else str(job.ref)]
        for job in jobs
    )
