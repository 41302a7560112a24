"""How long jobs take, as far as has been seen: what the schedule goes by. Pure arithmetic, all in seconds.

A distribution is kept for each *topic* (provider, kind, model): first the provider's documented figures, then more and
more the durations that were seen.
"""

from __future__ import annotations

import math
import threading
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST, _LONGEST, _PER_OCTAVE = 0.25, 4 * 86_400.0, 6
_EDGES: tuple[float, ...] = tuple(
    _SHORTEST * 2 ** (k / _PER_OCTAVE) for k in range(math.ceil(math.log2(_LONGEST / _SHORTEST) * _PER_OCTAVE) + 1)
)
_HALF_LIFE = 1000
"""Durations after which one weighs half: more than most batches have jobs, few enough to follow a change."""
_FAITH = 3.0
"""What is documented counts for as much as this many durations seen."""
_DOUBT, _DOUBT_SPREAD = 0.3, 1.6
"""Nearly a third of the prior is far wider than documented: figures on pages are wrong by factors, not by percents."""
_BLUR, _SHARPEST = 0.5, 0.1
"""Each duration stands for its neighbourhood on a logarithmic scale: the fewer there are, the wider."""
_PLAIN = 150.0
"""One log-normal hill for all that was seen counts for as much as this many durations: gaps and far end of fifty are
chance, and following chance costs more than following the shape saves."""
_FARTHEST = 5 * _PER_OCTAVE
"""A curve is drawn out or together by at most a factor of 32."""
_MISTRUST, _TRUST = 1.6, 0.4
"""By how many octaves documented figures, and those learned, are off as a rule (as a standard deviation)."""
_JURY = 30.0
"""However many jobs there are, they count for so many: thousands would be certain of what is only the curve's error."""
_NEWTON = 5
"""Steps of Newton's to a place in a bin: they leave nothing that a double would show."""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Prior:
    """What a provider's pages lead one to expect: half of all jobs take `median`, 19 of 20 at most `p95`."""

    median: float
    p95: float


