"""Fields with a heading each, and type, flags and description below it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docs2openapi._fields.field import build_field
from docs2openapi._fields.stacked import read_stacked
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._vocabulary.headings import FIELD_ROLES

if TYPE_CHECKING:
    from docs2openapi._sections.parsed_page import ParsedPage


def find_under_headings(page: ParsedPage) -> Findings:
    """Find the fields whose names are headings, in sections that list fields."""
    findings = Findings()
    headings = sorted(block.first for block in page.blocks if block.kind in ("h3", "h4", "h5", "h6"))
    for line, following in pairwise([*headings, len(page.prose) + 1]):
        section = page.outline.at(line)
        stacked = read_stacked(page.prose, line - 1) if section.role in FIELD_ROLES else None
        if stacked is None or not stacked.is_heading or section.role is None:
            continue
        description = "\n".join(page.prose[stacked.end : following - 1]).strip()
        field = build_field(stacked.text._replace(description=description), page.remarks)
        findings.fields += [ListedField(section.role, field, section.status)] if field else []
    return findings
