"""The outline of a page: which section is a line in, by the headings, labels and tabs around it?"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.operation import DEFAULT_STATUS
from docs2openapi._text.inline import plain_text
from docs2openapi._text.tags import TITLED_TAGS
from docs2openapi._vocabulary.flags import is_flag_title
from docs2openapi._vocabulary.headings import (
    MAX_HEADING,
    RESPONSE_ROLES,
    says_more,
    section_role,
)
from docs2openapi._vocabulary.http import CONTENT_TYPE, TYPE_PATTERN
from docs2openapi._vocabulary.titles.statuses import STATUS_BEHIND, STATUS_HEADING, STATUS_IN_BRACKETS
from docs2openapi._vocabulary.types import owner_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._text.markdown import Block
    from docs2openapi._text.tags import Tag

_LABEL = re.compile(
    r"(?:\*\*|__|<b>|<strong>)[^*_<>]+(?:\*\*|__|</b>|</strong>)\s*[:：]?\s*(?:`[^`]*`)?\s*:?(?:\s*[—–-]\s*\w+)?"
)
# An emphasised line over the fields of an object: ``*The scene object*``, ``*scene的结构*``.
_EMPHASISED = re.compile(
    r"(?P<mark>[*_])[^*_<>`|]{1,60}(?:结构|object|structure|fields|attributes|properties)(?P=mark):?", re.I
)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE)
_STATUS_LINE = re.compile(
    r"[>`*_\s]{0,6}(?:(?:status(?: code)?|http(?: status)?|success(?:ful)?|response|returns)[\s:*`_]{1,6}){0,3}"
    r"[2-5]\d\d\b.{0,60}",
    re.IGNORECASE,
)
# Over an example: ``In progress (202):``.
_STATE_LABEL = re.compile(r"[A-Z][A-Za-z]*(?: [A-Za-z]+){0,3} \([2-5]\d\d(?: ?/ ?[2-5]\d\d)*(?: [A-Z][A-Za-z ]+)?\):")
_TYPE_LABEL = re.compile(r"content[ -]types?\b", re.IGNORECASE)
_OBJECT_LABEL = re.compile(
    r"(?:(?:the |all )?(?:objects|items|elements|entries) )?(?:in|inside|within|for|of)?\s?(?:the |each )?"
    r"`[\w.\[\]]+` (?:object|array|list|map|field|item|element)s?"
    r"(?: \w+){0,3}\s?:",
    re.IGNORECASE,
)
# What a line must have to be a label: marks or such a word in front, a colon behind, or a status.
_LABEL_STARTS = ("*", "_", "<", ">", "`", "content", "Content", "CONTENT", "表", "table", "Table", "TABLE")
_STATUS = re.compile(r"[2-5](?:\d\d|[xX]{2})")
# The caption of a table: ``Table 2: Path parameters``.
_CAPTION = re.compile(r"(?:表|table)\s?\d{1,3}\b[\s.:：-]*\S.{0,60}", re.IGNORECASE)
# A bullet around an example: ``- **Error (404)**``.
_STATUS_BULLET = re.compile(r"[-*+]\s+\*\*[A-Za-z][\w ,'/-]{0,60}[(:\s]\s?[2-5]\d\d(?: [A-Z][A-Za-z ]{1,40})?\)?\*\*:?")
# A status with what the response has behind it: ``**Response (204):** no content``.
_STATUS_AND_TEXT = re.compile(
    r"(?P<label>\*\*[^*`|]{1,60}[(（][^()（）*`]{0,20}\b[2-5]\d\d\b[^()（）*`]{0,30}[)）]\s?[:：]?\*\*)\s?[:：]?\s*\S.{0,80}"
)
# The heading of one field, whatever its name means elsewhere: ```callback` (optional)``.
_FIELD_HEADING = re.compile(r"`[a-z][\w.\[\]-]*`\s\(?(?:required|optional)\)?", re.IGNORECASE)
# An operation with the type of what is sent: ``POST /things (multipart/form-data)``.
_OPERATION_OF_TYPE = re.compile(rf"(?:POST|PUT|PATCH) /\S* [(\[](?i:{TYPE_PATTERN})[)\]]")
# A bullet right above an example: ``- **404 Not Found**: there is none``.
_STATUS_OF_EXAMPLE = re.compile(r"[-*+]\s+[*`\[]*[2-5]\d\d\b(?![.\d%])")
_BULLET = re.compile(r"[-*+•]\s")
# Alone on a line over a table: ``RequestConfig``.
_TYPE_NAME = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+")

_TAB_LEVEL, _LABEL_LEVEL, _STATUS_LEVEL = 0, 7, 8  # headings have the levels 1 to 6
MAX_LABEL = 80


class Section(NamedTuple):
    """What the lines of a section are about.

    Attributes:
        role: A role of `_vocabulary.headings`; None if no heading says it.
        status: The status of the response, where a heading names it.
        content_types: The content types that headings name.
        text: What the heading says behind the status.
        title: The innermost heading or label that names something.
        innermost: The innermost heading or label.
    """

    role: str | None = None
    status: str | None = None
    content_types: tuple[str, ...] = ()
    text: str = ""
    title: str = ""
    innermost: str = ""

    @property
    def response_status(self) -> str | None:
        """The status of the response that the section is about: an error without one is any other."""
        return DEFAULT_STATUS if self.role == "errors" and self.status is None else self.status


class _Title(NamedTuple):
    line: int
    level: int
    text: str


class _Open(NamedTuple):
    """A title whose section has not ended, that section, and the innermost title up to here that names something."""

    title: _Title
    section: Section
    named: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a page; each begins at the line with the same index."""

    lines: list[int] = field(default_factory=list[int])
    sections: list[Section] = field(default_factory=list[Section])

    def start(self, line: int) -> int:
        """Return the line of the title whose section a line is in; 0 if it is in none."""
        index = bisect_right(self.lines, line) - 1
        return self.lines[index] if index >= 0 else 0

    def at(self, line: int) -> Section:
        """Return the section that a line is in."""
        index = bisect_right(self.lines, line) - 1
        return self.sections[index] if index >= 0 else Section()