class Curve:
    """One distribution of durations, and what follows from it. Immutable."""

    __slots__ = ("_area", "_below", "_lump", "_masses", "learned", "median", "quick")

    def __init__(self, masses: Sequence[float], *, learned: bool = False) -> None:
        """`masses` are the shares of jobs that end before each edge and after the one before it; any scale.

        `learned` tells that it stands on what was seen rather than on what is documented.
        """
        self._masses = masses
        total = sum(masses)
        below, area, lump = [0.0], [0.0], [0.0]  # at 0, then at each edge
        edge = 0.0
        for mass, after in zip(masses, _EDGES, strict=True):
            width, before, share = after - edge, below[-1], below[-1] + mass / total
            lump.append(lump[-1] + width * (area[-1] + width * (2 * before + share) / 6))
            area.append(area[-1] + width * (before + share) / 2)
            below.append(share)
            edge = after
        self._below, self._area, self._lump = tuple(below), tuple(area), tuple(lump)
        self.learned: bool = learned
        self.median: float = self.quantile(0.5)
        self.quick: float = self.quantile(0.05)
        """Nineteen of twenty jobs take longer."""

    def done(self, age: float) -> float:
        """The share of jobs that have ended at this age."""
        return self._at(age)[0]

    def quantile(self, share: float, age: float = 0.0) -> float:
        """The age at which this share of the jobs that are still going on at `age` has ended."""
        sought = share + (1 - share) * self.done(age)
        place = min(bisect_right(self._below, sought), len(_EDGES))
        edge, after = _edge(place - 1), _edge(place)
        low, high = self._below[place - 1], self._below[place]
        return after if high <= low else edge + (after - edge) * min(1.0, (sought - low) / (high - low))

    def square_lag(self, seen: float, age: float) -> float:
        """The mean square of how long a job that still went on at age `seen` has been over, unseen, at `age`.

        The square, since it is the long lags that hurt: the mean alone leaves the last few jobs waiting.
        """
        below, area, lump = self._at(seen)
        step = age - seen
        grown = self._at(age)[2] - lump - step * (area + step * below / 2)
        return max(0.0, 2 * grown / max(1 - below, 1e-9))

    def worth(self, seen: float, price: float) -> float:
        """The age at which looking again is worth it: when `square_lag` has grown to the square of `price`."""
        seen = min(seen, _EDGES[-2])
        below, area, lump = self._at(seen)
        sought = price**2 / 2 * max(1 - below, 1e-9)

        def grown(place: int) -> float:
            step = _edge(place) - seen
            return self._lump[place] - lump - step * (area + step * below / 2)

        low, high = bisect_right(_EDGES, seen) + 1, len(_EDGES)
        while low < high:  # the first edge by which it is worth it
            middle = (low + high) // 2
            if grown(middle) >= sought:
                high = middle
            else:
                low = middle + 1
        start = max(seen, _edge(low - 1))
        return start + self._step_within(low, start, seen, sought)

    def fitted(self, ended: Mapping[int, float], going: Mapping[int, float]) -> Curve:
        """The same curve, drawn out or drawn together so that it fits best what jobs begun together have shown so far:
        how many have `ended` in which bin, and how many are still `going` there (`bin_of`).

        Only the scale is taken from them: the first that end say nothing of the shape, since the others go on.
        """
        if not ended and not going:
            return self
        weight = min(1.0, _JURY / (sum(ended.values()) + sum(going.values())))
        places = range(-_FARTHEST, _FARTHEST + 1)
        best = max(places, key=lambda place: self._doubt(place) + weight * self._likelihood(place, ended, going))
        return Curve(_shifted(self._masses, best), learned=self.learned or sum(ended.values()) > _FAITH)

    def _doubt(self, place: int) -> float:
        """The same for being off by so many bins, before anything has been seen."""
        octaves = place / _PER_OCTAVE / (_TRUST if self.learned else _MISTRUST)
        return -(octaves**2) / 2

    def _likelihood(self, place: int, ended: Mapping[int, float], going: Mapping[int, float]) -> float:
        """The logarithm of the likelihood (up to a constant) that all ages are longer by so many bins."""
        total = 0.0
        last = len(self._below) - 1
        for one, number in ended.items():
            low, high = max(0, min(one - place, last - 1)), max(1, min(one - place + 1, last))
            total += number * math.log(max(self._below[high] - self._below[low], 1e-9))
        for one, number in going.items():
            total += number * math.log(max(1 - self._below[max(0, min(one - place, last))], 1e-9))
        return total

    def _step_within(self, place: int, start: float, seen: float, sought: float) -> float:
        """How far behind `start` it is worth it, known to be in front of this edge: there the square is a cubic."""
        width = _edge(place) - start
        below, area, lump = self._at(seen)
        below_start, area_start, lump_start = self._at(start)
        gone = start - seen
        missing = sought - (lump_start - lump - gone * (area + gone * below / 2))
        rise, bend = area_start - area - gone * below, below_start - below
        slope = (self._below[place] - self._below[place - 1]) / (_edge(place) - _edge(place - 1))
        if missing <= 0 or slope <= 0:
            return 0.0 if missing <= 0 else width
        step = min(width, math.cbrt(6 * missing / slope))  # never too short, and Newton's way down is quick
        for _ in range(_NEWTON):
            value = step * (rise + step * (bend / 2 + step * slope / 6)) - missing
            step -= value / (rise + step * (bend + step * slope / 2))
        return step

    def _at(self, age: float) -> tuple[float, float, float]:
        """The share that has ended by `age`, the integral of that share up to there, and the integral of that."""
        place = bisect_right(_EDGES, age)
        if place == len(_EDGES):
            more = age - _EDGES[-1]
            return 1.0, self._area[-1] + more, self._lump[-1] + more * (self._area[-1] + more / 2)
        edge, after = _edge(place), _EDGES[place]
        before, step = self._below[place], age - edge
        rise = (self._below[place + 1] - before) * step / (after - edge)
        area = self._area[place] + step * (before + rise / 2)
        lump = self._lump[place] + step * (self._area[place] + step * (before / 2 + rise / 6))
        return before + rise, area, lump


def _edge(place: int) -> float:
    """The edges, with 0 in front of them."""
    return 0.0 if place == 0 else _EDGES[place - 1]


def bin_of(seconds: float) -> int:
    """The number of the bin that a duration falls into."""
    return bisect_right(_EDGES, seconds)


def _shifted(masses: Sequence[float], places: int) -> list[float]:
    """The masses, so many bins later; what would leave the scale is heaped up at its end."""
    shifted = [0.0] * len(masses)
    for place, mass in enumerate(masses):
        shifted[max(0, min(place + places, len(masses) - 1))] += mass
    return shifted


