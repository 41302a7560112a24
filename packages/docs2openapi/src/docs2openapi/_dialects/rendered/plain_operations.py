"""Operations that a page without marks names on lines of their own: these become headings, so that it can be split."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._sections.endpoints import parse_endpoint
from docs2openapi._vocabulary.headings import MAX_HEADING, is_title, section_role

if TYPE_CHECKING:
    from docs2openapi._sections.endpoints import Endpoint

_MARKS = ("#", "```", "**")
_TITLE = re.compile(r"[^\W_][^.:：|{}<>]{2,58}[^\W_)]")


def mark_operations(lines: list[str]) -> list[str]:
    """Mark the lines where each of several operations begins: the title above its name, else the name."""
    if any(line.startswith(_MARKS) for line in lines):
        return lines
    begins = _beginnings(lines)
    if len({(each.method, each.path) for each in begins.values()}) < 2:
        return lines
    marked = list(lines)
    for at in begins:
        title = at - 1 if at and _is_title(lines, at - 1) else at
        marked[title] = f"\n# {lines[title].strip()}\n"
    return marked


def _beginnings(lines: list[str]) -> dict[int, Endpoint]:
    """Find the first line of each operation: no line of an index, and no request under a title that says so."""
    named = [(at, found) for at, line in enumerate(lines) if (found := parse_endpoint(line.strip(), at + 1))]
    indices = {at for at, _ in named}
    begins: dict[int, Endpoint] = {}
    for at, endpoint in named:
        above = lines[at - 1].strip() if at else ""
        is_listed = at + 1 in indices or at - 1 in indices
        is_known = any(each.is_same(endpoint) for each in begins.values())
        if not (is_listed or is_known or (above and section_role(above[:MAX_HEADING]) is not None)):
            begins[at] = endpoint
    return begins


def _is_title(lines: list[str], at: int) -> bool:
    """Return whether a line above an operation is its title, and does not end what stands in front."""
    line = lines[at].strip()
    is_named = _TITLE.fullmatch(line) is not None and is_title(line[:MAX_HEADING])
    return is_named and (at == 0 or not lines[at - 1].rstrip().endswith((",", "|")))
