"""Pages whose fields have lost the spaces between name, flag and type, in this order: ``idRequiredstring``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.types import FUSED_TYPE

_TYPE = rf"(?:{FUSED_TYPE.pattern}|array<\w+>|enum|any)"
_FIELD = re.compile(rf"(?P<name>[A-Za-z_][\w.-]*?)(?P<flag>Required)?(?P<type>{_TYPE})")
_SIGN = re.compile(rf"[A-Za-z_][\w.-]*?Required{_TYPE}")
_SCHEME = re.compile(r"AuthorizationRequired(?P<scheme>Bearer|Basic)\b.*")
_FORMAT = re.compile(r'Format: "[\w-]+"')
_VALUES = re.compile(r'Accepted values: (?P<values>"[^"]+"(?: \| "[^"]+")*)')
_LIST = re.compile(r"array<(?P<item>\w+)>")
_STATUS = re.compile(r"[1-5]\d\d")
MIN_FIELDS = 2


def rewrite_flags_first(lines: list[str]) -> list[str] | None:
    """Put name, flag and type on lines of their own; None if the page has fewer than two fields in this order."""
    if sum("Required" in line and _SIGN.fullmatch(line.strip()) is not None for line in lines) < MIN_FIELDS:
        return None
    return [_written(line.strip()) for line in lines]


def _written(line: str) -> str:
    if scheme := _SCHEME.fullmatch(line):
        return f"Authorization: {scheme['scheme']} …"
    if field := _FIELD.fullmatch(line):
        kind = _LIST.sub(r"\g<item>[]", field["type"])
        return "\n".join(filter(None, ("", field["name"], kind, (field["flag"] or "").lower())))
    if values := _VALUES.fullmatch(line):
        return f"Possible values: {values['values'].replace(' | ', ', ')}"
    return "" if _FORMAT.fullmatch(line) else line
