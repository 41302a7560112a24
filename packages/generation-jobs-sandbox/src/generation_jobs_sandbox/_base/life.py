"""A job's life on a clock: queued, running, then ended. Pure: the current time is an argument."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class Phase(StrEnum):
    """The state of a job. Each provider has its own status words for these."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


OUTCOMES = (Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED)
ENDED = frozenset(OUTCOMES)


@dataclass(frozen=True)
class Life:
    """The planned life of a job: how long it is queued and runs, and how it ends."""

    created_at: datetime
    queued_for: timedelta
    running_for: timedelta
    outcome: Phase
    cancelled_at: datetime | None = None

    def cancelled(self, now: datetime) -> Life:
        """Return the same life, cancelled at `now`."""
        return replace(self, cancelled_at=now)

    def phase(self, now: datetime) -> Phase:
        """Return the job's state at `now`."""
        if self.cancelled_at is not None and now >= self.cancelled_at:
            return Phase.CANCELLED
        if now < self._starts_at:
            return Phase.QUEUED
        return Phase.RUNNING if now < self.ends_at else self.outcome

    def started_at(self, now: datetime) -> datetime | None:
        """Return when the job left the queue, or None if it has not."""
        never = self.cancelled_at is not None and self.cancelled_at < self._starts_at
        return self._starts_at if now >= self._starts_at and not never else None

    def completed_at(self, now: datetime) -> datetime | None:
        """Return when the job ended, or None if it has not."""
        return self.ends_at if now >= self.ends_at else None

    @property
    def _starts_at(self) -> datetime:
        return self.created_at + self.queued_for

    @property
    def ends_at(self) -> datetime:
        """When the job ends, in the past or in the future."""
        return self.cancelled_at or self._starts_at + self.running_for
