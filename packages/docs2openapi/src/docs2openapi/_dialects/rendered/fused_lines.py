"""Fields whose parts have lost all spaces, below a title, with no words over columns: ``sizestringrequiredHow``."""

from __future__ import annotations

import re
from itertools import takewhile

from docs2openapi._model.schema import JSON_TYPES
from docs2openapi._vocabulary.headings import FIELD_ROLES, MAX_HEADING, section_role
from docs2openapi._vocabulary.http import TYPE_PATTERN
from docs2openapi._vocabulary.types import FUSED_TYPE

_TYPE = rf"(?:{FUSED_TYPE.pattern}|(?:long|double|float|datetime|file|string)(?:\[ ?\])?)"
_FIELD = re.compile(
    rf"(?P<name>[a-z_][\w.\[\]-]*?)(?P<type>{_TYPE})(?P<flag>[Rr]equired|[Oo]ptional(?![,.]))?(?P<text>(?:[\"'`A-ZÀ-Þ].*)?)"
)
# What a line must have to be one.
_HAS_TYPE = re.compile(rf"[\w.\[\]-](?:{'|'.join((*JSON_TYPES, 'long', 'double', 'float', 'datetime', 'file'))})")
# The next of several such fields on one line, behind the end of a sentence.
_NEXT = re.compile(rf"(?<=[.!?)])(?=[a-z_]\w*?{_TYPE}(?:required|optional)?[A-Z])")
# What sticks to a title: ``Request Bodyapplication/json``.
_STUCK_TYPE = re.compile(rf"(?<=[a-z])(?={TYPE_PATTERN}$)")
MAX_TITLE = 40
MIN_FIELDS = 2  # one could be a word


def rewrite_fused_lines(lines: list[str]) -> list[str] | None:
    """Put each part of a field without spaces on a line of its own; None if no title of the page has one below."""
    rewritten = list(lines)
    for at, line in enumerate(lines[:-1]):
        if not line or not _fields(lines[at + 1]):
            continue
        title, _, kind = (_STUCK_TYPE.sub("\n", line.strip()) if "/" in line else line.strip()).partition("\n")
        if _is_title(title):
            rows = list(takewhile(bool, map(_fields, lines[at + 1 :])))
            if sum(map(len, rows)) >= MIN_FIELDS:
                rewritten[at] = "\n".join(["", title, *filter(None, [kind])])
                for number, fields in enumerate(rows, at + 1):
                    rewritten[number] = "\n".join(map(_apart, fields))
    return rewritten if rewritten != lines else None


def _fields(line: str) -> list[re.Match[str]]:
    """Split a line into its fields, which can stand behind one another; empty if it is anything else."""
    if not _HAS_TYPE.search(line):
        return []
    found = [_FIELD.fullmatch(part) for part in _NEXT.split(line.strip())]
    return [field for field in found if field] if all(found) else []


def _is_title(line: str) -> bool:
    return len(line) <= MAX_TITLE and section_role(line[:MAX_HEADING]) in FIELD_ROLES


def _apart(field: re.Match[str]) -> str:
    text = f"One of {field['text']}" if field["text"].startswith('"') else field["text"]
    return (
        "\n".join(filter(None, (field["name"], field["type"].replace(" ", ""), (field["flag"] or "").lower(), text)))
        + "\n"
    )
