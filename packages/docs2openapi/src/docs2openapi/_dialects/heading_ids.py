"""Headings with the names of their anchors behind them: ``## Request parameters {#request}``."""

from __future__ import annotations

import re

_ID = re.compile(r"(?P<heading>#{1,6}\s+\S.*?)\{#[\w:.-]+\}\s*")


def rewrite_heading_ids(lines: list[str]) -> list[str] | None:
    """Leave out the names of anchors; None if no heading has one."""
    named = {
        at: match["heading"].rstrip()
        for at, line in enumerate(lines)
        if "{#" in line and (match := _ID.fullmatch(line))
    }
    return [named.get(at, line) for at, line in enumerate(lines)] if named else None
