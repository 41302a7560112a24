"""How long jobs are likely to take, by the documented figures and the durations seen, and when to poll them.

Pure arithmetic, all in seconds. docs/decisions/0017-when-to-look.md gives the reasons.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from generation_jobs._core.config import HINT_CEILING, PollInterval, clamp, jittered
from generation_jobs._core.durations import BINS_PER_OCTAVE, EDGES, DurationHint, Durations, middle_of
from generation_jobs._core.models import Job
from generation_jobs._core.values.status import JobStatus
from generation_jobs._polling.source import JobSource

UNDOCUMENTED = DurationHint(median=30.0, p95=300.0)
"""For a provider that documents no durations."""

_HINT_WEIGHT = 3.0
"""The documented figures count for as much as this many durations seen."""
_DOUBT, _DOUBT_SPREAD = 0.3, 1.6
"""Nearly a third of that is spread far wider than documented: documented figures may be wrong by a factor."""
_BLUR, _SHARPEST = 0.5, 0.1
"""Each duration stands for its neighbourhood on a logarithmic scale: the fewer there are, the wider."""
_SHAPE_WEIGHT = 150.0
"""One log-normal for all that was seen counts for as much as this many durations: in fewer, gaps are chance."""
_CREDIBLE_AGE = 86_400.0
"""If a running job is older, its clock is wrong, or it was never cleaned up."""
_STARTS = (0.0, *EDGES)
"""Where each bin begins."""
_LEAST_SHARE = 1e-9
_STEPS, _ACCURACY = 20, 1.02


class Distribution:
    """How long the jobs of one group take. Immutable. Between two edges durations are spread evenly."""

    __slots__ = ("_area", "_ended", "_volume", "is_observed", "median")

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
        self._ended, self._area, self._volume = tuple(ended), tuple(area), tuple(volume)
        self.is_observed: bool = is_observed
        self.median: float = self.quantile(0.5)

    def ended_share(self, age: float, running_age: float = 0.0) -> float:
        """Return the share of the jobs still running at `running_age` that have ended at `age`."""
        before = self._at(running_age)[0]
        return (self._at(age)[0] - before) / max(1 - before, _LEAST_SHARE)

    def quantile(self, share: float, age: float = 0.0) -> float:
        """Return the age at which this share of the jobs that are still running at `age` has ended."""
        sought = share + (1 - share) * self.ended_share(age)
        place = min(bisect_right(self._ended, sought), len(EDGES))
        low, high = self._ended[place - 1], self._ended[place]
        start, end = _STARTS[place - 1], _STARTS[place]
        return end if high <= low else start + (end - start) * min(1.0, (sought - low) / (high - low))

    def mean_square_lag(self, running_age: float, age: float) -> float:
        """Return the mean square of how long a job, last known to run at `running_age`, has been over at `age`.

        The square, since long lags hurt most: the mean alone leaves the last few jobs waiting.
        """
        return max(0.0, self._lag(self._at(running_age), running_age, age)[0])

    def next_poll_age(self, running_age: float, lag: float) -> float:
        """Return the age at which `mean_square_lag` has grown to the square of `lag`."""
        running_age = min(running_age, EDGES[-2])
        since, sought = self._at(running_age), lag**2
        place = bisect_right(EDGES, running_age)
        while place < len(EDGES) - 1 and self._lag(since, running_age, EDGES[place])[0] < sought:
            place += 1
        age = EDGES[place]
        for _ in range(_STEPS):  # Newton's, from above: the lag is a convex function of the age
            value, slope = self._lag(since, running_age, age)
            if value <= sought * _ACCURACY or slope <= 0:
                break
            age -= (value - sought) / slope
        return age

    def _lag(self, since: tuple[float, float, float], running_age: float, age: float) -> tuple[float, float]:
        """Return the mean square lag and its derivative; `since` is `_at(running_age)`."""
        ended, area, volume = since
        _, area_now, volume_now = self._at(age)
        step, running = age - running_age, max(1 - ended, _LEAST_SHARE)
        square = volume_now - volume - step * (area + step * ended / 2)
        return 2 * square / running, 2 * (area_now - area - step * ended) / running

    def _at(self, age: float) -> tuple[float, float, float]:
        """Return the share that has ended by `age`, its integral from 0 to `age`, and the integral of that."""
        place = bisect_right(EDGES, age)
        if place == len(EDGES):
            more = age - EDGES[-1]
            return 1.0, self._area[-1] + more, self._volume[-1] + more * (self._area[-1] + more / 2)
        start, before = _STARTS[place], self._ended[place]
        step = age - start
        rise = (self._ended[place + 1] - before) * step / (EDGES[place] - start)
        area = self._area[place] + step * (before + rise / 2)
        return before + rise, area, self._volume[place] + step * (self._area[place] + step * (before / 2 + rise / 6))


class DurationEstimator:
    """The durations to expect of one provider's jobs, by group: `finetuning/music/`, `oxen/video/kling-video-o3`."""

    def __init__(self, source: JobSource, durations: Durations) -> None:
        self._source, self._durations = source, durations
        self._built: dict[str, tuple[int, Distribution]] = {}

    def group(self, job: Job | None) -> str:
        """Return the duration group of a job; of None, that of the provider as a whole."""
        kind, model = self._source.duration_group(job) if job is not None else ("", "")
        return f"{self._source.name}/{kind}/{model}"

    def distribution(self, group: str) -> Distribution:
        """Return the distribution of a group, rebuilt when a tenth more has been seen: that takes a millisecond."""
        count, distribution = self._built.get(group, (-1, None))
        seen = self._durations.seen(group)
        if distribution is None or seen - count > count // 10:
            hints, kind = self._source.duration_hints, group.split("/")[1]
            hint = hints.get(kind) or hints.get("") or UNDOCUMENTED
            masses = _masses(hint, self._durations.weights(group))
            distribution = Distribution(masses, is_observed=seen > _HINT_WEIGHT)
            self._built[group] = (seen, distribution)
        return distribution

    def record(self, job: Job, watched: float | None) -> None:
        """Record how long an ended job took: by the provider's times, else as long as it was `watched`."""
        documented = _between(job.created_at, job.completed_at)
        seconds = watched if documented is None else documented
        if seconds is not None and job.status is not JobStatus.CANCELLED:  # that says nothing about normal durations
            self._durations.learn(self.group(job), seconds)


