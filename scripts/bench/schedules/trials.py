"""Our schedule, simulated on jobs of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, Any

from scripts.bench.schedules.estimators import Bounds
from scripts.bench.schedules.timetables import seen

if TYPE_CHECKING:
    from scripts.bench.schedules.estimators import Estimator
    from scripts.bench.schedules.timetables import Schedule, Seen, Timetable
    from scripts.bench.simulation.lives import Life

JOBS = 10_000
SEEN_BEFORE = 50
SHIPPED = Bounds(floor=2.0, ceiling=15.0, learned_ceiling=120.0)
"""Finetuning's."""

_UNBOUNDED = Bounds(floor=0.01, ceiling=1e9, learned_ceiling=1e9)
_TIMETABLES = 8  # as many differently jittered ones; the jobs share them
_FEW = 3
_TRIES = 12


@dataclass(frozen=True)
class Trial:
    """One kind of jobs, with one seed."""

    life: Life
    seed: int
    estimator: Estimator

    @cached_property
    def durations(self) -> list[float]:
        """The seconds that the jobs take."""
        return self.life.durations(Random(self.seed), JOBS)

    @cached_property
    def warm(self) -> Any:
        """What is expected after some jobs, which are none of `durations`."""
        return self.estimator.expect(self.life.documented, self.life.durations(Random(-1 - self.seed), SEEN_BEFORE))

    @cached_property
    def cold(self) -> Any:
        """What is expected before any job."""
        return self.estimator.expect(self.life.documented, ())

    def of(self, peer: Schedule) -> Seen:
        """Return the result of a peer's schedule."""
        return seen([peer.timetable(Random(number), self._horizon) for number in range(_TIMETABLES)], self.durations)

    def shipped(self, expected: Any) -> Seen:
        """Return the result of ours, as it ships."""
        return seen(self._ours(expected, SHIPPED, self.estimator.cost, _TIMETABLES), self.durations)

    def at(self, expected: Any, cost: float) -> Seen:
        """Return the result of ours with another cost per request, without bounds."""
        return seen(self._ours(expected, _UNBOUNDED, cost, _FEW), self.durations)

    def matched(self, expected: Any, requests: float) -> Seen:
        """Return the result of ours where it makes no more than so many requests a job, without bounds."""
        cost = self.estimator.cost
        for _ in range(_TRIES):
            made = self.at(expected, cost).requests
            if 0.996 * requests < made <= requests:
                break
            cost *= (made / (0.998 * requests)) ** 1.5  # requests go with its power of -2/3
        return self.at(expected, cost)

    def timetable(self, expected: Any, random: Random, horizon: float) -> Timetable:
        """Return the ages at which `wait` polls one job, as it ships."""
        return self._timetable(expected, SHIPPED, self.estimator.cost, random, horizon)

    def _ours(self, expected: Any, bounds: Bounds, cost: float, number: int) -> list[Timetable]:
        return [self._timetable(expected, bounds, cost, Random(seed), self._horizon) for seed in range(number)]

    def _timetable(self, expected: Any, bounds: Bounds, cost: float, random: Random, horizon: float) -> Timetable:
        ages = [0.0]
        while ages[-1] < horizon:
            ages.append(ages[-1] + self.estimator.delay(expected, bounds, ages[-1], random, cost))
        return ages

    @cached_property
    def _horizon(self) -> float:
        return max(self.durations)
