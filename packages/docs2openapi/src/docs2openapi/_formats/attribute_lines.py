"""Fields and errors with a name on a line of its own and labelled lines or bullets below it, as ``Required: Yes``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._model.findings import ErrorRow, Findings, ListedField
from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.headings import FIELD_ROLES
from docs2openapi._vocabulary.labels import parse_labelled
from docs2openapi._vocabulary.locations import named_location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._sections.parsed_page import ParsedPage

_MARKS = frozenset("`*_")
_ANCHOR = re.compile(r"<a\s[^>]*>(?:</a>)?")
_NAME_LINE = re.compile(
    r"(?:#{3,6}\s+(?=`))?(?:(?:\*\*|__)\s*(?:\[\s*)?(?P<name>[A-Za-z_][\w.-]*)\s*(?:\]\([^)]*\))?\s*(?:\*\*|__)|`(?P<code>[A-Za-z_][\w.-]*)`)"
    r"(?:\s+(?P<flags>[(]?(?:required|optional)[)]?))?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[-*]\s+")
MAX_LINES = 40


def find_attribute_lines(page: ParsedPage) -> Findings:
    """Find the fields and errors of this manner in sections that list them."""
    findings = Findings()
    for index, name, flags in _names(page):
        section = page.outline.at(index + 1)
        labelled, description = _read_below(page.prose, index + 1)
        status = labelled.get("status", "")
        if re.fullmatch(r"[2-5]\d\d", status):
            findings.errors.append(ErrorRow(index + 1, [status], [name], description))
        elif ("type" in labelled or "required" in labelled) and section.role in FIELD_ROLES:
            text = FieldText(
                index + 1,
                name,
                ", ".join(filter(None, (labelled.get("type"), flags))),
                required=labelled.get("required", ""),
                default=labelled.get("default"),
                values=labelled.get("values", ""),
                description=description,
            )
            field = build_field(text, page.remarks)
            place = (section.response_status, section.content_types, section.title)
            location = named_location(labelled.get("in", "")) or section.role or ""
            findings.fields += [ListedField(location, field, *place)] if field else []
    return findings


def _names(page: ParsedPage) -> Iterator[tuple[int, str, str]]:
    """Find the lines with nothing but a name and perhaps a flag."""
    for index, line in enumerate(page.prose):
        may_name = len(line) <= MAX_LINE and not _MARKS.isdisjoint(line)
        if match := _NAME_LINE.fullmatch(_ANCHOR.sub("", line).strip()) if may_name else None:
            yield index, match["name"] or match["code"], (match["flags"] or "").strip("()")


def _behind_label(line: str) -> str:
    """Return what stands behind a label, with its marks."""
    return re.split("[:：]", line[:MAX_LINE], maxsplit=1)[1].strip("*_ ")


def _read_below(prose: list[str], start: int) -> tuple[dict[str, str], str]:
    """Read the labelled lines below a name, and what else stands above them; empty lines end both."""
    labelled: dict[str, str] = {}
    described: list[str] = []
    for line in prose[start : start + MAX_LINES]:
        text = plain_text(_BULLET.sub("", line[:MAX_LINE]))
        if not text and (labelled or described):
            break
        if found := parse_labelled(text):
            labelled.setdefault(found.meaning, found.value)
            described += [_behind_label(line)] if found.meaning == "description" else []
        elif text and not labelled.keys() - {"other"}:
            described.append(line.strip())
    return labelled, "\n".join(described)
