"""Tables that have lost the tabs between their cells: ``id string yes The id``, with spaces in place of them."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.flags import NO, YES
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.locations import named_location
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]-]*")
# A type of several words: ``array of string``, ``string (uuid)``.
_LONG_TYPE = re.compile(r"(?:array|list) of \w+(?!\S)|[a-z]+ \([\w-]+\)(?!\S)", re.IGNORECASE)
# In front of a description, which begins with a capital letter, or of nothing.
_DEFAULT = re.compile(r"(?:-|—|–|\d[\d.]*|true|false|null|none|N/A|[\"'`]\S*[\"'`]|[a-z][\w.:-]*)(?= [^a-z]|$)")
# Behind a name and a type, this is a sentence: ``The object is kept.``
_GOES_ON = re.compile(r"[a-z(,.;:]")
_BULLET = re.compile(r"[•*-]\s")
MAX_COLUMNS = 6
MAX_HEADER = MAX_COLUMNS * 20
MIN_COLUMNS = 3
# Whether a word can be the cell of a column.
_FITS: dict[str, Callable[[str], object]] = {
    "name": _NAME.fullmatch,
    "type": parse_type,
    "required": lambda word: YES.fullmatch(word) or NO.fullmatch(word),
    "place": named_location,
}


class _Header(NamedTuple):
    """The cells of a header, and what the columns below them hold."""

    cells: list[str]
    kinds: list[str]


def rewrite_spaced_tables(lines: list[str]) -> list[str] | None:
    """Put tabs between the cells; None if the page has no such table."""
    rewritten = list(lines)
    for at, line in enumerate(lines):
        if not _ends_as_header(line):
            continue
        header = _header_without_type(line, "".join(lines[at + 1 : at + 2])) or _header(line)
        if header is None:
            continue
        has_examples = "example" in header.kinds
        below = () if has_examples else (_cells(lines[row], header.kinds) for row in range(at + 1, len(lines)))
        rows = list(takewhile(bool, below))
        behind = lines[at + 1 + len(rows)].strip() if at + 1 + len(rows) < len(lines) else ""
        if has_examples or (rows and (not rows[-1][-1] or _BULLET.match(behind))):
            _write_with_texts(rewritten, at, header)
        else:
            for number, cells in enumerate([header.cells, *rows] if rows else (), at):
                rewritten[number] = "\t".join(cells)
    return rewritten if rewritten != lines else None


def _ends_as_header(line: str) -> bool:
    """Return whether the last word of a line is that of a last column: most lines need no closer look."""
    if " " not in line or len(line) > MAX_HEADER:
        return False
    above, _, last = line.rstrip().rpartition(" ")
    return bool(above) and column_kind(last) == "description"


def _header(line: str) -> _Header | None:
    """Return the header whose words are a line; None if it is none."""
    can_be_header = len(line) <= MAX_HEADER and " " in line and "\t" not in line and "|" not in line
    cells = _columns(line.split()) if can_be_header else []
    kinds = [column_kind(cell) or "" for cell in cells]
    if kinds[:3] == ["name", "name", "type"]:  # ``Name Parameter Type``: the cells below tell that it is the place
        cells[1], kinds[1] = "In", "place"
    if len(kinds) < MIN_COLUMNS or kinds[0] != "name" or kinds[-1] != "description":
        return None
    is_sure = not {"type", "required"}.isdisjoint(kinds)
    is_known = is_sure and {*_FITS, "default", "example", "description"}.issuperset(kinds)
    is_ordered = len(kinds) == len(set(kinds)) and ("example" not in kinds or kinds[-2] == "example")
    return _Header(cells, kinds) if is_known and is_ordered else None


def _header_without_type(line: str, below: str) -> _Header | None:
    """Return the header whose word for types is lost, if the row below it has one behind its name."""
    first, _, rest = line.partition(" ")
    header = _header(f"{first} type {rest}") if rest and column_kind(first) == "name" else None
    cells = _cells(below, header.kinds) if header else []
    return header if header and cells and cells[-1] else None


def _columns(words: Sequence[str]) -> list[str]:
    """Part the words of a header into cells, the first of which can have two; empty if one is not known."""
    first = " ".join(words[:2])
    is_first = column_kind(first) == "name" and column_kind(" ".join(words[1:2])) in (None, "name")
    cells = [first, *words[2:]] if is_first else list(words)
    return cells if len(cells) <= MAX_COLUMNS and all(map(column_kind, cells)) else []


def _write_with_texts(rewritten: list[str], header: int, columns: _Header) -> None:
    """Write a table whose descriptions stand below their rows: behind them, in the place of its first lines."""
    below = (rewritten[at] for at in range(header + 1, len(rewritten)))
    rows, end = _rows_with_texts(below, columns.kinds)
    if rows:
        written = ["\t".join(columns.cells), *("\t".join(row) for row in rows)]
        end += header + 1
        rewritten[header:end] = ["\n".join(written), *[""] * (end - header - 1)]


def _rows_with_texts(lines: Iterable[str], kinds: Sequence[str]) -> tuple[list[list[str]], int]:
    """Return the rows of a table, and the number of their lines; a row with a description has no text below it."""
    has_examples = "example" in kinds
    kinds = [*kinds[:-2], "description"] if has_examples else kinds
    rows: list[list[str]] = []
    above, is_open, number = "", True, 0
    for number, line in enumerate(lines):
        text = line.strip()
        cells = _cells(text, kinds) if not above or _BULLET.match(above) or not is_open else []
        if rows and _ends(text):
            return rows, number
        if cells and not (rows and _GOES_ON.match(cells[-1])):
            rows.append([*cells, ""] if has_examples else cells)
            is_open = not rows[-1][-1]
        elif text and not (rows and (is_open or _BULLET.match(text))):
            return rows, number
        elif text:
            rows[-1][-1] = f"{rows[-1][-1]}{chr(10) if _BULLET.match(text) else ' '}{text}".strip()
        above = text
    return rows, number + 1


def _ends(line: str) -> bool:
    """Return whether a line ends a table whose rows have text between them: it is a title or another header."""
    return bool(line) and (section_role(line[:MAX_HEADING]) is not None or _header(line) is not None)


def _cells(row: str, kinds: Sequence[str]) -> list[str]:
    """Split a row; a cell of yes or no can be empty, all others tell what they are. Empty if it is no row."""
    words = row.split()
    cells: list[str] = []
    for kind in kinds[:-1]:
        if kind == "type" and (match := _LONG_TYPE.match(" ".join(words[:3]))):
            cells.append(match[0])
            words = words[len(match[0].split()) :]
        elif kind == "default":
            cells.append(words.pop(0) if _DEFAULT.match(" ".join(words[:2])) else "")
        elif words and _FITS[kind](words[0]):
            cells.append(words.pop(0))
        elif kind == "required" and "type" in kinds:
            cells.append("")
        else:
            return []
    return [*cells, " ".join(words)]
