"""The steps that an operation asks its shell to take.

Operations (`looking`, `waiting`, `download`) are generators: they yield a step, get its result back, and do no network
I/O and no sleeping themselves. `Jobs` and `AsyncJobs` are two small loops that take these steps, blocking or awaiting.
So every decision is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from generation_jobs._events.subscriptions import Bell, Channel
    from generation_jobs._http.throttle import Turns

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """What to send. `provider` names the API client to send it by; None is the credential-free client for media.

    `json` is the body, as JSON; None for no body. `turns` is the budget that it counts for; None for no budget.
    """

    url: str
    headers: Mapping[str, str] = field(repr=False)
    provider: str | None
    method: str = "GET"
    json: object = None
    turns: Turns | None = field(default=None, repr=False)


class Head(NamedTuple):
    """The start of an answer: status and headers (names in lower case); `until` is when its request must be over."""

    status_code: int
    headers: Mapping[str, str]
    until: float


class Answer(NamedTuple):
    """A whole answer: `Head` and body."""

    status_code: int
    headers: Mapping[str, str]
    until: float
    body: bytes


class Open(NamedTuple):
    """Send a request and give the `Head` of its answer, before `deadline` (on the monotonic clock).

    The request has `seconds` for itself; they begin once it is its turn at the gate.
    Raises `TransportError`, and `UntrustedURL` for a media host that must not be reached.
    """

    request: Request
    deadline: float
    seconds: float


class Read(NamedTuple):
    """Give the next `bytes` of the answer that was opened last, empty at its end. Raises `TransportError`."""

    deadline: float


class Close(NamedTuple):
    """Close the answer that was opened last."""


class Sleep(NamedTuple):
    """Let that many seconds pass."""

    seconds: float


class Listen(NamedTuple):
    """Let that many seconds pass, fewer if the bell rings. Gives whether it rang."""

    bell: Bell
    seconds: float


class Connect(NamedTuple):
    """Open a stream of events if it is time to. Over when it is open or has failed, and after `seconds` at most."""

    channel: Channel
    seconds: float


class Call(NamedTuple):
    """Call a function that touches the disk, where that holds nobody else up. Gives and raises what it does."""

    function: Callable[[], object]


Step: TypeAlias = Open | Read | Close | Sleep | Listen | Connect | Call
Steps: TypeAlias = Generator[Step, Any, T]
