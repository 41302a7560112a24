"""Lists of fields and of errors: bullets (``- **name** (string): …``), definition lists of Markdown and of HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.attributes import are_attributes, parse_attributes, split_definition
from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._fields.names import split_name
from docs2openapi._formats.listed.entries import (
    BULLET,
    ERROR,
    MAX_LINES,
    Entry,
    ends_in_colon,
    find_entries,
    role_label,
)
from docs2openapi._formats.opened import OpenedFields
from docs2openapi._formats.value_lists import listed_values
from docs2openapi._model.findings import ErrorRow, Findings, ListedField, ValueRow
from docs2openapi._model.page import Remark
from docs2openapi._text.inline import html_to_markdown, plain_text
from docs2openapi._vocabulary.flags import required_by_title
from docs2openapi._vocabulary.headings import FIELD_ROLES, LISTS_FIELDS, announces_fields, section_role
from docs2openapi._vocabulary.titles.values import is_state, valued_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._sections.outline import Section
    from docs2openapi._sections.parsed_page import ParsedPage

_STATUS_NAMED = re.compile(
    r"(?:\*\*|`)[2-5]\d\d(?: [A-Z][A-Za-z ]{1,40})?(?:\*\*|`)\s?(?:[:—–-]|(?:if|when)\b|$)", re.MULTILINE
)  # among what is returned, or beside how one authenticates
_ERROR_TITLE = re.compile(r"[^:`—–]{1,60}(?::|\s[—–-])\s+(?P<rest>.*)", re.DOTALL)
_ERROR_CODE = re.compile(r"[`*(\s]*`(?P<code>[A-Za-z][\w.-]*)`[)*\s]*(?:[:—–-]\s*)?(?P<text>.*)", re.DOTALL)
_ERROR_IN_TEXT = re.compile(r"`(?P<status>[45]\d\d)\s+(?P<code>[A-Z][A-Z0-9_]+)`")
# A sentence about what the operation answers, and not about what a receiver of ours does.
_IS_ANSWERED = re.compile(
    r"^(?!.*\b(?:your (?:server|endpoint|receiver|handler|url|service)|webhook|callback|retr(?:y|ies|ied))\b(?!-))"
    r".*(?:\b(?:returns?|responds?|answers?|gives?|fails|results? in|get|gets|receives?|replies|reply)\b.*`[45]\d\d`"
    r"|[,;]\s+(?:or )?`[45]\d\d` (?:if|when)\b)",
    re.IGNORECASE,
)
_STATUS_IN_FRONT = re.compile(r"`(?P<status>[45]\d\d)`\s+(?P<text>[A-Z].*)")
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+")
_SUCCESS = re.compile(
    r"(?:(?:it|submission|success|(?:the|this) (?:call|request|operation|endpoint|submission)) )?"
    r"(?:returns|answers|responds with|answers with)\s`(?P<status>2\d\d)(?: [A-Z][A-Za-z ]*)?`",
    re.IGNORECASE,
)
_STATUS_ALONE = re.compile(r"`([45]\d\d)`")
_SENT_IN = re.compile(
    r"\s*(?:in |as )?(?P<location>header|query|cookie)\b\s*(?:\((?P<flags>[^()]*)\))?\s*[—–:-]*\s*", re.IGNORECASE
)
_STATUS_IN_LABEL = re.compile(r"\b([2-5]\d\d)\b")
# At the end of what a field is, over its values: ``Choose between:``.
_LISTS_VALUES = re.compile(
    r"\b(?:choose|pick|select|one of|either|(?:possible|allowed|valid) values)\b[^:：]{0,40}[:：]\s*$", re.IGNORECASE
)
# The sections whose lists are of fields, with the location of these.
_LOCATION_OF_ROLE = {
    **{role: role for role in FIELD_ROLES},
    "auth": "auth header",
    "errors": "response",
    "schemas": "schema",
}
# An identifier without marks, in front of what it means.
_PLAIN_NAME = re.compile(r"[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_MEANS = (":", "：", "- ", "—", "–")
_SURE_ROLES = ("path", "query", "body", "header", "response header")  # a name is enough in their lists


class _Around(NamedTuple):
    """An entry around others.

    Attributes:
        path: The path of the fields inside it; None if it is no field.
        label: Its words, if these say where its fields are sent: ``Query parameters``.
        has_values: True if what is inside it are its values.
    """

    indent: int
    path: tuple[str, ...] | None
    label: str = ""
    has_values: bool = False


def find_in_lists(page: ParsedPage) -> Findings:
    """Find what the lists of a page list; an entry that does not read like a field or an error is prose."""
    reader = _ListReader(page)
    for entry in find_entries(page.prose, page.tags, page.shown_names):
        reader.read(entry)
    reader.findings.errors.extend(_errors_in_text(page))
    return reader.findings


class _ListReader:
    """Reads the entries of a page's lists in their order; an entry is inside of the last one with a smaller indent."""

    def __init__(self, page: ParsedPage) -> None:
        self.findings = Findings()
        self._page = page
        self._around: list[_Around] = []
        self._opened = OpenedFields(page)
        self._listed_in: tuple[str | None, str | None] = (None, None)
        self._values = {row.line for row in listed_values(page.prose, ())}

    def read(self, entry: Entry) -> None:
        """Read an entry: a label of those below it, an error, a field, or prose; a value is none of them."""
        if entry.line in self._values:
            return
        section = self._page.outline.at(entry.line)
        self._leave(entry, section)
        outer = self._around[-1] if entry.indent and self._around else None
        if outer and outer.has_values and outer.path:
            self.findings.values.append(ValueRow(entry.line, outer.path[-1], entry.term.strip("`*_\"' ")))
            return
        if label := role_label(f"{entry.term}{entry.definition}"):
            self._around.append(_Around(entry.indent, (), label))
            return
        label = next((each.label for each in reversed(self._around) if each.label), "")
        section = _labelled(section, label) if label else section
        if error := _error(entry, section):
            self.findings.errors.append(error)
            return
        listed = self._field(entry, section)
        self.findings.fields += [listed] if listed else []
        self._opened.last = listed.field if listed else self._opened.last
        has_values = listed is not None and _LISTS_VALUES.search(entry.definition.split("\n", 1)[0]) is not None
        self._around.append(_Around(entry.indent, _inner_path(entry, listed), has_values=has_values))

    def _leave(self, entry: Entry, section: Section) -> None:
        """Forget the entries that this one is not inside of."""
        if self._listed_in != (section.role, section.status):
            self._around.clear()
            self._opened.close()
            self._listed_in = (section.role, section.status)
        while self._around and self._around[-1].indent >= entry.indent:
            self._around.pop()

    def _field(self, entry: Entry, section: Section) -> ListedField | None:
        is_inside = bool(self._around and entry.indent)
        outer = self._around[-1].path if is_inside else self._opened.outer(entry.line, plain_text(entry.term))
        listed = _field(entry, section, outer or (), self._page)
        if listed is None or outer is not None:
            return listed
        reason = f"{listed.field.name} is indented under an entry that is not a field; left out"
        self._page.remarks.append(Remark(entry.line, reason))
        return None


