"""How jobs and requests end: the outcome of a job, the error that a response stands for."""

import contextlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from generation_jobs._core import errors
from generation_jobs._core.errors import ConfigurationError, GenerationJobsError, JobCancelled, JobFailed, MissingResult
from generation_jobs._core.models import JOB_SCHEMA, VERSION, Job, get, optional, read_dict, support_pydantic
from generation_jobs._core.values import display
from generation_jobs._core.values.base_errors import rebuild
from generation_jobs._core.values.checks import checked
from generation_jobs._core.values.status import JobStatus


class Look(NamedTuple):
    """The result of one poll: the job, and when to poll it again. For programs with a timer of their own.

    Attributes:
        job: The job.
        seconds: Seconds until the next poll, as `wait` would choose them; 0 if the job has ended.
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

    def _repr_html_(self) -> str:
        return display.html_of_outcomes([self])

    def result(self) -> Job:
        """Return the job, succeeded and with its results.

        Raises:
            GenerationJobsError: The job has ended otherwise: this is `error`.
            ConfigurationError: It has neither a job nor an error: it was not made by this package.
        """
        if self.error is not None:
            raise self.error
        if self.job is None:
            raise ConfigurationError(f"an outcome of {self.ref} with neither a job nor an error: give one of them")
        return self.job

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome as JSON data: `version`, `ref`, `job` (see `Job.to_dict`) and `error`.

        An error has `type` (the name of its class), `message`, and those of `code`, `status_code`, `retry_after` and
        `elapsed` that it has as attributes. `from_dict` reads it again.
        """
        job = None if self.job is None else self.job.to_dict()
        error = None if self.error is None else error_fields(self.error)
        return {"version": VERSION, "ref": self.ref, "job": job, "error": error}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Return the outcome that `to_dict` returned. Fields that are not known are ignored.

        Raises:
            ConfigurationError: The data has another form, or a newer version.
        """
        return read_dict(cls, fields, cls._read)

    @classmethod
    def _read(cls, given: Mapping[str, Any]) -> Self:
        ref, job = str(given["ref"]), given.get("job")
        job = None if job is None else Job.from_dict(job)
        error = get(given, "error", Mapping)
        error = None if error is None else _error(error, ref, job)
        return cls(ref, job, error)


OUTCOME_SCHEMA: dict[str, Any] = {
    "title": "Outcome",
    "type": "object",
    "properties": {
        "version": {"const": VERSION},
        "ref": {"type": "string"},
        "job": {"anyOf": [JOB_SCHEMA, {"type": "null"}]},
        "error": optional(type="object", properties={"type": {"type": "string"}, "message": {"type": "string"}}),
    },
    "required": ["ref"],
}
"""The JSON Schema of `Outcome.to_dict`."""

support_pydantic(Outcome, OUTCOME_SCHEMA)

_PLAIN = ("code", "status_code", "retry_after", "elapsed")
_UNSAVED = {"message": None, "body": b"", "last_error": None, "part": None, "timed_out": False}


def error_fields(error: GenerationJobsError) -> dict[str, Any]:
    """Return an error as JSON data; see `Outcome.to_dict`."""
    plain = {name: getattr(error, name) for name in _PLAIN if hasattr(error, name)}
    return {"type": type(error).__name__, "message": str(error), **plain}


def _error(given: Mapping[str, Any], ref: str, job: Job | None) -> GenerationJobsError:
    is_ours = given["type"] in errors.__all__
    kind: type[GenerationJobsError] = getattr(errors, given["type"]) if is_ours else GenerationJobsError
    plain = {name: given[name] for name in _PLAIN if name in given}
    return rebuild(kind, (str(given["message"]),), {**_UNSAVED, **plain, "ref": ref or None, "job": job})


class Generated(NamedTuple):
    """A job that `generate` submitted, and its results.

    Attributes:
        job: The finished job.
        files: The saved files.
    """

    job: Job
    files: tuple[Path, ...]

    def _repr_html_(self) -> str:
        return display.html_of_job(self.job) + display.html_of_files(self.files)


class Files(tuple[Path, ...]):
    """Saved files, which notebooks play and show."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)  # so that no pickle names this module

    def _repr_html_(self) -> str:
        return display.html_of_files(self)


