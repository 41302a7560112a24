"""Tables whose header and rows are fused, and whose texts stand below each row: ``sizeintegerNo`` over ``How large.``.

Their fields become lines below one another; what may be inside an object is told from the examples, as it is there.
"""

from __future__ import annotations

import re
from itertools import groupby, islice, pairwise

from docs2openapi._vocabulary.columns import column_kind, split_fused_header
from docs2openapi._vocabulary.flags import FOREIGN_FLAGS, YES
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.types import FUSED_TYPE

_ROW = re.compile(
    rf"(?P<name>[A-Za-z_$][\w.$-]*?(?:\[\])?)(?P<type>array<\w+>|{FUSED_TYPE.pattern})"
    rf"(?P<flag>Yes|No|Required|Optional|required|optional|true|false|{'|'.join(FOREIGN_FLAGS)})?"
)
_ROOT = ("object", "array<object>")  # the body itself, which has no name
_OPENING = "Hide child attributes\n"  # above the first of the fields inside an object
MAX_ROW = 120


def rewrite_bare_rows(lines: list[str]) -> list[str] | None:
    """Write the fields of fused tables as lines below one another; None if the page has none."""
    headers = {at: kinds for at, line in enumerate(lines) if (kinds := _header(lines, at, line))}
    if not headers:
        return None
    rewritten = list(lines)
    for at, kinds in headers.items():
        rewritten[at] = ""
        _rewrite_table(lines, at + 1, rewritten, has_examples=kinds[-1] == "example")
    return rewritten


def _header(lines: list[str], at: int, line: str) -> list[str | None]:
    """Return what the columns hold whose words a line fuses; empty if no row stands below whose text is apart."""
    if line[:1].islower() or len(line) > MAX_ROW:
        return []  # as most lines are
    words = split_fused_header(line.strip())
    kinds = [column_kind(word) for word in words or ()]
    if kinds[:2] != ["name", "type"] or "description" not in kinds:
        return []
    first, text = next(
        ((row.strip(), text) for row, text in pairwise(islice(lines, at + 1, None)) if row.strip()), ("", "")
    )
    return kinds if not text.strip() and (first in _ROOT or _row(first)) else []


def _row(line: str) -> re.Match[str] | None:
    return _ROW.fullmatch(line) if len(line) <= MAX_ROW else None


def _rewrite_table(lines: list[str], start: int, rewritten: list[str], *, has_examples: bool) -> None:
    """Write the rows from a line on, up to the next title or header."""
    filled = (at for at in range(start, len(lines)) if lines[at].strip())
    ends = (
        at for above, at in pairwise(filled) if lines[above].strip() not in _ROOT and _ends_table(lines[at].strip())
    )
    end = next(ends, len(lines))
    rows = [at for at in range(start, end) if lines[at].strip() in _ROOT or _row(lines[at].strip())]
    opening = ""
    for at, below in zip(rows, [*rows[1:], end], strict=True):
        match = _row(lines[at].strip())
        rewritten[at] = opening + _field(match) if match else ""
        opening = _OPENING if match and "object" in match["type"].lower() else ""
        paragraphs = _paragraphs(lines, at + 1, below)
        unread = paragraphs[-1:] if has_examples and len(paragraphs) > 1 else paragraphs if match is None else []
        for index in (index for paragraph in unread for index in paragraph):
            rewritten[index] = ""


def _ends_table(line: str) -> bool:
    is_title = len(line) <= MAX_HEADING and section_role(line) is not None
    return bool(line) and (line.startswith(("{", "[")) or (is_title or split_fused_header(line) is not None))


def _field(row: re.Match[str]) -> str:
    flag = ["required" if YES.match(row["flag"]) else "optional"] if row["flag"] else []
    return "\n".join([row["name"], row["type"], *flag])


def _paragraphs(lines: list[str], start: int, end: int) -> list[list[int]]:
    """Return the indices of the lines between two, by the empty lines between them."""
    groups = groupby(range(start, end), key=lambda at: bool(lines[at].strip()))
    return [list(group) for is_filled, group in groups if is_filled]
