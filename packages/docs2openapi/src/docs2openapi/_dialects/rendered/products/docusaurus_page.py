"""The text of Docusaurus' pages of OpenAPI, whose flag sticks to the type: ``config stringrequired``."""

from __future__ import annotations

import re

_TYPE = r"(?:string|integer|number|boolean|binary)(?:<[\w-]+>)?(?:\[\])?"
_FIELD = re.compile(rf"(?P<name>[A-Za-z_][\w.-]*) (?P<type>{_TYPE})(?P<flag>required)?")
_SIGN = re.compile(rf"[A-Za-z_][\w.-]* (?:{_TYPE}|object(?:\[\])?)required")


def rewrite_docusaurus_page(lines: list[str]) -> list[str] | None:
    """Put each part of such a field on a line of its own; None if the page has none."""
    if not any(line.endswith("required") and _SIGN.fullmatch(line) for line in lines):
        return None
    fields = [_FIELD.fullmatch(line) if " " in line else None for line in lines]
    return [_written(field) if field else line for line, field in zip(lines, fields, strict=True)]


def _written(field: re.Match[str]) -> str:
    return "\n".join(filter(None, (field["name"], field["type"], field["flag"])))
