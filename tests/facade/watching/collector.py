"""A collector of traces and metrics, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generation_jobs.otel import OpenTelemetry
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan


class Collector:
    """Spans and metrics in memory."""

    def __init__(self) -> None:
        self._spans, self._reader = InMemorySpanExporter(), InMemoryMetricReader()
        self._tracers, self._meters = TracerProvider(shutdown_on_exit=False), MeterProvider([self._reader])
        self._tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        self.listener = OpenTelemetry(self._tracers, self._meters)
        self.tracer = self._tracers.get_tracer("a user's program")

    def spans(self, name: str | None = None) -> list[ReadableSpan]:
        return [span for span in self._spans.get_finished_spans() if name in {None, span.name}]

    def children(self, parent: ReadableSpan, name: str | None = None) -> list[ReadableSpan]:
        """The spans, or those of this name, that are children of another."""
        context = parent.get_span_context()
        return [one for one in self.spans(name) if one.parent and context and one.parent.span_id == context.span_id]

    def total(self, metric: str, **wanted: object) -> float:
        """The sum of a metric's points with these attributes; of a histogram, their count."""
        points = self._points(metric)
        found = [point for point in points if wanted.items() <= with_underscores(point.attributes).items()]
        return sum(point.count if hasattr(point, "count") else point.value for point in found)

    def sum(self, metric: str) -> float:
        """The sum of a histogram's values."""
        return sum(point.sum for point in self._points(metric))

    def bounds(self, metric: str) -> tuple[float, ...]:
        """The bounds of a histogram's buckets."""
        return tuple(self._points(metric)[0].explicit_bounds)

    def _points(self, metric: str) -> list[Any]:
        data: Any = self._reader.get_metrics_data()
        metrics = [one for scope in data.resource_metrics[0].scope_metrics for one in scope.metrics]
        return [point for one in metrics if one.name == metric for point in one.data.data_points]

    def end(self) -> None:
        self.listener.close()
        self._meters.shutdown()


def with_underscores(attributes: dict[str, object]) -> dict[str, object]:
    return {name.replace(".", "_"): value for name, value in attributes.items()}


def lies_within(inner: ReadableSpan, outer: ReadableSpan) -> bool:
    """Whether a span begins and ends while another one is open."""
    times = [outer.start_time, inner.start_time, inner.end_time, outer.end_time]
    known = [time for time in times if time is not None]
    return len(known) == len(times) and known == sorted(known)


def values(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})
