"""What every adapter is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._core.refs import Ref
    from generation_jobs._polling.durations import Prior
    from generation_jobs._polling.schedule import Pace
    from generation_jobs.budget import Kind, Rate
    from generation_jobs.providers.operations import Events, Listing, Operation, Removal, Submit

M = TypeVar("M")


@dataclass(frozen=True)
class Adapter(Generic[M]):
    """How one provider is asked, and how its answers become jobs. `desk.Desk` does the asking.

    `read` gets the ref, the base URL in force and the client's model; it may raise `APIError` where a 200 carries an
    error. `undecodable` is what the client's `parse` raises for a 2xx that is not the documented shape, `refused` what
    its `get_kwargs` raises for what cannot be sent. `instead` says, by the name of what the provider cannot do, what to
    do instead. `webhook` reads a callback's JSON; it may raise `WebhookError`.

    `rates` are the documented limits by kind of call (`read` is everything but `submit`), none where no figure is
    documented; what answers say overrules them. `sort` tells kind and model of a job, on which its duration hangs, and
    `priors` the documented durations by kind, under "" those of any other.
    """

    base_url: str
    words: Mapping[str, JobStatus]
    pace: Pace
    operation: Operation[M]
    read: Callable[[Ref, str, M], Job]
    read_error: Callable[[bytes], tuple[str | None, str | None]]
    undecodable: type[Exception]
    refused: type[Exception]
    submit: Submit[Any] | None = None
    listing: Listing[Any, Any] | None = None
    cancel: Removal[Any] | None = None
    delete: Removal[Any] | None = None
    instead: Mapping[str, str] = field(default_factory=dict[str, str])
    webhook: Callable[[Mapping[str, object]], Job] | None = None
    events: Events | None = None
    rates: Mapping[Kind, Rate] = field(default_factory=dict["Kind", "Rate"])
    priors: Mapping[str, Prior] = field(default_factory=dict[str, "Prior"])
    sort: Callable[[Job], tuple[str, str]] = lambda _: ("", "")


def absolute(base_url: str, kwargs: Mapping[str, Any]) -> str:
    """The whole URL of a generated client's request."""
    url = base_url.rstrip("/") + str(kwargs["url"])
    params = kwargs.get("params")
    return f"{url}?{urlencode(params)}" if params else url
