"""Tables with cells: of Markdown, with pipes, and of HTML. What their columns mean is for others to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.operation import Remark
from docs2openapi._text.inline import as_markdown, plain
from docs2openapi._vocabulary.columns import kind_of
from docs2openapi._vocabulary.types import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._text.markdown import Block
    from docs2openapi._text.tags import Tag

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
MAX_CELLS = 40


class Row(NamedTuple):
    """The cells of a row, as Markdown, with its line."""

    line: int
    cells: list[str]


class Grid(NamedTuple):
    """A table: its header's cells and its rows."""

    line: int
    header: list[str]
    rows: list[Row]

    @property
    def kinds(self) -> list[str | None]:
        """What each column holds."""
        return [kind_of(cell) for cell in self.header]

    def column(self, kind: str) -> int | None:
        """Give the index of the first column that holds something."""
        kinds = self.kinds
        return kinds.index(kind) if kind in kinds else None


def pipe_grids(found: Sequence[Block], text: str, remarks: list[Remark]) -> Iterator[Grid]:
    """Read the tables of Markdown, those too whose rule has not as many cells as their header."""
    last = text.count("\n") + 1
    for block in found:
        lines = [line.strip().lstrip("> ").strip() for line in block.text.split("\n")]
        if block.kind not in ("table", "p") or len(lines) < 2 or "|" not in lines[0] or not _is_rule(lines[1]):
            continue
        grid = Grid(block.first, _cells(lines[0]), [])
        is_cut = block.first + len(lines) - 1 == last and lines[0].endswith("|") and not lines[-1].endswith("|")
        for line, row in enumerate(lines[2:-1] if is_cut else lines[2:], block.first + 2):
            cells = _fitted(_cells(row), grid)
            if cells is None:
                remarks.append(Remark(line, "the row has more cells than the table, in more than one way; left out"))
            else:
                grid.rows.append(Row(line, cells))
        if is_cut:
            remarks.append(Remark(last, "the row has no end: the page is cut off; left out"))
        yield grid


def _is_rule(line: str) -> bool:
    return all(_RULE.fullmatch(cell.strip()) for cell in line.removeprefix("|").removesuffix("|").split("|"))


def _cells(row: str) -> list[str]:
    row = row.removeprefix("|")
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    cells = [cell.replace("\\|", "|").strip() for cell in _PIPE.split(row, MAX_CELLS)]
    return _with_whole_code(cells)


def _with_whole_code(cells: list[str]) -> list[str]:
    """Join again what a pipe between back-ticks has parted."""
    joined: list[str] = []
    for cell in cells:
        if joined and joined[-1].count("`") % 2 and cell.count("`") % 2:
            joined[-1] = f"{joined[-1]} | {cell}"
        else:
            joined.append(cell)
    return joined


def _fitted(cells: list[str], grid: Grid) -> list[str] | None:
    """Give a row as many cells as its table has, None where too many can be joined in more than one way.

    Too many come of pipes that are not escaped: in a type (``string | null``), or in the last cell's prose.
    """
    width, extra = len(grid.header), len(cells) - len(grid.header)
    if extra <= 0:
        return cells + [""] * -extra
    at = grid.column("type")
    ways = [_joined(cells, start, extra) for start in ([] if at is None else [at])]
    ways = [way for way in ways if at is not None and schema_of(way[at]) is not None]
    if not ways and (at is None or schema_of(cells[at]) is not None) and grid.kinds[-1] == "description":
        ways = [_joined(cells, width - 1, extra)]
    return ways[0] if len(ways) == 1 else None


def _joined(cells: list[str], at: int, extra: int) -> list[str]:
    return [*cells[:at], " | ".join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]


def html_grids(tags: Sequence[Tag], remarks: list[Remark]) -> Iterator[Grid]:
    """Read the tables of HTML."""
    rows: dict[int, list[tuple[Tag, list[Tag]]]] = {tag.number: [] for tag in tags if tag.name == "table"}
    cells: dict[int, list[Tag]] = {}
    for tag in tags:  # parents come first
        if tag.parent is None:
            continue
        if tag.name == "tr" and tag.parent in rows:
            cells[tag.number] = []
            rows[tag.parent].append((tag, cells[tag.number]))
        elif tag.name in ("td", "th") and tag.parent in cells:
            cells[tag.parent].append(tag)
    for tag in tags:
        if tag.name == "table" and rows[tag.number]:
            yield _html_grid(tag, rows[tag.number], remarks)


def _html_grid(table: Tag, rows: list[tuple[Tag, list[Tag]]], remarks: list[Remark]) -> Grid:
    grid = Grid(table.line, [as_markdown(cell.text) for cell in rows[0][1]], [])
    for row, cells in rows[1:]:
        if any("colspan" in cell.attributes or "rowspan" in cell.attributes for cell in cells):
            remarks.append(Remark(row.line, "the row has cells that span others; left out"))
        elif cells:
            texts = [as_markdown(cell.text) for cell in cells[: len(grid.header)]]
            grid.rows.append(Row(row.line, texts + [""] * (len(grid.header) - len(texts))))
    return grid


def key_values(grid: Grid) -> dict[str, tuple[int, str]]:
    """Read a table of two columns as names and values, each with its line, those in its header too."""
    pairs = [(grid.line, grid.header), *grid.rows]
    return {plain(cells[0]).lower(): (line, cells[1]) for line, cells in pairs if len(cells) == 2}