def build_outline(
    blocks: Sequence[Block], prose: Sequence[str], tags: Sequence[Tag], start: int | None = None
) -> Outline:
    """Build the outline of a page.

    Args:
        blocks: The Markdown blocks of the page.
        prose: Its lines, those of fences blank.
        tags: Its tags.
        start: The line of the operation's heading: an operation is below no schemas, but below "Models" that it lists.
    """
    labels = _labels(prose, {block.first for block in blocks if block.kind == "fence"})
    titles = sorted({title.line: title for title in [*labels, *_headings(blocks)]}.values())
    heading = next((title for title in titles if title.level == 1), None)
    summaries = {tag.parent: tag.text for tag in tags if tag.name == "summary"}
    tabs = [(tag, _tab_title(tag, summaries)) for tag in tags if tag.name in TITLED_TAGS]
    events = [(title.line, 1, title) for title in titles if title is not heading]
    events += [(tag.line, 0, title) for tag, title in tabs] + [(tag.end, 2, title) for tag, title in tabs]
    return _outline(sorted(events, key=lambda event: event[:2]), start)


def _outline(events: Sequence[tuple[int, int, _Title]], start: int | None) -> Outline:
    """Go through the titles in order; an event of order 2 ends a tab."""
    outline = Outline()
    stack: list[_Open] = []
    open_ids: set[int] = set()
    for line, order, title in events:
        if order < 2:
            _open(stack, title, start)
            open_ids.add(id(title))
        elif id(title) in open_ids:  # not closed with the tab around it
            open_ids.difference_update(_close(stack, title))
        outline.lines.append(line)
        outline.sections.append(stack[-1].section if stack else Section())
    return outline


def _tab_title(tag: Tag, summaries: dict[int | None, str]) -> _Title:
    text = tag.attributes.get("title") or summaries.get(tag.number, "")
    return _Title(tag.line, _TAB_LEVEL, plain_text(text[:MAX_HEADING]))


def _open(stack: list[_Open], title: _Title, start: int | None) -> None:
    """Begin a section: a heading ends those of its level and below, up to the tab around it; a tab ends none."""
    beside = Section()
    while stack and stack[-1].title.level >= title.level > _TAB_LEVEL:
        above = stack.pop().section
        beside = beside if beside.status else above
    outer, named = (stack[-1].section, stack[-1].named) if stack else (Section(), "")
    if beside.role == "response" and outer.role is None and section_role(title.text) == "header":
        outer = beside  # what stands right below a response is of it, whatever its level
    outer = Section() if title.line == start and outer.role == "schemas" else outer
    named = title.text if owner_name(title.text) else named
    section = _subsection(outer, title.text)
    said = (section.role, section.status, section.content_types, section.text)
    stack.append(_Open(title, Section(*said, title=named or title.text, innermost=title.text), named))


def _close(stack: list[_Open], tab: _Title) -> list[int]:
    """End a tab and all sections in it; return the ids of their titles."""
    ended: list[int] = []
    while stack and (not ended or ended[-1] != id(tab)):
        ended.append(id(stack.pop().title))
    return ended


def _headings(blocks: Sequence[Block]) -> Iterator[_Title]:
    for block in blocks:
        if block.kind.startswith("h") and not _FIELD_HEADING.fullmatch(block.text[:MAX_HEADING]):
            yield _Title(block.first, int(block.kind[1]), plain_text(block.text[:MAX_HEADING]))