class Outcomes(tuple[Outcome, ...]):
    """Outcomes, which notebooks show as a table."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)  # likewise

    def _repr_html_(self) -> str:
        return display.html_of_outcomes(self)


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
        reason = str(job.error or "") or "the provider gives no reason"
        raise JobFailed(f"{job.ref} failed: {reason}", job=job)
    if job.status is JobStatus.CANCELLED:
        raise JobCancelled(f"{job.ref} was cancelled", job=job)
    if not job.media:
        message = f"{job.ref} succeeded, but the response names no result; see job.raw, or ask the provider"
        raise MissingResult(message, job=job)
    return job


def in_order(jobs: Iterable[str | Job], outcomes: Iterable[Outcome]) -> Outcomes:
    """Return the outcomes in the order of the jobs; a job that was given twice has its outcome twice."""
    found = {outcome.ref: outcome for outcome in outcomes}
    return Outcomes(
        outcome_of("", job)
        if isinstance(job, Job) and job.ref is None
        else found[job if isinstance(job, str) else str(job.ref)]
        for job in jobs
    )


REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""300 and 304 are not among them (RFC 9110, 15.4)."""

RETRYABLE = frozenset({408, 425, 429})
"""4xx that ask to try again later (RFC 9110, 15.5.9; RFC 8470, 5.2; RFC 6585, 4)."""

_NOT_MODIFIED = 304
"""From a broken cache in front of the provider, since no request is conditional: it says nothing about the job."""

_BY_STATUS: dict[int, tuple[type[errors.APIError], str]] = {  # the error, and what to do about it
    401: (errors.AuthenticationError, "check the API key"),
    402: (errors.InsufficientCreditsError, "top up the account"),
    403: (errors.PermissionDeniedError, "check what the API key and the plan allow"),
    404: (errors.NotFoundError, "check the id, and that the job belongs to this account"),
    409: (errors.ConflictError, ""),
    410: (errors.NotFoundError, "check the id, and that the job belongs to this account"),
    425: (errors.NotReadyError, "wait for the job first"),
    429: (errors.RateLimitedError, "try again later; wait() does it by itself"),
}


def _meaning(status_code: int) -> tuple[type[errors.APIError], str]:
    if status_code in REDIRECTS:
        return errors.APIError, "redirects are not followed: check the base URL"
    if status_code >= 500:
        return errors.ServerError, "try again; wait() does it by itself"
    return _BY_STATUS.get(status_code, (errors.InvalidRequestError if status_code >= 400 else errors.APIError, ""))


def api_error(
    status_code: int,
    *,
    ref: str,
    code: str | None = None,
    message: str | None = None,
    body: bytes = b"",
    retry_after: float | None = None,
    advice: str | None = None,
) -> errors.APIError:
    """Return the error of a response. Its message ends with `advice`, or with the usual advice for the status."""
    kind, usual = _meaning(status_code)
    reason = ": ".join(part for part in (code, message) if part)
    if kind is errors.NotFoundError and ":" not in ref:  # it is about no job: a list, say
        usual = "check the base URL"
    elif kind is errors.NotFoundError and not reason:  # so may another server, or another path of the provider's
        usual = f"check the base URL, and {usual.removeprefix('check ')}"
    elif not (reason or usual):
        usual = "it gives no reason: check what was sent (error.body is its response), or ask the provider"
    summary = f"{ref}: the provider answered {status_code}" + (f" ({reason})" if reason else "")
    return kind(
        "; ".join(part for part in (summary, usual if advice is None else advice) if part),
        status_code=status_code,
        ref=ref,
        code=code,
        message=message,
        body=body,
        retry_after=retry_after,
    )


def is_retryable(error: errors.GenerationJobsError) -> bool:
    """Return whether the same request may succeed later, without any change by the user."""
    if isinstance(error, errors.TransportError):
        return not error.is_permanent
    if isinstance(error, errors.UndecodableResponse):
        return True
    if not isinstance(error, errors.APIError):
        return False
    return error.status_code in {*RETRYABLE, _NOT_MODIFIED} or error.status_code >= 500


_PASSING = (
    errors.DownloadError,
    errors.LedgerError,
    errors.NotReadyError,
    errors.RateLimitedError,
    errors.ServerError,
    errors.TransportError,
    errors.UndecodableResponse,
)
_VERDICTS = (JobCancelled, JobFailed, MissingResult, errors.NotFoundError, errors.UnsupportedOperation)


@checked
def is_final_error(error: GenerationJobsError, *, is_paid: bool) -> bool:
    """Return whether a task that ended with this error should not be tried again: for retry policies of task queues.

    Before the submit is accepted, only an error that may go away by itself is worth a retry. After that the job is paid
    for, and only an error about the job itself is final, such as `JobFailed`: anything else, such as a rotated key or a
    full disk, can be corrected.

    Args:
        error: The error.
        is_paid: Whether the submit was accepted.
    """
    if is_paid:
        return isinstance(error, _VERDICTS)
    if isinstance(error, errors.TransportError):
        return error.is_permanent
    return not isinstance(error, _PASSING)


def server_date(headers: Mapping[str, str]) -> datetime | None:
    """Return the time by the server's clock (`Date`, RFC 9110, 6.6.1), None without a valid one."""
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        date = parsedate_to_datetime(headers.get("date", ""))
        return date if date.tzinfo else None
    return None
