"""Rows whose name, type and default have run together, with their text below them and a dash for what they lack.

NameTypeDefaultDescriptionExample
*jobIdString-

Which job it is

-
"""

from __future__ import annotations

import re
from itertools import takewhile

_ROW = re.compile(
    r"(?P<star>\*?)(?P<name>[a-z][A-Za-z0-9_]*?)(?P<type>String|Number|Integer|Boolean|Object|Array)(?P<default>-?)"
)
_HEADER = re.compile(r"[^\W\d_]+(?:[^\W\d_]| (?=[^\W\d_])){9,80}")
_HEAD = "| Name | Type | Required | Description |\n|---|---|---|---|"


def rewrite_dashed_rows(lines: list[str]) -> list[str] | None:
    """Write each table in Markdown; None if the page has none."""
    rewritten, at = list(lines), 0
    while at < len(lines) - 1:
        rows, end = _rows(lines, at + 1) if _is_header(lines, at) else ([], at)
        if rows:
            rewritten[at:end] = ["\n".join(["", _HEAD, *rows, ""]), *[""] * (end - at - 1)]
        at = max(end, at + 1)
    return rewritten if rewritten != lines else None


def _is_header(lines: list[str], at: int) -> bool:
    first = _ROW.fullmatch(lines[at + 1].strip())
    return first is not None and bool(first["default"]) and _HEADER.fullmatch(lines[at].strip()) is not None


def _rows(lines: list[str], start: int) -> tuple[list[str], int]:
    """Return the rows from a line on, and the index of the line after them."""
    rows: list[str] = []
    while start < len(lines) and (row := _ROW.fullmatch(lines[start].strip())):
        text = list(takewhile(lambda line: line.strip() != "-", lines[start + 1 : start + MAX_LINES]))
        said = " ".join(line.strip().replace("|", "\\|") for line in text if line.strip()) if row["default"] else ""
        rows.append(f"| {row['name']} | {row['type']} | {'yes' if row['star'] else 'no'} | {said} |")
        start += len(text) + 2 if row["default"] else 1
    return rows, min(start, len(lines))


MAX_LINES = 12  # of the text of one row
