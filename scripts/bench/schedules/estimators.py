"""How our schedule decides when to poll next: the only place of the bench that uses internals of the facade.

One function for each build, since internals change. Both import late: each works in its own build only.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from scripts.bench.simulation.lives import Documented


@dataclass(frozen=True)
class Bounds:
    """The shortest and the longest interval in seconds; `learned_ceiling` holds once durations have been seen.

    The build before had no such ceiling.
    """

    floor: float
    ceiling: float
    learned_ceiling: float


@dataclass(frozen=True)
class Estimator:
    """The decision of one build.

    Args:
        expect: From documented figures and durations seen, what is expected of a job.
        delay: From that, bounds, the age of a running job and a cost per request, the seconds until its next poll.
        cost: The cost per request that the build comes with: a smaller one makes more requests for less lag.
    """

    expect: Callable[[Documented, Sequence[float]], Any]
    delay: Callable[[Any, Bounds, float, Random, float], float]
    cost: float


def estimator_now() -> Estimator:
    """Return the estimator of this tree."""
    from generation_jobs import Durations, JobStatus
    from generation_jobs._core.config import PollInterval
    from generation_jobs._core.durations import DurationHint
    from generation_jobs._polling.estimator import ACCEPTED_LAG, DurationEstimator, poll_delay

    def expect(documented: Documented, durations: Sequence[float]) -> Any:
        known, hints = Durations(), {"": DurationHint(*documented)}
        source: Any = SimpleNamespace(name="bench", duration_hints=hints, duration_group=_group)
        estimator = DurationEstimator(source, known)
        group = estimator.group(None)
        for seconds in durations:
            known.learn(group, seconds)
        return estimator.distribution(group)

    def delay(expected: Any, bounds: Bounds, age: float, random: Random, cost: float) -> float:
        interval = PollInterval(bounds.floor, bounds.ceiling, bounds.learned_ceiling)
        return poll_delay(interval, expected, age, JobStatus.RUNNING, None, random, accepted_lag=cost)

    return Estimator(expect, delay, ACCEPTED_LAG)


def _group(job: object) -> tuple[str, str]:
    """Return the same for all jobs: they are of one kind and model."""
    del job
    return "", ""


def estimator_before() -> Estimator:
    """Return the estimator of the build before the rebuild, in which modules had other names."""
    durations, schedule = (import_module(f"generation_jobs.{name}") for name in ("durations", "schedule"))
    running = import_module("generation_jobs.job").JobStatus.RUNNING

    def expect(documented: Documented, seen: Sequence[float]) -> Any:
        known = durations.Durations()
        for seconds in seen:
            known.learn("", seconds)
        return known.curve("", durations.Prior(*documented))

    def delay(expected: Any, bounds: Bounds, age: float, random: Random, cost: float) -> float:
        pace = schedule.Pace(bounds.floor, bounds.ceiling)
        return float(schedule.poll_delay(pace, expected, age, running, None, random, worth=cost))

    return Estimator(expect, delay, schedule.WORTH)
