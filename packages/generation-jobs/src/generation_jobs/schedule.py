"""When to look at a job again: pure functions of numbers, all in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs.job import JobStatus

if TYPE_CHECKING:
    from random import Random

HINT_CEILING = 120.0
"""A provider may ask for more patience than our own schedule has, but not for more than this."""

SLOW = 60.0
"""Seconds between two looks where a job's end is told: for what is lost, and for ends that nobody tells (cancelled)."""

_SHARE_OF_AGE = 0.2
"""A job that took t seconds so far is looked at again after t/5: the lag stays a fifth of the wait, at most."""

_QUEUED_PATIENCE = 1.5
"""A queued job still has all its work before it."""

_JITTER = 0.1
"""Up to a tenth more or less, so that jobs submitted together do not stay in step."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast to poll one provider: never faster than `floor`, never slower than `ceiling`."""

    floor: float
    ceiling: float


def poll_delay(pace: Pace, age: float, status: JobStatus, hint: float | None, random: Random) -> float:
    """Seconds until the next look at a job that was waited for during `age` seconds.

    A `hint` (Retry-After) is obeyed, within the floor and `HINT_CEILING`.
    """
    if hint is not None:
        return _clamp(hint, pace.floor, HINT_CEILING)
    patience = _QUEUED_PATIENCE if status is JobStatus.QUEUED else 1.0
    return _jittered(_clamp(age * _SHARE_OF_AGE * patience, pace.floor, pace.ceiling), pace, random)


def retry_delay(pace: Pace, streak: int, hint: float | None, random: Random) -> float:
    """Seconds until the next try after `streak` (≥ 1) failures in a row: doubling, never above the ceiling."""
    if hint is not None:
        return _clamp(hint, pace.floor, HINT_CEILING)
    doubled = pace.floor * 2.0 ** min(streak - 1, 16)
    return _jittered(min(doubled, pace.ceiling), pace, random)


def slow_delay(delay: float, random: Random) -> float:
    """Seconds until the next look at a job whose end will be told; never sooner than it would be without that."""
    return max(delay, SLOW * random.uniform(1 - _JITTER, 1 + _JITTER))


def _clamp(value: float, floor: float, ceiling: float) -> float:
    return max(floor, min(value, ceiling))


def _jittered(delay: float, pace: Pace, random: Random) -> float:
    return _clamp(delay * random.uniform(1 - _JITTER, 1 + _JITTER), pace.floor, pace.ceiling)
