"""Tabs and boxes of MkDocs, ``=== "202"`` and ``??? info "States"`` over indented lines, and attributes of kramdown."""

from __future__ import annotations

import re

_TITLE = r"[\"'](?P<title>[^\"']*)[\"']"
_BLOCK = re.compile(rf"\s*(?:===\s+(?=[\"'])|[!?]{{3}}\+?\s+[\w-]+(?:\s+inline)?(?:\s+end)?\s*)(?:{_TITLE})?\s*")
_ATTRIBUTES = re.compile(r"\s*\{:[^{}]*\}\s*")
_INSIDE = 4


def rewrite_mkdocs(lines: list[str]) -> list[str]:
    """Write the titles as headings and what is indented below them as text of the page."""
    out: list[str] = []
    around: list[int] = []  # the indents of the blocks that are open
    for line in lines:
        indent = len(line) - len(line.lstrip())
        while around and line.strip() and indent < around[-1] + _INSIDE:
            around.pop()
        shift = _INSIDE * len(around)
        block = _BLOCK.fullmatch(line)
        if block and block["title"] is not None:
            out.append(f"\n###### {block['title']}\n")
        else:
            out.append("" if block or _ATTRIBUTES.fullmatch(line) else line[shift:])
        around += [indent] if block else []
    return out
