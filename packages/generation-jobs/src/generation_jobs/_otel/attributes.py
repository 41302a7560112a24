"""The attributes of spans and metrics, by the semantic conventions of HTTP and GenAI where these have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from generation_jobs._core.errors import TransportError

if TYPE_CHECKING:
    from generation_jobs._core.events.kinds import Event, RequestEnded, TransferEnded
    from generation_jobs._core.models import Cost, Job

Attributes: TypeAlias = dict[str, str | int | float]

OPERATION = "generate_content"


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