def _labelled(section: Section, label: str) -> Section:
    """Return the section of the entries below a label, which may name the status of a response."""
    status = _STATUS_IN_LABEL.search(label)
    return section._replace(role=section_role(label), title=label, status=status[1] if status else section.status)


def _inner_path(entry: Entry, listed: ListedField | None) -> tuple[str, ...] | None:
    """Return the path around the entries below one; None if they cannot be fields."""
    if listed is not None:
        return listed.field.inner_path
    return () if section_role(plain_text(entry.term)) else None


def _errors_in_text(page: ParsedPage) -> Iterator[ErrorRow]:
    """Find statuses in running text: ```404 NOT_FOUND```, ``Returns the job, or `404` if there is none``."""
    for line, text in enumerate(page.prose, 1):
        if "`" not in text or text.lstrip().startswith(("|", "-", "*", "#")):
            continue
        for found in _ERROR_IN_TEXT.finditer(text):
            yield ErrorRow(line, [found["status"]], [found["code"]], "")
        section = page.outline.at(line)
        status = _STATUS_IN_FRONT.match(text)
        if status and (section.role == "errors" or section.status == status["status"]):
            yield ErrorRow(line, [status["status"]], [], status["text"])
            continue
        if section.role != "other":
            sentences = _SENTENCE_END.split(text.strip())
            for sentence in filter(_IS_ANSWERED.search, sentences):
                yield from (ErrorRow(line, [status], [], "") for status in _STATUS_ALONE.findall(sentence))
            for success in filter(None, map(_SUCCESS.match, sentences)):
                yield ErrorRow(line, [success["status"]], [], "")


