"""The content types of bodies that headings, labels and prose name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Response
from docs2openapi._model.page import Remark
from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.headings import RESPONSE_ROLES, section_role
from docs2openapi._vocabulary.http import CONTENT_TYPE, METHODS_WITHOUT_BODY, MULTIPART_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.operation import Operation
    from docs2openapi._sections.outline import Section
    from docs2openapi._sections.parsed_page import ParsedPage
    from docs2openapi._sections.tables import Table

_IN_CODE = re.compile(rf"`({CONTENT_TYPE.pattern})`", re.IGNORECASE)
# A type with the message that it is of: ``audio/wav (response)``.
_OF_OTHERS = re.compile(rf"{CONTENT_TYPE.pattern}\s?[(（](?P<message>[^()（）]{{1,20}})[)）]", re.IGNORECASE)
_HEADER = re.compile(r"\s*[\"']?content-type[\"']?\s*:\s*(?P<value>\S.*)", re.IGNORECASE)
# A bullet that says no more: ``- **Content-Type**: `application/json```.
_BULLET = re.compile(r"\s*[-*]\s+\W{0,4}(?=content[- ]type\b)", re.IGNORECASE)
# A bullet of what is returned: ``- `audio/wav`: the sound``.
_TYPE_BULLET = re.compile(rf"\s*[-*]\s+`(?P<type>{CONTENT_TYPE.pattern})`\s?(?:[:：—–-]|$)", re.IGNORECASE)
# ``The request should be a multipart/form-data request with …``.
_SENT_AS = re.compile(
    r"the request (?:body )?(?:should|must|has to|can) be\b"
    r"|(?:the|this) (?:route|endpoint|method) (?:accepts?|takes)\b(?=.*\brequests?\b)",
    re.IGNORECASE,
)
# ``Response: image/png — the picture``.
_RESPONSE_LABEL = re.compile(
    rf"\s*(?P<label>[^\W\d_]{{2,20}})\s?[:：]\s*{CONTENT_TYPE.pattern}(?=\s|[.,;]|$)", re.IGNORECASE
)
_RETURNED = re.compile(r"returns (?:an? |the )?`", re.IGNORECASE)  # ``Returns an `audio/wav` file``
_MULTIPART = re.compile(r"\bmultipart\b", re.IGNORECASE)
_OF_BODIES = ("application/", "multipart/")
_ABOVE_SECTIONS = "above"  # where a label right below the operation stands
_LABELS = ("content type", "content-type")


def add_request_types(operation: Operation, page: ParsedPage) -> None:
    """Add the content types that the page names for the request body."""
    for _, section in _typed_sections(page):
        is_above = section.role == _ABOVE_SECTIONS and operation.method not in METHODS_WITHOUT_BODY
        if section.role in ("body", "request") or is_above:
            operation.add_body_types(section.content_types)
    for section in page.outline.sections:  # ``Multipart fields``
        if section.role in ("body", "request") and _MULTIPART.search(section.innermost) and not section.content_types:
            operation.add_body_types([MULTIPART_TYPE])
    for _, text in page.header_lines:
        if match := _HEADER.match(text):
            operation.add_body_types(CONTENT_TYPE.findall(match["value"].lower()))


def add_response_types(operation: Operation, page: ParsedPage) -> None:
    """Add the content types that the page names for responses; without a status, to the successful one."""
    for line, section in _typed_sections(page):
        if section.role != "response" or not section.content_types:
            continue
        response = next((each for each in operation.responses if each.status == section.status), None)
        response = response or operation.main_response
        if response is None and not _is_label(page.prose[line - 1]):
            reason = "a content type of a response that the page does not show; left out"
            operation.remarks.append(Remark(line, reason))
            continue
        if response is None:  # the page says no more of it
            response = Response(line, section.status)
            operation.responses.append(response)
        response.add_content_types(section.content_types)
    for table in page.tables:
        if types := _types_in(table, page):
            response = operation.main_response or Response(table.line, None)
            operation.responses += [] if response in operation.responses else [response]
            response.add_content_types(types)


def _types_in(table: Table, page: ParsedPage) -> list[str]:
    """Return the content types of a response that a table lists by the values of a field: ``mp3 | audio/mpeg``."""
    if not table.lists_content_types or page.outline.at(table.line).role != "response":
        return []
    return [name for row in table.rows for name in CONTENT_TYPE.findall(row.cells[1].lower())]


def _is_label(text: str) -> bool:
    """Return whether a line tells the content type of a response, of which nothing else need be said."""
    if _says_returned(text) or _TYPE_BULLET.match(text):
        return True
    return plain_text(_BULLET.sub("", text)).lower().startswith(_LABELS)


def _says_returned(text: str) -> bool:
    """Return whether a line says first what is returned."""
    label = _RESPONSE_LABEL.match(text)
    return _RETURNED.match(text) is not None or (label is not None and section_role(label["label"]) == "response")


def _unless_sent(match: re.Match[str]) -> str:
    return "" if section_role(match["message"]) in RESPONSE_ROLES else match[0]


def _typed_sections(page: ParsedPage) -> Iterator[tuple[int, Section]]:
    """Yield the sections with the content types of their headings, then those of labels and of prose."""
    for line, section in zip(page.outline.lines, page.outline.sections, strict=True):
        is_label = section.role is None and section.innermost.lower().startswith(_LABELS)
        if section.content_types:
            yield line, section._replace(role=_ABOVE_SECTIONS) if is_label else section
    for line, written in enumerate(page.prose, 1):
        if "/" in written and (bullet := _TYPE_BULLET.match(written)) and page.outline.at(line).role == "response":
            yield line, page.outline.at(line)._replace(content_types=(bullet["type"].lower(),))
        text = _BULLET.sub("", written) if "/" in written else ""
        if not text or len(text) > MAX_LINE or text.lstrip().startswith(("|", "<", "-", "*")):
            continue
        words = plain_text(text).lower()
        is_label = words.startswith(_LABELS) or _SENT_AS.match(words) is not None
        names = CONTENT_TYPE.findall(_OF_OTHERS.sub(_unless_sent, words)) if is_label else _IN_CODE.findall(text)
        is_returned = _says_returned(text)
        names = names or (CONTENT_TYPE.findall(words)[:1] if is_returned else [])
        if not names:
            continue
        section = page.outline.at(line)._replace(content_types=tuple(names))
        # "Pictures must be `image/png`" describes a field, not the body.
        if section.role is None or (is_label and section.role == "header"):
            section = section._replace(role="response" if is_returned else _ABOVE_SECTIONS if is_label else None)
        is_of_body = is_label or section.role == "response" or all(name.startswith(_OF_BODIES) for name in names)
        if is_of_body:
            yield line, section
