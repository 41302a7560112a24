"""How long jobs are likely to take: the documented figures, and more and more the durations that were seen.

Pure arithmetic, all in seconds. docs/decisions/0017-when-to-look.md tells why it is as it is.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from generation_jobs._core.durations import BINS_PER_OCTAVE, EDGES, DurationHint, bin_of, middle_of
from generation_jobs._core.models import Job, JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from generation_jobs._core.durations import Durations
    from generation_jobs._polling.source import JobSource

UNDOCUMENTED = DurationHint(median=30.0, p95=300.0)
"""For a provider that documents no durations."""

_HINT_WEIGHT = 3.0
"""The documented figures count for as much as this many durations seen."""
_DOUBT, _DOUBT_SPREAD = 0.3, 1.6
"""Nearly a third of that is far wider than documented: figures on pages are wrong by factors, not by percents."""
_BLUR, _SHARPEST = 0.5, 0.1
"""Each duration stands for its neighbourhood on a logarithmic scale: the fewer there are, the wider."""
_SHAPE_WEIGHT = 150.0
"""One log-normal for all that was seen counts for as much as this many durations: gaps in fifty of them are chance."""
_MAX_SHIFT = 5 * BINS_PER_OCTAVE
_SCALE_ERROR = {False: 1.6, True: 0.4}
"""By how many octaves documented figures, and those observed, are off as a rule (as a standard deviation)."""
_MAX_EVIDENCE = 30.0
"""However many jobs a batch has, they count for so many: thousands would only prove the curve's own error."""
_CREDIBLE_AGE = 86_400.0
"""An older job that still runs tells of a wrong clock, or of an id that was never cleaned up."""
_BISECTIONS = 12


class Distribution:
    """How long the jobs of one group take. Immutable. Between two edges durations are spread evenly."""

    __slots__ = ("_area", "_ended", "_masses", "_volume", "fast", "is_observed", "median")

    def __init__(self, masses: Sequence[float], *, is_observed: bool) -> None:
        """`masses` are the shares of jobs in each bin, on any scale. `is_observed`: they rest on durations seen."""
        ended, area, volume = [0.0], [0.0], [0.0]  # the share that has ended by each edge, and its two integrals
        total, edge = sum(masses), 0.0
        for mass, after in zip(masses, EDGES, strict=True):
            width, before, share = after - edge, ended[-1], ended[-1] + mass / total
            volume.append(volume[-1] + width * (area[-1] + width * (2 * before + share) / 6))
            area.append(area[-1] + width * (before + share) / 2)
            ended.append(share)
            edge = after
        self._masses = masses
        self._ended, self._area, self._volume = tuple(ended), tuple(area), tuple(volume)
        self.is_observed: bool = is_observed
        self.median: float = self.quantile(0.5)
        self.fast: float = self.quantile(0.05)
        """Nineteen of twenty jobs take longer."""

    def ended_share(self, age: float) -> float:
        """Return the share of jobs that have ended at this age."""
        return self._at(age)[0]

    def quantile(self, share: float, age: float = 0.0) -> float:
        """Return the age at which this share of the jobs that are still running at `age` has ended."""
        sought = share + (1 - share) * self.ended_share(age)
        place = min(bisect_right(self._ended, sought), len(EDGES))
        low, high = self._ended[place - 1], self._ended[place]
        start, end = _edge(place - 1), _edge(place)
        return end if high <= low else start + (end - start) * min(1.0, (sought - low) / (high - low))

    def mean_square_lag(self, running_age: float, age: float) -> float:
        """Return the mean square of how long a job, last known to run at `running_age`, has been over at `age`.

        The square, since long lags hurt most: the mean alone leaves the last few jobs waiting.
        """
        ended, area, volume = self._at(running_age)
        step = age - running_age
        grown = self._at(age)[2] - volume - step * (area + step * ended / 2)
        return max(0.0, 2 * grown / max(1 - ended, 1e-9))

    def next_poll_age(self, running_age: float, lag: float) -> float:
        """Return the age at which `mean_square_lag` has grown to the square of `lag`."""
        running_age = min(running_age, EDGES[-2])
        first = bisect_right(EDGES, running_age)
        sought = lag**2
        place = bisect_left(EDGES, sought, lo=first, key=lambda edge: self.mean_square_lag(running_age, edge))
        low, high = max(running_age, _edge(place)), EDGES[min(place, len(EDGES) - 1)]
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            low, high = (low, middle) if self.mean_square_lag(running_age, middle) >= sought else (middle, high)
        return high

    def rescaled(self, ended: Mapping[int, float], running: Mapping[int, float]) -> Distribution:
        """Return the same distribution on the time scale that fits best what jobs begun together have shown so far.

        Only the scale is fitted: who ends first says nothing of the shape, since the others go on.

        Args:
            ended: How many jobs have ended, by the bin of their duration.
            running: How many are still running, by the bin of their age.
        """
        if not ended and not running:
            return self
        weight = min(1.0, _MAX_EVIDENCE / (sum(ended.values()) + sum(running.values())))
        spread = BINS_PER_OCTAVE * _SCALE_ERROR[self.is_observed]

        def fit(shift: int) -> float:
            return weight * self._log_likelihood(shift, ended, running) - (shift / spread) ** 2 / 2

        best = max(range(-_MAX_SHIFT, _MAX_SHIFT + 1), key=fit)
        is_observed = self.is_observed or sum(ended.values()) > _HINT_WEIGHT
        return Distribution(_shifted(self._masses, best), is_observed=is_observed)

    def _log_likelihood(self, shift: int, ended: Mapping[int, float], running: Mapping[int, float]) -> float:
        total, last = 0.0, len(self._ended) - 1
        for place, number in ended.items():
            low, high = max(0, min(place - shift, last - 1)), max(1, min(place - shift + 1, last))
            total += number * math.log(max(self._ended[high] - self._ended[low], 1e-9))
        for place, number in running.items():
            total += number * math.log(max(1 - self._ended[max(0, min(place - shift, last))], 1e-9))
        return total

    def _at(self, age: float) -> tuple[float, float, float]:
        """Return the share that has ended by `age`, its integral from 0 to `age`, and the integral of that."""
        place = bisect_right(EDGES, age)
        if place == len(EDGES):
            more = age - EDGES[-1]
            return 1.0, self._area[-1] + more, self._volume[-1] + more * (self._area[-1] + more / 2)
        start, before = _edge(place), self._ended[place]
        step = age - start
        rise = (self._ended[place + 1] - before) * step / (EDGES[place] - start)
        area = self._area[place] + step * (before + rise / 2)
        return before + rise, area, self._volume[place] + step * (self._area[place] + step * (before / 2 + rise / 6))


