"""Traces and metrics for OpenTelemetry, made of the events of a client. Needs the extra `otel`.

    from generation_jobs.otel import OpenTelemetry

    with Jobs.from_env(on_event=OpenTelemetry()) as jobs:
        ...

docs/how-to/watching.md lists the spans, the metrics and their attributes.
"""

from __future__ import annotations

import atexit
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING, Any

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.events import kinds as events
from generation_jobs._core.values.per_process import PerProcess
from generation_jobs._core.version import __version__
from generation_jobs._otel import (
    MOST,
    OPERATION,
    Attributes,
    JobMetrics,
    ended_as,
    kind_of,
    labels_of,
    price_of,
    response_of,
    server_of,
)

try:
    from opentelemetry import metrics, trace
except ImportError as _missing:
    raise ConfigurationError("generation_jobs.otel needs: pip install 'generation-jobs[otel]'") from _missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.trace import Span, SpanContext

    from generation_jobs._core.models import Job

__all__ = ["OpenTelemetry"]

_SILENCE = timedelta(minutes=10)
"""How long the span of a job is open of which nothing is heard, such as for the download of one that has succeeded."""

_shared: ContextVar[SpanContext | None] = ContextVar("generation_jobs_shared_request", default=None)
"""The last request, in this thread or task, that was about no single job: a submit, or a page of a list."""

_submit: ContextVar[_OpenJob | None] = ContextVar("generation_jobs_submit", default=None)
"""The submit under way in this thread or task; its span becomes that of its first job."""


@dataclass
class _OpenJob:
    """A job whose span is open."""

    span: Span
    labels: Attributes
    started: datetime
    heard: datetime
    """When something was last heard of it, or is to be heard next."""
    status: str = ""
    waits: int = 0
    """How many waits for it are under way."""
    is_active: bool = False
    """Whether it counts among the active jobs."""
    failures: int = 0
    """How often its submit, or its poll, has failed in a row."""
    final: Job | None = None
    """What a poll has seen, once that is final."""
    ended: datetime | None = None

    def resends(self, event: events.RequestEnded) -> Attributes:
        """Return how often a request was sent before, if it failed."""
        if not (self.failures and (event.is_submit or event.method == "GET")):
            return {}
        failures, self.failures = self.failures, 0
        return {"http.request.resend_count": failures}

    def take_model(self, model: str | None) -> None:
        """Note the model, which is known once the submit has ended."""
        if model is not None:
            self.labels["gen_ai.request.model"] = model
            self.span.set_attribute("gen_ai.request.model", model)
            self.span.update_name(f"{OPERATION} {model}")


@dataclass
class _OpenDownload:
    """A download whose span is open: one request at least has ended."""

    span: Span
    requests: int = 0


class _OpenJobs:
    """The open spans of one process: those that its parent has opened are its parent's, and close there."""

    def __init__(self) -> None:
        self.lock = RLock()  # after a fork the parent's may be held for ever
        self.downloads: dict[str, _OpenDownload] = {}
        self.jobs: dict[str, _OpenJob] = {}  # those first of which nothing was heard for the longest time


