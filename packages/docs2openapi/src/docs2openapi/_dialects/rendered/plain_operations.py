"""Operations that a page without marks names on lines of their own: these become headings, so that it can be split."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.endpoints import ENDPOINT_LINE
from docs2openapi._vocabulary.headings import MAX_HEADING, is_title, section_role

_MARKS = ("#", "```", "**")
_TITLE = re.compile(r"[^\W_][^.:：|{}<>]{2,58}[^\W_)]")
# A parameter of a path, or a value in its place: such values have digits, as versions do.
_STEP = re.compile(r"(?<=/)(?::\w+|\{[^{}/]*\}|<[^<>/]*>|(?!v\d+(?:/|$))(?=[^/]*\d)[\w.-]+)(?=/|$)")
MAX_LINE = 300


def mark_operations(lines: list[str]) -> list[str]:
    """Mark the lines where each of several operations begins: the title above its name, else the name."""
    if any(line.startswith(_MARKS) for line in lines):
        return lines
    begins = _beginnings(lines)
    if len(begins) < 2:
        return lines
    marked = list(lines)
    for at in begins.values():
        title = at - 1 if at and _is_title(lines, at - 1) else at
        marked[title] = f"\n# {lines[title].strip()}\n"
    return marked


def _beginnings(lines: list[str]) -> dict[str, int]:
    """Find the first line of each operation: no line of an index, and no request under a title that says so."""
    named = {at: name for at, line in enumerate(lines) if (name := _name(line.strip()))}
    begins: dict[str, int] = {}
    for at, name in named.items():
        above = lines[at - 1].strip() if at else ""
        is_listed = at + 1 in named or at - 1 in named
        if not (is_listed or section_role(above[:MAX_HEADING]) not in (None, "auth")):
            begins.setdefault(name, at)
    return begins


def _name(line: str) -> str:
    """Return the method and the path that a line is, whatever its parameters are called; empty if it is neither."""
    match = ENDPOINT_LINE.fullmatch(line) if "/" in line and len(line) <= MAX_LINE else None
    is_named = match is not None and match["method"].isupper()
    return f"{match['method']} {_STEP.sub('{}', match['path'].rstrip('/'))}" if match and is_named else ""


def _is_title(lines: list[str], at: int) -> bool:
    """Return whether a line above an operation is its title, and does not end what stands in front."""
    line = lines[at].strip()
    is_named = _TITLE.fullmatch(line) is not None and is_title(line[:MAX_HEADING])
    return is_named and (at == 0 or not lines[at - 1].rstrip().endswith((",", "|")))
