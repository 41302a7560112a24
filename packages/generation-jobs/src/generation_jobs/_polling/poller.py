"""Waiting for one job: every decision, no I/O."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generation_jobs._core.errors import (
    APIError,
    JobCancelled,
    JobFailed,
    MissingResult,
    TransportError,
    WaitTimeout,
)
from generation_jobs._core.models import Job, JobStatus
from generation_jobs._core.status_errors import is_passing
from generation_jobs._polling.forecast import age
from generation_jobs._polling.schedule import Pace, poll_delay, retry_delay, slow_delay

if TYPE_CHECKING:
    from random import Random

    from generation_jobs._core.clock import Clock
    from generation_jobs._core.io import IO, Waker
    from generation_jobs._events.subscriptions import Ear
    from generation_jobs._polling.forecast import Forecast

log: logging.Logger = logging.getLogger("generation_jobs")

LAST_LOOK = 0.5
"""Seconds kept for a last look before the deadline, so that a job which ends during the last sleep is not missed."""

Look = Callable[[float], Awaitable["Sighting"]]
"""Looks at the job once, ending before the deadline that it is given."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a look saw: the job, and how many seconds the provider asked to wait before the next look."""

    job: Job
    retry_after: float | None


@dataclass
class Wait:
    """One wait: its limits, and what was seen so far."""

    ref: str
    forecast: Forecast
    io: IO
    clock: Clock
    random: Random
    deadline: float
    on_update: Callable[[Job], None] | None = None
    ear: Ear | None = None
    nudge: Callable[[], Waker | None] | None = None
    """Gives what rings when another wait has been told of this job, while there are others."""
    rung: bool = False
    started: float = 0.0
    job: Job | None = None
    trouble: APIError | TransportError | None = None
    streak: int = field(default=0)

    def __post_init__(self) -> None:
        self.started = self.clock.monotonic()

    async def steps(self, look: Look) -> Job:
        """Look until the job ends. See `Jobs.wait` for what is returned and raised."""
        while True:
            told = await self._listen()  # first, so that nothing which ends meanwhile is missed
            delay = await self._look(look)
            if self.job is not None and self.job.status.is_final and self.trouble is None:
                return settle(self.job)
            await self._pause(delay, told=told)

    async def until_seen(self, look: Look) -> Job:
        """Look until a look succeeds, whatever it sees."""
        while True:
            delay = await self._look(look)
            if self.job is not None:
                return self.job
            await self._pause(delay)

    async def _look(self, look: Look) -> float:
        """One look; gives the seconds until the next one."""
        try:
            sighting: Sighting = await look(self.deadline)
        except (APIError, TransportError) as error:
            if not is_passing(error):
                raise
            return self._survive(error)
        went_on = self.job is not None
        self.job, self.trouble, self.streak = sighting.job, None, 0
        if self.on_update is not None:
            self.on_update(sighting.job)
        return self._next(sighting, went_on=went_on)

    def _next(self, sighting: Sighting, *, went_on: bool) -> float:
        job, told = sighting.job, age(sighting.job, self.clock.now())
        if job.status.is_final:
            self.forecast.learn(job, told if went_on else None)
            return 0.0
        oldest = max(self.clock.monotonic() - self.started, told or 0.0)
        curve = self.forecast.curve(self.forecast.topic(job))
        return poll_delay(self.pace, curve, oldest, job.status, sighting.retry_after, self.random)

    @property
    def pace(self) -> Pace:
        """The provider's floor and ceiling."""
        return self.forecast.adapter.pace

    def _survive(self, error: APIError | TransportError) -> float:
        self.trouble, self.streak = error, self.streak + 1
        log.debug("%s: trouble %d in a row: %s", self.ref, self.streak, error)
        hint = error.retry_after if isinstance(error, APIError) else None
        return retry_delay(self.pace, self.streak, hint, self.random)

    async def _listen(self) -> bool:
        if self.ear is None:
            return False
        remaining = self.deadline - self.clock.monotonic()
        return await self.ear.listen(self.clock, max(0.0, min(self.pace.floor, remaining / 2)))

    async def _pause(self, delay: float, *, told: bool = False) -> None:
        remaining = self.deadline - self.clock.monotonic()
        if remaining <= LAST_LOOK:
            raise self._timeout()
        bell = self._bell()
        if told and bell is not None:
            delay = slow_delay(delay, self.random)
        seconds = min(delay, remaining - LAST_LOOK)
        if bell is not None:
            self.rung = await self.io.wait(bell, seconds)
        else:
            self.rung = False
            news = self.nudge() if self.nudge else None
            await (self.io.sleep(seconds) if news is None else self.io.wait(news, seconds))

    def _bell(self) -> Waker | None:
        """What may cut the next pause short. A provider in trouble is left alone, and no look is hurried twice."""
        return None if self.ear is None or self.trouble is not None or self.rung else self.ear.bell

    def _timeout(self) -> WaitTimeout:
        elapsed = self.clock.monotonic() - self.started
        error = WaitTimeout(
            f"{self.ref}: not finished after {elapsed:.0f} s ({self._state()}). "
            f"The job goes on at the provider: wait for {self.ref} again, with a longer timeout.",
            ref=self.ref,
            job=self.job,
            elapsed=elapsed,
            last_error=self.trouble,
        )
        error.__cause__ = self.trouble
        return error

    def _state(self) -> str:
        seen = "never seen" if self.job is None else f"last seen as {_named(self.job)}"
        return seen if self.trouble is None else f"{seen}; then {self.streak} failed looks, the last: {self.trouble}"


def _named(job: Job) -> str:
    unknown = job.status is JobStatus.UNKNOWN
    return f"{job.provider_status!r}, a status that this version does not know" if unknown else job.status.value


def settle(job: Job) -> Job:
    """The job if it succeeded with a result; otherwise raises `JobFailed`, `JobCancelled` or `MissingResult`."""
    if job.status is JobStatus.FAILED:
        raise JobFailed(f"{job.ref} failed: {_reason(job)}", job=job)
    if job.status is JobStatus.CANCELLED:
        raise JobCancelled(f"{job.ref} was cancelled", job=job)
    if not job.media:
        raise MissingResult(
            f"{job.ref} succeeded, but the answer names no result; see job.raw, and ask the provider", job=job
        )
    return job


def _reason(job: Job) -> str:
    parts = (job.error.code, job.error.message) if job.error else ()
    return ": ".join(part for part in parts if part) or "the provider gives no reason"
