"""Pages whose text a converter has indented as a whole: Markdown would take all of it for code."""

from __future__ import annotations

import re

_INDENT = re.compile(r" *")
MIN_INDENT = 4  # less is no code
MIN_SHARE = 0.9  # of the lines: a title can stand in front
MIN_LINES = 8


def rewrite_indented_page(lines: list[str]) -> list[str] | None:
    """Remove the indent that nearly all lines have; None if the page is another one."""
    indents = sorted(_indent(line) for line in lines if line.strip())
    if len(indents) < MIN_LINES:
        return None
    common = indents[int(len(indents) * (1 - MIN_SHARE))]
    if common < MIN_INDENT or any(line.startswith(("#", "```")) for line in lines):
        return None
    return [line[min(common, _indent(line)) :] for line in lines]


def _indent(line: str) -> int:
    match = _INDENT.match(line)
    return match.end() if match else 0
