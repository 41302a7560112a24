"""The two pictures of docs/: schedules of other packages beside ours, and when each polls. Always the same bytes."""

# pyright: reportUnknownMemberType=false
# (matplotlib leaves the types of its keyword arguments open)

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure

from scripts.bench.schedules.estimators import estimator_now
from scripts.bench.schedules.timetables import PEERS
from scripts.bench.schedules.trials import Trial
from scripts.bench.simulation.lives import LIVES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOCS = Path(__file__).parents[3] / "docs"
_COSTS = tuple(0.12 * 2 ** -(step / 2) for step in range(18))
_COLORS = {"warm": "#0b6e4f", "cold": "#7fb069"}
_PEER_COLOR = "#c1440e"
_HORIZON = 300
_SEED = 1


def draw(folder: Path = DOCS) -> None:
    """Write both pictures."""
    style: dict[Any, Any] = {
        "svg.hashsalt": "generation-jobs",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 9,
    }
    with mpl.rc_context(style):
        for name, figure in {"schedules": _schedules(), "polls": _polls()}.items():
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
            _tidy(folder / f"{name}.svg")


def _tidy(path: Path) -> None:
    """Without spaces at the ends of lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


def _schedules() -> Figure:
    figure = Figure(figsize=(11, 14), layout="constrained")
    figure.suptitle("Requests per job against lag: further down and to the left is better", fontsize=12)
    for row, axes in zip(LIVES, figure.subplots(len(LIVES), 2), strict=True):
        trial = Trial(row, _SEED, estimator_now())
        for place, (panel, what) in enumerate(zip(axes, ("median", "p95"), strict=True)):
            _panel(panel, trial, what)
            panel.set_title(row.name if place == 0 else "", loc="left", fontsize=9, fontweight="bold")
            panel.set_ylabel(f"{'median' if what == 'median' else '95th percentile'} lag, s")
    figure.axes[-1].set_xlabel("requests per job")
    figure.axes[-2].set_xlabel("requests per job")
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
    return figure


def _panel(axes: Axes, trial: Trial, what: str) -> None:
    for name, expected in {"warm": trial.warm, "cold": trial.cold}.items():
        points = [trial.at(expected, cost) for cost in _COSTS]
        label = f"ours, {name}, at any cost per request"
        places = [point.requests for point in points], [getattr(point, what) for point in points]
        axes.plot(*places, color=_COLORS[name], label=label, linewidth=1.2)
        shipped = trial.shipped(expected)
        x, y = shipped.requests, getattr(shipped, what)
        axes.plot(x, y, "D", color=_COLORS[name], markersize=5, label=f"ours, {name}, as it ships: floor 2 s")
    for number, peer in enumerate(PEERS, 1):
        theirs = trial.of(peer)
        x, y = theirs.requests, getattr(theirs, what)
        axes.plot(x, y, "o", color=_PEER_COLOR, markersize=4, label=f"{number} {peer.name}")
        axes.annotate(str(number), (x, y), xytext=(4, 3), textcoords="offset points", color=_PEER_COLOR)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)


def _polls() -> Figure:
    figure = Figure(figsize=(11, 5), layout="constrained")
    axes = figure.subplots()
    life = LIVES[0]
    trial = Trial(life, _SEED, estimator_now())
    rows = {peer.name: peer.timetable(Random(_SEED), _HORIZON) for peer in PEERS if peer.smallest >= 1}
    for name, expected in {"cold": trial.cold, "warm": trial.warm}.items():
        rows[f"ours, {name}"] = trial.timetable(expected, Random(_SEED), _HORIZON)
    height = len(rows)
    ages = [age / 2 for age in range(1, 2 * _HORIZON)]
    densities = [life.density(age) / age for age in ages]
    highest = max(densities)
    axes.fill_between(ages, [height * one / highest for one in densities], color="#dfe7ee", linewidth=0)
    for place, (name, polls) in enumerate(rows.items()):
        color = _COLORS.get(name.removeprefix("ours, "), _PEER_COLOR)
        shown = [poll for poll in polls if poll <= _HORIZON]
        axes.vlines(shown, place + 0.15, place + 0.85, color=color, linewidth=1)
        axes.text(_HORIZON + 4, place + 0.5, f"{len(shown)}", va="center", color=color)
    axes.set_yticks([place + 0.5 for place in range(height)], list(rows))
    axes.set_xlim(-2, _HORIZON + 16)
    axes.set_ylim(0, height)
    axes.set_xlabel("age of the job, s; behind: when jobs end (log-normal, median 60 s, 19 of 20 within 240 s)")
    axes.set_title("When each schedule polls a job that runs for five minutes, and how often", loc="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(left=False)
    return figure


if __name__ == "__main__":
    draw()
