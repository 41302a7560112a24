"""The ratios of all figures with a target, as a picture."""

# pyright: reportUnknownMemberType=false
# (matplotlib leaves the types of its keyword arguments open)

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure as Picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scripts.bench.report.figures import Figure

_COLORS = {True: "#0b6e4f", False: "#c1440e"}
_ROW = 0.28  # inches
_LEAST = 0.01  # the axis is logarithmic


def draw(figures: Sequence[Figure], path: Path) -> None:
    """Write a bar for each figure with a target above 0: how far it is from that, on a logarithmic scale."""
    shown = [figure for figure in figures if figure.target is not None and figure.target.limit > 0][::-1]
    with mpl.rc_context({"font.family": "sans-serif", "font.size": 8}):
        picture = Picture(figsize=(11, 1 + _ROW * len(shown)), layout="constrained")
        axes = picture.subplots()
        shares = [_share(figure) for figure in shown]
        axes.barh(range(len(shown)), shares, color=[_COLORS[bool(figure.met)] for figure in shown], height=0.7)
        axes.axvline(1, color="black", linewidth=1)
        axes.set_yticks(range(len(shown)), [f"{figure.what}  ({figure.target_text})" for figure in shown])
        axes.set_xscale("log")
        axes.set_xlabel("value / target (target / value of a minimum): targets are met up to the line")
        axes.spines[["top", "right"]].set_visible(False)
        picture.savefig(path)


def _share(figure: Figure) -> float:
    """Return the value in parts of its target; inverted for lower limits, so that less is always better."""
    assert figure.target is not None, "only figures with a target are drawn"
    value = figure.ratio if figure.target.is_ratio else figure.value
    share = max(value / figure.target.limit, _LEAST)
    return 1 / share if figure.target.sign == "≥" else share
