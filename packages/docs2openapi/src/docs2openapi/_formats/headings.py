"""Fields with a heading each, and type, flags and description below it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docs2openapi._fields.attributes import are_attributes
from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._fields.stacked import StackedLines, read_stacked
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._vocabulary.headings import FIELD_ROLES

if TYPE_CHECKING:
    from docs2openapi._sections.parsed_page import ParsedPage

# ``#### `size` (optional)``, ``### size (integer, required)``.
_HEADING = re.compile(r"#{3,6}\s+(?P<name>`[A-Za-z_][\w.\[\]-]*`|[a-z_][\w.\[\]-]*)\s*(?P<words>\S.{0,80}?)?\s*")
_PROSE = re.compile(r"\s*(?:[^\W_]|`|\*\*?\w|_\w)")
_SENT = ("path", "query", "header", "body", "request")


def find_under_headings(page: ParsedPage) -> Findings:
    """Find the fields whose names are headings, in sections that list fields."""
    findings = Findings()
    headings = sorted(block.first for block in page.blocks if block.kind in ("h3", "h4", "h5", "h6"))
    for line, following in pairwise([*headings, len(page.prose) + 1]):
        section = page.outline.at(line)
        if section.role is None or section.role not in FIELD_ROLES:
            continue
        stacked = read_stacked(page.prose, line - 1)
        stacked = stacked if stacked and stacked.is_heading else _named_with_flags(page, line, section.role)
        if stacked is None:
            continue
        description = "\n".join(page.prose[stacked.end : following - 1]).strip()
        field = build_field(stacked.text._replace(description=description), page.remarks)
        findings.fields += [ListedField(section.role, field, section.response_status)] if field else []
    return findings


def _named_with_flags(page: ParsedPage, line: int, role: str) -> StackedLines | None:
    """Read a heading that has the name and the attributes of a field; of what is sent, a marked name is enough."""
    match = _HEADING.fullmatch(page.prose[line - 1])
    if match is None:
        return None
    words = (match["words"] or "").strip(" ()[]（）*_:：-–—")
    is_described = _PROSE.match(next((text for text in page.prose[line : line + 3] if text.strip()), "")) is not None
    is_named = not words and match["name"].startswith("`") and role in _SENT
    if not is_described or not (is_named or (words and are_attributes(words))):
        return None
    return StackedLines(FieldText(line, match["name"].strip("`"), words), line, is_heading=True)
