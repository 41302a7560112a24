"""Being told that a job has ended: bells that wake who waits, and what rings them. No I/O."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from generation_jobs._core.policy import PollInterval, retry_delay

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from random import Random

    from generation_jobs._core.clock import Clock
    from generation_jobs._core.io import IO, Request
    from generation_jobs._core.models import Job
    from generation_jobs.providers.operations import Events

RECONNECT = PollInterval(floor=1.0, ceiling=60.0)
"""How soon a stream that broke is opened again: doubling, while it goes on breaking."""

SOUND = 30.0
"""Seconds that a stream must have lived for its end to count as the first trouble, not as one more."""


Notify: TypeAlias = Callable[[], None]


class Bells:
    """Who waits for which job, by its ref. Safe to use from many threads."""

    def __init__(self) -> None:
        self._bells: defaultdict[str, set[Notify]] = defaultdict(set)
        self._lock = threading.Lock()

    @contextmanager
    def hung(self, ref: str, notify: Notify) -> Generator[None]:
        """Call `notify` for this job, in here."""
        with self._lock:
            self._bells[ref].add(notify)
        try:
            yield
        finally:
            with self._lock:
                self._bells[ref].remove(notify)
                if not self._bells[ref]:
                    del self._bells[ref]

    def ring(self, ref: str) -> None:
        """Wake who waits for this job."""
        with self._lock:
            self._ring(self._bells.get(ref, ()))

    def ring_all(self) -> None:
        """Wake everybody."""
        with self._lock:
            for bells in self._bells.values():
                self._ring(bells)

    @staticmethod
    def _ring(bells: Iterable[Notify]) -> None:
        for notify in bells:
            notify()


class Inbox:
    """Where callbacks are put, and `wait(…, push=inbox)` hears of them. One may serve many `Jobs` and many waits.

    inbox = Inbox()
    app = webhook_app(inbox.deliver, provider="finetuning", token=TOKEN)
    job = jobs.wait("finetuning:gen_1", push=inbox)
    """

    def __init__(self) -> None:
        self.bells: Bells = Bells()

    def deliver(self, job: Job) -> None:
        """Wake who waits for this job; they look at it once more, to confirm. From any thread."""
        if job.ref is not None:
            self.bells.ring(job.ref)


Push: TypeAlias = bool | Inbox
"""What `wait` may be told to be woken by: nothing, the provider's stream of events if it has one, or an inbox."""


@dataclass(eq=False)
class Channel:
    """One provider's stream of events: what it says, whether it is open, and when it may be opened again."""

    provider: str
    request: Request
    events: Events
    clock: Clock
    random: Random
    bells: Bells = field(default_factory=Bells)
    is_open: bool = False
    due: float = -inf
    """When it may be opened, on the monotonic clock; infinite from then on until it has ended."""
    _streak: int = 0
    _opened: float = inf

    def begin(self) -> bool:
        """Whether it is to be opened now."""
        if self.clock.monotonic() < self.due:
            return False
        self.due = inf
        return True

    def opened(self) -> None:
        """Events will come from now on. Earlier ones are lost, so that everybody has to look."""
        self.is_open, self._opened = True, self.clock.monotonic()
        self.bells.ring_all()

    def take(self, name: str, data: str) -> None:
        """Wake who waits for the job that an event names. What is none of ours is skipped."""
        if name != self.events.name:
            return
        try:
            fields: object = json.loads(data)
        except (ValueError, RecursionError):
            return
        if isinstance(fields, dict):
            job_id = cast("dict[str, object]", fields).get(self.events.job_id)
            self.bells.ring(f"{self.provider}:{job_id}")

    def ended(self) -> None:
        """It broke, or could not be opened."""
        now = self.clock.monotonic()
        self._streak = 1 if now - self._opened >= SOUND else self._streak + 1
        self.due = now + retry_delay(RECONNECT, self._streak, None, self.random)
        was_open, self.is_open, self._opened = self.is_open, False, inf
        if was_open:
            self.bells.ring_all()


class EventStreams(Protocol):
    """The streams of events of one client, read in the background."""

    async def connect(self, channel: Channel, seconds: float) -> None:
        """Open a stream if it is time to, and wait until it is open or has failed, for `seconds` at most."""
        ...


@dataclass
class Ear:
    """How one wait hears of its job's end: from the stream of `channel`, or from an inbox, which is always open."""

    ref: str
    bells: Bells
    io: IO
    streams: EventStreams
    clock: Clock
    channel: Channel | None = None

    def subscribed(self, notify: Notify) -> AbstractContextManager[None]:
        """Call `notify` whenever the job's end is announced, in here."""
        return self.bells.hung(self.ref, notify)

    async def listen(self, seconds: float) -> bool:
        """Open the stream if it is time to, within so many seconds. Returns whether the end will be announced."""
        if self.channel is not None and not self.channel.is_open:
            soon = self.channel.due - self.clock.monotonic()
            if 0 < soon <= seconds:  # it just broke: the poll can wait for it
                await self.io.sleep(soon)
            await self.streams.connect(self.channel, seconds)
        return self.channel is None or self.channel.is_open
