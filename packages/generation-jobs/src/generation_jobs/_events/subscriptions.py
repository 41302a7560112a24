"""Announcements that a job has ended, by a provider's stream of events or by callbacks. No I/O."""

import threading
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from math import inf
from random import Random
from typing import Protocol, TypeAlias, cast

from generation_jobs._core.config import PollInterval, retry_delay
from generation_jobs._core.io import IO, Clock, Request
from generation_jobs._core.models import Job
from generation_jobs._core.values.checks import CheckedArguments, check_kind
from generation_jobs._core.values.json_body import decode
from generation_jobs._core.values.per_process import PerProcess
from generation_jobs.providers.operations import Events

RECONNECT = PollInterval(floor=1.0, ceiling=60.0)
"""How soon a broken stream is opened again: the delay doubles with each failure in a row."""

STABLE = 30.0
"""If a stream was open for this many seconds, its end counts as the first failure."""

Notify: TypeAlias = Callable[[], None]


class Subscribers:
    """Callbacks to call when something is known about a job, by its ref. Safe to use from many threads."""

    def __init__(self) -> None:
        self._callbacks: defaultdict[str, set[Notify]] = defaultdict(set)
        self._lock = threading.RLock()  # a signal handler may deliver what interrupts a delivery

    @contextmanager
    def subscribe(self, ref: str, callback: Notify) -> Generator[None]:
        """Have `callback` called for a job while the block runs, from any thread."""
        with self._lock:
            self._callbacks[ref].add(callback)
        try:
            yield
        finally:
            with self._lock:
                self._callbacks[ref].remove(callback)
                if not self._callbacks[ref]:
                    del self._callbacks[ref]

    def notify(self, ref: str) -> None:
        """Call the callbacks for a job."""
        with self._lock:
            for callback in self._callbacks.get(ref, ()):
                callback()

    def notify_all(self) -> None:
        """Call every callback."""
        with self._lock:
            for callbacks in self._callbacks.values():
                for callback in callbacks:
                    callback()


class Inbox(metaclass=CheckedArguments):
    """Passes callbacks of providers on to `wait(…, push=inbox)`. One inbox may serve many clients and many waits.

    Example:
        inbox = Inbox()
        app = webhook_app(inbox.deliver, provider="finetuning", token=TOKEN)
        job = jobs.wait("finetuning:gen_1", push=inbox)
    """

    def __init__(self) -> None:
        self._subscribers = PerProcess(Subscribers)

    def __repr__(self) -> str:
        return "Inbox()"

    @property
    def subscribers(self) -> Subscribers:
        """The callbacks of the waits of this process."""
        return self._subscribers.get()

    def deliver(self, job: Job) -> None:
        """Wake the waits for this job, which poll it once more to confirm. May be called from any thread.

        Args:
            job: The job, as `webhook_app` passes it on or `read_webhook` returns it.
        """
        check_kind("job", job, Job, "the `Job` that `webhook_app` passes on, or that `read_webhook` returns")
        if job.ref is not None:
            self.subscribers.notify(job.ref)


Push: TypeAlias = bool | Inbox
"""What may wake a `wait`: nothing, the provider's stream of events if it has one, or an inbox."""


@dataclass(eq=False)
class EventStream:
    """The state of one provider's stream of events: whether it is open, and when it may be opened again."""

    provider: str
    request: Request
    events: Events
    clock: Clock
    random: Random
    subscribers: Subscribers = field(default_factory=Subscribers)
    is_open: bool = False
    due: float = -inf
    """When it may be opened, on the monotonic clock; infinite while it is being opened or open."""
    _streak: int = 0
    _opened: float = inf

    def begin(self) -> bool:
        """Return whether it is to be opened now, by the caller."""
        if self.clock.monotonic() < self.due:
            return False
        self.due = inf
        return True

    def opened(self) -> None:
        """Note that events arrive from now on, and wake every wait: earlier events are lost."""
        self.is_open, self._opened = True, self.clock.monotonic()
        self.subscribers.notify_all()

    def receive(self, name: str, data: str) -> None:
        """Wake the waits for the job that an event names. Other events are ignored."""
        if name != self.events.name:
            return
        try:
            fields: object = decode(data)
        except (ValueError, RecursionError):
            return
        if isinstance(fields, dict):
            job_id = cast("dict[str, object]", fields).get(self.events.job_id)
            self.subscribers.notify(f"{self.provider}:{job_id}")

    def ended(self) -> None:
        """Note that it broke or could not be opened."""
        now = self.clock.monotonic()
        self._streak = 1 if now - self._opened >= STABLE else self._streak + 1
        self.due = now + retry_delay(RECONNECT, self._streak, None, self.random)
        was_open, self.is_open, self._opened = self.is_open, False, inf
        if was_open:
            self.subscribers.notify_all()


class EventReader(Protocol):
    """Reads the streams of events of one client in the background."""

    async def connect(self, stream: EventStream, seconds: float) -> None:
        """Open a stream if it is time to, and wait until it is open or has failed, for `seconds` at most."""
        ...

    async def close(self) -> None:
        """End every stream."""
        ...


@dataclass(eq=False)
class JobAnnouncements:
    """Announces the end of one job: by `stream`, or without one by an inbox. See `Announcements`."""

    ref: str
    subscribers: Subscribers
    io: IO
    reader: EventReader
    clock: Clock
    stream: EventStream | None = None

    def subscribed(self, notify: Notify) -> AbstractContextManager[None]:
        return self.subscribers.subscribe(self.ref, notify)

    async def listen(self, seconds: float) -> bool:
        if self.stream is None:
            return True
        if not self.stream.is_open:
            soon = self.stream.due - self.clock.monotonic()
            if 0 < soon <= seconds:  # it just broke: the poll can wait for it
                await self.io.sleep(soon)
            await self.reader.connect(self.stream, seconds)
        return self.stream.is_open
