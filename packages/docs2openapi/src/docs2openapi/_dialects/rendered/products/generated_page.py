"""The text of references that Stainless generates: ``limit: optional number``, an object with the names inside it."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.types import parse_type

_TITLE = re.compile(r"(?P<title>[A-Z][A-Za-z ]{3,30})Expand Collapse")
_FIELD = re.compile(r"(?P<name>[a-z_]\w*): (?P<flag>optional )?(?P<type>[^{}:]{1,80}?)(?: \{ (?P<inner>[^{}]*) \})?")
_OF_OBJECTS = re.compile(r"array of [A-Z]\w*")
_MORE = re.compile(r"(\d+) more")


def rewrite_generated_page(lines: list[str]) -> list[str] | None:
    """Put each part of a field on a line of its own; None if Stainless has not generated the page."""
    if not any(line.rstrip().endswith("Expand Collapse") and _TITLE.fullmatch(line.strip()) for line in lines):
        return None
    return [_written(line.strip()) for line in lines]


def _written(line: str) -> str:
    if (title := _TITLE.fullmatch(line)) and section_role(title["title"]) is not None:
        return title["title"]
    field = _FIELD.fullmatch(line)
    kind = _kind(field["type"], field["inner"]) if field else None
    if field is None or kind is None:
        return line
    return "\n".join(filter(None, (field["name"], kind, (field["flag"] or "").strip())))


def _kind(words: str, inner: str | None) -> str | None:
    """Return a type as other rendered pages have it, with the number of the fields inside; None if it is not known."""
    if inner is not None:
        names = inner.split(", ")
        more = _MORE.fullmatch(names[-1])
        count = len(names) - 1 + int(more[1]) if more else len(names)
        return f"array[object {{{count}}}]" if _OF_OBJECTS.fullmatch(words) else f"object {{{count}}}"
    if _OF_OBJECTS.fullmatch(words):
        return "object[]"
    words = words.replace("map[string]", "object")
    return words if parse_type(words) is not None else None
