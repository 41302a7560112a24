"""What can be done at a provider beside looking at a job: submit, list, cancel, delete. Data, one set a provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from generation_jobs._core.io import Answer
    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._core.refs import Ref

M = TypeVar("M")
I = TypeVar("I")  # noqa: E741  (an item)
M_co = TypeVar("M_co", covariant=True)


class Operation(Protocol[M_co]):
    """A module of a generated client: one operation, its parts that do no I/O."""

    @property
    def get_kwargs(self) -> Callable[..., dict[str, Any]]:
        """Method, URL, headers, params and body of the request. Raises the client's `InvalidArgument`."""
        ...

    @property
    def auth_headers(self) -> Callable[..., dict[str, str]]:
        """The headers that the caller is known by, of the secrets of the provider's settings."""
        ...

    def parse(self, status_code: int, headers: Mapping[str, str], content: bytes) -> M_co:
        """What a successful answer holds. Raises the client's `UndecodableResponse`."""
        ...


class Events(NamedTuple):
    """A stream of server-sent events: its path, the event that tells that a job has ended, the field with its id."""

    path: str
    name: str
    job_id: str


class ListOperation(Protocol[M, I]):
    """The module of an operation that lists: it also finds items and the next page."""

    @property
    def get_kwargs(self) -> Callable[..., dict[str, Any]]:
        """See `Operation`."""
        ...

    @property
    def auth_headers(self) -> Callable[..., dict[str, str]]:
        """See `Operation`."""
        ...

    def parse(self, status_code: int, headers: Mapping[str, str], content: bytes) -> M:
        """See `Operation`."""
        ...

    def items(self, page: M, /) -> list[I]:
        """The items of a page."""
        ...

    def next_page(self, page: M, request: Mapping[str, Any], /) -> dict[str, Any] | None:
        """The request for the page that follows; None at the end."""
        ...


@dataclass(frozen=True)
class Submit(Generic[M]):
    """How a job is submitted.

    `read` gives the jobs that an answer tells. `refused` are the machine codes by which a 503 says that it did not
    take the job, so that it may be sent again. `count` names the parameter by which one submit makes several jobs.
    """

    operation: Operation[M]
    read: Callable[[M, Answer], tuple[Job, ...]]
    refused: frozenset[str] = frozenset()
    count: str | None = None


class Row(NamedTuple):
    """One row of a list: a job, the text that it was submitted with, and about when, as far as the row tells."""

    job: Job
    text: str | None
    at: datetime | None


@dataclass(frozen=True)
class Listing(Generic[M, I]):
    """How jobs are listed.

    `row` gets the base URL in force and an item. `query` gives the provider's own filter by status, empty where it has
    none. `text` names the parameter of a submit that a row's `text` repeats. `size` is the parameter for the rows of a
    page, and the most that it takes; None where rows do not tell how their jobs stand.
    """

    operation: ListOperation[M, I]
    row: Callable[[str, I], Row]
    query: Callable[[JobStatus], dict[str, Any]]
    text: str
    size: tuple[str, int] | None = None


@dataclass(frozen=True)
class CancelOrDelete(Generic[M]):
    """How a job is cancelled or deleted.

    `arguments` gives the operation's for a job, which is polled first only if `polls_first`. `refusal` gives what the
    provider says against it in a success, None where it did as asked.
    """

    operation: Operation[M]
    arguments: Callable[[Ref, Job | None], dict[str, Any]]
    refusal: Callable[[M], str | None]
    polls_first: bool = False
