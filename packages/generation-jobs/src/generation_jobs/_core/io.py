"""What an operation needs from outside: HTTP, time and the disk, as coroutines.

Operations (`get`, `wait`, `download`, …) are coroutines, written once. `AsyncJobs` awaits them over `AsyncIO`. `Jobs`
runs them over `SyncIO`, whose methods block instead of suspending, by `run_blocking`. So each decision is written once,
and a stack trace of either client shows the whole way from the call to the socket.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from types import TracebackType
    from typing import Self

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request.

    `provider` names the API client that sends it; None is the credential-free client for media. `json` is the body, as
    JSON; None for no body.
    """

    url: str
    headers: Mapping[str, str] = field(repr=False)
    provider: str | None
    method: str = "GET"
    json: object = None


class Head(NamedTuple):
    """Status and headers (names in lower case) of a response; `until` is the deadline of its request."""

    status_code: int
    headers: Mapping[str, str]
    until: float


class Answer(NamedTuple):
    """A whole response: `Head` and body."""

    status_code: int
    headers: Mapping[str, str]
    until: float
    body: bytes


class Waker:
    """Wakes one waiting operation, from any thread."""

    def __init__(self) -> None:
        self.event: threading.Event = threading.Event()
        self.callback: Callable[[], object] | None = None
        """Called on `wake`; `AsyncIO` wakes its task by it."""

    def wake(self) -> None:
        """End the wait that is under way, or the next one at once."""
        self.event.set()
        if (callback := self.callback) is not None:  # read once: the other thread may remove it
            callback()


class Exchange(Protocol):
    """A request that was sent, and the response whose head has arrived. Close it, or use it in an `async with`."""

    head: Head

    async def read(self, deadline: float) -> bytes:
        """Return the next bytes of the body, empty at its end. Raises `TransportError`."""
        ...

    async def close(self) -> None:
        """Give the connection back, or drop it if the body was not read to its end."""
        ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


class Workers(Protocol):
    """Performs several operations at once: in threads for `Jobs`, in tasks for `AsyncJobs`."""

    def start(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        """Perform an operation, and wake the waker at its end."""
        ...

    async def wait(self, waker: Waker, seconds: float) -> None:
        """Wait until the waker is woken, for that many seconds at most. Raises what an operation raised."""
        ...

    async def close(self) -> None:
        """End, or let end, what is under way."""
        ...


class IO(Protocol):
    """The outside world of all operations of one client. Deadlines are on the monotonic clock, times in seconds."""

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a request and read the head of its response, before `deadline`.

        The request has `seconds` for itself; they begin once it has a connection slot.

        Raises:
            TransportError: No response came.
            UntrustedURL: The media host must not be reached.
        """
        ...

    async def sleep(self, seconds: float) -> None:
        """Let that many seconds pass."""
        ...

    async def wait(self, waker: Waker, seconds: float) -> bool:
        """Let that many seconds pass, fewer if the waker is woken. Returns whether it was."""
        ...

    def workers(self) -> Workers:
        """Return workers for one operation that sends several requests at once."""
        ...

    async def run(self, function: Callable[[], T]) -> T:
        """Call a function that blocks on the disk, without blocking other tasks."""
        ...


def run_blocking(operation: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine whose IO blocks: it never suspends, so that one step runs all of it."""
    try:
        operation.send(None)
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        operation.close()
    raise RuntimeError("an operation of Jobs awaited something that does not block")
