"""The input and output of all operations, behind protocols: HTTP, the clock, worker threads or tasks, the disk.

Every operation (`get`, `wait`, `download`, …) is a coroutine, written once. `AsyncJobs` awaits it with an `AsyncIO`.
`Jobs` passes it to `run_blocking` with a `SyncIO`, whose coroutines block instead of suspending.
"""

import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar, runtime_checkable

import sliding_window_quota
from sliding_window_quota import run_blocking as run_blocking

from generation_jobs._core.errors import TransportError

T = TypeVar("T")
Progress: TypeAlias = Callable[[str, int, int | None], None]
"""Called with the ref, the bytes received so far, and the size of the whole (None while unknown)."""


@runtime_checkable
class Clock(sliding_window_quota.Clock, Protocol):
    """The time functions that this package uses: those of its rate limiter, and one more. Durations are in seconds."""

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        """Block this thread until the event is set, for at most `seconds`."""
        ...


class SystemClock(sliding_window_quota.SystemClock):
    """The `Clock` of the operating system."""

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        wait_for(event, seconds)


_NAP = 0.5
"""Seconds that the main thread blocks at a time, at most.

Python runs the handler of a signal in the main thread, between two of its own instructions. Ctrl-C that comes after the
last of them does not end the system call which follows: it is heard when that returns.
"""


DEADLINE: ContextVar[float] = ContextVar("deadline")
"""When the step under way must be over, on `time.monotonic`. Set in blocking code only."""


def naps(seconds: float) -> Iterator[float]:
    """Yield how long to block next, until `seconds` are over. Between two blocks the main thread notices Ctrl-C.

    It yields at least once for any seconds above 0, so that other threads may run.
    """
    longest = _NAP if threading.current_thread() is threading.main_thread() else threading.TIMEOUT_MAX
    until = time.monotonic() + seconds
    while seconds > 0:
        yield min(seconds, longest)
        seconds = until - time.monotonic()


def wait_for(event: threading.Event, seconds: float) -> None:
    """Block this thread until the event is set, for at most `seconds`."""
    for nap in naps(seconds):
        if event.wait(nap):
            return


class Request(NamedTuple):
    """One HTTP request; `json` is its body.

    `on_send` is called when everything but sending is done: its turn has come, and (unless the user's own transport
    sends) there is a connection. It may block; what it raises keeps the request from being sent. `on_unsent` is called,
    and must not block, if an interrupt or a cancellation keeps it from being sent; `on_sent` if one comes after it may
    have been sent without a call of `on_send`.
    """

    url: str
    headers: Mapping[str, str]
    provider: str | None  # whose HTTP client sends it; None for that of media hosts
    method: str = "GET"
    json: object = None
    on_send: Callable[[], object] | None = None
    on_unsent: Callable[[], object] | None = None
    on_sent: Callable[[], object] | None = None

    def __repr__(self) -> str:  # without the headers: one holds the key
        return f"Request({self.method} {self.url})"


class Head(NamedTuple):
    """Status and headers (lower-case names) of a response, and when its request was sent and must be over."""

    status_code: int
    headers: Mapping[str, str]
    until: float
    sent_at: float


class Answer(NamedTuple):
    """A whole response.

    Attributes:
        status_code: The HTTP status.
        headers: The headers, with lower-case names.
        until: The deadline of the request, on the monotonic clock.
        sent_at: When the request was sent, on the same clock.
        body: The body.
    """

    status_code: int
    headers: Mapping[str, str]
    until: float
    sent_at: float
    body: bytes

    def __repr__(self) -> str:  # crash reporters show local variables, and the body may hold a key
        return f"Answer({self.status_code}, {len(self.body)} bytes)"


class Waker:
    """Wakes a waiting operation from any thread."""

    def __init__(self) -> None:
        self.event: threading.Event = threading.Event()
        self.callback: Callable[[], object] | None = None  # called by `wake`; `AsyncIO` sets it to wake its task

    def wake(self) -> None:
        """End the current `IO.wait`, or else the next one."""
        self.event.set()
        if (callback := self.callback) is not None:  # read once: another thread may remove it
            callback()


class Exchange(AbstractAsyncContextManager["Exchange"], Protocol):
    """A request in flight whose response's head has arrived. Close it, or use it in an `async with`."""

    head: Head

    async def read(self, deadline: float) -> bytes:
        """Return the next bytes of the body, none at its end. Raises `TransportError`."""
        ...

    async def close(self) -> None:
        """Return the connection to the pool, or close it if the body was not read to its end."""
        ...


class Workers(Protocol):
    """Runs several operations at once: in threads for `Jobs`, in tasks for `AsyncJobs`."""

    def start(self, operation: Callable[[], Coroutine[Any, Any, None]], waker: Waker) -> None:
        """Run an operation, and wake the waker at its end."""
        ...

    async def wait(self, waker: Waker, seconds: float) -> None:
        """Wait until the waker is woken, for at most `seconds`. Raises the exception of a failed operation."""
        ...

    async def close(self) -> None:
        """Cancel the running operations, or let them finish."""
        ...


class IO(sliding_window_quota.IO, Protocol):
    """The input and output of one client: that of its rate limiter, and more.

    Times are in seconds, deadlines on the monotonic clock.
    """

    @property
    def local(self) -> dict[str, Any]:
        """What the running event loop has for itself, since others may stand still; in blocking code, the client."""
        ...

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a request and read the head of its response, before `deadline` and in `seconds` after connecting.

        Raises:
            TransportError: No response came in time.
            UntrustedURL: The URL's host has no public address.
        """
        ...

    async def wait(self, waker: Waker, seconds: float) -> None:
        """Sleep until the waker is woken, for at most `seconds`."""
        ...

    def workers(self) -> Workers:
        """Return workers for an operation that sends several requests at once."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...


CLOSED = "the client is closed: create another one, or make all calls in its with block"
"""The error message of every call of a closed client."""

MAX_BODY = 128 * 1024**2
"""The most bytes of an API response. The largest documented one holds minutes of WAV as base64, some 35 MB."""


async def read_body(exchange: Exchange, deadline: float) -> bytes:
    """Return the rest of a response's body. Raises `TransportError` for one of more than `MAX_BODY` bytes."""
    parts: list[bytes] = []
    size = 0
    try:
        while part := await exchange.read(deadline):
            parts.append(part)
            size += len(part)
            if size > MAX_BODY:
                raise TransportError(f"the response is larger than {MAX_BODY} bytes and was cut off")
        return b"".join(parts)
    finally:
        parts.clear()  # or the traceback of an error keeps them, as long as a wait keeps its last error


def iterate_blocking(operation: AsyncGenerator[T]) -> Iterator[T]:
    """Yield what an asynchronous generator yields, as `run_blocking` runs it."""
    try:
        while True:
            try:
                item = run_blocking(operation.__anext__())
            except StopAsyncIteration:
                return
            yield item
    finally:
        run_blocking(operation.aclose())
