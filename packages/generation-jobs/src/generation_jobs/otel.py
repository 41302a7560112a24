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
from functools import partial
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from generation_jobs._core import events
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.version import __version__

try:
    from opentelemetry import metrics, trace
except ImportError as _missing:
    raise ConfigurationError("generation_jobs.otel needs: pip install 'generation-jobs[otel]'") from _missing

if TYPE_CHECKING:
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, SpanContext, TracerProvider

    from generation_jobs._core.models import Job

__all__ = ["OpenTelemetry"]

Attributes: TypeAlias = dict[str, str | int | float]

_OPERATION = "generate_content"

_MOST = 10_000
"""The most jobs with open spans; beyond it the oldest span ends, since another process may wait for its job."""

_REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
"""Buckets of requests, as the semantic conventions of HTTP have them; the usual ones are for milliseconds."""

_JOB_SECONDS = tuple(0.01 * 2**step for step in range(21))
"""Buckets of jobs: up to 81.92 s those of the conventions for GenAI, and on in the same way to almost three hours."""

_UNSAVED = timedelta(minutes=10)
"""How long the span of a job that has succeeded is open for its download."""

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
    status: str = ""
    ended: datetime | None = None

    def take_model(self, model: str | None) -> None:
        """Note the model, which is known once the submit has ended."""
        if model is not None:
            self.labels["gen_ai.request.model"] = model
            self.span.set_attribute("gen_ai.request.model", model)
            self.span.update_name(f"{_OPERATION} {model}")


