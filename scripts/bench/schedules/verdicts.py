"""Polling one job at a time, simulated on a virtual clock: requests per job against lag, beside the field's schedules.

A peer counts as beaten where ours, warm, has both less median lag and less 95th-percentile lag with no more requests
per job than the peer makes: `worth` is chosen so, and the floor is left out, which is a provider's wish and no part of
the schedule. Cold, as it ships, ours is on a peer's wrong side where it makes more requests and has more lag of either
kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from generation_jobs._polling.schedule import WORTH, Pace
from rich.table import Table

from scripts.bench.report.figures import Figure
from scripts.bench.schedules.timetables import PEERS, Seen, ours, seen
from scripts.bench.simulation.lives import LIVES

if TYPE_CHECKING:
    from generation_jobs._polling.durations import Curve

    from scripts.bench.schedules.timetables import Schedule, Timetable
    from scripts.bench.simulation.lives import Life

JOBS = 10_000
SEEN_BEFORE = 50
DEFAULT_PACE = Pace(floor=2.0, ceiling=15.0)  # Finetuning's
_TIMETABLES = 8  # as many differently jittered ones; the jobs share them
_FEW = 3
_FREE = Pace(floor=0.01, ceiling=1e9)
_TRIES = 12
_NAMES = {"median": "median", "p95": "95th percentile of the"}


@dataclass(frozen=True)
class Trial:
    """One kind of life, with one seed."""

    life: Life
    seed: int

    @cached_property
    def durations(self) -> list[float]:
        """What the jobs take."""
        return self.life.durations(Random(self.seed), JOBS)

    @cached_property
    def warm(self) -> Curve:
        """What is known after some jobs, which are none of `durations`."""
        return self.life.warm(Random(-1 - self.seed), SEEN_BEFORE)

    @cached_property
    def cold(self) -> Curve:
        """What is known before."""
        return self.life.cold()

    def of(self, peer: Schedule) -> Seen:
        """How a peer does."""
        return seen([peer.timetable(Random(number), self._horizon) for number in range(_TIMETABLES)], self.durations)

    def default(self, curve: Curve) -> Seen:
        """How ours does, as it ships."""
        return seen(self._ours(curve, DEFAULT_PACE, WORTH, _TIMETABLES), self.durations)

    def at(self, curve: Curve, worth: float) -> Seen:
        """How ours does with another `worth`, without floor and ceiling."""
        return seen(self._ours(curve, _FREE, worth, _FEW), self.durations)

    def matched(self, curve: Curve, requests: float) -> Seen:
        """How ours does where it makes no more than so many requests a job, without floor and ceiling."""
        worth = WORTH
        for _ in range(_TRIES):
            made = self.at(curve, worth).requests
            if 0.996 * requests < made <= requests:
                break
            worth *= (made / (0.998 * requests)) ** 1.5  # requests go with its power of -2/3
        return self.at(curve, worth)

    def _ours(self, curve: Curve, pace: Pace, worth: float, number: int) -> list[Timetable]:
        return [ours(curve, pace, Random(seed), self._horizon, worth) for seed in range(number)]

    @cached_property
    def _horizon(self) -> float:
        return max(self.durations)


@dataclass(frozen=True)
class Verdict:
    """Ours beside one peer on one kind of life."""

    life: str
    peer: str
    theirs: Seen
    equal: Seen
    """Ours warm, with no more requests."""
    cold: Seen
    """Ours cold, as it ships."""

    @property
    def median(self) -> float:
        """Our median lag beside theirs."""
        return self.equal.median / self.theirs.median

    @property
    def p95(self) -> float:
        """Our 95th percentile of the lag beside theirs."""
        return self.equal.p95 / self.theirs.p95

    @property
    def beaten(self) -> bool:
        """Whether ours, warm, has less lag of both kinds for the same requests."""
        return self.equal.requests <= self.theirs.requests and max(self.median, self.p95) < 1

    @property
    def right(self) -> bool:
        """Whether ours, cold, is on no wrong side of the peer's."""
        lags = self.cold.median < self.theirs.median and self.cold.p95 < self.theirs.p95
        return lags or self.cold.requests < self.theirs.requests


def verdicts(seed: int) -> list[Verdict]:
    """Every peer on every kind of life."""
    found: list[Verdict] = []
    for life in LIVES:
        trial = Trial(life, seed)
        cold = trial.default(trial.cold)
        for peer in PEERS:
            theirs = trial.of(peer)
            equal = trial.matched(trial.warm, theirs.requests)
            found.append(Verdict(life.name, peer.name, theirs, equal, cold))
    return found


def figures(found: list[Verdict]) -> list[Figure]:
    """For each peer the life on which ours does worst, and how often ours is on a wrong side."""
    rows: list[Figure] = []
    for peer in PEERS:
        theirs = [verdict for verdict in found if verdict.peer == peer.name]
        for what in ("median", "p95"):
            worst: Verdict = max(theirs, key=lambda verdict: getattr(verdict, what))
            name = f"{_NAMES[what]} lag, one job, warm, worst of {len(LIVES)}: {worst.life}"
            beside = f"{peer.name}, as many requests"
            rows.append(
                Figure(name, beside, getattr(worst.equal, what), getattr(worst.theirs, what), "s", most_ratio=1)
            )
    wrong = sum(not verdict.right for verdict in found)
    return [*rows, Figure("one job, cold: more requests and more lag", "all", wrong, len(found), "peers", most_cost=1)]


def table(found: list[Verdict]) -> Table:
    """All of it, for people."""
    names = ("jobs", "beside", "requests", "median", "p95", "ours, as many", "median", "p95", "ours, cold", "verdict")
    result = Table(*names, box=None, pad_edge=False, header_style="bold")
    for verdict in found:
        won = ("beaten" if verdict.beaten else "not beaten") + ("" if verdict.right else ", cold on the wrong side")
        cold = f"{verdict.cold.requests:.1f}: {verdict.cold.median:.1f}, {verdict.cold.p95:.1f} s"
        result.add_row(verdict.life, verdict.peer, *_cells(verdict.theirs), *_cells(verdict.equal), cold, won)
    return result


def _cells(one: Seen) -> tuple[str, str, str]:
    return f"{one.requests:.1f}", f"{one.median:.2f} s", f"{one.p95:.2f} s"