def age_of(job: Job, now: datetime) -> float | None:
    """Return how many seconds ago a job was created; None where that is not known, or not credible."""
    seconds = _between(job.created_at, now)
    return seconds if seconds is not None and seconds < _CREDIBLE_AGE else None


def _masses(hint: DurationHint, seen: Mapping[int, float]) -> list[float]:
    """Return the weight of each bin: of the hint, of each duration seen, and of the distribution of all of them."""
    masses = [0.0] * len(EDGES)
    spread = max(math.log(hint.p95 / hint.median) / 1.645, _SHARPEST)  # 1.645 standard deviations: 19 of 20
    _add_normal(masses, math.log(hint.median), spread, _HINT_WEIGHT * (1 - _DOUBT))
    _add_normal(masses, math.log(hint.median), max(_DOUBT_SPREAD, 2 * spread), _HINT_WEIGHT * _DOUBT)
    if not seen:
        return masses
    total = sum(seen.values())
    blur, shape = max(_SHARPEST, _BLUR * max(1.0, total) ** -0.4), _SHAPE_WEIGHT / (_SHAPE_WEIGHT + total)
    logs = {math.log(middle_of(place)): weight for place, weight in seen.items()}
    for log, weight in logs.items():
        _add_normal(masses, log, blur, weight * (1 - shape))
    mean = sum(weight * log for log, weight in logs.items()) / total
    variance = sum(weight * (log - mean) ** 2 for log, weight in logs.items()) / total
    _add_normal(masses, mean, max(blur, math.sqrt(variance)), total * shape)
    return masses


def _add_normal(masses: list[float], mean: float, spread: float, weight: float) -> None:
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


def _between(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or end < start:
        return None
    return (end - start).total_seconds()


PUSH_INTERVAL = 60.0
"""Seconds between two polls where ends are announced: for lost events, and for ends without one (cancelled)."""

ACCEPTED_LAG = 0.012
"""A poll is worth it once the expected lag (root mean square) is this part of the usual duration."""

_STUCK = 1 / 16
"""A job that takes sixteen times as long as others is stuck, or of another kind: its own age counts instead."""

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

    Polls are rare while the job cannot be done yet, and frequent when it is about to be. A smaller `accepted_lag` gives
    more polls and less lag. `hint` is what the provider asked for (`Retry-After`).
    """
    if hint is not None:
        return clamp(hint, interval.floor, HINT_CEILING)
    delay = distribution.next_poll_age(age, lag_worth_a_poll(distribution, age, accepted_lag)) - age
    ceiling = interval.longest if distribution.is_observed else interval.ceiling
    return jittered(delay * (_QUEUED if status is JobStatus.QUEUED else 1.0), interval.floor, ceiling, random)


def lag_worth_a_poll(distribution: Distribution, age: float, accepted_lag: float) -> float:
    """Return the lag in seconds that justifies one poll of a job of this age."""
    return accepted_lag * max(distribution.median, age * _STUCK)
