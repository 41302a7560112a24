"""The metrics of `generation_jobs.otel`, and the attributes of its spans and metrics.

Attributes are named by the semantic conventions of HTTP and GenAI where these have a name.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from generation_jobs._core.errors import TransportError

if TYPE_CHECKING:
    from datetime import datetime

    from opentelemetry.metrics import Meter

    from generation_jobs._core.events.kinds import Event, RequestEnded, TransferEnded
    from generation_jobs._core.models import Cost, Job

Attributes: TypeAlias = dict[str, str | int | float]

OPERATION = "generate_content"

MOST = 10_000
"""The most jobs that are remembered."""

_REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
"""Buckets of requests, as the semantic conventions of HTTP have them; the usual ones are for milliseconds."""

_JOB_SECONDS = tuple(0.01 * 2**step for step in range(21))
"""Buckets of jobs: up to 81.92 s those of the conventions for GenAI, and on in the same way to almost three hours."""


def labels_of(event: Event) -> Attributes:
    """Return what the spans and metrics of an event's job have in common."""
    return {"gen_ai.operation.name": OPERATION, "gen_ai.provider.name": event.provider}


def server_of(url: str) -> Attributes:
    """Return the host and the port of a URL."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"server.address": parts.hostname or "", "server.port": port}


def response_of(event: RequestEnded | TransferEnded) -> Attributes:
    """Return the status of a response, and what failed."""
    found: Attributes = {} if event.status_code is None else {"http.response.status_code": event.status_code}
    if event.status_code is not None and event.status_code >= 400:
        return {**found, "error.type": str(event.status_code)}
    return found if event.error is None else {**found, "error.type": kind_of(event.error)}


def ended_as(last: Job | None, status: str, error: BaseException | None) -> Attributes:
    """Return how a job has ended, or the wait for it."""
    ended: Attributes = {"generation_jobs.job.status": last.status.value if last else status or "unknown"}
    return ended if error is None else {**ended, "error.type": kind_of(error)}


def price_of(job: Job | None) -> Attributes:
    """Return what a provider says that a job cost."""
    if job is None or job.cost is None:
        return {}
    return {**currency_of(job.cost), "generation_jobs.job.cost": float(job.cost.amount)}


def kind_of(error: BaseException | None) -> str:
    """Return what failed, where no response came; else the name of the error's class, or of its first public base."""
    if isinstance(error, TransportError) and error.kind != "other":
        return error.kind
    kinds = type(error).__mro__
    return next(kind.__name__ for kind in kinds if "._" not in kind.__module__)


def currency_of(cost: Cost) -> Attributes:
    """Return the currency of a price, as an attribute."""
    return {"generation_jobs.currency": cost.currency or "unknown"}


class JobMetrics:
    """What is counted of the jobs of one process. Its caller has a lock."""

    def __init__(self, meter: Meter) -> None:
        seconds = partial(meter.create_histogram, unit="s", explicit_bucket_boundaries_advisory=_JOB_SECONDS)
        self.requests = meter.create_histogram(
            "http.client.request.duration",
            "s",
            "Duration of requests to providers.",
            explicit_bucket_boundaries_advisory=_REQUEST_SECONDS,
        )
        self.durations = seconds(
            "gen_ai.client.operation.duration", description="Duration of jobs, from submit to end."
        )
        self._lags = seconds("generation_jobs.job.lag", description="Time until this client knew that a job had ended.")
        self.active = meter.create_up_down_counter("generation_jobs.job.active", "{job}", "Jobs that have not ended.")
        self._ended = meter.create_counter("generation_jobs.job.ended", "{job}", "Jobs that have ended.")
        self._cost = meter.create_counter("generation_jobs.job.cost", "1", "What providers say that jobs cost.")
        self.bytes = meter.create_counter("generation_jobs.download.size", "By", "Size of saved results.")
        self._counted: dict[str, None] = {}  # the refs of jobs that have ended, oldest first

    def end(
        self, labels: Attributes, event: Event, job: Job | None, ended: Attributes, started: datetime | None = None
    ) -> None:
        """Count the end of a job, once however often it is seen; and that of a wait.

        Args:
            labels: Those of the job.
            event: What tells of the end.
            job: Its last known state.
            ended: How it has ended.
            started: When the submit or the wait began, None for a job that was only looked at.
        """
        if job is not None and job.status.is_final and self._was_counted(event.ref):
            return
        self._ended.add(1, {**labels, **ended})
        if started is not None:
            self.durations.record((event.at - started).total_seconds(), {**labels, **ended})
        if job is not None and job.completed_at is not None and started is not None:
            since = max(job.completed_at, started)  # before that, nobody here has asked
            self._lags.record(max(0.0, (event.at - since).total_seconds()), labels)
        if job is not None and job.cost is not None:
            self._cost.add(float(job.cost.amount), {**labels, **currency_of(job.cost)})

    def _was_counted(self, ref: str | None) -> bool:
        """Return whether the end of a job was counted before, and remember that it is now."""
        if ref is None or ref in self._counted:
            return ref is not None
        self._counted[ref] = None
        if len(self._counted) > MOST:
            del self._counted[next(iter(self._counted))]
        return False
