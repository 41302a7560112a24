"""Bullets below a field of rendered text with what is inside of it: ``• error.code string What went wrong.``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.types import parse_type

_BULLET = re.compile(
    r"\s*[•*-]\s+(?P<name>[A-Za-z_]\w*(?:\[\])?(?:\.[A-Za-z_]\w*(?:\[\])?)+)\s+"
    r"(?P<type>[A-Za-z]+(?:\[\]|<\w+>)?(?:\s[/|]\s[a-z]+)?)(?:\s+(?P<text>\S.*))?"
)
_MARKS = ("#", "```", "|", "**")  # of pages that say by other signs what their lines are
_LABEL = re.compile(r"(?:Properties|Attributes|Fields|属性|字段|プロパティ)\s?[:：]")


def rewrite_dotted_bullets(lines: list[str]) -> list[str] | None:
    """Write bullets with dotted names as fields of their own, without the label over them; None if there are none."""
    if any(line.startswith(_MARKS) for line in lines):
        return None
    found = [_BULLET.fullmatch(line) for line in lines]
    fields = [match if match and parse_type(match["type"]) is not None else None for match in found]
    if not any(fields):
        return None
    return [
        f"\n{field['name']} {field['type']}\n\n{field['text'] or ''}\n"
        if field
        else ""
        if _LABEL.fullmatch(line)
        else line
        for line, field in zip(lines, fields, strict=True)
    ]
