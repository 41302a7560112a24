"""The tables of reStructuredText, simple and with a grid, as tables of Markdown.

A cell may hold code. The rows of such a table are written as labels, with the code in fences below them: what a table
of responses shows is then read like any other response.
"""

from __future__ import annotations

import re
from itertools import accumulate, chain
from typing import NamedTuple
from unicodedata import east_asian_width

_SIMPLE = re.compile(r"\s*={2,}(?:\s+={2,})+\s*")
_INNER = re.compile(r"\s*-{2,}(?:\s+-{2,})+\s*")
_GRID = re.compile(r"\s*\+(?:[-=]+\+)+\s*")
_LIST_TABLE = re.compile(r"\s*\.\. list-table::.*")
_LIST_ROW = re.compile(r"\s+\*\s-\s?(?P<text>.*)")
_LIST_CELL = re.compile(r"\s+-(?:\s(?P<text>.*))?")
_CODE = re.compile(r"\.\. (?:sourcecode|code-block|code)::\s*(?P<language>[\w-]*)")
_EXAMPLE_LABEL = re.compile(r"[`*]*Example Values?[`*]*:?", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class RewrittenTable(NamedTuple):
    """The lines that stand for a table, each with True if it is code, and the index after the table."""

    lines: list[tuple[str, bool]]
    end: int


def read_table(lines: list[str], at: int) -> RewrittenTable | None:
    """Rewrite the table that begins at an index; None if there is none."""
    is_simple = _SIMPLE.fullmatch(lines[at]) is not None
    read = _simple_rows if is_simple else _list_rows if is_list_table(lines[at]) else _grid_rows
    end, rows = read(lines, at)
    if len(rows) < 2:
        return None
    has_code = any(_CODE.search(line) for row in rows for cell in row for line in cell)
    written = _labelled(rows[1:]) if has_code else _markdown(rows)
    return RewrittenTable(written + [("", False)] * (end - at - len(written)), end)


def is_list_table(line: str) -> bool:
    """Return whether a line begins a table whose rows are a list, and whose cells are a list in each."""
    return _LIST_TABLE.fullmatch(line) is not None


Row = list[list[str]]


def _list_rows(lines: list[str], at: int) -> tuple[int, list[Row]]:
    """Read a list-table up to the line that is not indented; a line without a mark goes on in the cell above."""
    end = next((to for to in range(at + 1, len(lines)) if lines[to][:1].strip()), len(lines))
    rows: list[Row] = []
    for line in lines[at + 1 : end]:
        if row := _LIST_ROW.fullmatch(line):
            rows.append([[row["text"]]])
        elif rows and (cell := _LIST_CELL.fullmatch(line)):
            rows[-1].append([cell["text"] or ""])
        elif rows and line.strip():
            rows[-1][-1].append(line.strip())
    return end, rows


def _simple_rows(lines: list[str], at: int) -> tuple[int, list[Row]]:
    """Split a simple table by the columns that its rules mark; a row goes on where its first cell is empty."""
    starts = [match.start() for match in re.finditer(r"=+", lines[at])]
    rules = [to for to in range(at, len(lines)) if _SIMPLE.fullmatch(lines[to])][:3]
    if len(rules) < 3:
        return at, []
    rows: list[Row] = []
    is_new = True
    for to in range(at + 1, rules[2]):
        line = lines[to]
        if to in rules or _INNER.fullmatch(line):
            is_new = True
        elif line.strip():
            ends = [*starts[1:], None]
            cells = [_between(line, start, end).rstrip() for start, end in zip(starts, ends, strict=True)]
            if is_new or cells[0].strip():
                rows.append([[cell] for cell in cells])
            else:
                for cell, text in zip(rows[-1], cells, strict=True):
                    cell.append(text)
            is_new = False
        elif rows:
            for cell in rows[-1]:
                cell.append("")
    return rules[2] + 1, rows


def _between(line: str, start: int, end: int | None) -> str:
    """Return what stands between two columns; letters of Chinese, Japanese and Korean are two columns wide."""
    if line.isascii():
        return line[start:end]
    widths = accumulate(2 if east_asian_width(letter) in "WF" else 1 for letter in line)
    columns = zip(chain((0,), widths), line)  # noqa: B905  # the last width is the end of the line
    return "".join(letter for at, letter in columns if start <= at and (end is None or at < end))


def _grid_rows(lines: list[str], at: int) -> tuple[int, list[Row]]:
    """Split a table with a grid; inner rules of a row only separate parts of its cells."""
    end = next((to for to in range(at, len(lines)) if not lines[to].lstrip().startswith(("+", "|"))), len(lines))
    rows: list[Row] = []
    current: Row = []
    for line in (each.strip() for each in lines[at:end]):
        if _GRID.fullmatch(line):
            rows += [current] if current else []
            current = []
            continue
        cells = [
            cell
            for cell in line.strip("|").split("|")
            if not re.fullmatch(r"\s*\+?[-=+]*\+?\s*", cell) or not cell.strip()
        ]
        for number, cell in enumerate(cells):
            while len(current) <= number:
                current.append([])
            current[number].append(cell.rstrip("+-= "))
    return end, [*rows, *([current] if current else [])]


def _markdown(rows: list[Row]) -> list[tuple[str, bool]]:
    width = len(rows[0])
    written: list[tuple[str, bool]] = []
    for row in rows:
        cells = [_SPACES.sub(" ", " ".join(cell)).strip().replace("|", "\\|") for cell in row]
        cells = cells if len(cells) <= width else [*cells[: width - 1], _details(row[width - 1 :])]
        written.append((f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |", False))
    written.insert(1, ("|" + "---|" * width, False))
    return written


def _details(cells: Row) -> str:
    """Join labels and values that stand beside each other in a cell of details."""
    labels, values = cells[0], cells[1] if len(cells) > 1 else []
    joined: list[str] = []
    for label, value in zip(labels, [*values, *[""] * len(labels)], strict=False):
        name = label.strip(" `")
        if name.lower() == "description" or not name:
            joined.append(value.strip())
        elif name.lower() != "example":
            joined.append(f"{name}: {value.strip()}")
    return _SPACES.sub(" ", " ".join(joined)).strip().replace("|", "\\|")


def _labelled(rows: list[Row]) -> list[tuple[str, bool]]:
    """Write each row as a label, its first cell, and the lines of the others, with their code in fences."""
    written: list[tuple[str, bool]] = []
    for row in rows:
        label = " ".join(" ".join(cell) for cell in row[:1]).strip()
        is_type = "/" in label
        written.append((f"Content type: {label.strip()}" if is_type else f"**{label.strip('` ')}**", False))
        for cell in row[1:]:
            written += _with_fences([line.strip() if not line.startswith("   ") else line for line in cell])
    return written


def _with_fences(lines: list[str]) -> list[tuple[str, bool]]:
    written: list[tuple[str, bool]] = []
    at = 0
    while at < len(lines):
        match = _CODE.search(lines[at])
        if match is None:
            text = lines[at].strip()
            written += (
                [(text, False)] if text and not _EXAMPLE_LABEL.fullmatch(text) and not text.startswith("..") else []
            )
            at += 1
            continue
        end = _end_of_code(lines, at + 1)
        written += [(f"```{match['language']}", True), *((line, True) for line in lines[at + 1 : end]), ("```", True)]
        at = end
    return written


def _end_of_code(lines: list[str], at: int) -> int:
    """Return the index after code: where brackets are closed, or at the first empty line behind text without any."""
    depth, seen = 0, False
    for to in range(at, len(lines)):
        depth += sum(map(lines[to].count, "{[")) - sum(map(lines[to].count, "}]"))
        seen = seen or bool(lines[to].strip())
        if seen and depth <= 0:
            return to + 1
    return len(lines)
