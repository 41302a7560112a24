"""Tables whose rows are broken over lines and have lost their first pipe, as Microsoft's pages are stored as text.

Name | In | Required | Type | Description |
---|---|---|---|---|
note |
string |
What stands in the margin. |
|
"""

from __future__ import annotations

import re
from itertools import accumulate

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.endpoints import LABEL_KINDS
from docs2openapi._vocabulary.flags import NO, YES
from docs2openapi._vocabulary.http import METHODS

_RULE = re.compile(r"\|?(?:-{3,}\s?\|){2,}\s*")
_WHOLE = re.compile(r"\|\s[^|]+\|[^|]*\|.*\|\s*")  # a row that is not broken, perhaps without its last cell
_CELL = re.compile(r"[^|\s][^|]*\|\s*")
_SERVER = re.compile(rf"^(?:{'|'.join(METHODS)}) \{{(?P<name>\w+)\}}/", re.MULTILINE)
_LIMITS = re.compile(r"\s+(?:(?:min|max)(?:Length|imum|Items)|pattern): .*")  # behind a type
_FORMAT = re.compile(r"^(string|integer|number) ([a-z][a-z0-9-]*)$")
_BULLETS = ("- ", "• ", "* ")
MAX_LINES = 12  # of one row
MIN_WIDTH = 2  # of a row that has lost its last cell


def rewrite_lost_pipes(lines: list[str]) -> list[str] | None:
    """Write each row on one line; None if no row of the page is broken."""
    server = _SERVER.search("\n".join(lines))
    rewritten = list(lines)
    for at, line in enumerate(lines):
        first, header = _header(lines, at) if at and "---" in line and _RULE.fullmatch(line) else (at, [])
        kinds = [column_kind(cell) or LABEL_KINDS.get(cell.lower(), "") for cell in header]
        rows, end = _rows(lines, at + 1, len(kinds)) if any(kinds) else ([], at)
        if rows and end - first > len(rows) + 2:
            rows = [row + [""] * (len(kinds) - len(row)) for row in rows]
            whole = [_whole(row, kinds) for row in rows if not server or row[0] != server["name"]]
            written = "\n".join(f"| {' | '.join(row)} |" for row in [header, ["---"] * len(kinds), *whole])
            rewritten[first:end] = [f"\n{written}\n", *[""] * (end - first - 1)]
    return rewritten if rewritten != lines else None


def _header(lines: list[str], rule: int) -> tuple[int, list[str]]:
    """Return the words over the columns of a rule, each of which can be on a line of its own, and the first line."""
    width = lines[rule].strip().removeprefix("|").count("|")
    above = lines[max(rule - width, 0) : rule]
    is_opened = "".join(lines[max(rule - width - 1, 0) : rule - width]).strip() == "|"  # as in other broken tables
    is_broken = len(above) == width and all(_CELL.fullmatch(line) for line in above) and not is_opened
    cells = _cells(" ".join(above if is_broken else lines[rule - 1 : rule]))
    cells = ["In" if cell == "/" else cell for cell in cells]
    return rule - (width if is_broken else 1), cells if len(cells) == width else []


def _rows(lines: list[str], start: int, width: int) -> tuple[list[list[str]], int]:
    """Return the rows from a line on, and the index of the line after them."""
    rows: list[list[str]] = []
    while start < len(lines):
        is_row = "|" in "".join(lines[start : start + 1]) or "".join(lines[start + 1 : start + 2]).strip() == "|"
        is_whole = _WHOLE.fullmatch("".join(lines[start : start + 1])) is not None
        end = start + 1 if is_whole else _end_of_row(lines, start, width)
        is_header = "---" in "".join(lines[end : end + 1]) and _RULE.fullmatch(lines[end])
        if not is_row or is_header or end == start or not lines[end - 1].rstrip().endswith("|"):
            break
        rows.append(_cells(_joined(lines[start:end])))
        start = end
    return rows, start


def _end_of_row(lines: list[str], start: int, width: int) -> int:
    """Return the index after a row that is as wide as its table, or lacks the last cell at its end; else its start."""
    counts = accumulate(line.removeprefix("| ").count("|") for line in lines[start : start + MAX_LINES])
    for at, count in enumerate(counts, start + 1):
        if "---" in lines[at - 1] and _RULE.fullmatch(lines[at - 1]):
            break  # of the next table
        below = "".join(lines[at : at + 1])
        is_short = count == width - 1 >= MIN_WIDTH and lines[at - 1].count("|") > 1
        is_last = ("|" not in below and not _goes_on(lines, at)) or below.startswith("|")
        if count == width or (is_short and is_last):
            return at
    return start


def _goes_on(lines: list[str], start: int) -> bool:
    """Return whether the lines from one on are the text of one cell: the pipe behind it is the next one."""
    piped = next((line for line in lines[start : start + MAX_LINES] if "|" in line), "")
    return _CELL.fullmatch(piped) is not None


def _joined(lines: list[str]) -> str:
    """Join the lines of a row; the bullets inside of one cell stay apart."""
    return " ".join(f"<br>{line.strip()}" if line.startswith(_BULLETS) else line.strip() for line in lines)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().removeprefix("| ").removesuffix("|").split("|")]


def _whole(row: list[str], kinds: list[str]) -> list[str]:
    """Put the empty cell of a field that is not required in its place: it stands last."""
    at = kinds.index("required") if "required" in kinds else len(row)
    if at < len(row) and not row[-1] and not (row[at] and (YES.match(row[at]) or NO.match(row[at]))):
        row = [*row[:at], "", *row[at:-1]]
    return [
        _FORMAT.sub(r"\1 (\2)", _LIMITS.sub("", cell)) if kind == "type" else cell
        for cell, kind in zip(row, kinds, strict=False)
    ]
