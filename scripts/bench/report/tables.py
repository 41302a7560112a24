"""Figures as a table on the terminal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.bar import Bar
from rich.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.bench.report.figures import Figure

_WIDTH = 16
_MET = {None: "", True: "met", False: "[bold]missed[/]"}


def table_of(figures: Sequence[Figure], title: str | None = None) -> Table:
    """Return a table with a row for each figure, and a bar for its ratio."""
    names = ("what", "now", "beside", "", "ratio", "", "target", "")
    columns = (Column(name, overflow="fold") for name in names)
    table = Table(*columns, title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    longest = max((figure.ratio for figure in figures if math.isfinite(figure.ratio)), default=1.0)
    for figure in figures:
        now, reference = (f"{_number(value)} {figure.unit}" for value in (figure.value, figure.reference))
        bar = Bar(longest, 0, min(figure.ratio, longest), width=_WIDTH)
        verdict = (figure.target_text, _MET[figure.met])
        table.add_row(figure.what, now, figure.beside, reference, f"{figure.ratio:.2f}", bar, *verdict)
    return table


def _number(value: float) -> str:
    """Three digits, or all of those before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
