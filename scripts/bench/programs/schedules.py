"""The schedule of the build before, warm, on every kind of jobs; the only program that uses internals."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.bench.programs import print_result
from scripts.bench.schedules.estimators import estimator_before
from scripts.bench.schedules.timetables import Seen
from scripts.bench.schedules.trials import Trial
from scripts.bench.simulation.lives import LIVES


@dataclass(frozen=True)
class BeforeSchedules:
    """Requests per job, median and 95th percentile of the lag, for each of `LIVES`."""

    results: list[tuple[float, float, float]]

    def seen(self) -> list[Seen]:
        """Return the same as objects."""
        return [Seen(*result) for result in self.results]


def measure(seed: int) -> BeforeSchedules:
    """Simulate all of them."""
    estimator = estimator_before()
    trials = [Trial(life, seed, estimator) for life in LIVES]
    found = [trial.at(trial.warm, estimator.cost) for trial in trials]
    return BeforeSchedules([(one.requests, one.median, one.p95) for one in found])


if __name__ == "__main__":
    print_result(measure)
