"""The text of fal's pages of models: fields on one line with the name of their type, and a mark below each title."""

from __future__ import annotations

import re

_MARK = "#"  # the link to a title
_VALUES = "Possible enum values:"
_FIELD = re.compile(r"(?P<name>[a-z][a-z0-9_]*) (?P<type>[A-Z][A-Za-z0-9]*)(?P<more>(?: \| [A-Z]\w*)*)")
MIN_MARKS = 2
MAX_BELOW = 4  # lines from a field to its values


def rewrite_model_page(lines: list[str]) -> list[str] | None:
    """Put known types in place of their names, and drop the marks; None if it is not fal's page of a model."""
    if lines.count(_MARK) < MIN_MARKS:
        return None
    return [_rewritten(lines, at) for at in range(len(lines))]


def _rewritten(lines: list[str], at: int) -> str:
    if lines[at] == _MARK:
        return ""
    if lines[at].startswith(_VALUES):
        return lines[at].replace(_VALUES, "Possible values:")
    field = _FIELD.fullmatch(lines[at])
    if field is None:
        return lines[at]
    has_values = any(line.startswith(_VALUES) for line in lines[at + 1 : at + 1 + MAX_BELOW])
    return f"{field['name']} {'enum' if has_values else 'object'}"
