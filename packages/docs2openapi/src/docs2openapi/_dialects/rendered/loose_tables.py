"""Tables whose rows have lost their first pipe and the empty line after them, as text extractors leave them."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.headings import section_role

_HEADER = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_ROW = re.compile(r"(?!\s*\|).*\S\s*\|(?:.*\|)?\s*")
# A title that sticks to the end of what is in front of it: ``}Response Fields``.
_STUCK = re.compile(r"(?<=[}\])'\"])(?P<title>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3})$")


def rewrite_loose_tables(lines: list[str]) -> list[str] | None:
    """Give rows their first pipe back, and tables their end; None if no table of the page lacks them."""
    rows = _loose_rows(lines)
    if not rows or any(line.startswith("```") for line in lines):
        return None
    rewritten = [f"| {line.strip()}" if at in rows else _unstuck(line) for at, line in enumerate(lines)]
    for at in rows:
        if at + 1 not in rows:
            rewritten[at] += "\n"
    for at, line in enumerate(lines[:-1]):
        if _HEADER.fullmatch(line) and _RULE.fullmatch(lines[at + 1]):
            rewritten[at] = f"\n{line}"
    return rewritten


def _loose_rows(lines: list[str]) -> set[int]:
    """Find the rows without a first pipe below a header with a rule."""
    rows: set[int] = set()
    is_table = False
    for at, line in enumerate(lines):
        if at > 0 and _RULE.fullmatch(line) and _HEADER.fullmatch(lines[at - 1]):
            is_table = any(column_kind(cell) for cell in lines[at - 1].strip(" |").split("|"))
        elif is_table and _ROW.fullmatch(line):
            rows.add(at)
        else:
            is_table = False
    return rows


def _unstuck(line: str) -> str:
    match = _STUCK.search(line)
    is_title = match is not None and section_role(match["title"]) is not None
    return f"{line[: match.start()]}\n{match['title']}" if match and is_title else line
