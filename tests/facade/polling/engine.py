"""A scheduler over a source, with all that a wait needs beside it, and a watch over who runs in circles."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from generation_jobs import Event, Job, TransportError
from generation_jobs._core.config import Config
from generation_jobs._core.io import Waker
from generation_jobs._http.sync_transport import SyncIO
from generation_jobs._polling.batch import BatchPoller
from generation_jobs._polling.poller import Poller
from generation_jobs._polling.scheduler import PollRequest, Scheduler
from generation_jobs.testing import VirtualClock

from tests.facade.polling.source import FakeSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generation_jobs._core.io import IO
    from generation_jobs._polling.pending import Subscription

DEADLINE = 5_000.0

LAST_ROUND = DEADLINE - 50.0
"""When everybody wakes up for the last polls, at the earliest."""

LATEST = 250.0
"""Seconds after its end within which each job is noticed, also after failures, and by a loop with a slow body."""


class WatchedScheduler(Scheduler):
    """Finds out who runs in circles: nobody may claim thousands of times in one moment.

    A moment of this clock lasts until the threads that send requests have had their turn, if there are any.
    """

    def __init__(self, source: FakeSource, config: Config, *, has_threads: bool) -> None:
        super().__init__(source, config)
        self._moment, self._claims, self._has_threads = -1.0, 0, has_threads

    def claim(self, subscription: Subscription) -> PollRequest | None:
        now = self._clock.monotonic()
        is_busy = self._has_threads and bool(self._in_flight)
        self._claims = self._claims + 1 if now == self._moment and not is_busy else 0
        self._moment = now
        assert self._claims < 5_000, "it runs in circles"
        return super().claim(subscription)

    def is_idle(self) -> bool:
        """Whether nothing is left of any wait."""
        places = (self._unsent, self._in_flight, self._jobs.listed, self._jobs.wanted)
        return not any(places) and self._sleepers.leader is None and not self._jobs.all() and not self._jobs.count


@dataclass
class Engine:
    """A scheduler over a source, and what a wait needs beside it."""

    source: FakeSource
    io: IO
    config: Config

    def __post_init__(self) -> None:
        self.scheduler = WatchedScheduler(self.source, self.config, has_threads=isinstance(self.io, SyncIO))

    async def wait(self, job_id: str, on_update: Callable[[Job], None] | None = None) -> None:
        """Wait for one job; it is noticed in time."""
        await Poller(self.scheduler, self.io, self.config, on_update).wait(job_id, DEADLINE)
        self.check(job_id)

    def batch(self, ids: Iterable[str], on_update: Callable[[object], None] | None = None) -> BatchPoller:
        """Return a wait for many."""
        source = {self.scheduler: dict.fromkeys(ids, False)}
        batch = BatchPoller(source, (), DEADLINE, self.io, self.config, on_update)
        batch.begin()
        return batch

    def check(self, job_id: str) -> None:
        """Fail if it is late."""
        assert 0 <= self.config.clock.monotonic() - self.source.ends[job_id] < LATEST

    def check_end(self) -> None:
        """Fail if anything is left."""
        assert self.scheduler.is_idle()
        assert self.source.under_way == 0
        assert self.source.most_under_way <= self.source.max_concurrency


class InterruptError(BaseException):
    """As KeyboardInterrupt is: no Exception."""


def lost() -> TransportError:
    return TransportError("lost", ref="fake:x", maybe_received=True)


def engine_of(number: int, on_event: Callable[[Event], object] | None = None, **fields: object) -> Engine:
    """Return an engine whose jobs end after a minute."""
    clock = VirtualClock()
    source = FakeSource(clock, {f"job_{one}": 60.0 for one in range(number)}, **fields)  # type: ignore[arg-type]
    config = Config(clock=clock, random=Random(1), on_event=on_event)
    return Engine(source, SyncIO(config), config)


def subscribed(engine: Engine, *ids: str) -> tuple[Subscription, Waker]:
    """Return a wait that sleeps once it has claimed nothing."""
    waker = Waker()
    subscription = engine.scheduler.subscription(dict.fromkeys(ids, False), DEADLINE, waker)
    engine.scheduler.subscribe(subscription)
    return subscription, waker


def claimed(engine: Engine, subscription: Subscription) -> PollRequest:
    request = engine.scheduler.claim(subscription)
    assert request is not None
    return request


def asleep(engine: Engine, subscription: Subscription, waker: Waker) -> float:
    """Let a wait sleep. Returns until when."""
    waker.event.clear()
    assert engine.scheduler.claim(subscription) is None
    return engine.scheduler.idle_until(subscription)
