"""When to look at a job again: pure functions of numbers, all in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs._core.models import JobStatus

if TYPE_CHECKING:
    from random import Random

    from generation_jobs._polling.durations import Curve

HINT_CEILING = 120.0
"""A provider may ask for more patience than our own schedule has, but not for more than this."""

SLOW = 60.0
"""Seconds between two looks where a job's end is told: for what is lost, and for ends that nobody tells (cancelled)."""

WORTH = 0.012
"""A look is worth it once the lag to be expected (its mean square's root) is this part of what such jobs take."""

_STUCK = 1 / 16
"""A job that takes sixteen times as long as others is stuck, or of another sort: its own age is the measure then."""

_OLD = 1 / 30
"""Of a job that has gone on for an hour it is soon enough to know within two minutes."""

_QUEUED_PATIENCE = 1.5
"""A queued job still has all its work before it."""

_JITTER = 0.03
"""Up to a thirtieth more or less, so that jobs submitted together do not stay in step."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast to poll one provider: never faster than `floor`, never slower than `ceiling`."""

    floor: float
    ceiling: float


def poll_delay(
    pace: Pace,
    curve: Curve,
    age: float,
    status: JobStatus,
    hint: float | None,
    random: Random,
    *,
    worth: float = WORTH,
) -> float:
    """Seconds until the next look at a job that goes on at this `age`: rarely while it cannot be done yet, often when
    it is about to be. What was learned may be slower than the ceiling; what is only documented may not.

    A `hint` (Retry-After) is obeyed, within the floor and `HINT_CEILING`. More looks and less lag come of a smaller
    `worth`.
    """
    if hint is not None:
        return _clamp(hint, pace.floor, HINT_CEILING)
    delay = curve.worth(age, price(curve, age, worth)) - age
    patience = _QUEUED_PATIENCE if status is JobStatus.QUEUED else 1.0
    most = max(pace.ceiling, curve.quick - age, age * _OLD) if curve.learned else pace.ceiling
    return _jittered(delay * patience, pace.floor, most, random)


def price(curve: Curve, age: float, worth: float = WORTH) -> float:
    """The lag in seconds that one look at a job of this age is worth."""
    return worth * max(curve.median, age * _STUCK)


def retry_delay(pace: Pace, streak: int, hint: float | None, random: Random) -> float:
    """Seconds until the next try after `streak` (≥ 1) failures in a row: doubling, never above the ceiling."""
    if hint is not None:
        return _clamp(hint, pace.floor, HINT_CEILING)
    doubled = pace.floor * 2.0 ** min(streak - 1, 16)
    return _jittered(doubled, pace.floor, pace.ceiling, random)


def slow_delay(delay: float, random: Random) -> float:
    """Seconds until the next look at a job whose end will be told; never sooner than it would be without that."""
    return max(delay, SLOW * random.uniform(1 - _JITTER, 1 + _JITTER))


def _clamp(value: float, floor: float, ceiling: float) -> float:
    return max(floor, min(value, ceiling))


def _jittered(delay: float, floor: float, ceiling: float, random: Random) -> float:
    within = _clamp(delay, floor, ceiling)
    return _clamp(within * random.uniform(1 - _JITTER, 1 + _JITTER), floor, ceiling)
