"""What every adapter is made of."""

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
A = TypeVar("A")


_RENAMED = {
    "words": "status_map",
    "pace": "poll_interval",
    "instead": "unsupported_hints",
    "rates": "rate_limits",
    "priors": "duration_hints",
    "sort": "duration_group",
}
"""The fields of `Adapter` in 0.1, which packages that bring a provider may still use."""


def _with_old_names(kind: type[A]) -> type[A]:
    init: Callable[..., None] = kind.__init__

    def init_by_any_name(self: object, *args: object, **fields: object) -> None:
        old = {_RENAMED[name]: fields.pop(name) for name in _RENAMED if name in fields}
        init(self, *args, **{**fields, **old})

    def get_by_old_name(self: object, name: str) -> object:  # called for what is no field
        if name not in _RENAMED:
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
        return getattr(self, _RENAMED[name])

    setattr(kind, "__init__", wraps(init)(init_by_any_name))  # noqa: B010  (checkers go on seeing the dataclass)
    setattr(kind, "__getattr__", get_by_old_name)  # noqa: B010
    return kind


@_with_old_names
@dataclass(frozen=True)
class Adapter(Generic[M]):
    """How one provider is asked, and how its responses become jobs. `ProviderSession` does the asking.

    Attributes:
        base_url: Of the provider's API, without a slash at its end.
        status_map: The provider's status words, and what they mean.
        poll_interval: Bounds for the seconds between two polls of a job.
        operation: The generated client's operation that gets a job.
        read: Turns its result into a job; gets the ref, the base URL in force and the client's model. It may raise
            `APIError` where a 200 carries an error.
        read_error: Returns code and message of an error body.
        undecodable: What the client's `parse` raises for a 2xx that is not the documented shape.
        refused: What the client's `get_kwargs` raises for what cannot be sent.
        submit: How a job is submitted; None where it cannot be. Likewise `listing`, `cancel` and `delete`.
        unsupported_hints: What to do instead, by the name of what the provider cannot do.
        webhook: Reads a callback's JSON; it may raise `WebhookError`.
        events: The provider's stream of events.
        rate_limits: The documented limits by kind of call (`read` is everything but `submit`), none where no figure is
            documented. What responses say overrules them.
        duration_hints: The documented durations by kind of job, under "" those of any other kind.
        duration_group: Returns kind and model of a job: such jobs take about as long as each other.
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


def absolute(base_url: str, kwargs: Mapping[str, Any]) -> str:
    """The whole URL of a generated client's request."""
    url = base_url.rstrip("/") + str(kwargs["url"])
    params = kwargs.get("params")
    return f"{url}?{urlencode(params)}" if params else url
