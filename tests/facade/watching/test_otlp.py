"""Traces and metrics, as a collector gets them from the official exporter."""

from __future__ import annotations

import gzip
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Self

import pytest
from generation_jobs.otel import OpenTelemetry
from generation_jobs_sandbox import Fault
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from tests.facade.watching.secrets import KEY, PROMPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from generation_jobs_sandbox import Sandbox

    from tests.facade.shells import Face


class Receiver(ThreadingHTTPServer):
    """Takes OTLP over HTTP, as an OpenTelemetry collector does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.bodies: list[tuple[str, bytes]] = []
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def url(self, signal: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/{signal}"

    def spans(self) -> dict[str, list[Any]]:
        """The spans by name."""
        found: dict[str, list[Any]] = {}
        for path, body in self.bodies:
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans if "traces" in path else ():
                for span in (span for scope in resource.scope_spans for span in scope.spans):
                    found.setdefault(span.name, []).append(span)
        return found

    def metrics(self) -> set[str]:
        """The names of the metrics."""
        requests = [ExportMetricsServiceRequest.FromString(body) for path, body in self.bodies if "metrics" in path]
        scopes = [scope for one in requests for resource in one.resource_metrics for scope in resource.scope_metrics]
        return {metric.name for scope in scopes for metric in scope.metrics}


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        is_packed = self.headers.get("content-encoding") == "gzip"
        self.server.bodies.append((self.path, gzip.decompress(body) if is_packed else body))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the output of tests clean."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as one:
        yield one


def values(span: Any) -> dict[str, str]:
    return {one.key: one.value.string_value for one in span.attributes}


def test_a_collector_gets_the_trace_of_a_job_and_its_metrics(
    receiver: Receiver, box: Sandbox, online: Callable[..., Face], tmp_path: Path
) -> None:
    tracers = TracerProvider(resource=Resource({"service.name": "covers"}), shutdown_on_exit=False)
    tracers.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(receiver.url("traces"))))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter(receiver.url("metrics")))
    meters = MeterProvider([reader], shutdown_on_exit=False)
    box.world.inject_fault("oxen", Fault("status", on="submit", status=429))
    jobs = online(on_event=OpenTelemetry(tracers, meters))
    with tracers.get_tracer("a user's program").start_as_current_span("order 17"):
        jobs.download(jobs.wait(jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)), tmp_path)
    tracers.shutdown()
    meters.shutdown()

    spans = receiver.spans()
    (order,), (job,) = spans["order 17"], spans["generate_content flux-2-dev"]
    assert job.parent_span_id == order.span_id
    assert {one.trace_id for some in spans.values() for one in some} == {order.trace_id}
    (download,) = spans["download"]
    fetched = [one for one in spans["GET"] if one.parent_span_id == download.span_id]
    assert len(fetched) == 1, "the request for the result"
    children = [*spans["POST"], *(one for one in spans["GET"] if one not in fetched), download]
    assert {one.parent_span_id for one in children} == {job.span_id}
    assert [values(one).get("error.type") for one in spans["POST"]] == ["429", None]
    assert values(job)["generation_jobs.job.status"] == "succeeded"
    assert {"gen_ai.client.operation.duration", "http.client.request.duration"} <= receiver.metrics()
    assert {"generation_jobs.job.ended", "generation_jobs.job.cost"} <= receiver.metrics()
    everything = b"".join(body for _, body in receiver.bodies)
    assert b"covers" in everything
    assert KEY.encode() not in everything and PROMPT.encode() not in everything
