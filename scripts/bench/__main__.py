"""Measure, and print a table with a bar for each ratio."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.bar import Bar
from rich.console import Console
from rich.table import Column, Table

from scripts.bench.building.rebuild import rebuilds
from scripts.bench.measuring.server import serving
from scripts.bench.polling.memory import memory
from scripts.bench.polling.numbers import numbers
from scripts.bench.polling.poll_cost import polls
from scripts.bench.polling.sockets import crowds
from scripts.bench.requests.calls import looks, submits
from scripts.bench.requests.downloads import download_memory, download_time
from scripts.bench.schedules.verdicts import figures as of_schedules
from scripts.bench.schedules.verdicts import table, verdicts
from scripts.bench.startup.imports import imports

if TYPE_CHECKING:
    from scripts.bench.report.figures import Figure

_MET = {None: "", True: "met", False: "missed"}


def main(arguments: list[str] | None = None) -> int:
    """Measure everything; 0 also where a target is missed, since machines differ."""
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--seed", type=int, default=1, help="of what is simulated")
    options = parser.parse_args(arguments)
    console = Console(width=None if sys.stdout.isatty() else 150)
    with serving() as base_url, serving(polls=True) as quick_url, console.status("measuring"):
        figures = [
            *imports(base_url),
            *looks(base_url),
            *submits(base_url),
            *polls(quick_url),
            *memory(quick_url),
            download_time(base_url),
            *download_memory(base_url),
            *rebuilds(),
            *of_schedules(simulated := verdicts(options.seed)),
            *numbers(options.seed),
            *crowds(options.seed),
        ]
    console.print(table(simulated))
    console.print(_table(figures))
    if options.json is not None:
        options.json.write_text(json.dumps([figure.record() for figure in figures], indent=2) + "\n", encoding="utf-8")
    return 0


def _table(figures: list[Figure]) -> Table:
    names = ("what", "beside", "ours", "floor", "ratio", "", "target", "")
    table = Table(*(Column(name, overflow="fold") for name in names), box=None, pad_edge=False, header_style="bold")
    longest = max(figure.ratio for figure in figures)
    for figure in figures:
        ours, floor = (f"{cost:.3g} {figure.unit}" for cost in (figure.cost, figure.floor_cost))
        bar = Bar(longest, 0, figure.ratio, width=20)
        verdict = (figure.target, _MET[figure.met])
        table.add_row(figure.what, figure.floor, ours, floor, f"{figure.ratio:.2f}", bar, *verdict)
    return table


if __name__ == "__main__":
    sys.exit(main())
