"""Everything that can go wrong, in one tree.

    GenerationJobsError
    ├── ConfigurationError             a key, a package, a ref or an option is missing or malformed
    ├── APIError                       the provider answered, and the answer is not a job
    │   ├── AuthenticationError        401
    │   ├── InsufficientCreditsError   402
    │   ├── PermissionDeniedError      403
    │   ├── NotFoundError              404, 410
    │   ├── ConflictError              409
    │   ├── NotReadyError              425
    │   ├── RateLimitedError           429
    │   ├── InvalidRequestError        any other 4xx
    │   ├── ServerError                5xx, also 520 and 524
    │   └── UndecodableResponse        a 2xx whose body is not what the provider documents
    ├── TransportError                 no answer: refused, reset, hung, cut off
    ├── JobFailed                      the job ended without a result
    ├── JobCancelled                   the job was cancelled
    ├── MissingResult                  the job succeeded, yet names no result
    ├── WaitTimeout                    the job is not finished yet; it goes on at the provider
    ├── DownloadError                  the result could not be saved
    ├── SubmitUncertain                the answer to a submit was lost: there may be a job, and a charge
    ├── UnsupportedOperation           the provider cannot do this
    └── WebhookError                   a callback that is not what the provider documents

Every message says what happened, to which ref, and what to do. No message holds a key. All of them pickle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from generation_jobs._core.models import Job

__all__ = [
    "APIError",
    "AuthenticationError",
    "ConfigurationError",
    "ConflictError",
    "DownloadError",
    "GenerationJobsError",
    "InsufficientCreditsError",
    "InvalidRequestError",
    "JobCancelled",
    "JobFailed",
    "MissingResult",
    "NotFoundError",
    "NotReadyError",
    "PermissionDeniedError",
    "RateLimitedError",
    "ServerError",
    "SubmitUncertain",
    "TransportError",
    "UndecodableResponse",
    "UnsupportedOperation",
    "WaitTimeout",
    "WebhookError",
]


class GenerationJobsError(Exception):
    """Base of every error that this package raises. `ref` is the job it is about, where there is one."""

    def __init__(self, message: str, *, ref: str | None = None) -> None:
        super().__init__(message)
        self.ref = ref

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions with keyword arguments do not pickle by themselves; workers and queues need that they do.
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[GenerationJobsError], args: tuple[Any, ...], state: dict[str, Any]) -> GenerationJobsError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(GenerationJobsError):
    """A key, a package, a ref or an option is missing or malformed; the message says what to type."""


class APIError(GenerationJobsError):
    """The provider answered with an error.

    `status_code` is the HTTP status, `code` and `message` what the provider's error body says (None where it says
    nothing), `body` the answer's bytes, `retry_after` the seconds that the provider asked to wait, if it did.
    """

    def __init__(
        self,
        summary: str,
        *,
        status_code: int,
        ref: str | None = None,
        code: str | None = None,
        message: str | None = None,
        body: bytes = b"",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(summary, ref=ref)
        self.status_code = status_code
        self.code = code
        self.message = message
        self.body = body
        self.retry_after = retry_after


class AuthenticationError(APIError):
    """401: the key is missing, malformed, revoked or unknown."""


class InsufficientCreditsError(APIError):
    """402: the account has no credits left."""


class PermissionDeniedError(APIError):
    """403: the key is good, but may not do this."""


class NotFoundError(APIError):
    """404 or 410: the provider knows no such job, or it belongs to another account."""


class ConflictError(APIError):
    """409: the job's state does not allow this."""


class NotReadyError(APIError):
    """425: the result does not exist yet."""


class RateLimitedError(APIError):
    """429: too many requests, or too many jobs at once."""


class InvalidRequestError(APIError):
    """400, 422 or another 4xx: the provider refuses the request as it was sent."""


class ServerError(APIError):
    """5xx: the provider, or something in front of it, is in trouble."""


class UndecodableResponse(APIError):
    """A 2xx whose body is not what the provider documents: HTML, cut off, empty, or another shape."""


class TransportError(GenerationJobsError):
    """No answer came: the connection was refused, reset, cut off, or stayed silent for too long.

    `maybe_received` is False where the provider surely saw nothing of the request: no connection came about.
    """

    def __init__(self, message: str, *, ref: str | None = None, maybe_received: bool = True) -> None:
        super().__init__(message, ref=ref)
        self.maybe_received = maybe_received


class _JobOutcome(GenerationJobsError):
    """An end of a job that is not a result. `job` is its last state."""

    def __init__(self, message: str, *, job: Job) -> None:
        super().__init__(message, ref=job.ref)
        self.job = job


class JobFailed(_JobOutcome):
    """The provider says that the job failed; `job.error` says why, as far as the provider does."""


class JobCancelled(_JobOutcome):
    """The job was cancelled before it had a result."""


class MissingResult(_JobOutcome):
    """The provider says that the job succeeded, but names no result."""


class WaitTimeout(GenerationJobsError):
    """The job was not finished in time. It goes on at the provider: wait for the same ref again.

    `job` is its last known state (None when no look ever succeeded), `elapsed` the seconds that were waited,
    `last_error` the trouble that was met last, if the wait ended in trouble.
    """

    def __init__(
        self,
        message: str,
        *,
        ref: str,
        job: Job | None,
        elapsed: float,
        last_error: GenerationJobsError | None = None,
    ) -> None:
        super().__init__(message, ref=ref)
        self.job = job
        self.elapsed = elapsed
        self.last_error = last_error


class DownloadError(GenerationJobsError):
    """A result could not be saved. `part` is the file that holds what was received so far, if any.

    `timed_out` tells that it was given up because its time was over; the same call later may go on.
    """

    def __init__(
        self, message: str, *, ref: str | None = None, part: Path | None = None, timed_out: bool = False
    ) -> None:
        super().__init__(message, ref=ref)
        self.part = part
        self.timed_out = timed_out


class SubmitUncertain(GenerationJobsError):
    """The answer to a submit was lost: the provider may have taken the job, and charged for it. It is not sent again.

    `provider` and `parameters` are what was submitted, `digest` names them (the start of a SHA-256), `submitted_at` is
    when. `jobs.find_submitted(error)` looks for the job in the provider's list.
    """

    def __init__(
        self, message: str, *, provider: str, parameters: Mapping[str, Any], digest: str, submitted_at: datetime
    ) -> None:
        super().__init__(message)
        self.provider = provider
        self.parameters: dict[str, Any] = dict(parameters)
        self.digest = digest
        self.submitted_at = submitted_at


class UnsupportedOperation(GenerationJobsError):
    """The provider cannot do this, or does not document how; the message says what to do instead."""


class WebhookError(GenerationJobsError):
    """A callback that is cut off, forged, or not of the shape that the provider documents."""
