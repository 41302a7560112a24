"""Tables that have lost the tabs between their cells: ``id string yes The id``, with spaces in place of them."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.flags import NO, YES
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.locations import named_location
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]-]*")
MAX_COLUMNS = 6
MIN_COLUMNS = 3
# Whether a word can be the cell of a column.
_FITS: dict[str, Callable[[str], object]] = {
    "name": _NAME.fullmatch,
    "type": parse_type,
    "required": lambda word: YES.fullmatch(word) or NO.fullmatch(word),
    "place": named_location,
}


def rewrite_spaced_tables(lines: list[str]) -> list[str] | None:
    """Put tabs between the cells; None if the page has no such table."""
    rewritten = list(lines)
    for at, line in enumerate(lines):
        kinds = _header(line)
        if "example" in kinds:
            _write_with_texts(rewritten, at, kinds)
        elif kinds:
            rows = list(takewhile(bool, (_cells(row, kinds) for row in lines[at + 1 :])))
            for number, cells in enumerate([line.split(), *rows] if rows else (), at):
                rewritten[number] = "\t".join(cells)
    return rewritten if rewritten != lines else None


def _header(line: str) -> list[str]:
    """Return what the columns hold whose words are a line; empty if it is no such header."""
    can_be_header = len(line) <= MAX_COLUMNS * 20 and " " in line and "\t" not in line and "|" not in line
    words = line.split() if can_be_header else []
    if len(words) < MIN_COLUMNS or column_kind(words[0]) != "name" or column_kind(words[-1]) != "description":
        return []
    kinds = [kind for word in words[:MAX_COLUMNS] if (kind := column_kind(word))]
    is_whole = len(kinds) == len(words) == len(set(kinds))
    is_known = "type" in kinds and {*_FITS, "example", "description"}.issuperset(kinds)
    return kinds if is_whole and is_known and ("example" not in kinds or kinds[-2] == "example") else []


def _write_with_texts(rewritten: list[str], header: int, kinds: Sequence[str]) -> None:
    """Write a table whose descriptions stand below their rows: behind them, in the place of its first lines."""
    rows: list[list[str]] = []
    at = header + 1
    while at < len(rewritten) and not (rows and _ends(rewritten[at])):
        words = rewritten[at].split()
        is_first = not rows or not rewritten[at - 1].strip()
        cells = _cells(rewritten[at], [*kinds[:-2], "description"]) if words and is_first else []
        if cells:
            rows.append([*cells, ""])
        elif rows:
            rows[-1][-1] = f"{rows[-1][-1]} {' '.join(words)}".strip()
        elif words:
            return
        at += 1
    written = ["\t".join(rewritten[header].split()), *("\t".join(row) for row in rows)] if rows else []
    if written:
        rewritten[header:at] = ["\n".join(written), *[""] * (at - header - 1)]


def _ends(line: str) -> bool:
    """Return whether a line ends a table whose rows have text between them: it is a title or another header."""
    return bool(line.strip()) and (section_role(line.strip()[:MAX_HEADING]) is not None or bool(_header(line)))


def _cells(row: str, kinds: Sequence[str]) -> list[str]:
    """Split a row; a cell of yes or no can be empty, all others tell what they are. Empty if it is no row."""
    words = row.split()
    cells: list[str] = []
    for kind in kinds[:-1]:
        if words and _FITS[kind](words[0]):
            cells.append(words.pop(0))
        elif kind == "required":
            cells.append("")
        else:
            return []
    return [*cells, " ".join(words)]
