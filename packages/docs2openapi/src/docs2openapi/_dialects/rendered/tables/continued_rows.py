r"""Tables whose rows go on below, behind a backslash: ``| | | \`` over ``|key |meaning |``."""

from __future__ import annotations

import re

_CONTINUED = re.compile(r"\|.*\|\s*\\")
_PIPE = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"```[A-Za-z ]*")


def rewrite_continued_rows(lines: list[str]) -> list[str] | None:
    """Write each row of such tables on one line; None if the page has none."""
    rewritten = list(lines)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        if any(map(_CONTINUED.fullmatch, lines[at:end])):
            rows = _rows(lines[at:end])
            rewritten[at:end] = rows + [""] * (end - at - len(rows))
        at = max(end, at + 1)
    return rewritten if rewritten != lines else None


def _rows(lines: list[str]) -> list[str]:
    rows: list[str] = []
    parts: list[list[str]] = []
    for line in lines:
        text = line.rstrip()
        parts.append(_PIPE.split(text.rstrip("\\").strip().strip("|")))
        if not text.endswith("\\"):
            rows.append(_joined(parts))
            parts = []
    return [*rows, _joined(parts)] if parts else rows


def _joined(parts: list[list[str]]) -> str:
    """Join the lines of a row, cell by cell; the marks around code in a cell are left out."""
    width = max(map(len, parts))
    cells = [[part[at].strip() for part in parts if at < len(part)] for at in range(width)]
    return (
        f"| {' | '.join('<br>'.join(word for word in cell if word and not _FENCE.fullmatch(word)) for cell in cells)} |"
    )