class Durations:
    """The durations seen so far, by topic; what `Jobs(durations=…)` takes, and `jobs.durations` gives.

        json.dump(jobs.durations.export(), file)            # at the end of one program
        Jobs(…, durations=Durations.load(json.load(file)))  # and the next one knows what that one saw

    Safe to share between threads, and between several `Jobs`.
    """

    def __init__(self) -> None:
        self._seen: dict[str, list[float]] = {}  # weights by bin; newer durations weigh more
        self._newest: dict[str, float] = {}  # what the newest one weighs
        self._counts: dict[str, int] = {}
        self._curves: dict[str, tuple[int, Curve]] = {}
        self._lock = threading.Lock()

    def learn(self, topic: str, seconds: float) -> None:
        """A job of this topic took so long, from its creation to its end. What is no duration is passed over."""
        if 0 <= seconds < math.inf:
            with self._lock:
                self._newest[topic] = self._newest.get(topic, 1.0) * 2 ** (1 / _HALF_LIFE)
                self._add(topic, seconds, self._newest[topic])

    def seen(self, topic: str) -> int:
        """How many durations of this topic have been seen."""
        return self._counts.get(topic, 0)

    @property
    def total(self) -> int:
        """How many durations have been seen, of all topics."""
        return sum(self._counts.values())

    def curve(self, topic: str, prior: Prior) -> Curve:
        """The distribution of a topic; drawn anew when a tenth more has been seen: drawing takes a millisecond."""
        drawn, curve = self._curves.get(topic, (-1, None))
        count = self.seen(topic)
        if curve is None or count - drawn > drawn // 10:
            curve = Curve(self._masses(topic, prior), learned=count > _FAITH)
            self._curves[topic] = (count, curve)
        return curve

    def _masses(self, topic: str, prior: Prior) -> list[float]:
        """The documented figures, a small hill for each duration seen, and a large one for all of them."""
        masses, seen = _documented(prior), self._weights(topic)
        if not seen:
            return masses
        total = sum(seen.values())
        blur = max(_SHARPEST, _BLUR * max(1.0, total) ** -0.4)
        plain = _PLAIN / (_PLAIN + total)
        for seconds, weight in seen.items():
            _add_hill(masses, math.log(seconds), blur, weight * (1 - plain))
        _add_hill(masses, *_hill_of(seen, total, blur), total * plain)
        return masses

    def export(self) -> dict[str, Any]:
        """All of it, as JSON has it: `{"version": 1, "topics": {"oxen/image/flux-2-dev": [[7.1, 1.0], …]}}`.

        The pairs are seconds, rounded to a twelfth, and how much they weigh.
        """
        topics = {topic: [[*pair] for pair in self._weights(topic).items()] for topic in tuple(self._seen)}
        return {"version": _VERSION, "topics": topics}

    @classmethod
    def load(cls, exported: Mapping[str, Any]) -> Durations:
        """What `export` gave. Raises `ValueError` for anything else."""
        topics = exported.get("topics")
        if exported.get("version") != _VERSION or not isinstance(topics, Mapping):
            raise ValueError("these are no durations as Durations.export gives them (version 1)")
        loaded = cls()
        for topic, pairs in cast("Mapping[str, object]", topics).items():
            for seconds, weight in _pairs(topic, pairs):
                loaded._add(topic, seconds, weight)
        return loaded

    def _add(self, topic: str, seconds: float, weight: float) -> None:
        weights = self._seen.setdefault(topic, [0.0] * len(_EDGES))
        weights[min(bisect_right(_EDGES, seconds), len(_EDGES) - 1)] += weight
        self._counts[topic] = self._counts.get(topic, 0) + 1

    def _weights(self, topic: str) -> dict[float, float]:
        """The weight of each duration; the newest weigh 1."""
        newest = self._newest.get(topic, 1.0)
        with self._lock:
            weights = tuple(self._seen.get(topic, ()))
        return {_middle(place): weight / newest for place, weight in enumerate(weights) if weight}


def _middle(place: int) -> float:
    """The duration that stands for all in front of this edge."""
    return _EDGES[place] * 2 ** (-0.5 / _PER_OCTAVE)


def _hill_of(seen: Mapping[float, float], total: float, least: float) -> tuple[float, float]:
    """Middle and spread of one hill that stands for all durations, on the logarithmic scale."""
    middle = sum(weight * math.log(seconds) for seconds, weight in seen.items()) / total
    square = sum(weight * (math.log(seconds) - middle) ** 2 for seconds, weight in seen.items()) / total
    return middle, max(least, math.sqrt(square))


def _pairs(topic: str, pairs: object) -> list[tuple[float, float]]:
    try:
        found = [(float(seconds), float(weight)) for seconds, weight in cast("list[Any]", pairs)]
    except (TypeError, ValueError):
        found = [(-1.0, 0.0)]
    if not all(0 <= part < math.inf for pair in found for part in pair):
        raise ValueError(f"the durations of {topic!r} are not a list of [seconds, weight]")
    return found


def _documented(prior: Prior) -> list[float]:
    """The shares of the bins by the documented figures, and by a wide doubt about them."""
    spread = max(math.log(prior.p95 / prior.median) / 1.645, _SHARPEST)  # of the normal distribution of its logarithm
    masses = [0.0] * len(_EDGES)
    _add_hill(masses, math.log(prior.median), spread, _FAITH * (1 - _DOUBT))
    _add_hill(masses, math.log(prior.median), max(_DOUBT_SPREAD, 2 * spread), _FAITH * _DOUBT)
    return masses


def _add_hill(masses: list[float], middle: float, spread: float, weight: float) -> None:
    """Add `weight`, spread over the bins as a normal distribution of the logarithm."""
    first, last = _place(middle - 5 * spread), _place(middle + 5 * spread)
    below = 0.0
    for place in range(first, last):
        share = 0.5 * math.erfc((middle - math.log(_EDGES[place])) / (spread * math.sqrt(2)))
        masses[place] += weight * (share - below)
        below = share
    masses[last] += weight * (1 - below)


def _place(logarithm: float) -> int:
    """The bin of a duration whose logarithm this is; the first or the last where there is none."""
    place = math.ceil((logarithm - math.log(_SHORTEST)) / math.log(2) * _PER_OCTAVE)
    return max(0, min(place, len(_EDGES) - 1))
