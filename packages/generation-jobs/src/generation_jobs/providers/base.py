"""`Adapter`: everything that the facade knows of a provider, and functions that read values of the clients' models.

A provider may send another type than it documents, null, or nothing. A wait must survive this, so that a
function that reads a value returns None for one that it cannot read.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from urllib.parse import urlencode

from sliding_window_quota import Rate

from generation_jobs._core.config import Kind, PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._core.models import Job
from generation_jobs._core.refs import Ref
from generation_jobs._core.values.json_body import decode
from generation_jobs._core.values.status import JobStatus
from generation_jobs.providers.operations import CancelOrDelete, Events, Listing, Operation, Submit

M = TypeVar("M")


@dataclass(frozen=True, eq=False)
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
        unsupported_hints: What to do instead, by the name of an operation ("submit", "list", "cancel", "delete");
            "status" if the list cannot be filtered, since its items have no status.
        webhook: Takes the JSON of a callback, and returns the job. May raise `WebhookError`.
        events: The provider's stream of server-sent events.
        rate_limits: The documented rate limits by kind of request ("read", "submit"); limits in responses take
            precedence.
        duration_hints: The documented durations by kind of job; "" holds for all other kinds.
        duration_group: Takes a job, and returns kind and model. Jobs of the same kind and model take equally long.
        media: The operation of the generated client that sends a job's result. Its URLs get the API key, and no others.
        job_id: The name of the argument of `operation.get_kwargs` that is the job's id, as for an id in the query; None
            if it is the only positional argument, as for an id in the path.
        headers: Sent with every request to the provider's API, such as the API's version, and never to a media host.
            Those of the user's policy, and those with the key, replace them.
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
    media: Operation[Any] | None = None
    job_id: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def poll_kwargs(self, job_id: str) -> dict[str, Any]:
        """Return what `operation.get_kwargs` returns for a job."""
        name = self.job_id
        return self.operation.get_kwargs(job_id) if name is None else self.operation.get_kwargs(**{name: job_id})


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


_DIGITS = 30
"""The most digits of a price, before or after the point: 1E+999999999999 written out would take all memory."""


def at(value: object, pointer: str) -> object:
    """Return the value at a JSON pointer (RFC 6901) in a decoded body, None if there is none."""
    for step in pointer.split("/")[1:]:
        if isinstance(value, list):
            items = cast("list[object]", value)
            value = items[int(step)] if step.isdecimal() and int(step) < len(items) else None
        else:
            key = step.replace("~1", "/").replace("~0", "~")
            value = cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None
    return value


def _fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; of a name that it has more than once, a list of the values: readers see one (RFC 8259, 4)."""
    found = dict(pairs)
    if len(found) < len(pairs):
        every = {name: [value for other, value in pairs if other == name] for name in found}
        found.update({name: values for name, values in every.items() if len(values) > 1})
    return found


def all_in(body: bytes, pointer: str) -> list[object]:
    """Return what `all_at` returns of a body; nothing if that is not JSON."""
    try:
        return all_at(decode(body, _fields), pointer)
    except (ValueError, RecursionError):
        return []


def all_at(value: object, pointer: str) -> list[object]:
    """Return the values at a JSON pointer (RFC 6901) in a decoded body, where a list stands for all of its items.

    >>> all_at({"images": [{"url": "a"}, {"url": "b"}]}, "/images/url")
    ['a', 'b']
    """
    values = _items(value)
    for step in pointer.split("/")[1:]:
        values = [item for one in values for item in _items(at(one, f"/{step}"))]
    return values


def _items(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [value]


_WORDS = (
    "/error/message",
    "/error",
    "/message",
    "/detail",
    "/errors/message",
    "/errors",
    "/error_description",
    "/title",
)
"""Where most servers put the error message: a gateway in front of a provider does not use its documented form."""


def error_text(body: bytes) -> str | None:
    """Return what a JSON body says went wrong, in one of the usual places; None if it says nothing there."""
    return next((str(found) for place in _WORDS for found in all_in(body, place) if text(found)), None)


def text(value: object) -> str | None:
    """Return a string, None if it is empty or another type."""
    return str(value) if isinstance(value, str) and value else None  # the plain string of an enum's member


def status_of(value: object, status_map: Mapping[str, JobStatus]) -> tuple[str | None, JobStatus]:
    """Return the provider's status and its meaning. Case, spaces and hyphens may differ from the documented word."""
    status = text(value)
    if status is None or status in status_map:
        return status, status_map.get(status or "", JobStatus.UNKNOWN)
    words = {**_ENDS, **{_spelled(word): meaning for word, meaning in status_map.items()}}
    return status, words.get(_spelled(status), JobStatus.UNKNOWN)


_ENDS = {"canceled": JobStatus.CANCELLED, "cancelled": JobStatus.CANCELLED, "error": JobStatus.FAILED}
"""Ends that a provider may add without notice; a word for success is only taken from its documentation."""


def _spelled(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def status_query(status_map: Mapping[str, JobStatus], status: JobStatus) -> dict[str, str]:
    """Return the query that filters a provider's list by one status.

    Args:
        status_map: The provider's statuses, and what they mean.
        status: The status to filter by.

    Returns:
        `{"status": …}` with the first of the provider's statuses that means it; empty if there is none.
    """
    found = [theirs for theirs, meaning in status_map.items() if meaning is status]
    return {"status": found[0]} if found else {}


def number(value: object) -> float | None:
    """Return a number, None if it is negative, not finite or another type."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:  # whole numbers in JSON have no limit
        return None
    return found if math.isfinite(found) and found >= 0 else None


def count(value: object) -> int | None:
    """Return a number without its fraction, None if it is negative, not finite or another type."""
    found = number(value)
    return None if found is None else int(found)


def money(value: object) -> Decimal | None:
    """Return an amount, given as a decimal string or a JSON number; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount.adjusted()) < _DIGITS else None


def time(value: object) -> datetime | None:
    """Return a time in UTC, given as Unix seconds, ISO 8601 text or a datetime; None for anything else.

    A time without a zone is taken as UTC.
    """
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value.strip())
        elif isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None