def _field(entry: Entry, section: Section, outer: tuple[str, ...], page: ParsedPage) -> ListedField | None:
    location = _LOCATION_OF_ROLE.get(section.role or "") if section.role else "unknown"
    if location is None:
        return None
    names, behind = split_name(entry.term)
    words, description = split_definition(entry.definition)
    attributes = ", ".join(filter(None, (behind, words)))
    if section.role == "auth" and (match := _SENT_IN.match(entry.definition)):
        location, words = f"auth {match['location'].lower()}", match["flags"] or "string"
        attributes, description = words, entry.definition[match.end() :].strip()
    if len(names) != 1:
        return None
    if not attributes and _is_untyped_field(entry, section, page):
        attributes, description = "", entry.definition.strip(" :：—–-")
    elif not attributes or not are_attributes(attributes):
        return None
    elif location == "unknown" and not (
        entry.term.startswith(("`", "*")) and (_says_type(attributes) or names[0] in page.shown_names)
    ):
        return None  # prose
    required = required_by_title(section.innermost)
    text = FieldText(entry.line, names[0], attributes, required=required, description=description)
    field = build_field(text, page.remarks, outer)
    place = (section.response_status, section.content_types, section.title, page.outline.start(entry.line))
    return ListedField(location, field, *place) if field else None


def _says_type(words: str) -> bool:
    attributes = parse_attributes(words)
    return attributes is not None and attributes.schema is not None


def _is_untyped_field(entry: Entry, section: Section, page: ParsedPage) -> bool:
    return _is_listed_name(entry, section) or _is_explained(entry, section, page) or _is_led_in(entry, section, page)


def _is_listed_name(entry: Entry, section: Section) -> bool:
    """Return whether an entry without a type is a field: a marked name and a colon, under a title about fields."""
    is_marked = entry.term.startswith(("`", "*", "_")) and entry.definition.lstrip().startswith(_MEANS)
    are_fields = LISTS_FIELDS.search(section.title) or section.role in _SURE_ROLES
    is_below_title = entry.indent == 0 and section_role(section.innermost) == "response"
    is_returned = is_below_title and not is_state(entry.term.strip("`*_"))
    return bool(is_marked and (are_fields or is_returned)) and not valued_name(section.innermost)


def _is_led_in(entry: Entry, section: Section, page: ParsedPage) -> bool:
    """Return whether an entry of what is sent stands below a line that announces fields: ``These fields too:``."""
    if section.role != "request" or not entry.term.startswith(("`", "*")):
        return False
    above = page.prose[max(0, entry.line - MAX_LINES) : entry.line - 1]
    text = next((line for line in reversed(above) if line.strip() and not BULLET.fullmatch(line)), "")
    return ends_in_colon(text) and LISTS_FIELDS.search(text) is not None


def _is_explained(entry: Entry, section: Section, page: ParsedPage) -> bool:
    """Return whether an entry without a type is a field below a sentence that announces fields, or below an example."""
    name = entry.term.strip("`*")
    if not _PLAIN_NAME.fullmatch(name) or not entry.definition.lstrip().startswith(_MEANS):
        return False
    can_be_shown = section.role in ("response", "body") or (section.role == "request" and entry.term.startswith("`"))
    return announces_fields(section.innermost) or (can_be_shown and name in page.shown_names)


def _error(entry: Entry, section: Section) -> ErrorRow | None:
    """Read ``401 – `bad_key`: The key is wrong`` in a section about errors."""
    text = f"{entry.term}{entry.definition}"
    is_listed = section.role == "errors" or (
        section.role in ("response", "auth") and _STATUS_NAMED.match(text) is not None
    )
    match = ERROR.fullmatch(text) if is_listed else None
    if match is None:
        return None
    title = _ERROR_TITLE.fullmatch(match["rest"])
    code = _ERROR_CODE.fullmatch(match["rest"]) or (_ERROR_CODE.fullmatch(title["rest"]) if title else None)
    meaning = code["text"] if code else match["rest"] or match["words"].strip()
    codes = [code["code"]] if code else []
    return ErrorRow(entry.line, [match["status"].upper()], codes, html_to_markdown(meaning))
