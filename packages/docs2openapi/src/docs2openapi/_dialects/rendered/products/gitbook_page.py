"""The text of a GitBook page, whose fields have lost the spaces between their parts: ``idstring · enumRequired``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.types import FUSED_TYPE

_FIELD = re.compile(
    rf"(?P<name>[A-Za-z_][\w.\[\]-]*?)(?P<type>{FUSED_TYPE.pattern})(?P<more>(?: · [^·]*?)*)(?P<flag>Required|Optional)"
    r"(?P<tail>(?:(?:Default|Example|Possible values|Pattern|Min|Max): ?.*)?)"
)
_TAIL = re.compile(r"(?P<words>(?:Default|Example): ?.*?)(?P<values>Possible values:.*)?")
_DEFAULT = re.compile(r"Default: ?(?P<value>[^`\s]+?)(?:Example: .*)?")
# What makes sure that a page is one of GitBook's: no other fuses these.
_SIGN = re.compile(r" · [^·\n]+(?:Required|Optional)|(?:Required|Optional)(?:Example|Default):|(?<=\S)Possible values:")


def rewrite_gitbook_page(lines: list[str]) -> list[str] | None:
    """Put each part of such a field on a line of its own; None if the page has none."""
    if not _SIGN.search("\n".join(lines)):
        return None
    return [_written(line) for line in lines]


def _written(line: str) -> str:
    if field := _FIELD.fullmatch(line.strip()):
        parts = [field["name"], field["type"], field["flag"].lower(), *_labels(field["tail"])]
        return "\n".join(part for part in parts if part)
    return "\n".join(_labels(line.strip())) if line.startswith(("Default:", "Example:")) else line


def _labels(text: str) -> list[str]:
    """Split ``Default: aPossible values:``; the values that could be shown below are not on the page."""
    match = _TAIL.fullmatch(text)
    if match is None:
        return [text] if text and not text.startswith("Possible values:") else []
    default = _DEFAULT.fullmatch(match["words"])
    return [f"Default: `{default['value']}`" if default else match["words"]]
