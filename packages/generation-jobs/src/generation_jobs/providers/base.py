"""`Adapter`: everything that the facade knows of a provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sliding_window_quota import Rate

    from generation_jobs._core.durations import DurationHint
    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._core.policy import Kind, PollInterval
    from generation_jobs._core.refs import Ref
    from generation_jobs.providers.operations import CancelOrDelete, Events, Listing, Operation, Submit

M = TypeVar("M")


@dataclass(frozen=True)
class Adapter(Generic[M]):
    """How requests to one provider are made, and how its responses become jobs.

    Attributes:
        base_url: The base URL of the provider's API, without a slash at its end.
        status_map: The provider's statuses, and what they mean; any other is `JobStatus.UNKNOWN`.
        poll_interval: Bounds for the time between two polls of a job.
        operation: The operation of the generated client that gets a job.
        read: Takes the ref, the base URL in use and the client's model, and returns the job. May raise `APIError` for a
            200 with an error.
        read_error: Takes an error body, and returns its code and message.
        undecodable: The exception of the client's `parse` for a 2xx of another form than documented.
        refused: The exception of the client's `get_kwargs` for invalid parameters.
        submit: How jobs are submitted, None if they cannot be; likewise the following.
        listing: How jobs are listed.
        cancel: How a job is cancelled.
        delete: How a job is deleted.
        unsupported_hints: What to do instead, by the name of an operation ("submit", "list", "cancel", "delete").
        webhook: Takes the JSON of a callback, and returns the job. May raise `WebhookError`.
        events: The provider's stream of server-sent events.
        rate_limits: The documented rate limits by kind of request ("read", "submit"); limits in responses take
            precedence.
        duration_hints: The documented durations by kind of job; "" holds for all other kinds.
        duration_group: Takes a job, and returns kind and model: such jobs take about as long as each other.
    """

    base_url: str
    status_map: Mapping[str, JobStatus]
    poll_interval: PollInterval
    operation: Operation[M]
    read: Callable[[Ref, str, M], Job]
    read_error: Callable[[bytes], tuple[str | None, str | None]]
    undecodable: type[Exception]
    refused: type[Exception]
    submit: Submit[Any] | None = None
    listing: Listing[Any, Any] | None = None
    cancel: CancelOrDelete[Any] | None = None
    delete: CancelOrDelete[Any] | None = None
    unsupported_hints: Mapping[str, str] = field(default_factory=dict[str, str])
    webhook: Callable[[Mapping[str, object]], Job] | None = None
    events: Events | None = None
    rate_limits: Mapping[Kind, Rate] = field(default_factory=dict["Kind", "Rate"])
    duration_hints: Mapping[str, DurationHint] = field(default_factory=dict[str, "DurationHint"])
    duration_group: Callable[[Job], tuple[str, str]] = lambda _: ("", "")


if not TYPE_CHECKING:  # packages written for version 0.1 use its names of these fields
    _RENAMED = {
        "words": "status_map",
        "pace": "poll_interval",
        "instead": "unsupported_hints",
        "rates": "rate_limits",
        "priors": "duration_hints",
        "sort": "duration_group",
    }
    _init = Adapter.__init__

    @wraps(_init)
    def _init_by_any_name(self: Adapter, *args: object, **values: object) -> None:
        _init(self, *args, **{_RENAMED.get(name, name): value for name, value in values.items()})

    Adapter.__init__ = _init_by_any_name
    for _old, _new in _RENAMED.items():
        setattr(Adapter, _old, property(lambda self, name=_new: getattr(self, name)))


def absolute(base_url: str, kwargs: Mapping[str, Any]) -> str:
    """Return the absolute URL of a request.

    Args:
        base_url: The base URL of the provider's API.
        kwargs: What the client's `get_kwargs` returned: `url` and `params` are used.
    """
    url = base_url.rstrip("/") + str(kwargs["url"])
    params = kwargs.get("params")
    return f"{url}?{urlencode(params)}" if params else url
