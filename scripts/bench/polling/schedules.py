"""Polling one job at a time, simulated: requests per job against lag, beside seven schedules of other packages.

A peer is beaten where ours, warm, has both less median lag and less 95th-percentile lag with no more requests per job
than the peer makes: the cost per request is chosen so, and the bounds are left out, which are a provider's wish and no
part of the schedule. Cold, as it ships, ours is on a peer's wrong side where it makes more requests and has more lag of
either kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import geometric_mean
from typing import TYPE_CHECKING

from rich.table import Table

from scripts.bench.programs.schedules import BeforeSchedules
from scripts.bench.report.figures import BEFORE, Figure, at_most, ratio_at_most
from scripts.bench.schedules.estimators import estimator_now
from scripts.bench.schedules.timetables import PEERS, Seen
from scripts.bench.schedules.trials import Trial
from scripts.bench.simulation.lives import LIVES

if TYPE_CHECKING:
    from scripts.bench.context import Context

_NAMES = {"median": "median", "p95": "95th percentile of the"}


@dataclass(frozen=True)
class Verdict:
    """Ours beside one peer on one kind of jobs."""

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


def schedules(context: Context) -> list[Figure]:
    """For each peer the jobs on which ours does worst; all peers, cold; and the build before."""
    found = _verdicts(context)
    context.show(table(found))
    wrong = sum(not verdict.right for verdict in found)
    return [
        *(_worst(found, peer.name, what) for peer in PEERS for what in _NAMES),
        Figure("one job, cold: more requests and more lag", wrong, "all", len(found), "peers", at_most(0)),
        *_beside_before(context),
    ]


def _verdicts(context: Context) -> list[Verdict]:
    """Every peer on every kind of jobs."""
    found: list[Verdict] = []
    for life in LIVES:
        context.progress(f"schedules: {life.name}")
        trial = Trial(life, context.seed, estimator_now())
        cold = trial.shipped(trial.cold)
        for peer in PEERS:
            theirs = trial.of(peer)
            found.append(Verdict(life.name, peer.name, theirs, trial.matched(trial.warm, theirs.requests), cold))
    return found


def _worst(found: list[Verdict], peer: str, what: str) -> Figure:
    worst: Verdict = max((verdict for verdict in found if verdict.peer == peer), key=lambda one: getattr(one, what))
    name = f"{_NAMES[what]} lag, one job, warm, worst of {len(LIVES)}: {worst.life}"
    ours, theirs = getattr(worst.equal, what), getattr(worst.theirs, what)
    return Figure(name, ours, f"{peer}, as many requests", theirs, "s", ratio_at_most(1))


def _beside_before(context: Context) -> list[Figure]:
    """Geometric means over all kinds of jobs, with as many requests as the build before makes."""
    context.progress("schedules: the build before")
    then = context.builds.before.run("schedules", BeforeSchedules, seed=context.seed).seen()
    trials = [Trial(life, context.seed, estimator_now()) for life in LIVES]
    now = [trial.matched(trial.warm, one.requests) for trial, one in zip(trials, then, strict=True)]
    return [
        Figure(
            f"{name} lag, one job, warm, mean of {len(LIVES)}, as many requests",
            geometric_mean(getattr(one, what) for one in now),
            BEFORE,
            geometric_mean(getattr(one, what) for one in then),
            "s",
        )
        for what, name in _NAMES.items()
    ]


def table(found: list[Verdict]) -> Table:
    """Return all of it, for people."""
    names = ("jobs", "beside", "requests", "median", "p95", "ours, as many", "median", "p95", "ours, cold", "verdict")
    result = Table(*names, box=None, pad_edge=False, header_style="bold")
    for verdict in found:
        won = ("beaten" if verdict.beaten else "not beaten") + ("" if verdict.right else ", cold on the wrong side")
        cold = f"{verdict.cold.requests:.1f}: {verdict.cold.median:.1f}, {verdict.cold.p95:.1f} s"
        result.add_row(verdict.life, verdict.peer, *_cells(verdict.theirs), *_cells(verdict.equal), cold, won)
    return result


def _cells(one: Seen) -> tuple[str, str, str]:
    return f"{one.requests:.1f}", f"{one.median:.2f} s", f"{one.p95:.2f} s"
