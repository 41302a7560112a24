"""Tables whose columns are data."""

from __future__ import annotations

from generation_jobs_cli.displays.columns import Column, table_of
from rich.console import Console


def test_a_cell_from_outside_is_shown_as_it_is() -> None:
    console = Console(width=60)
    with console.capture() as capture:
        console.print(table_of([Column[str]("said", lambda row: row)], ["[red]a\x1b[2J"]))
    assert capture.get().split() == ["said", r"[red]a\x1b[2J"]
