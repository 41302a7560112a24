"""A job's life on a clock: queued, running, then ended one way. Pure: the clock is an argument."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class Phase(StrEnum):
    """Where a job stands; each provider has words of its own for these."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED})
OUTCOMES = (Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED)


@dataclass(frozen=True)
class Life:
    """What is going to happen to a job, and when."""

    created_at: datetime
    queued_for: timedelta
    running_for: timedelta
    outcome: Phase
    cancelled_at: datetime | None = None

    def cancelled(self, now: datetime) -> Life:
        """The same life, ended at `now`."""
        return replace(self, cancelled_at=now)

    def phase(self, now: datetime) -> Phase:
        """Where the job stands at `now`."""
        if self.cancelled_at is not None and now >= self.cancelled_at:
            return Phase.CANCELLED
        if now < self._starts_at:
            return Phase.QUEUED
        return Phase.RUNNING if now < self.ends_at else self.outcome

    def started_at(self, now: datetime) -> datetime | None:
        """When it left the queue, None while it has not."""
        never = self.cancelled_at is not None and self.cancelled_at < self._starts_at
        return self._starts_at if now >= self._starts_at and not never else None

    def completed_at(self, now: datetime) -> datetime | None:
        """When it ended, None while it has not."""
        return self.ends_at if now >= self.ends_at else None

    @property
    def _starts_at(self) -> datetime:
        return self.created_at + self.queued_for

    @property
    def ends_at(self) -> datetime:
        """When it ends, whether that has come or not."""
        return self.cancelled_at or self._starts_at + self.running_for
