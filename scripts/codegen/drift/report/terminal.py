"""Print drift reports on a terminal: a table for each provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from scripts.codegen.drift.escaping import visible
from scripts.codegen.drift.report.markdown import headline, parts
from scripts.codegen.drift.report.next_version import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from scripts.codegen.drift.report.page_diff import PageDiff
    from scripts.codegen.drift.report.report import Report

_STYLES = {"-": "red", "+": "green", " ": "dim"}
_COLOURS = {None: "red", Level.BREAKING: "red", Level.ADDITION: "yellow", Level.FIX: "yellow", Level.NOTHING: "green"}
_MOST = 40
"""The most lines of one page; the Markdown has more, the JSON all."""


def show(console: Console, reports: Sequence[Report]) -> None:
    """Print the reports: the changes first, then a line for each provider."""
    for report in reports:
        if report.pages or parts(report):
            console.rule(Text(headline(report), style=_COLOURS[report.level]))
            console.print(_table(report))
            console.print(Text(f"\n{report.changelog}"), soft_wrap=True)
    console.rule("What each client must get")
    for report in reports:
        console.print(Text(headline(report), style=_COLOURS[report.level]))


def _table(report: Report) -> Table:
    folding = (Column(name, overflow="fold", ratio=ratio) for name, ratio in (("what", 3), ("where", 2)))
    table = Table("part", *folding, box=None, pad_edge=False, header_style="bold", expand=True)
    for page in report.pages:
        table.add_row(Text("Page"), Text(page.summary), Text(page.file))
        table.add_row(Text(""), Text("\n").join(_lines(page)))
    for title, items in parts(report).items():
        for number, (text, place) in enumerate(items):
            table.add_row(Text("" if number else title), Text(visible(text)), Text(visible(place), style="dim"))
    return table


def _lines(page: PageDiff) -> Iterator[Text]:
    lines = [line for group in page.groups for line in group]
    for line in lines[:_MOST]:
        yield Text(f"{line.sign} {line.new or line.old:>4}  {visible(line.text)}", style=_STYLES[line.sign])
    if len(lines) > _MOST:
        yield Text(f"… and {len(lines) - _MOST} more lines", style="dim")
