"""When a provider's jobs are likely to end: its documented figures, and what has been seen. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generation_jobs._core.models import Job, JobStatus
from generation_jobs._polling.durations import Prior

if TYPE_CHECKING:
    from datetime import datetime

    from generation_jobs._polling.durations import Curve, Durations
    from generation_jobs.providers.base import Adapter

UNDOCUMENTED = Prior(median=30.0, p95=300.0)
"""For a provider that says nothing of its jobs' durations."""

_CREDIBLE = 86_400.0
"""Seconds. An older job that still runs tells of a wrong clock, or of an id that was never cleaned up."""


@dataclass
class Forecast:
    """One provider's jobs, by topic: `finetuning/music/`, `oxen/video/kling-video-o3`."""

    provider: str
    adapter: Adapter[Any]
    durations: Durations
    _priors: dict[str, Prior] = field(default_factory=dict[str, Prior])

    def topic(self, job: Job | None) -> str:
        """What a job's duration is compared with; without a job what is known of the provider as a whole."""
        kind, model = self.adapter.sort(job) if job is not None else ("", "")
        topic = f"{self.provider}/{kind}/{model}"
        if topic not in self._priors:
            priors = self.adapter.priors
            self._priors[topic] = priors.get(kind) or priors.get("") or UNDOCUMENTED
        return topic

    def curve(self, topic: str) -> Curve:
        """The durations to expect of a topic."""
        return self.durations.curve(topic, self._priors.get(topic, UNDOCUMENTED))

    def learn(self, job: Job, watched: float | None) -> float | None:
        """Take note of an ended job, and give how long it took, if that is known.

        `watched` is how long we saw it take, for want of the provider's own times.
        """
        if job.status is JobStatus.CANCELLED:
            return None  # somebody's patience has ended, not the job's work
        told = _between(job.created_at, job.completed_at)
        seconds = watched if told is None else told
        if seconds is not None:
            self.durations.learn(self.topic(job), seconds)
        return seconds


def age(job: Job, now: datetime) -> float | None:
    """How long ago a job was created, in seconds; None where that cannot be known, or believed."""
    seconds = _between(job.created_at, now)
    return seconds if seconds is not None and seconds < _CREDIBLE else None


def _between(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or end < start:
        return None
    return (end - start).total_seconds()
