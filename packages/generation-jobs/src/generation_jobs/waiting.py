"""Waiting for one job: every decision, no I/O."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generation_jobs.errors import (
    APIError,
    JobCancelled,
    JobFailed,
    MissingResult,
    TransportError,
    WaitTimeout,
)
from generation_jobs.job import Job, JobStatus
from generation_jobs.schedule import Pace, poll_delay, retry_delay
from generation_jobs.steps import Sleep, Steps
from generation_jobs.verdict import is_passing

if TYPE_CHECKING:
    from random import Random

    from generation_jobs.clock import Clock

log: logging.Logger = logging.getLogger("generation_jobs")

LAST_LOOK = 0.5
"""Seconds kept for a last look before the deadline, so that a job which ends during the last sleep is not missed."""

Look = Callable[[float], Steps["Sighting"]]
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
    pace: Pace
    clock: Clock
    random: Random
    deadline: float
    on_update: Callable[[Job], None] | None = None
    started: float = 0.0
    job: Job | None = None
    trouble: APIError | TransportError | None = None
    streak: int = field(default=0)

    def __post_init__(self) -> None:
        self.started = self.clock.monotonic()

    def steps(self, look: Look) -> Steps[Job]:
        """Look until the job ends. See `Jobs.wait` for what is returned and raised."""
        while True:
            delay = yield from self._look(look)
            if self.job is not None and self.job.status.is_final and self.trouble is None:
                return settle(self.job)
            yield from self._pause(delay)

    def until_seen(self, look: Look) -> Steps[Job]:
        """Look until a look succeeds, whatever it sees."""
        while True:
            delay = yield from self._look(look)
            if self.job is not None:
                return self.job
            yield from self._pause(delay)

    def _look(self, look: Look) -> Steps[float]:
        """One look; gives the seconds until the next one."""
        try:
            sighting: Sighting = yield from look(self.deadline)
        except (APIError, TransportError) as error:
            if not is_passing(error):
                raise
            return self._survive(error)
        self.job, self.trouble, self.streak = sighting.job, None, 0
        if self.on_update is not None:
            self.on_update(sighting.job)
        age = self.clock.monotonic() - self.started
        return poll_delay(self.pace, age, sighting.job.status, sighting.retry_after, self.random)

    def _survive(self, error: APIError | TransportError) -> float:
        self.trouble, self.streak = error, self.streak + 1
        log.debug("%s: trouble %d in a row: %s", self.ref, self.streak, error)
        hint = error.retry_after if isinstance(error, APIError) else None
        return retry_delay(self.pace, self.streak, hint, self.random)

    def _pause(self, delay: float) -> Steps[None]:
        remaining = self.deadline - self.clock.monotonic()
        if remaining <= LAST_LOOK:
            raise self._timeout()
        yield Sleep(min(delay, remaining - LAST_LOOK))

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