class DurationEstimator:
    """The durations to expect of one provider's jobs, by group: `finetuning/music/`, `oxen/video/kling-video-o3`."""

    def __init__(self, source: JobSource, durations: Durations) -> None:
        self._source, self._durations = source, durations
        self._hints: dict[str, DurationHint] = {}
        self._built: dict[str, tuple[int, Distribution]] = {}

    def group(self, job: Job | None) -> str:
        """Return the duration group of a job; of None, that of the provider as a whole."""
        kind, model = self._source.duration_group(job) if job is not None else ("", "")
        group = f"{self._source.name}/{kind}/{model}"
        if group not in self._hints:
            hints = self._source.duration_hints
            self._hints[group] = hints.get(kind) or hints.get("") or UNDOCUMENTED
        return group

    def distribution(self, group: str) -> Distribution:
        """Return the distribution of a group, built anew when a tenth more has been seen: that takes a millisecond."""
        count, distribution = self._built.get(group, (-1, None))
        seen = self._durations.seen(group)
        if distribution is None or seen - count > count // 10:
            masses = _masses(self._hints.get(group, UNDOCUMENTED), self._durations.weights(group))
            distribution = Distribution(masses, is_observed=seen > _HINT_WEIGHT)
            self._built[group] = (seen, distribution)
        return distribution

    def record(self, job: Job, watched: float | None) -> float | None:
        """Record an ended job. Returns how many seconds it took, where that is known.

        Args:
            watched: How long the job was seen to take, for want of the provider's own times.
        """
        if job.status is JobStatus.CANCELLED:
            return None  # a cancelled job says nothing about normal durations
        documented = _between(job.created_at, job.completed_at)
        seconds = watched if documented is None else documented
        if seconds is not None:
            self._durations.learn(self.group(job), seconds)
        return seconds


