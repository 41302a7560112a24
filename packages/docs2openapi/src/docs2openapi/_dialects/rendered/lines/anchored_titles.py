"""Pages whose titles still end with the mark of the link to them: ``Query a task¶``."""

from __future__ import annotations

import re

_TITLE = re.compile(r"(?P<title>[^\W_#][^¶#]{1,80}?)\s?¶")
_MARKS = ("```", "# ", "## ")
MIN_TITLES = 2


def rewrite_anchored_titles(lines: list[str]) -> list[str] | None:
    """Make headings of titles with a link mark; None if the page has fewer than two of them, or other marks."""
    titles = [_TITLE.fullmatch(line.strip()) if "¶" in line else None for line in lines]
    if len(list(filter(None, titles))) < MIN_TITLES or any(line.startswith(_MARKS) for line in lines):
        return None
    pairs = zip(lines, titles, strict=True)
    return [f"\n## {title['title']}\n" if title else line for line, title in pairs]
