"""Tables whose rows are broken behind each bar: ``| name |`` on one line, ``type |`` on the next."""

from __future__ import annotations

import re

_FIRST = re.compile(r"\|[^|]*\|\s*")
_CELL = re.compile(r"[^|\s][^|]*\|\s*")
MAX_LINES = 8
MAX_CELLS = 8


def rewrite_broken_rows(lines: list[str]) -> list[str] | None:
    """Write each row on one line, and a rule below the first of each table; None if the page has no such row."""
    if not any(line.startswith("|") for line in lines):
        return None
    rewritten = _with_whole_cells(lines)
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


def _with_whole_cells(lines: list[str]) -> list[str]:
    """Put the lines of a last cell that goes on below its row behind it: ``| id | text |`` with text of two lines."""
    out = list(lines)
    for at, line in enumerate(lines):
        is_open = line.startswith("|") and line.count("|") > 1 and not line.rstrip().endswith("|")
        if not is_open or not _is_row(out[at - 1] if at else ""):
            continue
        below = range(at + 1, min(at + 1 + MAX_LINES, len(lines)))
        end = next((to for to in below if lines[to].startswith("|") or lines[to].rstrip().endswith("|")), at)
        if end > at and not lines[end].startswith("|"):
            out[at] = "<br>".join(each.strip() for each in lines[at : end + 1])
            out[at + 1 : end + 1] = [""] * (end - at)
    return out


def _is_row(line: str) -> bool:
    """Return whether a line is a whole row, or what is left of one."""
    return not line or (line.startswith("|") and line.rstrip().endswith("|"))


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
