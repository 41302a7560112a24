"""Tables whose columns are data: a header, and a function that makes a cell out of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from generation_jobs import JobStatus
from generation_jobs.errors import printable
from rich.console import Group
from rich.table import Column as RichColumn
from rich.table import Table
from rich.text import Text

from generation_jobs_cli.result import status_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import JustifyMethod, RenderableType

R = TypeVar("R")

_GAP = 2
"""Spaces between two columns, as many as rich has."""

_LEAST_SPACE = 12
"""Terminal columns that a long cell needs to say something."""

STATUS_STYLES = {
    JobStatus.QUEUED: "yellow",
    JobStatus.RUNNING: "cyan",
    JobStatus.SUCCEEDED: "green",
    JobStatus.FAILED: "red",
    JobStatus.CANCELLED: "magenta",
    JobStatus.UNKNOWN: "bold yellow",
}


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column of a table of rows of type `R`.

    A cell that is a `str` may come from outside: it is made safe, and shown without markup.
    """

    header: str
    cell: Callable[[R], Text | str]
    no_wrap: bool = False
    justify: JustifyMethod = "left"


def table_of(columns: Sequence[Column[R]], rows: Iterable[R]) -> Table:
    """Return a table without lines."""
    headers = (RichColumn(column.header, no_wrap=column.no_wrap, justify=column.justify) for column in columns)
    table = Table(*headers, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(_text(column.cell(row), column.no_wrap) for column in columns))
    return table


def fitting(columns: Sequence[Column[R]], rows: Sequence[R], width: int) -> RenderableType:
    """Return a table without lines; two lines for each row where that leaves too little space for its long cells."""
    if lines_of_row(columns, rows, width) == 1:
        return table_of(columns, rows)
    return Group(*(line for row in rows for line in _two_lines(columns, row)))


def lines_of_row(columns: Sequence[Column[R]], rows: Sequence[R], width: int) -> int:
    """Return how many lines `fitting` takes for each row."""
    needed = _LEAST_SPACE * sum(not column.no_wrap for column in columns)
    return 1 if space_left(columns, rows, width) >= needed else 2


def space_left(columns: Sequence[Column[R]], rows: Sequence[R], width: int) -> int:
    """Return how many of `width` terminal columns a table leaves for its long cells."""
    fixed = [column for column in columns if column.no_wrap]
    cells = ([len(_text(column.cell(row), True)) for row in rows] for column in fixed)
    widths = (max(len(column.header), *lengths, 0) for column, lengths in zip(fixed, cells, strict=True))
    return width - sum(widths) - _GAP * (len(columns) - 1)


def _two_lines(columns: Sequence[Column[R]], row: R) -> Iterator[Text]:
    first, *others = (_text(column.cell(row), column.no_wrap) for column in columns)
    first.overflow, first.no_wrap = "fold", False
    yield first
    line = Text(" " * _GAP, overflow="ellipsis", no_wrap=True)
    yield line.append_text(Text(" " * _GAP).join(cell for cell in others if cell))


def _text(cell: Text | str, no_wrap: bool) -> Text:
    if isinstance(cell, Text):
        return cell
    return Text(printable(cell), overflow=None if no_wrap else "fold")


def status_cell(status: JobStatus, provider_status: str | None) -> Text:
    """Return a status in its colour."""
    return Text(status_text(status, provider_status), STATUS_STYLES[status])


def one_line(text: str, style: str = "") -> Text:
    """Text on one line, cut off where the terminal ends."""
    return Text(printable(text), style, overflow="ellipsis", no_wrap=True)
