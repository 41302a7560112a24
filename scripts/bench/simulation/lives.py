"""How long the jobs of a simulation take, and what a provider's pages would say of them. Seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs._polling.durations import Durations, Prior

if TYPE_CHECKING:
    from random import Random

    from generation_jobs._polling.durations import Curve

_AT_P95 = 1.645  # standard deviations above the middle of a normal distribution


@dataclass(frozen=True)
class Life:
    """A mixture of log-normal durations, each (share, median, 95th percentile); and the `prior` to start from."""

    name: str
    parts: tuple[tuple[float, float, float], ...]
    prior: Prior

    def durations(self, random: Random, number: int) -> list[float]:
        """What so many jobs take."""
        weights = [share for share, _, _ in self.parts]
        return [_log_normal(random, *random.choices(self.parts, weights)[0][1:]) for _ in range(number)]

    def density(self, seconds: float) -> float:
        """How many end about then, on a logarithmic scale."""
        return sum(share * _hill(seconds, median, p95) for share, median, p95 in self.parts)

    def cold(self) -> Curve:
        """What is expected before any has been seen."""
        return Durations().curve("", self.prior)

    def warm(self, random: Random, number: int) -> Curve:
        """What is expected after so many have been seen."""
        durations = Durations()
        for seconds in self.durations(random, number):
            durations.learn("", seconds)
        return durations.curve("", self.prior)


def _log_normal(random: Random, median: float, p95: float) -> float:
    return median * math.exp(random.gauss(0, _spread(median, p95)))


def _hill(seconds: float, median: float, p95: float) -> float:
    spread = _spread(median, p95)
    return math.exp(-((math.log(seconds / median) / spread) ** 2) / 2) / spread


def _spread(median: float, p95: float) -> float:
    return math.log(p95 / median) / _AT_P95


_TOLD = Prior(60, 240)

LIVES: tuple[Life, ...] = (
    Life("log-normal, 60 s, 19 of 20 within 240 s", ((1, 60, 240),), _TOLD),
    Life("log-normal, 120 s, within 600 s", ((1, 120, 600),), Prior(120, 600)),
    Life("bimodal: half 20 s, half 200 s", ((1, 20, 30), (1, 200, 300)), _TOLD),
    Life("tight: 60 s, within 70 s", ((1, 60, 70),), _TOLD),
    Life("ten times as long as documented", ((1, 300, 900),), Prior(30, 90)),
    Life("a tenth of what is documented", ((1, 12, 48),), Prior(120, 480)),
)