class OpenTelemetry:
    """A listener for `Jobs(…, on_event=…)`: a span for each job, with its requests as children, and metrics.

    Any number of clients may share it.

    Args:
        tracer_provider: Where spans go; the global one by default.
        meter_provider: Where metrics go; the global one by default.
    """

    def __init__(
        self, tracer_provider: trace.TracerProvider | None = None, meter_provider: metrics.MeterProvider | None = None
    ) -> None:
        self._tracer = trace.get_tracer("generation_jobs", __version__, tracer_provider)
        self._metrics = JobMetrics(metrics.get_meter("generation_jobs", __version__, meter_provider))
        self._in_process = PerProcess(_OpenJobs)
        self._methods: dict[type[events.Event], Callable[[Any], None]] = {
            events.RequestEnded: self._request,
            events.JobSubmitted: self._submitted,
            events.SubmitFailed: self._submit_failed,
            events.JobWaiting: self._wait,
            events.WaitInterrupted: self._interrupt,
            events.JobLooked: self._look,
            events.JobRetried: self._retry,
            events.JobEnded: self._end,
            events.TransferEnded: self._transfer,
            events.JobDownloaded: self._download,
            events.DownloadFailed: self._download,
        }
        atexit.register(self.close)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self._jobs)} open spans>"

    def __call__(self, event: events.Event) -> None:
        """Take an event."""
        with self._lock:
            if (take := self._methods.get(type(event))) is not None:
                take(event)
            self._close_silent(event.at)

    def close(self) -> None:
        """End all open spans. Their jobs are active no more in this process."""
        with self._lock:
            for job in self._jobs.values():
                self._count_active(job, is_active=False)
                job.span.end(_ns(job.ended))
            self._jobs.clear()
            downloads = self._in_process.get().downloads
            for download in downloads.values():
                download.span.end()
            downloads.clear()

    @property
    def _lock(self) -> RLock:
        return self._in_process.get().lock

    @property
    def _jobs(self) -> dict[str, _OpenJob]:
        return self._in_process.get().jobs

    def _heard(self, event: events.Event, seconds: float = 0.0) -> _OpenJob | None:
        """Return the open job of an event; the next one is to come after so many seconds."""
        jobs, ref = self._jobs, event.ref or ""
        if (job := jobs.pop(ref, None)) is not None:
            job.heard = event.at + timedelta(seconds=seconds)
            jobs[ref] = job
        return job

    def _start(
        self,
        name: str,
        event: events.Event,
        seconds: float,
        attributes: Attributes,
        parent: _OpenJob | _OpenDownload | None,
    ) -> Span:
        """Return the span of something that took so long until an event, in the span of its parent if there is one."""
        context = None if parent is None else trace.set_span_in_context(parent.span)
        start = _ns(event.at - timedelta(seconds=seconds))
        return self._tracer.start_span(name, context, trace.SpanKind.CLIENT, attributes, start_time=start)

    def _start_job(self, event: events.Event, seconds: float) -> _OpenJob:
        labels = labels_of(event)
        span = self._start(OPERATION, event, seconds, labels, None)
        return _OpenJob(span, labels, event.at - timedelta(seconds=seconds), event.at)

    def _request(self, event: events.RequestEnded) -> None:
        server = server_of(event.url)
        labels: Attributes = {"http.request.method": event.method, **server, **response_of(event)}
        job = _submit.get() if event.is_submit else self._heard(event)
        if event.is_submit and job is None:  # the first attempt
            job = self._start_job(event, event.seconds)
            _submit.set(job)
        attributes = {**labels, "url.full": event.url}
        if job is not None:
            job.span.set_attributes(server)
            attributes |= job.resends(event)
        span = self._end_request(event.method, event, attributes, job)
        self._metrics.requests.record(event.seconds, {**labels, "gen_ai.provider.name": event.provider})
        if event.ref is None:
            _shared.set(span.get_span_context())

    def _end_request(
        self,
        method: str,
        event: events.RequestEnded | events.TransferEnded,
        attributes: Attributes,
        parent: _OpenJob | _OpenDownload | None,
    ) -> Span:
        span = self._start(method, event, event.seconds, attributes, parent)
        if "error.type" in attributes:
            span.set_status(trace.StatusCode.ERROR, None if event.error is None else str(event.error))
        span.end(_ns(event.at))
        return span

    def _submitted(self, event: events.JobSubmitted) -> None:
        if (job := _submit.get()) is None:  # the second job of a submit
            job = self._start_job(event, (event.at - event.sent_at).total_seconds())
            if (request := _shared.get()) is not None:
                job.span.add_link(request)
        _submit.set(None)
        job.take_model(event.model)
        if event.ref is None:  # the response was the result
            self._note_end(job, event, event.job, None)
            job.span.end(_ns(event.at))
        else:
            self._open(job, event.ref)

    def _submit_failed(self, event: events.SubmitFailed) -> None:
        job = _submit.get() or self._start_job(event, 0.0)  # a new one if nothing was sent
        _submit.set(None)
        job.take_model(event.model)
        failed: Attributes = {"error.type": kind_of(event.error)}
        _fail(job.span, event.error)
        self._metrics.durations.record((event.at - job.started).total_seconds(), {**job.labels, **failed})
        job.span.end(_ns(event.at))

    def _wait(self, event: events.JobWaiting) -> None:
        """Open the span of a job that another process has submitted; link any other to the span that waits for it."""
        job = self._heard(event, event.seconds)
        if event.ref is None or event.seconds:  # no wait begins
            return
        if job is None:
            job = self._start_job(event, 0.0)
            self._open(job, event.ref)
        else:
            self._link_here(job)
        job.waits += 1
        self._count_active(job, is_active=job.ended is None)

    def _interrupt(self, event: events.WaitInterrupted) -> None:
        """Count a job no more that nobody here waits for. Its span stays open for what this process may still do."""
        if (job := self._heard(event)) is not None:
            job.waits = max(0, job.waits - 1)
            self._count_active(job, is_active=job.is_active and job.waits > 0)

    def _count_active(self, job: _OpenJob, *, is_active: bool) -> None:
        if is_active != job.is_active:
            job.is_active = is_active
            self._metrics.active.add(1 if is_active else -1, job.labels)

    def _link_here(self, job: _OpenJob) -> None:
        here = trace.get_current_span().get_span_context()
        if here.is_valid and here.trace_id != job.span.get_span_context().trace_id:
            job.span.add_link(here)

    def _open(self, job: _OpenJob, ref: str) -> None:
        job.span.set_attribute("gen_ai.response.id", ref.partition(":")[2])
        job.span.set_attribute("generation_jobs.job.ref", ref)
        self._count_active(job, is_active=True)
        self._jobs[ref] = job

    def _look(self, event: events.JobLooked) -> None:
        job, status = self._heard(event), event.job.status
        if job is None or status.value == job.status:
            return
        job.status, job.final = status.value, event.job if status.is_final else None
        if event.is_listed and (page := _shared.get()) is not None:
            job.span.add_link(page)
        job.span.add_event("looked", {"generation_jobs.job.status": status.value}, _ns(event.at))

    def _retry(self, event: events.JobRetried) -> None:
        job = _submit.get() if event.operation == "submit" else self._heard(event, event.seconds)
        if job is None:
            return
        values: Attributes = {
            "generation_jobs.operation": event.operation,
            "generation_jobs.attempt": event.attempt,
            "generation_jobs.delay": event.seconds,
            "error.type": "MissingResult" if event.error is None else kind_of(event.error),
            "exception.message": "" if event.error is None else str(event.error),
        }
        job.span.add_event("retried", values, _ns(event.at))
        if event.error is not None and event.operation != "download":  # those requests are not told of
            job.failures = event.attempt

    def _end(self, event: events.JobEnded) -> None:
        job = self._heard(event)
        if job is None:  # nobody here has submitted or waited for it
            completed_at = None if event.job is None else event.job.completed_at
            if completed_at is None or event.at - completed_at < _SILENCE:  # it did not end long ago
                self._metrics.end(labels_of(event), event, event.job, ended_as(event.job, "unknown", event.error))
        elif job.ended is None:
            self._note_end(job, event, event.job, event.error)
            if event.error is not None:
                _fail(job.span, event.error)
                self._close(job, event)

    def _note_end(self, job: _OpenJob, event: events.Event, last: Job | None, error: BaseException | None) -> None:
        """Note that a job has ended, or the wait for it, in its span and in the metrics."""
        job.ended = event.at
        ended = ended_as(last, job.status, error)
        job.span.set_attributes({**ended, **price_of(last)})
        self._count_active(job, is_active=False)
        self._metrics.end(job.labels, event, last, ended, job.started)

    def _transfer(self, event: events.TransferEnded) -> None:
        """Add a request for a result to the span of its download, which begins with the first."""
        job, downloads, ref = self._heard(event), self._in_process.get().downloads, event.ref or ""
        if (download := downloads.get(ref)) is None:
            download = downloads[ref] = _OpenDownload(self._start("download", event, event.seconds, {}, job))
        attributes: Attributes = {"http.request.method": "GET", **server_of(event.host), **response_of(event)}
        if download.requests:
            attributes["http.request.resend_count"] = download.requests
        download.requests += 1
        self._end_request("GET", event, {**attributes, "url.full": event.host}, download)

    def _download(self, event: events.JobDownloaded | events.DownloadFailed) -> None:
        job, download = self._heard(event), self._in_process.get().downloads.pop(event.ref or "", None)
        span = self._start("download", event, event.seconds, {}, job) if download is None else download.span
        if isinstance(event, events.JobDownloaded):
            span.set_attribute("generation_jobs.download.size", event.size_bytes)
            self._metrics.bytes.add(event.size_bytes, {"gen_ai.provider.name": event.provider})
        else:
            for failed in (span, *([] if job is None else [job.span])):
                _fail(failed, event.error)
        span.end(_ns(event.at))
        if job is not None:
            if job.ended is None:  # nobody has waited for it
                self._note_end(job, event, job.final, None)
            self._close(job, event)

    def _close(self, job: _OpenJob, event: events.Event) -> None:
        self._jobs.pop(event.ref or "", None)
        job.span.end(_ns(event.at))

    def _close_silent(self, now: datetime) -> None:
        """Close jobs that are not downloaded in time, that another process goes on with, and the oldest of too many."""
        jobs = self._jobs
        while jobs:
            ref, job = next(iter(jobs.items()))
            if len(jobs) <= MOST and now - job.heard <= _SILENCE:
                return
            del jobs[ref]
            self._count_active(job, is_active=False)
            job.span.end(_ns(job.ended or min(job.heard, now)))


def _fail(span: Span, error: BaseException) -> None:
    span.set_attribute("error.type", kind_of(error))
    span.set_status(trace.StatusCode.ERROR, str(error))


def _ns(moment: datetime | None) -> int | None:
    """Return a time as OpenTelemetry has it; None, which is now, for None."""
    return None if moment is None else int(moment.timestamp() * 1e9)
