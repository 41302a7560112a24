"""Pages without marks that name each operation together with what it does: ``POST /v1/things - Make a thing``.

What it does is a title, or a sentence of any length.
"""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import METHODS

_OPERATION = re.compile(
    rf"(?P<address>(?:{'|'.join(METHODS)}) (?:https?:/)?/\S*?)(?:\s+[—–-]|[,:])\s+(?P<text>[^\W\d_].{{2,200}})"
)
_TITLE = re.compile(r"[A-Z].{2,80}")
_BULLET = re.compile(r"^(\s*)[•◦▪]\s+")
_MARKS = ("#", "```")
MIN_OPERATIONS = 2


def rewrite_titled_operations(lines: list[str]) -> list[str] | None:
    """Make a heading of each title with an operation, and bullets of Markdown; None if the page has no such title."""
    named = [_OPERATION.fullmatch(line.strip()) for line in lines]
    if len(list(filter(None, named))) < MIN_OPERATIONS or any(line.startswith(_MARKS) for line in lines):
        return None
    return [_heading(name) if name else _BULLET.sub(r"\1- ", line) for line, name in zip(lines, named, strict=True)]


def _heading(name: re.Match[str]) -> str:
    title, text = (name["text"], name["address"]) if _TITLE.fullmatch(name["text"]) else (name["address"], name["text"])
    return f"\n# {title}\n\n{text}\n"
