"""Events: typed values that callbacks and the log receive. None is created if nobody listens."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.io import Clock
from generation_jobs._core.models import Job

log: logging.Logger = logging.getLogger("generation_jobs")
event_log: logging.Logger = logging.getLogger("generation_jobs.events")

Operation: TypeAlias = Literal["submit", "poll", "download"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events. No API key is in it; a prompt may be in `job.raw` and in a `SubmitUncertain`.

    Attributes:
        at: When it happened, by the client's clock.
        provider: The provider's name.
        ref: The job; None if it has no ref, or the event is about no single job.
    """

    at: datetime
    provider: str
    ref: str | None


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


_IN_MESSAGES = ("status", "operation", "method", "status_code", "size_bytes", "seconds", "error")
"""The fields that the message of a log record names, for people; all are attributes of the record."""

_ONCE_A_JOB = (JobSubmitted, SubmitFailed, JobDownloaded, DownloadFailed, JobEnded)


class EventEmitter:
    """Passes the events of one client to its callbacks and to the log."""

    def __init__(
        self,
        clock: Clock,
        on_event: Callable[[Event], object] | None,
        on_submitted: Callable[[Job], object] | None,
        on_update: Callable[[Job], object] | None,
    ) -> None:
        self._clock = clock
        listeners = {
            "on_submitted": on_submitted and _of_job(JobSubmitted, on_submitted),
            "on_update": on_update and _of_job(JobLooked, on_update),
            "on_event": on_event,
        }
        self._listeners = {name: listener for name, listener in listeners.items() if listener is not None}

    @property
    def wanted(self) -> bool:
        """Whether anybody listens; asked beforehand where the values of an event take time."""
        return bool(self._listeners) or event_log.isEnabledFor(logging.INFO)

    def emit(self, kind: Callable[..., Event], subject: str, **values: object) -> None:
        """Create an event about a ref, or about a provider, and pass it to all listeners.

        If a listener raises, that is logged, and the job goes on.
        """
        if not self.wanted:
            return
        ref = subject if ":" in subject else None
        event = kind(at=self._clock.now(), provider=subject.partition(":")[0], ref=ref, **values)
        level = logging.INFO if kind in _ONCE_A_JOB else logging.DEBUG
        if event_log.isEnabledFor(level):
            values = _extra(event)
            event_log.log(level, "%s: %s%s", subject, type(event).__name__, _words(values), extra=values)
        for name, listener in self._listeners.items():
            try:
                listener(event)
            except Exception:  # a job may be paid for: it must reach the caller
                log.exception("%s failed for %s", name, subject)

    def job_ended(self, ref: str, job: Job | None, error: GenerationJobsError | None = None) -> None:
        """Emit a `JobEnded`, unless the job has no ref."""
        if ref:
            self.emit(JobEnded, ref, job=job, error=error)


def _of_job(kind: type[JobSubmitted | JobLooked], hook: Callable[[Job], object]) -> Callable[[Event], object]:
    return lambda event: hook(event.job) if isinstance(event, kind) else None


def _extra(event: Event) -> dict[str, Any]:
    """Return the fields of an event as plain values, for handlers that write structured logs."""
    values: dict[str, Any] = {"event": type(event).__name__}
    for name in (field.name for field in fields(event)):
        value: object = getattr(event, name)
        if isinstance(value, Job):
            values |= {"status": value.status.value, "provider_status": value.provider_status}
        elif isinstance(value, BaseException):
            kind = type(value).__name__
            values |= {name: str(value) or kind, f"{name}_type": kind}
        else:
            values[name] = value
    return values


def _words(values: Mapping[str, object]) -> str:
    named = ((name, values[name]) for name in _IN_MESSAGES if values.get(name) is not None)
    return "".join(f" {name}={value:.3g}" if isinstance(value, float) else f" {name}={value}" for name, value in named)
