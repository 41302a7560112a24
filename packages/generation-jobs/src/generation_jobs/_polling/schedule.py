"""When to poll a job again: pure functions of numbers, all in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation_jobs._core.models import JobStatus
from generation_jobs._core.policy import HINT_CEILING, JITTER, clamp, jittered

if TYPE_CHECKING:
    from random import Random

    from generation_jobs._core.policy import PollInterval
    from generation_jobs._polling.estimator import Distribution

PUSH_INTERVAL = 60.0
"""Seconds between two polls where ends are announced: for lost events, and for ends without one (cancelled)."""

ACCEPTED_LAG = 0.012
"""A poll is worth it once the expected lag (root mean square) is this part of what such jobs take."""

_STUCK = 1 / 16
"""A job that takes sixteen times as long as others is stuck, or of another sort: its own age is the measure then."""

_QUEUED = 1.5
"""A queued job still has all its work before it."""


def poll_delay(
    interval: PollInterval,
    distribution: Distribution,
    age: float,
    status: JobStatus,
    hint: float | None,
    random: Random,
    *,
    accepted_lag: float = ACCEPTED_LAG,
) -> float:
    """Return the seconds until the next poll of a job that is running at `age`.

    Polls are rare while the job cannot be done yet, and frequent when it is about to be.

    Args:
        interval: The bounds; `learned_ceiling` holds where the distribution rests on durations that were seen.
        distribution: How long such jobs take.
        age: Seconds since the job was created.
        status: Queued or running, as it was last seen.
        hint: What the provider asked for (`Retry-After`); obeyed within the floor and `HINT_CEILING`.
        random: Source of the jitter.
        accepted_lag: A smaller one gives more polls and less lag.
    """
    if hint is not None:
        return clamp(hint, interval.floor, HINT_CEILING)
    delay = distribution.next_poll_age(age, lag_worth_a_poll(distribution, age, accepted_lag)) - age
    ceiling = interval.longest if distribution.is_observed else interval.ceiling
    return jittered(delay * (_QUEUED if status is JobStatus.QUEUED else 1.0), interval.floor, ceiling, random)


def lag_worth_a_poll(distribution: Distribution, age: float, accepted_lag: float = ACCEPTED_LAG) -> float:
    """Return the lag in seconds that justifies one poll of a job of this age."""
    return accepted_lag * max(distribution.median, age * _STUCK)


def push_delay(delay: float, random: Random) -> float:
    """Return the seconds until the next poll of a job whose end is announced; never less than without that."""
    return max(delay, PUSH_INTERVAL * random.uniform(1 - JITTER, 1 + JITTER))