class Cohort:
    """The distributions for jobs that are waited for together.

    Those that end first are the short ones, so that what is learned from them would be too short for the others. So
    each group keeps the distribution that was known when it began; only its time scale is fitted on the way.
    """

    def __init__(self, estimator: DurationEstimator, started: float, least_interval: float) -> None:
        self._estimator, self._started, self._least = estimator, started, least_interval
        self._begun: dict[str, Distribution] = {}
        self._fitted: dict[str, Distribution] = {}
        self._ended: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._last_fit = (0, 0.0)  # how many had ended then, and after how many seconds

    def distribution(self, group: str) -> Distribution:
        """Return the durations to expect of a group in this cohort."""
        if group not in self._begun:
            self._begun[group] = self._estimator.distribution(group)
        return self._fitted.get(group) or self._begun[group]

    def record(self, group: str, seconds: float) -> None:
        """Record that a job of the cohort has ended after so many seconds."""
        self._ended[group][bin_of(seconds)] += 1

    @property
    def ended(self) -> int:
        """How many jobs of the cohort have ended."""
        return sum(counts.total() for counts in self._ended.values())

    def fit(self, running: Iterable[tuple[str, float]], weight: float, now: float) -> None:
        """Fit the scales anew if what has ended, or the time, has grown by a tenth.

        Args:
            running: Group and age of some jobs that are still running.
            weight: How many jobs each of them stands for.
            now: The time on the monotonic clock.
        """
        elapsed = now - self._started
        if self.ended <= 1.1 * self._last_fit[0] and elapsed <= 1.1 * self._last_fit[1] + self._least:
            return
        self._last_fit = self.ended, elapsed
        ages: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        for group, age in running:
            ages[group][bin_of(age)] += weight
        for group in ages:
            self.distribution(group)
        self._fitted = {
            group: self._begun[group].rescaled(self._ended.get(group, {}), bins) for group, bins in ages.items()
        }


def age_of(job: Job, now: datetime) -> float | None:
    """Return how many seconds ago a job was created; None where that is not known, or not credible."""
    seconds = _between(job.created_at, now)
    return seconds if seconds is not None and seconds < _CREDIBLE_AGE else None


def _masses(hint: DurationHint, seen: Mapping[int, float]) -> list[float]:
    """Return the weight of each bin: the hint with a wide doubt, a small bell for each duration seen, one for all."""
    masses = [0.0] * len(EDGES)
    spread = max(math.log(hint.p95 / hint.median) / 1.645, _SHARPEST)  # 1.645 standard deviations: 19 of 20
    _add_bell(masses, math.log(hint.median), spread, _HINT_WEIGHT * (1 - _DOUBT))
    _add_bell(masses, math.log(hint.median), max(_DOUBT_SPREAD, 2 * spread), _HINT_WEIGHT * _DOUBT)
    if not seen:
        return masses
    total = sum(seen.values())
    blur, shape = max(_SHARPEST, _BLUR * max(1.0, total) ** -0.4), _SHAPE_WEIGHT / (_SHAPE_WEIGHT + total)
    logs = {math.log(middle_of(place)): weight for place, weight in seen.items()}
    for log, weight in logs.items():
        _add_bell(masses, log, blur, weight * (1 - shape))
    mean = sum(weight * log for log, weight in logs.items()) / total
    variance = sum(weight * (log - mean) ** 2 for log, weight in logs.items()) / total
    _add_bell(masses, mean, max(blur, math.sqrt(variance)), total * shape)
    return masses


def _add_bell(masses: list[float], mean: float, spread: float, weight: float) -> None:
    """Add `weight`, spread over the bins as a normal distribution of the logarithm."""
    first, last = _bin_of_log(mean - 5 * spread), _bin_of_log(mean + 5 * spread)
    below = 0.0
    for place in range(first, last):
        share = 0.5 * math.erfc((mean - math.log(EDGES[place])) / (spread * math.sqrt(2)))
        masses[place] += weight * (share - below)
        below = share
    masses[last] += weight * (1 - below)


def _bin_of_log(logarithm: float) -> int:
    place = math.ceil((logarithm - math.log(EDGES[0])) / math.log(2) * BINS_PER_OCTAVE)
    return max(0, min(place, len(EDGES) - 1))


def _edge(place: int) -> float:
    """Return the edges, with 0 in front of them."""
    return 0.0 if place == 0 else EDGES[place - 1]


def _shifted(masses: Sequence[float], shift: int) -> list[float]:
    """Return the masses so many bins later; what would leave the scale is heaped up at its end."""
    shifted = [0.0] * len(masses)
    for place, mass in enumerate(masses):
        shifted[max(0, min(place + shift, len(masses) - 1))] += mass
    return shifted


def _between(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or end < start:
        return None
    return (end - start).total_seconds()
