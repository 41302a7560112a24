"""Lines that are nothing but JSON or a command in back-ticks, perhaps behind a label: each becomes a fence."""

from __future__ import annotations

import re

from docs2openapi._text.json_text import parse_lenient
from docs2openapi._text.plain_values import BadValue
from docs2openapi._vocabulary.headings import section_role

# ``Response: `{"id": "x"}```.
_CODE_LINE = re.compile(
    r"\s*(?:[-*+] )?(?P<label>[*_]*(?P<words>[^`:：]{1,40})[*_]*[:：][*_]*\s?)?`(?P<code>(?:[{\[]|curl\s)[^`]*)`\s*"
)


SIGNS = ("`{", "`[", "`curl ")


def rewrite_code_lines(lines: list[str]) -> list[str] | None:
    """Put such lines into fences; None if the page has none."""
    rewritten = [_fenced(line) if any(sign in line for sign in SIGNS) else line for line in lines]
    return rewritten if rewritten != lines else None


def _fenced(line: str) -> str:
    found = _CODE_LINE.fullmatch(line)
    if found and found["code"].startswith("curl"):
        return f"{(found['label'] or '').strip()}\n\n```\n{found['code']}\n```\n"
    if found is None or not _is_json(found["code"]):
        return line
    if found["words"] and section_role(found["words"].strip("*_ ")) is None:
        return line
    return f"{(found['label'] or '').strip()}\n\n```json\n{found['code']}\n```\n"


def _is_json(code: str) -> bool:
    try:
        return isinstance(parse_lenient(code), dict | list)
    except BadValue:
        return False