class OpenTelemetry:
    """A listener for `Jobs(…, on_event=…)`: a span for each job, with its requests as children, and metrics.

    Any number of clients may share it.

    Args:
        tracer_provider: Where spans go; the global one by default.
        meter_provider: Where metrics go; the global one by default.
    """

    def __init__(
        self, tracer_provider: TracerProvider | None = None, meter_provider: MeterProvider | None = None
    ) -> None:
        self._tracer = trace.get_tracer("generation_jobs", __version__, tracer_provider)
        meter = metrics.get_meter("generation_jobs", __version__, meter_provider)
        seconds = partial(meter.create_histogram, unit="s", explicit_bucket_boundaries_advisory=_JOB_SECONDS)
        self._requests = meter.create_histogram(
            "http.client.request.duration",
            "s",
            "Duration of requests to providers.",
            explicit_bucket_boundaries_advisory=_REQUEST_SECONDS,
        )
        self._durations = seconds(
            "gen_ai.client.operation.duration", description="Duration of jobs, from submit to end."
        )
        self._lags = seconds("generation_jobs.job.lag", description="Time until this client knew that a job had ended.")
        self._active = meter.create_up_down_counter("generation_jobs.job.active", "{job}", "Jobs that have not ended.")
        self._ended = meter.create_counter("generation_jobs.job.ended", "{job}", "Jobs that have ended.")
        self._cost = meter.create_counter("generation_jobs.job.cost", "1", "What providers say that jobs cost.")
        self._bytes = meter.create_counter("generation_jobs.download.size", "By", "Size of saved results.")
        self._lock = RLock()
        self._jobs: dict[str, _OpenJob] = {}
        self._unsaved: dict[str, _OpenJob] = {}  # those that have succeeded, oldest first
        atexit.register(self.close)

    def __call__(self, event: events.Event) -> None:
        """Take an event."""
        with self._lock:
            match event:
                case events.RequestEnded():
                    self._request(event)
                case events.JobSubmitted():
                    self._submitted(event)
                case events.SubmitFailed():
                    self._submit_failed(event)
                case events.JobWaiting(seconds=0):  # the wait begins
                    self._wait(event)
                case events.JobLooked():
                    self._look(event)
                case events.JobRetried():
                    self._retry(event)
                case events.JobEnded():
                    self._end(event)
                case events.JobDownloaded():
                    self._download(event)
                case events.DownloadFailed():
                    self._download_failed(event)
                case _:
                    pass
            self._trim(event.at)

    def close(self) -> None:
        """End all open spans."""
        with self._lock:
            for job in [*self._unsaved.values(), *self._jobs.values()]:
                job.span.end(_ns(job.ended))
            self._unsaved.clear()
            self._jobs.clear()

    def _known(self, ref: str | None) -> _OpenJob | None:
        return self._jobs.get(ref or "") or self._unsaved.get(ref or "")

    def _start(
        self, name: str, event: events.Event, seconds: float, attributes: Attributes, job: _OpenJob | None
    ) -> Span:
        """Return the span of something that took so long until an event, in the job's span if there is one."""
        context = None if job is None else trace.set_span_in_context(job.span)
        start = _ns(event.at - timedelta(seconds=seconds))
        return self._tracer.start_span(name, context, trace.SpanKind.CLIENT, attributes, start_time=start)

    def _start_job(self, event: events.Event, seconds: float) -> _OpenJob:
        labels: Attributes = {"gen_ai.operation.name": _OPERATION, "gen_ai.provider.name": event.provider}
        span = self._start(_OPERATION, event, seconds, labels, None)
        return _OpenJob(span, labels, event.at - timedelta(seconds=seconds))

    def _request(self, event: events.RequestEnded) -> None:
        url = urlsplit(event.url)
        labels: Attributes = {
            "http.request.method": event.method,
            "server.address": url.hostname or "",
            "server.port": url.port or (443 if url.scheme == "https" else 80),
        }
        if event.status_code is not None:
            labels["http.response.status_code"] = event.status_code
        if event.status_code is None or event.status_code >= 400:
            labels["error.type"] = str(event.status_code or _kind_of(event.error))
        job = self._submitting(event) if event.is_submit else self._known(event.ref)
        span = self._start(event.method, event, event.seconds, {**labels, "url.full": event.url}, job)
        if "error.type" in labels:
            span.set_status(trace.StatusCode.ERROR, None if event.error is None else str(event.error))
        span.end(_ns(event.at))
        self._requests.record(event.seconds, {**labels, "gen_ai.provider.name": event.provider})
        if event.ref is None:
            _shared.set(span.get_span_context())

    def _submitting(self, event: events.RequestEnded) -> _OpenJob:
        """Return the submit of a request: that of an earlier attempt if there was one."""
        if (job := _submit.get()) is None:
            job = self._start_job(event, event.seconds)
            _submit.set(job)
        return job

    def _submitted(self, event: events.JobSubmitted) -> None:
        if (job := _submit.get()) is None:  # the second job of a submit
            job = self._start_job(event, (event.at - event.sent_at).total_seconds())
            if (request := _shared.get()) is not None:
                job.span.add_link(request)
        _submit.set(None)
        job.take_model(event.model)
        self._active.add(1, job.labels)
        if event.ref is None:  # the response was the result
            self._count(job, event.at, event.job, "")
            job.span.end(_ns(event.at))
        else:
            self._open(job, event.ref)

    def _submit_failed(self, event: events.SubmitFailed) -> None:
        if (job := _submit.get()) is None:  # nothing was sent
            return
        _submit.set(None)
        job.take_model(event.model)
        failed: Attributes = {"error.type": _kind_of(event.error)}
        _fail(job.span, event.error)
        self._durations.record((event.at - job.started).total_seconds(), {**job.labels, **failed})
        job.span.end(_ns(event.at))

    def _wait(self, event: events.JobWaiting) -> None:
        """Open the span of a job that another process has submitted; link any other to the span that waits for it."""
        if event.ref is None:
            return
        if (job := self._known(event.ref)) is None:
            job = self._start_job(event, 0.0)
            self._active.add(1, job.labels)
            self._open(job, event.ref)
            return
        here = trace.get_current_span().get_span_context()
        if here.is_valid and here.trace_id != job.span.get_span_context().trace_id:
            job.span.add_link(here)

    def _open(self, job: _OpenJob, ref: str) -> None:
        job.span.set_attribute("gen_ai.response.id", ref.partition(":")[2])
        job.span.set_attribute("generation_jobs.job.ref", ref)
        self._jobs[ref] = job

    def _look(self, event: events.JobLooked) -> None:
        job, status = self._known(event.ref), event.job.status.value
        if job is None or status == job.status:
            return
        job.status = status
        if event.is_listed and (page := _shared.get()) is not None:
            job.span.add_link(page)
        job.span.add_event("looked", {"generation_jobs.job.status": status}, _ns(event.at))

    def _retry(self, event: events.JobRetried) -> None:
        job = _submit.get() if event.operation == "submit" else self._known(event.ref)
        if job is not None:
            values: Attributes = {
                "generation_jobs.operation": event.operation,
                "generation_jobs.attempt": event.attempt,
                "generation_jobs.delay": event.seconds,
                "error.type": "MissingResult" if event.error is None else _kind_of(event.error),
                "exception.message": "" if event.error is None else str(event.error),
            }
            job.span.add_event("retried", values, _ns(event.at))

    def _end(self, event: events.JobEnded) -> None:
        ref = event.ref or ""
        if (job := self._jobs.pop(ref, None)) is None:
            return
        self._count(job, event.at, event.job, "" if event.error is None else _kind_of(event.error))
        if event.error is None:
            self._unsaved[ref] = job
        else:
            _fail(job.span, event.error)
            job.span.end(_ns(event.at))

    def _count(self, job: _OpenJob, at: datetime, last: Job | None, error: str) -> None:
        """Note that a job has ended, or the wait for it, in its span and in the metrics."""
        job.ended = at
        ended: Attributes = {"generation_jobs.job.status": last.status.value if last else job.status or "unknown"}
        if error:
            ended["error.type"] = error
        job.span.set_attributes(ended)
        self._active.add(-1, job.labels)
        self._ended.add(1, {**job.labels, **ended})
        self._durations.record((at - job.started).total_seconds(), {**job.labels, **ended})
        if last is not None and last.completed_at is not None:
            self._lags.record(max(0.0, (at - last.completed_at).total_seconds()), job.labels)
        if last is not None and last.cost is not None:
            price: Attributes = {"generation_jobs.currency": last.cost.currency or "unknown"}
            job.span.set_attributes({**price, "generation_jobs.job.cost": float(last.cost.amount)})
            self._cost.add(float(last.cost.amount), {**job.labels, **price})

    def _download(self, event: events.JobDownloaded) -> None:
        size: Attributes = {"generation_jobs.download.size": event.size_bytes}
        self._start("download", event, event.seconds, size, self._known(event.ref)).end(_ns(event.at))
        self._bytes.add(event.size_bytes, {"gen_ai.provider.name": event.provider})
        if (job := self._saved(event)) is not None:
            job.span.end(_ns(event.at))

    def _download_failed(self, event: events.DownloadFailed) -> None:
        span = self._start("download", event, event.seconds, {}, self._known(event.ref))
        _fail(span, event.error)
        span.end(_ns(event.at))
        if (job := self._saved(event)) is not None:
            _fail(job.span, event.error)
            job.span.end(_ns(event.at))

    def _saved(self, event: events.Event) -> _OpenJob | None:
        """Return the job whose download has ended, which is no longer open."""
        ref = event.ref or ""
        if (waiting := self._jobs.pop(ref, None)) is not None:  # nobody has waited for it
            self._count(waiting, event.at, None, "")
        return waiting or self._unsaved.pop(ref, None)

    def _trim(self, now: datetime) -> None:
        """End spans of jobs that are not downloaded in time, and the oldest of too many."""
        for ref, job in list(islice(self._unsaved.items(), 2)):
            if job.ended is not None and now - job.ended > _UNSAVED:
                self._unsaved.pop(ref).span.end(_ns(job.ended))
        if len(self._jobs) > _MOST:
            forgotten = self._jobs.pop(next(iter(self._jobs)))
            self._active.add(-1, forgotten.labels)
            forgotten.span.end(_ns(now))


def _fail(span: Span, error: BaseException) -> None:
    span.set_attribute("error.type", _kind_of(error))
    span.set_status(trace.StatusCode.ERROR, str(error))


def _kind_of(error: BaseException | None) -> str:
    """Return the name of an error's class, or of its first base that users know."""
    kinds = type(error).__mro__
    return next(kind.__name__ for kind in kinds if "._" not in kind.__module__)


def _ns(moment: datetime | None) -> int | None:
    """Return a time as OpenTelemetry has it; None, which is now, for None."""
    return None if moment is None else int(moment.timestamp() * 1e9)
