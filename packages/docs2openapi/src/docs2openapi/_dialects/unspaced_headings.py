"""Headings without the space behind their marks, which older renderers took for headings: ``###Get a thing``."""

from __future__ import annotations

import re

_HEADING = re.compile(r"(?P<marks>#{2,6})(?=[A-Z`*\u00c0-\uffff])")
_FENCE = ("```", "~~~")


def rewrite_unspaced_headings(lines: list[str]) -> list[str] | None:
    """Put the space there; None if no heading lacks it."""
    if not any(line.startswith("##") and _HEADING.match(line) for line in lines):
        return None
    rewritten: list[str] = []
    is_code = False
    for line in lines:
        is_code ^= line.lstrip().startswith(_FENCE)
        heading = None if is_code else _HEADING.match(line)
        rewritten.append(f"{heading['marks']} {line[heading.end() :]}" if heading else line)
    return rewritten if rewritten != lines else None
