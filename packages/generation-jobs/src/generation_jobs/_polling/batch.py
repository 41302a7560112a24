"""Waiting for many jobs at once, at any number of providers."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from generation_jobs._core.io import Waker
from generation_jobs._polling.progress import BatchProgress, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import IO, Workers
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._polling.scheduler import Scheduler


class BatchPoller:
    """One `as_completed`: `next` gives the outcome of each job as it ends. Requests are sent by workers.

    Args:
        ids: The ids to wait for, by the scheduler of their provider, and whether the provider named them before.
        ended: Outcomes that are known already.
        deadline: When jobs that have not ended get a `WaitTimeout`, on the monotonic clock.
        on_update: Called with the progress after every response.
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
        self._responses = sum(scheduler.responses for scheduler in ids)
        self._parts = tuple(
            Part(scheduler, scheduler.subscribe(one, deadline, self._waker)) for scheduler, one in ids.items()
        )
        self._progress = BatchProgress(self._parts, config.clock, deadline, self._ended)

    async def next(self) -> Outcome | None:
        """Return the outcome of the next job that ends; None after the last one."""
        while not self._ended:
            if not any(part.subscription.jobs for part in self._parts):  # asked first: jobs leave after their outcome
                if not self._take_outcomes():
                    return None
            else:
                await self._step()
        self._pause()
        return self._ended.popleft()

    async def close(self) -> None:
        """End the wait; requests under way are cancelled, or end by themselves."""
        for scheduler, subscription in self._parts:
            scheduler.unsubscribe(subscription)
        await self._workers.close()

    def _pause(self) -> None:
        """Let other waits not rely on this one: the caller's code runs now."""
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
        self._report()

    def _report(self) -> None:
        responses = sum(part.scheduler.responses for part in self._parts)
        if self._on_update is not None and responses != self._responses:
            self._responses = responses
            self._pause()
            self._on_update(self._progress)

    def _take_outcomes(self) -> bool:
        for _, subscription in self._parts:
            while subscription.outcomes:
                outcome = subscription.outcomes.popleft()
                self._progress.count(outcome)
                self._ended.append(outcome)
        return bool(self._ended)

    def _idle_seconds(self) -> float:
        until = (scheduler.idle_until(subscription) for scheduler, subscription in self._parts if subscription.jobs)
        return max(0.0, min(until, default=0.0) - self._clock.monotonic())
