"""Pages turned into Markdown with the marks of their links left empty: ``[](#param-size)`` over each field."""

from __future__ import annotations

import re

_LINK = re.compile(r"\s*\[\]\([^()\s]*\)\s*")
_LEVEL = re.compile(r"#{1,6}\s*")
MAX_GAP = 6  # lines from the mark of a heading to its words


def rewrite_empty_links(lines: list[str]) -> list[str]:
    """Blank empty links, and put the words of a heading behind its mark."""
    rewritten = ["" if _LINK.fullmatch(line) else line for line in lines]
    for at, line in enumerate(rewritten):
        below = next((to for to in range(at + 1, min(at + MAX_GAP, len(lines))) if rewritten[to].strip()), None)
        if below is not None and line.startswith("#") and _LEVEL.fullmatch(line):
            rewritten[at], rewritten[below] = "", f"{line.strip()} {rewritten[below].strip()}"
    return rewritten
