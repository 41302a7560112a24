"""When a schedule polls a job, as ages in seconds: the job's end does not change them, so one timetable serves many."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Timetable: TypeAlias = list[float]
"""Ages, the first of them 0; the last one is not before the horizon that it was made for."""


@dataclass(frozen=True)
class Schedule:
    """The schedule of another package.

    Args:
        name: The package, and its intervals.
        smallest: The shortest interval.
        delay: The next interval after this one (0: none yet).
    """

    name: str
    smallest: float
    delay: Callable[[Random, float], float]

    def timetable(self, random: Random, horizon: float) -> Timetable:
        """Return the ages at which it polls one job."""
        waited, ages = 0.0, [0.0]
        while ages[-1] < horizon:
            waited = self.delay(random, waited)
            ages.append(ages[-1] + waited)
        return ages


def _fixed(name: str, seconds: float) -> Schedule:
    return Schedule(name, seconds, lambda _random, _waited: seconds)


def _growing(name: str, first: float, most: float, factor: float) -> Schedule:
    return Schedule(name, first, lambda _random, waited: min(most, waited * factor) if waited else first)


PEERS: tuple[Schedule, ...] = (
    _fixed("fal, 0.1 s", 0.1),
    _fixed("replicate, 0.5 s", 0.5),
    _fixed("openai, 1 s", 1.0),
    _fixed("Finetuning's page, 2 s", 2.0),
    Schedule("Runway, 6 ± 1.5 s", 4.5, lambda random, _waited: random.uniform(4.5, 7.5)),
    _growing("google-api-core, 1→20 s × 1.5", 1.0, 20.0, 1.5),
    _growing("Finetuning's CLI, 3→15 s × 1.3", 3.0, 15.0, 1.3),
)
"""Intervals as the packages have them in November 2026; without the jitter that google-api-core may add."""


@dataclass(frozen=True)
class Seen:
    """Requests per job, and how long after its end a job was seen to have ended."""

    requests: float
    median: float
    p95: float


def seen(timetables: list[Timetable], durations: list[float]) -> Seen:
    """Return what polling these jobs comes to; they take the timetables in turn."""
    requests = 0
    lags: list[float] = []
    for number, duration in enumerate(durations):
        ages = timetables[number % len(timetables)]
        place = bisect_left(ages, duration)
        requests += place + 1
        lags.append(ages[place] - duration)
    lags.sort()
    return Seen(requests / len(durations), lags[len(lags) // 2], lags[int(len(lags) * 0.95)])