def _labels(prose: Sequence[str], fences: set[int]) -> Iterator[_Title]:
    """Find the lines that act as headings: HTML headings, bold words, statuses, words with a colon."""
    for line, text in enumerate(prose, 1):
        text = text.strip()
        if text[:1].isupper() and _TYPE_NAME.fullmatch(text) and _is_over_table(prose, line):
            yield _Title(line, _LABEL_LEVEL, text)
        if not _may_be_label(text):
            continue
        is_bullet = _BULLET.match(text) is not None
        if is_bullet and _STATUS_OF_EXAMPLE.match(text) and fences.intersection((line + 1, line + 2)):
            yield _Title(line, _STATUS_LEVEL, plain_text(text[1:MAX_HEADING]))
            continue
        if (status := _STATUS_AND_TEXT.fullmatch(text)) and STATUS_IN_BRACKETS.fullmatch(
            _label_text(status["label"], 0)
        ):
            yield _Title(line, _STATUS_LEVEL, (_STATUS.search(status["label"]) or status)[0])
            continue
        if is_bullet and _STATUS_BULLET.fullmatch(text):
            text, is_bullet = text[1:].strip(), False
        if len(text) > MAX_HEADING or is_bullet:
            continue
        if heading := _HTML_HEADING.fullmatch(text):
            yield _Title(line, int(heading[1]), plain_text(heading[2]))
        elif (level := _label_level(text)) is not None:
            yield _Title(line, level, _label_text(text, level))


def _is_over_table(prose: Sequence[str], line: int) -> bool:
    below = next((text for text in prose[line : line + 3] if text.strip()), "")
    return below.lstrip().startswith("|")


def _may_be_label(text: str) -> bool:
    """Return whether a line has what each label has: most lines have none of it."""
    if text.startswith(_LABEL_STARTS):
        return True
    return not text.startswith("|") and (text.endswith((":", "：")) or _STATUS.search(text) is not None)


def _label_level(text: str) -> int | None:
    if _LABEL.fullmatch(text) or _EMPHASISED.fullmatch(text):
        return _LABEL_LEVEL
    if _STATUS_LINE.fullmatch(text) and STATUS_HEADING.fullmatch(_label_text(text, _STATUS_LEVEL)):
        return _STATUS_LEVEL
    words = plain_text(text)
    if _CAPTION.fullmatch(words) and section_role(words):
        return _LABEL_LEVEL
    if _OBJECT_LABEL.fullmatch(text):
        return _LABEL_LEVEL
    if _TYPE_LABEL.match(words) and CONTENT_TYPE.search(text):
        return _STATUS_LEVEL
    if text.endswith((":", "：")) and len(words) <= MAX_LABEL:
        if section_role(words) or CONTENT_TYPE.fullmatch(words[:-1]):
            return _LABEL_LEVEL
        if _STATE_LABEL.fullmatch(words):
            return _STATUS_LEVEL
    return _STATUS_LEVEL if text.startswith(">") and section_role(plain_text(text.lstrip("> "))) else None


def _label_text(text: str, level: int) -> str:
    return plain_text(text.lstrip("> ") if level == _STATUS_LEVEL else text).rstrip(":：.")


def _subsection(outer: Section, title: str) -> Section:
    """Return the section under a title inside another one, which may already say more."""
    content_types = outer.content_types
    if "/" in title:
        content_types = tuple(CONTENT_TYPE.findall(title.lower())) or content_types
    if _STATUS.search(title) and (named := _section_of_status(outer, title, content_types)):
        return named
    role = section_role(title) or ("request" if is_flag_title(title) else None)
    if outer.role in ("schemas", "other"):
        return outer
    if role == "header" and outer.role in RESPONSE_ROLES:
        return outer._replace(role="response header", content_types=content_types)
    is_of_status = role == "response" and outer.status is not None  # ``Example response`` below ``404``
    if role is None and _OPERATION_OF_TYPE.fullmatch(title):
        role = "body"
    if role is None or is_of_status or says_more(outer.role, role):
        return outer._replace(content_types=content_types)
    if role in RESPONSE_ROLES and outer.role == "body" and content_types == outer.content_types:
        return Section(role)  # those are of what is sent
    return Section(role, None, content_types)


def _section_of_status(outer: Section, title: str, content_types: tuple[str, ...]) -> Section | None:
    """Return the section under a title that names the status of a response; None if the title names none."""
    if status := STATUS_HEADING.fullmatch(title):
        text = status["text"] if "(" in status["text"] else status["text"].rstrip(")）")
        return Section("response", status["status"].upper(), content_types, text)
    pattern = STATUS_BEHIND if outer.role in ("errors", "response") else STATUS_IN_BRACKETS
    if (bracketed := pattern.fullmatch(title)) and outer.role not in ("schemas", "other"):
        return Section("response", bracketed["status"], content_types, bracketed["text"] or "")
    return None
