"""Bodies that stand in code on one line, behind a label or statuses: ``- 200: `{ id: string, state?: string }```."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._formats.declared.typescript import declared_fields
from docs2openapi._model.findings import ErrorRow, Findings
from docs2openapi._text.inline import MAX_LINE
from docs2openapi._text.json_text import parse_json
from docs2openapi._text.plain_values import BadValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.findings import ListedField
    from docs2openapi._sections.parsed_page import ParsedPage

_LABELS = {
    **dict.fromkeys(("body", "request body", "payload", "json", "json body"), "body"),
    **dict.fromkeys(("query", "query params", "query parameters"), "query"),
    **dict.fromkeys(("response", "returns", "result"), "response"),
}
_STATUSES = r"[2-5]\d\d(?:\s?(?:/|,|or)\s?[2-5]\d\d)*"
_LINE = re.compile(
    rf"\s*(?:[-*+]\s+)?(?:\*\*)?(?:(?P<label>{'|'.join(_LABELS)})|(?P<statuses>{_STATUSES}))(?:\*\*)?"
    r"(?:\s?\([^()]{1,60}\))?\s*(?::(?:\*\*)?|with|→|->)\s+(?P<text>(?:`(?P<object>\{.*\})`)?.*)",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:the )?same (?:payload|body|shape|object|response)\b.*", re.IGNORECASE)
# A name without a type: ``{ id, state? }``.
_JSON_VALUE = re.compile(r"(?P<name>\"\s*:\s*)(?:(?P<text>\"[^\"]*\")|-?\d[\d.]*)")
_BARE = re.compile(r"(?<=[{,])(\s*[A-Za-z_$][\w$]*\??\s*)(?=[,}])")

# A name with its values in brackets: ``{ length? ("short"|"long") }``.
_VALUED = re.compile(r"(?<=[{,])(\s*[A-Za-z_$][\w$]*\??)\s?\((\"[^\"]*\"(?:\s?\|\s?\"[^\"]*\")*)\)(?=\s*[,}])")


def find_inline_objects(page: ParsedPage) -> Findings:
    """Find such bodies, and the statuses that a list of responses names with or without one."""
    findings = Findings()
    above: Sequence[ListedField] = []
    for line, text in enumerate(page.prose, 1):
        match = _LINE.fullmatch(text) if len(text) <= MAX_LINE and ("`{" in text or text[:1] in "-*") else None
        if match is not None and (match["object"] or page.outline.at(line).role == "response"):
            fields = _fields(match, line, page, above)
            above = fields or above
            _add(match, line, fields, findings)
    return findings


def _fields(match: re.Match[str], line: int, page: ParsedPage, above: Sequence[ListedField]) -> Sequence[ListedField]:
    """Return the fields of a body; those of the body above if it is said to be the same."""
    if match["object"]:
        valued = _VALUED.sub(r"\1: \2", _types_of_values(match["object"]))
        return declared_fields(_BARE.sub(r"\1: any", valued), line, page.remarks)
    return above if match["statuses"] and _SAME.fullmatch(match["text"]) else []


def _types_of_values(text: str) -> str:
    """Put types in place of the values of JSON; any other text stays as it is."""
    try:
        parse_json(text)
    except BadValue:
        return text
    return _JSON_VALUE.sub(lambda match: match["name"] + ("string" if match["text"] else "number"), text)


def _add(match: re.Match[str], line: int, fields: Sequence[ListedField], findings: Findings) -> None:
    statuses = re.findall(r"\d{3}", match["statuses"] or "")
    location = _LABELS[match["label"].lower()] if match["label"] else "response"
    if statuses:
        findings.errors.append(ErrorRow(line, statuses, [], "" if match["object"] else match["text"]))
    for status in statuses or [None]:
        findings.fields += [field._replace(location=location, status=status) for field in fields]
