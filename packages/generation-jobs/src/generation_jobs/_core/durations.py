"""How long jobs take: the documented durations, and those that this program has seen. In seconds."""

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from generation_jobs._core.values.base_errors import ConfigurationError
from generation_jobs._core.values.checks import CheckedArguments, check_kind

BINS_PER_OCTAVE = 6
_SHORTEST, _LONGEST = 0.25, 4 * 86_400.0
EDGES: tuple[float, ...] = tuple(
    _SHORTEST * 2 ** (k / BINS_PER_OCTAVE)
    for k in range(math.ceil(math.log2(_LONGEST / _SHORTEST) * BINS_PER_OCTAVE) + 1)
)
"""Upper edges of the histogram's bins; longer durations count in the last bin."""

_HALF_LIFE = 1000
"""Number of durations after which an older one weighs half as much as the newest."""

_HEAVIEST = 1e100
"""From here on, weights are divided by the newest: after a million durations they would be infinite."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class DurationHint:
    """Documented durations of jobs.

    Attributes:
        median: Seconds that half of all jobs take at most.
        p95: Seconds that 19 of 20 jobs take at most.
    """

    median: float
    p95: float


class Durations(metaclass=CheckedArguments):
    """How long jobs took, as histograms by provider, kind and model. Polls are scheduled by it.

    Every `Jobs` learns its own. To keep it for the next program:

        json.dump(jobs.durations.export(), file)
        Jobs(…, durations=Durations.load(json.load(file)))

    It may be shared between threads, and between several `Jobs`. There is no lock: if two threads count at the same
    moment, one duration may be lost, which does not change a schedule.
    """

    def __init__(self) -> None:
        self._weights: dict[str, list[float]] = {}  # by bin; newer durations weigh more
        self._newest: dict[str, float] = {}  # the weight of the newest duration
        self._counts: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"<Durations: {self.total} of {len(self._counts)} kinds of jobs>"

    def learn(self, group: str, seconds: float) -> None:
        """Count the duration of a job.

        Args:
            group: `provider/kind/model`; jobs of one group take about as long as each other.
            seconds: Time from its creation to its end; ignored if negative or not finite.
        """
        if 0 <= seconds < math.inf:
            newest = self._newest.get(group, 1.0) * 2 ** (1 / _HALF_LIFE)
            if newest > _HEAVIEST:
                self._weights[group] = [weight / newest for weight in self._weights[group]]
                newest = 1.0
            self._newest[group] = newest
            self._add(group, seconds, newest)

    def seen(self, group: str) -> int:
        """Return how many durations of a group were counted."""
        return self._counts.get(group, 0)

    @property
    def total(self) -> int:
        """How many durations were counted, of all groups."""
        return sum(self._counts.values())

    def weights(self, group: str) -> dict[int, float]:
        """Return the weights of a group's bins by their index, without empty ones; the newest duration weighs 1."""
        newest = self._newest.get(group, 1.0)
        return {place: weight / newest for place, weight in enumerate(self._weights.get(group, ())) if weight}

    def export(self) -> dict[str, Any]:
        """Return the histograms as JSON data.

        Returns:
            `{"version": 1, "topics": {"oxen/image/flux-2-dev": [[7.1, 1.0], …]}}`: for each group a list of seconds
            (the middle of a bin) and weight.
        """
        groups = tuple(self._weights)
        topics = {group: [[middle_of(place), w] for place, w in self.weights(group).items()] for group in groups}
        return {"version": _VERSION, "topics": topics}

    @classmethod
    def load(cls, exported: Mapping[str, Any]) -> Self:
        """Return the durations that `export` returned.

        Raises:
            ConfigurationError: `exported` was not returned by `export`.
        """
        check_kind("exported", exported, Mapping, "the dict that Durations.export returned")
        is_ours = exported.get("version") == _VERSION
        if not (is_ours and isinstance(topics := exported.get("topics"), Mapping)):
            raise ConfigurationError("this is not what Durations.export returned (version 1)")
        loaded = cls()
        for group, pairs in cast("Mapping[str, object]", topics).items():
            for seconds, weight in _pairs(group, pairs):
                loaded._add(group, seconds, weight)
        return loaded

    def _add(self, group: str, seconds: float, weight: float) -> None:
        place = min(bisect_right(EDGES, seconds), len(EDGES) - 1)
        self._weights.setdefault(group, [0.0] * len(EDGES))[place] += weight
        self._counts[group] = self._counts.get(group, 0) + 1


Durations.__module__ = "generation_jobs"  # the name in pickles


def middle_of(place: int) -> float:
    """Return the geometric middle of a bin, in seconds."""
    return EDGES[place] * 2 ** (-0.5 / BINS_PER_OCTAVE)


def _pairs(group: str, pairs: object) -> list[tuple[float, float]]:
    try:
        found = [(float(seconds), float(weight)) for seconds, weight in cast("list[Any]", pairs)]
    except (TypeError, ValueError):
        found = [(-1.0, 0.0)]
    if not all(0 <= part < math.inf for pair in found for part in pair):
        raise ConfigurationError(f"the durations of {group!r} are not a list of [seconds, weight]")
    return found
