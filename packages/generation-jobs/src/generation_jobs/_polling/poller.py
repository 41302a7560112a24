"""Waiting for one job."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Protocol

from generation_jobs._core.config import Config, retry_delay
from generation_jobs._core.errors import APIError, TransportError
from generation_jobs._core.io import IO, Waker
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import is_retryable, settle
from generation_jobs._polling.pending import Subscription
from generation_jobs._polling.scheduler import Scheduler


class Announcements(Protocol):
    """Announces the end of one job: an event of the provider's stream, or a callback."""

    def subscribed(self, notify: Callable[[], None]) -> AbstractContextManager[None]:
        """Call `notify`, from any thread, whenever the end is announced while this context is open."""
        ...

    async def listen(self, seconds: float) -> bool:
        """Begin to listen, within `seconds`. Returns whether the end will be announced."""
        ...


class Poller:
    """One wait for one job, whose end may be announced. `on_update` is called with the job whenever it was seen."""

    def __init__(
        self,
        scheduler: Scheduler,
        io: IO,
        config: Config,
        on_update: Callable[[Job], None] | None = None,
        announcements: Announcements | None = None,
    ) -> None:
        self._scheduler, self._io, self._config, self._clock = scheduler, io, config, config.clock
        self._on_update, self._announcements = on_update, announcements
        self._waker = Waker()

    async def wait(self, job_id: str, deadline: float, *, is_named: bool = False) -> Job:
        """Poll until the job has ended; see `Jobs.wait`, and `PendingJob` for `is_named`."""
        announced = self._announcements
        subscription = self._scheduler.subscription(
            {job_id: is_named}, deadline, self._waker, wants_updates=True, is_announced=announced is not None
        )
        expedite = partial(self._scheduler.expedite, subscription)
        try:
            self._scheduler.subscribe(subscription)
            with nullcontext() if announced is None else announced.subscribed(expedite):
                while not subscription.outcomes:
                    await self._step(subscription)
                    self._report(subscription)
            self._report(subscription)  # of a job that another wait has seen end since
            outcome = subscription.outcomes.popleft()
        finally:
            self._scheduler.unsubscribe(subscription)
        return settle(outcome.job) if outcome.job is not None else outcome.result()

    async def wait_until_seen(self, job_id: str, deadline: float) -> Job:
        """Poll until a poll succeeds, and return the job, finished or not. Raises the last error at the deadline."""
        source, streak = self._scheduler.source, 0
        while True:
            try:
                return (await source.poll(job_id, deadline)).job
            except (APIError, TransportError) as error:
                streak += 1
                hint = error.retry_after if isinstance(error, APIError) else None
                delay = retry_delay(source.poll_interval, streak, hint, self._config.random)
                if not is_retryable(error) or self._clock.monotonic() + delay >= deadline:
                    raise
                values = {"error": error, "attempt": streak, "seconds": delay}
                self._config.events.emit("JobRetried", f"{source.name}:{job_id}", operation="poll", **values)
            await self._io.sleep(delay)

    async def _step(self, subscription: Subscription) -> None:
        """Send one request if there is one to send; otherwise sleep until something happens."""
        self._waker.event.clear()
        if self._announcements is not None:  # first, so that nothing which ends meanwhile is missed
            remaining = max(0.0, subscription.deadline - self._clock.monotonic())
            seconds = min(self._scheduler.source.poll_interval.floor, remaining / 2)
            subscription.is_pushed = await self._announcements.listen(seconds)
        if (request := self._scheduler.claim(subscription)) is not None:
            await self._scheduler.perform(request)
        elif not subscription.outcomes:
            seconds = self._scheduler.idle_until(subscription) - self._clock.monotonic()
            if seconds > 0:
                await self._io.wait(self._waker, seconds)

    def _report(self, subscription: Subscription) -> None:
        if self._on_update is None:
            subscription.updates.clear()
        while self._on_update is not None and subscription.updates:
            self._scheduler.pause(subscription)  # other waits must not rely on this one while the caller's code runs
            self._on_update(subscription.updates.popleft())
