"""The base of all events, which are passed to callbacks and to the log. None is created if there is neither."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, TypeAlias, cast

from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.io import Clock
from generation_jobs._core.models import Job

log: logging.Logger = logging.getLogger("generation_jobs")
event_log: logging.Logger = logging.getLogger("generation_jobs.events")

EventName: TypeAlias = Literal[
    "DownloadFailed",
    "JobDownloaded",
    "JobEnded",
    "JobLooked",
    "JobRetried",
    "JobSubmitted",
    "JobWaiting",
    "RequestEnded",
    "SubmitFailed",
    "TransferEnded",
    "WaitInterrupted",
]
"""The names of the classes in `kinds.py`."""

_IN_MESSAGES = ("status", "operation", "method", "status_code", "size_bytes", "seconds", "error")
"""The fields that the message of a log record names, for people; all are attributes of the record."""

_ONCE_A_JOB: Collection[EventName] = {"JobSubmitted", "SubmitFailed", "JobDownloaded", "DownloadFailed", "JobEnded"}


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
            "on_submitted": on_submitted and _of_job("JobSubmitted", on_submitted),
            "on_update": on_update and _of_job("JobLooked", on_update),
            "on_event": on_event,
        }
        self._listeners = {name: listener for name, listener in listeners.items() if listener is not None}

    @property
    def wanted(self) -> bool:
        """Whether there is a callback, or a log for events. Check it before computing values that take time."""
        return bool(self._listeners) or event_log.isEnabledFor(logging.INFO)

    def emit(self, kind: EventName, subject: str, **values: object) -> None:
        """Create an event about a ref, or about a provider, and pass it to all listeners.

        What a listener raises is logged; the job goes on.
        """
        if not self.wanted:
            return
        from generation_jobs._core.events import kinds  # late: its dataclasses take 6 ms, and most programs need none

        ref = subject if ":" in subject else None
        event: Event = getattr(kinds, kind)(at=self._clock.now(), provider=subject.partition(":")[0], ref=ref, **values)
        level = logging.INFO if kind in _ONCE_A_JOB else logging.DEBUG
        if event_log.isEnabledFor(level):
            values = _extra(event)
            event_log.log(level, "%s: %s%s", subject, kind, _words(values), extra=values)
        for name, listener in self._listeners.items():
            try:
                listener(event)
            except Exception:  # a job may be paid for: it must reach the caller
                log.exception("%s failed for %s", name, subject)

    def job_ended(self, ref: str, job: Job | None, error: GenerationJobsError | None = None) -> None:
        """Emit a `JobEnded`, unless the job has no ref."""
        if ref:
            self.emit("JobEnded", ref, job=job, error=error)


def _of_job(kind: EventName, hook: Callable[[Job], object]) -> Callable[[Event], object]:
    """Return a listener that passes the job of each event of this kind to a hook."""
    return lambda event: hook(cast("Any", event).job) if type(event).__name__ == kind else None


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
