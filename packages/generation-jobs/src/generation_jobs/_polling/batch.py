"""Waiting for many jobs at once, at any number of providers."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from generation_jobs._core.config import Config
from generation_jobs._core.io import IO, Waker, Workers
from generation_jobs._core.outcome import Outcome
from generation_jobs._polling.progress import BatchProgress, Part
from generation_jobs._polling.scheduler import Scheduler


class BatchPoller:
    """One `as_completed`: After `begin`, `next` gives the outcome of each job as it ends. Requests are sent by workers.

    `ids` are those to wait for, by scheduler, and whether the provider named them before; `ended` are known outcomes.
    """

    def __init__(
        self,
        ids: Mapping[Scheduler, Mapping[str, bool]],
        ended: Iterable[Outcome],
        deadline: float,
        io: IO,
        config: Config,
        on_update: Callable[[BatchProgress], None] | None,
    ) -> None:
        self._io, self._clock, self._on_update = io, config.clock, on_update
        self._waker = Waker()
        self._workers: Workers = io.workers()
        self._ended = deque(ended)
        self._parts = tuple(
            Part(scheduler, scheduler.subscription(one, deadline, self._waker)) for scheduler, one in ids.items()
        )
        self._progress = BatchProgress(self._parts, config.clock, deadline, self._ended)
        self._reported = self._counts()

    def begin(self) -> None:
        """Begin to wait; `close` ends it, also if Ctrl-C comes meanwhile."""
        for scheduler, subscription in self._parts:
            scheduler.subscribe(subscription)

    async def next(self) -> Outcome | None:
        """Return the outcome of the next job that ends; None after the last one."""
        while not self._ended:
            if any(part.subscription.jobs for part in self._parts):  # asked first: jobs leave after their outcome
                await self._step()
            elif not self._take_outcomes():
                return None
            self._report()
        self._pause()
        return self._ended.popleft()

    async def close(self) -> None:
        """End the wait; requests under way are cancelled, or end by themselves."""
        for scheduler, subscription in self._parts:
            scheduler.unsubscribe(subscription)
        await self._workers.close()

    def _pause(self) -> None:
        """Note that the caller's code runs now, so that other waits do not rely on this one."""
        for scheduler, subscription in self._parts:
            scheduler.pause(subscription)

    async def _step(self) -> None:
        """Let workers send what is to be sent, and sleep until something happens."""
        self._waker.event.clear()
        for scheduler, subscription in self._parts:
            while (request := scheduler.claim(subscription)) is not None:
                self._workers.start(partial(scheduler.perform, request), self._waker)
        if not self._take_outcomes():
            await self._workers.wait(self._waker, self._idle_seconds())
            self._take_outcomes()

    def _report(self) -> None:
        """Report the progress if it has changed. Workers go on meanwhile, so that one call may cover many ends."""
        if self._on_update is not None and (counts := self._counts()) != self._reported:
            self._reported = counts
            self._pause()
            self._on_update(self._progress)

    def _counts(self) -> tuple[int, int]:
        """Return the number of responses and of ended jobs; a response is counted before its outcome is there."""
        return sum(part.scheduler.responses for part in self._parts), self._progress.ended

    def _take_outcomes(self) -> bool:
        for scheduler, subscription in self._parts:
            while subscription.outcomes:
                outcome = subscription.outcomes.popleft()
                if self._on_update is not None:  # nobody else sees the progress
                    self._progress.count(outcome, scheduler)
                self._ended.append(outcome)
        return bool(self._ended)

    def _idle_seconds(self) -> float:
        until = (scheduler.idle_until(subscription) for scheduler, subscription in self._parts if subscription.jobs)
        return max(0.0, min(until, default=0.0) - self._clock.monotonic())
