"""Plain text that names its operation behind labels, ``URL: …`` and ``Method: …``, with its parts indented."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.endpoints import LABEL_KINDS
from docs2openapi._vocabulary.flags import FLAG
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.types import parse_type

_MARKED = re.compile(r"#{1,6} |```|~~~|\||<[A-Za-z]|[-*+] ")  # of pages that say by other signs what their lines are
_INDENT = re.compile(r"^(?: {4}|\t)")
# ``size - integer, optional. How large``.
_FIELD = re.compile(r"(?P<name>[A-Za-z_][\w.\[\]-]*)\s[-–—]\s(?P<words>[^.:]{3,40})[.:]?(?P<text>\s.*)?")
_SUCCESS = re.compile(r"(?:in case of|on|upon|if) success(?:ful)?\b.{0,20}:", re.IGNORECASE)
_ERROR = re.compile(r"(?:in case of(?: an)?|on|upon) (?:error|failure)\b.{0,20}:", re.IGNORECASE)


def rewrite_labelled_text(lines: list[str]) -> list[str] | None:
    """Mark the titles, the fields and the examples; None if the page is another one."""
    if any(map(_MARKED.match, lines)) or not {"method", "url"} <= {_label(line) for line in lines if ":" in line}:
        return None
    return [_marked(_INDENT.sub("", line)) for line in lines]


def _label(line: str) -> str:
    """Return what a label in front of a line means, ``method`` or ``url``, if such a value stands behind it."""
    named, _, value = line.partition(":")
    kind = LABEL_KINDS.get(named.strip().lower(), "") if named.isascii() else ""  # only in English is it this manner
    is_meant = value.strip().upper() in METHODS if kind == "method" else value.strip().startswith(("http", "/"))
    return kind if is_meant else ""


def _marked(line: str) -> str:
    text = line.strip()
    if _ERROR.fullmatch(text):
        return "\n### Errors\n"
    if _SUCCESS.fullmatch(text):
        return "\n### Response\n"
    field = _FIELD.fullmatch(text)
    if field and parse_type(FLAG.sub("", field["words"]).strip(" ,")) is not None:
        return f"- `{field['name']}` ({field['words']}): {(field['text'] or '').strip()}"
    is_title = not line.startswith((" ", "\t")) and text and text[-1].isalnum() and section_role(text[:MAX_HEADING])
    return f"\n## {text}\n" if is_title else line
