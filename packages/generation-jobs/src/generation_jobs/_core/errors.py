"""The errors of this package, in one tree.

    GenerationJobsError
    ├── ConfigurationError             a key, a package, a ref, an option or an argument is missing or malformed
    ├── APIError                       the provider answered with an error
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
    │       └── WrongJob               a 2xx about another job than the one that was asked for
    ├── TransportError                 no response: connection refused, reset, silent or cut off
    ├── JobFailed                      the job ended without a result
    ├── JobCancelled                   the job was cancelled
    ├── MissingResult                  the job succeeded, but the response names no result
    ├── WaitTimeout                    the job is not finished yet; it continues at the provider
    ├── DownloadError                  a result could not be saved
    ├── SubmitUncertain                the response to a submit was lost: there may be a job, and a charge
    ├── LedgerError                    the ledger cannot be read or written
    ├── UnsupportedOperation           the provider cannot do this
    └── WebhookError                   a callback body that is not what the provider documents

Every message says what happened, to which ref, and what to do. No message holds an API key, and what a provider says
stands in it as `printable` text. All of them pickle.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ForwardRef

from generation_jobs._core.values.base_errors import ConfigurationError, GenerationJobsError, rebuild

if TYPE_CHECKING:
    from generation_jobs._core.models import Job
else:  # slow to import, and every program imports the errors: it is imported when somebody reads the type hints
    Job = ForwardRef("__import__('generation_jobs').Job")

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
    "LedgerError",
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
    "WrongJob",
]


class APIError(GenerationJobsError):
    """The provider answered with an error.

    Attributes:
        status_code: The HTTP status.
        code: The provider's own error code, None if its response has none.
        message: The provider's own error message, None if its response has none.
        body: The response's body, its first MiB at most, with API keys redacted.
        retry_after: Seconds that the provider asked to wait, None if it did not.
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
    """401: the API key is missing, malformed, revoked or unknown."""


class InsufficientCreditsError(APIError):
    """402: the account has no credits left."""


class PermissionDeniedError(APIError):
    """403: the API key is valid, but does not allow this."""


class NotFoundError(APIError):
    """404 or 410: the job does not exist, or belongs to another account."""


class ConflictError(APIError):
    """409: the job's state does not allow this."""


class NotReadyError(APIError):
    """425: the result does not exist yet."""


class RateLimitedError(APIError):
    """429: too many requests, or too many jobs at once."""


class InvalidRequestError(APIError):
    """400, 422 or another 4xx: the provider rejects the request."""


class ServerError(APIError):
    """5xx: the provider, or a proxy in front of it, has failed."""


class UndecodableResponse(APIError):
    """2xx, but the body is not what the provider documents: HTML, cut off, empty, or of another shape."""


class WrongJob(UndecodableResponse):
    """2xx, but the response is about another job than the requested one."""


class TransportError(GenerationJobsError):
    """No response came: the connection was refused, reset or cut off, or nothing arrived in time.

    Attributes:
        maybe_received: False if no connection was made, so that the provider cannot have received the request.
        is_permanent: Whether a retry cannot help before the setup is changed, for example because the certificate is
            not trusted or the proxy needs a password.
        kind: What failed, as a word for metrics: "timeout", "connection_lost", "connection_refused",
            "name_not_resolved", "certificate_invalid", "tls_handshake", "proxy", "invalid_url", or "other".
    """

    def __init__(
        self,
        message: str,
        *,
        ref: str | None = None,
        maybe_received: bool = True,
        is_permanent: bool = False,
        kind: str = "other",
    ) -> None:
        super().__init__(message, ref=ref)
        self.maybe_received = maybe_received
        self.is_permanent = is_permanent
        self.kind = kind


class _JobOutcome(GenerationJobsError):
    """The job ended without a result.

    Attributes:
        job: Its last state.
    """

    def __init__(self, message: str, *, job: "Job") -> None:
        super().__init__(message, ref=job.ref)
        self.job = job


class JobFailed(_JobOutcome):
    """The job failed; `error.job.error` holds the provider's reason."""


class JobCancelled(_JobOutcome):
    """The job was cancelled before it had a result."""


class MissingResult(_JobOutcome):
    """The job succeeded, but the response names no result."""


class WaitTimeout(GenerationJobsError):
    """The job was not finished in time. It continues at the provider: wait for the same ref again.

    Attributes:
        job: Its last known state, None if no poll succeeded.
        elapsed: Seconds waited.
        last_error: The error of the last poll, None if it succeeded.
    """

    def __init__(
        self,
        message: str,
        *,
        ref: str,
        job: "Job | None",
        elapsed: float,
        last_error: GenerationJobsError | None = None,
    ) -> None:
        super().__init__(message, ref=ref)
        self.job = job
        self.elapsed = elapsed
        self.last_error = last_error


class DownloadError(GenerationJobsError):
    """A result could not be saved.

    Attributes:
        part: The file that holds what was received so far, None if there is none.
        timed_out: Whether `timeout` was over; the same call resumes the download.
    """

    def __init__(
        self, message: str, *, ref: str | None = None, part: Path | None = None, timed_out: bool = False
    ) -> None:
        super().__init__(message, ref=ref)
        self.part = part
        self.timed_out = timed_out


class SubmitUncertain(GenerationJobsError):
    """The response to a submit was lost: there may be a job, and a charge. The submit is not repeated.

    `jobs.find_submitted(error)` searches the provider's list for the job; `jobs.recover()` does so for all of a ledger.

    Attributes:
        provider: The provider's name.
        parameters: What was submitted.
        digest: A name for provider and parameters: the first 16 hex digits of a SHA-256.
        submitted_at: When the request went out, in UTC.
        refs: The refs that the response names.
        body: The response's body, with API keys redacted; empty without a response.
        date: The time by the provider's clock (`Date`), None if the response does not say it.
    """

    refs: tuple[str, ...] = ()  # the defaults are those of errors that version 0.1 pickled
    body: bytes = b""
    date: datetime | None = None

    def __init__(
        self,
        message: str,
        *,
        provider: str,
        parameters: Mapping[str, Any],
        digest: str,
        submitted_at: datetime,
        refs: tuple[str, ...] = (),
        body: bytes = b"",
        date: datetime | None = None,
    ) -> None:
        super().__init__(message, ref=refs[0] if len(refs) == 1 else None)
        self.provider = provider
        self.parameters: dict[str, Any] = dict(parameters)
        self.digest = digest
        self.submitted_at = submitted_at
        self.refs = refs
        self.body = body
        self.date = date


class LedgerError(GenerationJobsError):
    """The ledger cannot be read or written: full disk, read-only or locked file, or a newer format.

    A submit that raises it was not sent.
    """


class UnsupportedOperation(GenerationJobsError):
    """The provider cannot do this, or does not document how; the message says what to do instead."""


class WebhookError(GenerationJobsError):
    """A callback body is cut off, forged, or of another shape than the provider documents."""


for _name in __all__:
    globals()[_name].__module__ = "generation_jobs.errors"  # the name in pickles and tracebacks
rebuild.__module__ = "generation_jobs.errors"
