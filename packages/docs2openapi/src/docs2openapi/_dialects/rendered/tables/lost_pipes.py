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
from docs2openapi._vocabulary.flags import NO, YES
from docs2openapi._vocabulary.http import METHODS

_RULE = re.compile(r"(?:-{3,}\s?\|){3,}\s*|\|(?:-{3,}\s?\|){3,}\s*")
_SERVER = re.compile(rf"^(?:{'|'.join(METHODS)}) \{{(?P<name>\w+)\}}/", re.MULTILINE)
_LIMITS = re.compile(r"\s+(?:(?:min|max)(?:Length|imum|Items)|pattern): .*")  # behind a type
_FORMAT = re.compile(r"^(string|integer|number) ([a-z][a-z0-9-]*)$")
MAX_LINES = 12  # of one row


def rewrite_lost_pipes(lines: list[str]) -> list[str] | None:
    """Write each row on one line; None if no row of the page is broken."""
    server = _SERVER.search("\n".join(lines))
    rewritten = list(lines)
    for at, line in enumerate(lines):
        header = _header(lines[at - 1]) if at and "---" in line and _RULE.fullmatch(line) else []
        kinds = [column_kind(cell) or "" for cell in header]
        rows, end = _rows(lines, at + 1, len(kinds)) if kinds[:1] == ["name"] and "type" in kinds else ([], at)
        if end - at - 1 > len(rows) > 0:
            whole = [_whole(row, kinds) for row in rows if not server or row[0] != server["name"]]
            written = "\n".join(f"| {' | '.join(row)} |" for row in [header, ["---"] * len(kinds), *whole])
            rewritten[at - 1 : end] = [f"\n{written}\n", *[""] * (end - at)]
    return rewritten if rewritten != lines else None


def _header(line: str) -> list[str]:
    return ["In" if cell == "/" else cell for cell in _cells(line)]


def _rows(lines: list[str], start: int, width: int) -> tuple[list[list[str]], int]:
    """Return the rows from a line on, and the index of the line after them."""
    rows: list[list[str]] = []
    while start < len(lines):
        is_row = "|" in "".join(lines[start : start + 1]) or "".join(lines[start + 1 : start + 2]).strip() == "|"
        counts = accumulate(line.removeprefix("| ").count("|") for line in lines[start : start + MAX_LINES])
        end = next((at for at, count in enumerate(counts, start + 1) if count == width), start)
        is_header = "---" in "".join(lines[end : end + 1]) and _RULE.fullmatch(lines[end])
        if not is_row or is_header or end == start or not lines[end - 1].rstrip().endswith("|"):
            break
        rows.append(_cells(" ".join(lines[start:end])))
        start = end
    return rows, start


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
