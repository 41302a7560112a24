"""Tables whose rows are broken behind each bar: ``| name |`` on one line, ``type |`` on the next."""

from __future__ import annotations

import re

from docs2openapi._dialects.rendered.tables.piped_cells import join_cells

_FIRST = re.compile(r"\|[^|]*\|\s*")
_CELL = re.compile(r"[^|\s][^|]*\|\s*")
MAX_CELLS = 8


def rewrite_broken_rows(lines: list[str]) -> list[str] | None:
    """Write each row on one line, and a rule below the first of each table; None if no row is broken."""
    if not any(line.startswith("|") for line in lines):
        return None
    rewritten = join_cells(lines)
    at = below = 0
    while at < len(lines):
        end = _end_of_row(rewritten, at)
        if end > at + 1:
            row = "".join(line.strip() for line in rewritten[at:end])
            is_header = at != below
            rule = f"\n|{'---|' * (end - at)}" if is_header else ""
            rewritten[at:end] = [("\n" if is_header else "") + row + rule, *[""] * (end - at - 1)]
            below = end
        at = max(end, at + 1)
    return _without_gaps(rewritten) if rewritten != lines else None


def _end_of_row(lines: list[str], at: int) -> int:
    """Return the index after a row that begins at a line; the same index if none does."""
    if not lines[at].startswith("|") or not _FIRST.fullmatch(lines[at]):
        return at
    end = at + 1
    while end < min(len(lines), at + MAX_CELLS) and _CELL.fullmatch(lines[end]):
        end += 1
    return end


def _without_gaps(lines: list[str]) -> list[str]:
    """Move the rows of a table up, so that no empty line stands between them."""
    out = list(lines)
    last: int | None = None
    for at, line in enumerate(lines):
        if line.startswith("|") and last is not None:
            out[last] = f"{out[last]}\n{line}"
            out[at] = ""
        elif line.lstrip("\n").startswith("|"):
            last = at
        elif line.strip():
            last = None
    return out
