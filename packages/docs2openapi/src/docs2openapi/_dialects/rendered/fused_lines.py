"""Fields whose parts have lost all spaces, below a title, with no words over columns: ``sizestringrequiredHow``."""

from __future__ import annotations

import re
from itertools import takewhile

from docs2openapi._vocabulary.headings import FIELD_ROLES, MAX_HEADING, section_role
from docs2openapi._vocabulary.types import FUSED_TYPE

_FIELD = re.compile(
    rf"(?P<name>[a-z_][\w.\[\]-]*?)(?P<type>{FUSED_TYPE.pattern})(?P<flag>required|optional)?(?P<text>(?:[\"'`A-ZÀ-Þ].*)?)"
)
MAX_TITLE = 40
MIN_FIELDS = 2  # one could be a word


def rewrite_fused_lines(lines: list[str]) -> list[str] | None:
    """Put each part of such fields on a line of its own; None if no title of the page has them below."""
    rewritten = list(lines)
    for at, line in enumerate(lines[:-1]):
        if _FIELD.fullmatch(lines[at + 1].strip()) and _is_title(line.strip()):
            fields = list(takewhile(bool, (_FIELD.fullmatch(below.strip()) for below in lines[at + 1 :])))
            if len(fields) >= MIN_FIELDS:
                rewritten[at] = f"\n{line}\n"
                for number, field in enumerate(fields, at + 1):
                    rewritten[number] = _apart(field) if field else lines[number]
    return rewritten if rewritten != lines else None


def _is_title(line: str) -> bool:
    return len(line) <= MAX_TITLE and section_role(line[:MAX_HEADING]) in FIELD_ROLES


def _apart(field: re.Match[str]) -> str:
    text = f"One of {field['text']}" if field["text"].startswith('"') else field["text"]
    return "\n".join(filter(None, (field["name"], field["type"], field["flag"], text))) + "\n"
