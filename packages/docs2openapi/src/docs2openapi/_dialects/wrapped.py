"""Pages that are wrapped in a fence of their own, which the fences inside of them close too early."""

from __future__ import annotations

import re

_OPENING = re.compile(r"```(?:markdown|md|mdx)\s*", re.IGNORECASE)


def rewrite_wrapped(lines: list[str]) -> list[str] | None:
    """Take the fence around a page away; None if there is none, or none inside of it."""
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    fences = [at for at, line in enumerate(lines) if line.startswith("```")]
    if first is None or not _OPENING.fullmatch(lines[first]) or len(fences) < 3:
        return None
    rewritten = list(lines)
    rewritten[first] = ""
    last = max(at for at, line in enumerate(lines) if line.strip())
    if len(fences) % 2 == 0 and lines[last].rstrip() == "```":
        rewritten[last] = ""
    return rewritten
