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

_MOST = 10_000
"""The most jobs with open spans; beyond it the oldest span ends, since another process may wait for its job."""

_UNSAVED = timedelta(minutes=10)
"""How long the span of a job that has succeeded is open for its download."""

_shared: ContextVar[SpanContext | None] = ContextVar("generation_jobs_shared_request", default=None)
"""The last request, in this thread or task, that was about no single job: a submit, or a page of a list."""


@dataclass
class _OpenJob:
    """A job whose span is open."""

    span: Span
    labels: Attributes
    started: datetime
    status: str = ""
    ended: datetime | None = None


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
        self._requests = meter.create_histogram("http.client.request.duration", "s")
        self._durations = meter.create_histogram("gen_ai.client.operation.duration", "s")
        self._lags = meter.create_histogram("generation_jobs.job.lag", "s")
        self._active = meter.create_up_down_counter("generation_jobs.job.active", "{job}")
        self._ended = meter.create_counter("generation_jobs.job.ended", "{job}")
        self._cost = meter.create_counter("generation_jobs.job.cost", "1")
        self._bytes = meter.create_counter("generation_jobs.download.size", "By")
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
                case events.JobSubmitted() | events.JobWaiting(seconds=0):  # submitted, or its wait begins
                    self._open(event)
                case events.JobLooked():
                    self._look(event)
                case events.JobRetried():
                    self._retry(event)
                case events.JobEnded():
                    self._end(event)
                case events.JobDownloaded():
                    self._download(event)
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

    def _start(self, name: str, event: events.Event, seconds: float, attributes: Attributes) -> Span:
        """Return the span of something that took so long until an event, in the job's span if there is one."""
        job = self._known(event.ref)
        context = None if job is None else trace.set_span_in_context(job.span)
        start = _ns(event.at - timedelta(seconds=seconds))
        return self._tracer.start_span(name, context, trace.SpanKind.CLIENT, attributes, start_time=start)

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
            labels["error.type"] = str(event.status_code or type(event.error).__name__)
        span = self._start(event.method, event, event.seconds, {**labels, "url.full": event.url})
        if "error.type" in labels:
            span.set_status(trace.StatusCode.ERROR)
        span.end(_ns(event.at))
        self._requests.record(event.seconds, {**labels, "gen_ai.provider.name": event.provider})
        if event.ref is None:
            _shared.set(span.get_span_context())

    def _open(self, event: events.JobSubmitted | events.JobWaiting) -> None:
        if self._known(event.ref) is not None:
            return
        submit = event if isinstance(event, events.JobSubmitted) else None
        started, model = (submit.sent_at, submit.model) if submit is not None else (event.at, None)
        labels: Attributes = {"gen_ai.operation.name": "generate_content", "gen_ai.provider.name": event.provider}
        if model is not None:
            labels["gen_ai.request.model"] = model
        name = " ".join(["generate_content", *([model] if model else [])])
        span = self._start(name, event, (event.at - started).total_seconds(), labels)
        job = _OpenJob(span, labels, started)
        self._active.add(1, labels)
        if submit is not None and (request := _shared.get()) is not None:
            span.add_link(request)
        if event.ref is None:  # the answer was the result
            self._count(job, event.at, None if submit is None else submit.job, "")
            span.end(_ns(event.at))
            return
        span.set_attribute("gen_ai.response.id", event.ref.partition(":")[2])
        span.set_attribute("generation_jobs.job.ref", event.ref)
        self._jobs[event.ref] = job

    def _look(self, event: events.JobLooked) -> None:
        job, status = self._known(event.ref), event.job.status.value
        if job is None or status == job.status:
            return
        job.status = status
        if event.is_listed and (page := _shared.get()) is not None:
            job.span.add_link(page)
        job.span.add_event("looked", {"generation_jobs.job.status": status}, _ns(event.at))

    def _retry(self, event: events.JobRetried) -> None:
        if (job := self._known(event.ref)) is not None:
            error = "MissingResult" if event.error is None else type(event.error).__name__
            values: Attributes = {"generation_jobs.attempt": event.attempt, "error.type": error}
            job.span.add_event("retried", values, _ns(event.at))

    def _end(self, event: events.JobEnded) -> None:
        ref = event.ref or ""
        if (job := self._jobs.pop(ref, None)) is None:
            return
        self._count(job, event.at, event.job, "" if event.error is None else type(event.error).__name__)
        if event.error is None:
            self._unsaved[ref] = job
        else:
            job.span.set_status(trace.StatusCode.ERROR, str(event.error))
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
        ref = event.ref or ""
        size: Attributes = {"generation_jobs.download.size": event.size_bytes}
        self._start("download", event, event.seconds, size).end(_ns(event.at))
        self._bytes.add(event.size_bytes, {"gen_ai.provider.name": event.provider})
        if (waiting := self._jobs.pop(ref, None)) is not None:  # nobody has waited for it
            self._count(waiting, event.at, None, "")
        if (job := waiting or self._unsaved.pop(ref, None)) is not None:
            job.span.end(_ns(event.at))

    def _trim(self, now: datetime) -> None:
        """End spans of jobs that are not downloaded in time, and the oldest of too many."""
        for ref, job in list(islice(self._unsaved.items(), 2)):
            if job.ended is not None and now - job.ended > _UNSAVED:
                self._unsaved.pop(ref).span.end(_ns(job.ended))
        if len(self._jobs) > _MOST:
            forgotten = self._jobs.pop(next(iter(self._jobs)))
            self._active.add(-1, forgotten.labels)
            forgotten.span.end(_ns(now))


def _ns(moment: datetime | None) -> int | None:
    """Return a time as OpenTelemetry has it; None, which is now, for None."""
    return None if moment is None else int(moment.timestamp() * 1e9)
