"""Tables that have lost the tabs between their cells: ``id string yes The id``, with spaces in place of them."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.flags import NO, YES
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
        if kinds := _header(line):
            rows = list(takewhile(bool, (_cells(row, kinds) for row in lines[at + 1 :])))
            for number, cells in enumerate([line.split(), *rows] if rows else (), at):
                rewritten[number] = "\t".join(cells)
    return rewritten if rewritten != lines else None


def _header(line: str) -> list[str]:
    """Return what the columns hold whose words are a line; empty if it is no such header."""
    words = line.split() if len(line) <= MAX_COLUMNS * 20 and "\t" not in line and "|" not in line else []
    if len(words) < MIN_COLUMNS or column_kind(words[0]) != "name" or column_kind(words[-1]) != "description":
        return []
    kinds = [kind for word in words[:MAX_COLUMNS] if (kind := column_kind(word))]
    is_whole = len(kinds) == len(words) == len(set(kinds))
    return kinds if is_whole and "type" in kinds and {*_FITS, "description"}.issuperset(kinds) else []


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
