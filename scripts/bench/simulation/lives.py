"""How long simulated jobs take, in seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

_AT_P95 = 1.645  # standard deviations above the middle of a normal distribution


class Documented(NamedTuple):
    """What a provider's pages say of the durations of its jobs."""

    median: float
    p95: float


@dataclass(frozen=True)
class Life:
    """A mixture of log-normal durations.

    Args:
        name: What tables call it.
        parts: The share, the median and the 95th percentile of each component.
        documented: What is known before any job has been seen.
    """

    name: str
    parts: tuple[tuple[float, float, float], ...]
    documented: Documented

    def durations(self, random: Random, number: int) -> list[float]:
        """Draw the durations of so many jobs."""
        weights = [share for share, _, _ in self.parts]
        return [_log_normal(random, *random.choices(self.parts, weights)[0][1:]) for _ in range(number)]

    def density(self, seconds: float) -> float:
        """Return the density of ends at this age, on a logarithmic scale."""
        return sum(share * _hill(seconds, median, p95) for share, median, p95 in self.parts)


def _log_normal(random: Random, median: float, p95: float) -> float:
    return median * math.exp(random.gauss(0, _spread(median, p95)))


def _hill(seconds: float, median: float, p95: float) -> float:
    spread = _spread(median, p95)
    return math.exp(-((math.log(seconds / median) / spread) ** 2) / 2) / spread


def _spread(median: float, p95: float) -> float:
    return math.log(p95 / median) / _AT_P95


MUSIC = Life("log-normal, 60 s, 19 of 20 within 240 s", ((1, 60, 240),), Documented(60, 240))
VIDEO = Life("log-normal, 120 s, within 600 s", ((1, 120, 600),), Documented(120, 600))

LIVES: tuple[Life, ...] = (
    MUSIC,
    VIDEO,
    Life("bimodal: half 20 s, half 200 s", ((1, 20, 30), (1, 200, 300)), MUSIC.documented),
    Life("tight: 60 s, within 70 s", ((1, 60, 70),), MUSIC.documented),
    Life("ten times as long as documented", ((1, 300, 900),), Documented(30, 90)),
    Life("a tenth of what is documented", ((1, 12, 48),), Documented(120, 480)),
)
