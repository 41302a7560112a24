"""The kinds of events, imported when the first one is created. Each is named in `EventName` as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.events.emitter import Event as Event
from generation_jobs._core.models import Job

Operation: TypeAlias = Literal["submit", "poll", "download"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSubmitted(Event):
    """A provider has accepted a job.

    Attributes:
        job: The job.
        sent_at: When the submit was sent.
        model: The parameter `model`, if the submit has one.
    """

    job: Job
    sent_at: datetime
    model: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitFailed(Event):
    """A submit has ended without a job of its own: it was refused, not sent, interrupted, or its response was lost.

    Likewise one that was to be sent again, when another process had submitted with its key.

    Attributes:
        error: Why. A `SubmitUncertain` has the parameters of the submit, and so the prompt.
        model: The parameter `model`, if the submit has one.
    """

    error: BaseException
    model: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLooked(Event):
    """A job's state was read.

    Attributes:
        job: The job.
        is_listed: Whether it was read from a page of the provider's list, which covers many jobs.
    """

    job: Job
    is_listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWaiting(Event):
    """A job is waited for.

    Attributes:
        seconds: Seconds until its next poll; 0 when the wait begins.
    """

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitInterrupted(Event):
    """A wait has ended before its job: its task was cancelled, for instance, or the loop over the outcomes was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRetried(Event):
    """Something failed, and will be tried again.

    Attributes:
        operation: What failed.
        error: Why; None for a job that has succeeded, but does not name its results yet.
        attempt: How often it has failed in a row.
        seconds: Seconds until the next try.
    """

    operation: Operation
    error: GenerationJobsError | None
    attempt: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDownloaded(Event):
    """The results of a job are saved.

    Attributes:
        files: The files.
        size_bytes: The bytes of those that were not saved before.
        seconds: How long it took.
    """

    files: Sequence[Path]
    size_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFailed(Event):
    """The results of a job could not be saved. The job may be downloaded again; what came is kept.

    Attributes:
        error: Why; an interruption as well, such as `asyncio.CancelledError`.
        seconds: How long it was tried.
    """

    error: BaseException
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEnded(Event):
    """A job was seen to have ended, or the wait for it ended with an error.

    Attributes:
        job: Its last known state, None if there is none.
        error: Why there is no result, such as `JobFailed` or `WaitTimeout`; None if it succeeded.
    """

    job: Job | None
    error: GenerationJobsError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEnded(Event):
    """A request to a provider's API has ended.

    Attributes:
        method: The HTTP method.
        url: The URL without its query.
        status_code: The status of the response, None if there was none.
        error: Why there was no response, such as `TransportError` or `asyncio.CancelledError`; None if there was one.
        seconds: Seconds from sending the request to the last byte of the response. Without a response, the time spent
            waiting for the rate limit counts too.
        is_submit: Whether it was a submit.
    """

    method: str
    url: str
    status_code: int | None
    error: BaseException | None
    seconds: float
    is_submit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferEnded(Event):
    """A request for a result has ended, or was interrupted.

    Attributes:
        host: The host with its scheme and port, such as `https://media.example`. The rest of the URL may be signed.
        status_code: The status of the response, None if there was none.
        error: Why the result did not come, or not all of it; None if it did.
        seconds: Seconds from sending the request to the last byte.
    """

    host: str
    status_code: int | None
    error: BaseException | None
    seconds: float


for _public in (Event, *Event.__subclasses__()):
    _public.__module__ = "generation_jobs"  # the name in pickles
