"""What every adapter is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generation_jobs.job import Job, JobStatus
    from generation_jobs.refs import Ref
    from generation_jobs.schedule import Pace

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)


class Operation(Protocol[M_co]):
    """A module of a generated client: one operation, its two halves that do no I/O."""

    @property
    def get_kwargs(self) -> Callable[..., dict[str, Any]]:
        """Method, URL, headers, params and body of the request. Raises the client's `InvalidArgument`."""
        ...

    def parse(self, status_code: int, headers: Mapping[str, str], content: bytes) -> M_co:
        """The model that a successful answer holds."""
        ...


@dataclass(frozen=True)
class Adapter(Generic[M]):
    """How one provider is asked, and how its answers become jobs. `desk.Desk` does the asking.

    `read` gets the ref, the base URL in force and the client's model; it may raise `APIError` where a 200 carries an
    error. `undecodable` is what the client's `parse` raises for a 2xx that is not the documented shape. `auth` takes
    the secrets of the provider's settings by name. `webhook` reads a callback's JSON; it may raise `WebhookError`.
    """

    base_url: str
    words: Mapping[str, JobStatus]
    pace: Pace
    operation: Operation[M]
    auth: Callable[..., dict[str, str]]
    read: Callable[[Ref, str, M], Job]
    read_error: Callable[[bytes], tuple[str | None, str | None]]
    undecodable: type[Exception]
    webhook: Callable[[Mapping[str, object]], Job] | None = None


def absolute(base_url: str, kwargs: Mapping[str, Any]) -> str:
    """The whole URL of a generated client's request."""
    url = base_url.rstrip("/") + str(kwargs["url"])
    params = kwargs.get("params")
    return f"{url}?{urlencode(params)}" if params else url
