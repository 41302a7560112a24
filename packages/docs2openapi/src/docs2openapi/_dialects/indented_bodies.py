"""JSON that is indented below a bullet with the title of a body, in place of a fence: ``- Response:`` over it."""

from __future__ import annotations

import re
from textwrap import dedent

from docs2openapi._text.json_text import end_of_json
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role

_BULLET = re.compile(r"[-*]\s+(?:\*\*)?(?P<title>[^*`:]{3,40}):?(?:\*\*)?:?\s*")
_INDENTED = re.compile(r"(?: {4,}|\t+)[{\[]")
MAX_GAP = 2  # empty lines
MAX_LINES = 300


def rewrite_indented_bodies(lines: list[str]) -> list[str] | None:
    """Put such JSON into fences below the titles; None if the page has none."""
    rewritten = list(lines)
    for at, line in enumerate(lines):
        start = _start(lines, at) if _INDENTED.match(line) else None
        end = end_of_json([each.strip() for each in lines[at : at + MAX_LINES]], 0) if start is not None else 0
        if start is not None and end:
            rewritten[start] = _BULLET.sub(r"\n**\g<title>**\n", lines[start])
            code = dedent("\n".join(lines[at : at + end])).split("\n")
            code[0] = f"```json\n{code[0]}"
            code[-1] += "\n```\n"
            rewritten[at : at + end] = code
    return rewritten if rewritten != lines else None


def _start(lines: list[str], at: int) -> int | None:
    """Return the index of the title above a line, if only empty lines are between."""
    above = next((index for index in range(at - 1, max(-1, at - MAX_GAP - 2), -1) if lines[index].strip()), None)
    title = _BULLET.fullmatch(lines[above]) if above is not None else None
    return above if title and section_role(title["title"][:MAX_HEADING]) in ("response", "body") else None
