"""The operations of a provider, as data: submit, list, cancel, delete, and its events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from generation_jobs._core.io import Answer
from generation_jobs._core.models import Job
from generation_jobs._core.refs import Ref
from generation_jobs._core.values.status import JobStatus

M = TypeVar("M")
I = TypeVar("I")  # noqa: E741  (an item)
M_co = TypeVar("M_co", covariant=True)


class Operation(Protocol[M_co]):
    """A module of a generated client: one operation, without input and output."""

    @property
    def get_kwargs(self) -> Callable[..., dict[str, Any]]:
        """Takes the parameters, and returns the request: `method`, `url`, `headers`, `params`, `json`."""
        ...

    @property
    def auth_headers(self) -> Callable[..., dict[str, str]]:
        """Takes the secrets of the provider's settings, and returns the headers that hold them."""
        ...

    def parse(self, status_code: int, headers: Mapping[str, str], content: bytes) -> M_co:
        """Return the model of a successful response. Raises `Adapter.undecodable`."""
        ...


class ListOperation(Operation[M], Protocol[M, I]):
    """The module of an operation that lists jobs by pages."""

    def items(self, page: M, /) -> list[I]:
        """Return the items of a page."""
        ...

    def next_page(self, page: M, request: Mapping[str, Any], previous: M | None, /) -> dict[str, Any] | None:
        """Return the request for the next page; None after the last, and where a page is the same as `previous`."""
        ...


class Events(NamedTuple):
    """A stream of server-sent events that announces the end of jobs.

    Attributes:
        path: Its path below the base URL.
        name: The name of the event that announces it.
        job_id: The field of the event's JSON that holds the job's id.
    """

    path: str
    name: str
    job_id: str


@dataclass(frozen=True, eq=False)
class Submit(Generic[M]):
    """How jobs are submitted.

    Attributes:
        operation: The client's operation.
        read: Takes its model and the response, and returns the jobs.
        refused: Codes of a 503 by which the provider says that it has not accepted the job, so that a retry is safe.
        count: The parameter that sets how many jobs one submit makes, None if it is always one.
        ids: Where the response names the jobs' ids: a JSON pointer, where a list on the way stands for all its items.
            They count also if the rest of the response is not as documented.
        renamed: The operation's name of each parameter that has another name in the facade, by the facade's name.
    """

    operation: Operation[M]
    read: Callable[[M, Answer], tuple[Job, ...]]
    refused: frozenset[str] = frozenset()
    count: str | None = None
    ids: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])


class Row(NamedTuple):
    """One item of a list.

    Attributes:
        job: The job.
        text: The text that it was submitted with, None if the item does not contain it.
        at: About when it was submitted, None if the item does not contain it.
        shown: Other parameters that it was submitted with, by their names; those that the item does not contain are
            left out, or None.
    """

    job: Job
    text: str | None
    at: datetime | None
    shown: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Listing(Generic[M, I]):
    """How jobs are listed.

    Attributes:
        operation: The client's operation.
        row: Takes the base URL in use and an item, and returns the row.
        query: Takes a status, and returns the operation's parameters that filter by it; none if it cannot be filtered.
        text: The parameter of a submit that `Row.text` repeats.
        size: The operation's parameter for the page size, and its maximum; None if items do not contain the job's
            status.
        total: Takes a page, and returns how many jobs the list has; None if it does not say.
    """

    operation: ListOperation[M, I]
    row: Callable[[str, I], Row]
    query: Callable[[JobStatus], dict[str, Any]]
    text: str
    size: tuple[str, int] | None = None
    total: Callable[[M], object] = lambda _: None


@dataclass(frozen=True, eq=False)
class CancelOrDelete(Generic[M]):
    """How a job is cancelled or deleted.

    Attributes:
        operation: The client's operation.
        arguments: Takes the ref and, if `polls_first`, the job, and returns the operation's parameters.
        refusal: Takes the model of a 2xx, and returns the error message in it; None if there is none.
        polls_first: Whether the job is polled first.
        done: Takes the model of a 2xx, and returns the ids of the jobs for which it says that it was done; None if it
            does not say.
    """

    operation: Operation[M]
    arguments: Callable[[Ref, Job | None], dict[str, Any]]
    refusal: Callable[[M], str | None]
    polls_first: bool = False
    done: Callable[[M], Sequence[object] | None] = lambda _: None
