"""Tables with each cell on a line of its own, as some sites give them: header first, then the rows."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.endpoints import LABEL_KINDS
from docs2openapi._vocabulary.flags import NO, YES
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.types import holder_name, parse_own_type, parse_type

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]-]*")
_TITLE = re.compile(r"(?:表|Table)\s?\d+\b.*|(?:状态码|Status code)\s?[:：].*", re.IGNORECASE)
_MARKS = ("```", "# ", "## ", "|", "<Param", "<Response")  # of Markdown, which has tables of its own
# Tables of request headers have no types: their names tell them.
_HEADER_NAME = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+|Authorization|Accept")
_HEADER_COLUMNS = {"name", "required", "value", "description", "example"}
# The column in front of the names, and what stands in it.
_NUMBER_COLUMN = re.compile(r"(?:S\. ?)?No\.?|#|序号|番号|연번", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
MIN_COLUMNS = 3
MAX_COLUMNS = 7


def rewrite_cell_lines(lines: list[str]) -> list[str] | None:
    """Write tables with a cell on each line as tables of Markdown; None if the page has none."""
    if any(line.startswith(_MARKS) for line in lines):
        return None
    kinds_at = {at: _kind(line) for at, line in enumerate(lines) if line.strip()}
    if "name" not in kinds_at.values():
        return None
    filled = _without_inner_words(lines, kinds_at)
    cells = [lines[at].strip() for at in filled]
    kept = set(filled)
    rewritten = [line if at in kept else "" for at, line in enumerate(lines)]
    number, found = 0, False
    while number < len(filled):
        kinds = _header(lines, filled, number, kinds_at)
        if kinds:
            number = _table(cells, filled, number, kinds, rewritten)
            found = True
        else:
            number += 1
    return rewritten if found else None


def _kind(line: str) -> str | None:
    return column_kind(line) if len(line) < MAX_HEADING else None


def _without_inner_words(lines: list[str], kinds_at: dict[int, str | None]) -> list[int]:
    """Leave out the numbers of rows, and the word over a column of which no row has a line for its cell."""
    filled, kinds = list(kinds_at), list(kinds_at.values())
    cells = [lines[at].strip() for at in filled]
    missing = {filled[number] for number in (*_lost_flags(cells, kinds), *_row_numbers(cells, kinds))}
    for number, pair in enumerate(pairwise(kinds)):
        if pair == ("name", "inner name"):
            width = next((n for n in range(2, MAX_COLUMNS) if None in kinds[number + n : number + n + 1]), 2)
            row, known = (
                cells[number + width : number + 2 * width],
                [kind or "" for kind in kinds[number : number + width]],
            )
            is_missing = not _is_row(row[:width], known) and _is_row(row[: width - 1], [known[0], *known[2:]])
            missing |= {filled[number + 1]} if is_missing else set()
    return [at for at in filled if at not in missing]


def _row_numbers(cells: list[str], kinds: list[str | None]) -> Iterator[int]:
    """Find the numbers in front of rows, and the word over them: ``No.`` above ``Name``, ``2.1`` above a name."""
    known: list[str] = []
    for number, (cell, below) in enumerate(pairwise(cells), 1):
        if _NUMBER_COLUMN.fullmatch(cell) and kinds[number] == "name":
            known = [kind or "" for kind in takewhile(bool, kinds[number : number + MAX_COLUMNS])]
            yield number - 1
        elif (
            known and _ROW_NUMBER.fullmatch(cell) and _is_row([below, *cells[number + 1 : number + len(known)]], known)
        ):
            yield number - 1


def _lost_flags(cells: list[str], kinds: list[str | None]) -> Iterator[int]:
    """Find the words over columns of flags that were marks only, and are lost: the first row is shorter by a cell."""
    for number, kind in enumerate(kinds):
        header = kinds[number : number + MAX_COLUMNS] if kind == "name" else []
        header = header[: header.index("description") + 1] if "description" in header else []
        if "required" in header and None not in header:
            known = [each or "" for each in header]
            row = cells[number + len(known) : number + 2 * len(known)]
            at = known.index("required")
            if not _is_row(row, known) and _is_row(row[:-1], [*known[:at], *known[at + 1 :]]):
                yield number + at


def _header(lines: list[str], filled: list[int], number: int, kinds_at: dict[int, str | None]) -> list[str]:
    """Return what the columns hold whose words begin at a line; empty if these are no header."""
    if kinds_at[filled[number]] != "name":
        return []
    kinds: list[str] = []
    for at in filled[number : number + MAX_COLUMNS]:
        kind = kinds_at[at]
        if kind is None or kind in kinds:
            break
        kinds.append(kind)
    if kinds[:1] != ["name"] or not ("type" in kinds or _HEADER_COLUMNS.issuperset(kinds)):
        return []
    cells = [lines[at].strip() for at in filled[number : number + 2 * MAX_COLUMNS]]
    above = lines[filled[number - 1]].strip() if number else ""
    is_of_headers = kinds == ["name", "description"] and section_role(above[:MAX_HEADING]) == "header"
    widths = range(len(kinds), (len(kinds) if is_of_headers else MIN_COLUMNS) - 1, -1)
    # A word of the header can also be the name in the first row.
    is_typed = "type" in kinds
    fits = (n for n in widths if ("type" in kinds[:n]) == is_typed and _is_row(cells[n : 2 * n], kinds[:n]))
    width = next(fits, 0)
    return kinds[:width]


def _table(cells: list[str], filled: list[int], number: int, kinds: list[str], rewritten: list[str]) -> int:
    """Write one table in place; return the number of the filled line after it."""
    width = len(kinds)
    rows = [[cells[number] if "type" in kinds else "Header", *cells[number + 1 : number + width]]]
    at = number + width
    while at < len(filled) and _is_row(cells[at : at + width], kinds):
        lost = "type" not in kinds and _begins_next("".join(cells[at + width - 1 : at + width]))
        end = min(at + width - lost, len(filled))  # the page may end in a row
        while end < len(filled) and not (_is_row(cells[end : end + width], kinds) or _is_title(cells[end])):
            end += 1
        row = [cells[at], *([""] if lost else []), *cells[at + 1 : end]]
        rows.append([*row[: width - 1], "<br>".join(row[width - 1 :])])
        at = end
    written = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    written.insert(1, "|" + "---|" * width)
    for to in range(filled[number], filled[at - 1] + 1):
        rewritten[to] = written.pop(0) if written else ""
    return at


def _is_row(cells: list[str], kinds: list[str]) -> bool:
    """Return whether cells are those of a row: a name, and a type or a yes or no in their columns."""
    name = _NAME if "type" in kinds else _HEADER_NAME
    if len(cells) < len(kinds) - 1 or not name.fullmatch(cells[0]):
        return False
    for kind, cell in zip(kinds, cells, strict=False):
        if kind == "type" and parse_type(cell) is None and parse_own_type(cell) is None:
            return False
        if kind == "required" and not (YES.match(cell) or NO.match(cell)):
            return False
    return True


def _begins_next(cell: str) -> bool:
    """Return whether what stands in the last column is not of this row, which has lost the cell of its value."""
    return _HEADER_NAME.fullmatch(cell) is not None or _is_method(cell)


def _is_method(cell: str) -> bool:
    """Return whether a line says the method: ``请求方法:POST``."""
    label, _, value = cell.replace("：", ":").partition(":")
    return value.strip() in METHODS and LABEL_KINDS.get(label.strip().lower()) == "method"


def _is_title(cell: str) -> bool:
    if _is_method(cell):
        return True
    if cell in ("{", "[") or _TITLE.fullmatch(cell) is not None or holder_name(cell):
        return True
    return not cell.endswith(".") and section_role(cell[:MAX_HEADING]) is not None
