"""What stands outside of the parts of a page with several operations, and is yet of one of them, or of none."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.page import Remark
from docs2openapi._sections.endpoints.lines import with_braces
from docs2openapi._sections.returned_objects import find_returned
from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.headings import FIELD_ROLES, MAX_HEADING, is_title, section_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._sections.endpoints.lines import Endpoint
    from docs2openapi._sections.outline import Section
    from docs2openapi._sections.parsed_page import ParsedPage
    from docs2openapi._text.markdown import Block

_BODY = re.compile(r"\s*(?:[{\[]|HTTP/)")
# ``Short form (`/v1/things`)``, below ``Request formats``.
# ``Short form response``, of the operation titled ``Short form``; ``Waiting response (200 OK)``.
_OF_TITLE = re.compile(
    r"(?P<title>.{2,60}?) (?:response|request)(?: body| example)?(?: \([2-5]\d\d[\w ]{0,40}\))?", re.IGNORECASE
)
_JSON_NAME = re.compile(r'"([^"\s]{1,100})"\s*:')
MIN_SENT = 2  # names that tell whose table it is
_PATH_IN_BRACKETS = re.compile(r"[^()]*\(`(?:[A-Z]{3,7} )?(?P<path>/[^`\s]*)`\)")


class Span(NamedTuple):
    """The first and the last line of a part."""

    first: int
    last: int


class Part(NamedTuple):
    """The lines about an operation, the heading that they begin with, and the operation."""

    span: Span
    heading: Block
    endpoint: Endpoint


def find_foreign(page: ParsedPage, parts: Sequence[Part]) -> list[tuple[Span, list[Endpoint]]]:
    """Find the lines outside of all parts that are of some operations only, or of none.

    They are of one if the heading above them has its path in brackets, or its title; of some if they stand between
    these and others; of none are the bodies under a title that names something else: another operation, a message.
    """
    outside = [block for block in page.blocks if not _is_inside(block.first, parts)]
    headings = [block for block in outside if block.kind[0] == "h"]
    named = list(_named(page, headings, parts))
    firsts = [span.first for span, _ in named]
    samples = _samples(page, [block for block in outside if block.kind == "fence"], parts)
    of_none = [span for span in samples if not _is_in(span, named, bisect_right(firsts, span.first) - 1)]
    sent = [each for each in _sent_by_one(page, headings, parts) if not _is_in(each[0], named, len(named) - 1)]
    return [*named, *_between(page, headings, parts), *sent, *((span, list["Endpoint"]()) for span in of_none)]


def note_left_out(
    page: ParsedPage, parts: Sequence[Part], foreign: Sequence[tuple[Span, Sequence[Endpoint]]]
) -> Iterator[Remark]:
    """Name the bodies that are given to no operation; an object that one returns is given to it."""
    titles = {at + 1 for part in parts for at, _ in find_returned(page.lines, part.span.first - 1, part.span.last)}
    for span, endpoints in foreign:
        if not endpoints and page.outline.start(span.first) not in titles:
            yield Remark(span.first, "an example of none of the operations; left out")


def _named(page: ParsedPage, headings: Sequence[Block], parts: Sequence[Part]) -> Iterator[tuple[Span, list[Endpoint]]]:
    rest, level = [part.endpoint for part in parts], ""
    for heading, following in pairwise([*headings, None]):
        text = heading.text if heading and heading.kind != "h1" else ""
        of = [part.endpoint for part in parts if names_operation(text, part.heading.text, part.endpoint)]
        of = of or [part.endpoint for part in parts if _begins_title(text, part.heading.text)]
        is_next = heading is not None and heading.kind == level and section_role(plain_text(text)) == "response"
        if heading and (len(of) == 1 or (is_next and len(rest) == 1)):
            of = of if len(of) == 1 else rest
            rest, level = [each for each in rest if each is not of[0] or is_next], heading.kind
            yield Span(heading.first, following.first - 1 if following else len(page.lines)), of
        level = level if heading and heading.kind >= level else ""


def _between(
    page: ParsedPage, headings: Sequence[Block], parts: Sequence[Part]
) -> Iterator[tuple[Span, list[Endpoint]]]:
    """Find the sections of fields below the operations of one section that are followed by those of another."""
    level = min(part.heading.kind for part in parts)
    outer = [heading for heading in headings if heading.kind < level]
    around = 0
    for heading, following in pairwise([*outer, None]):
        if heading is None or section_role(plain_text(heading.text[:MAX_HEADING])) not in FIELD_ROLES:
            around = heading.first if heading else 0
            continue
        above = [part.endpoint for part in parts if around < part.span.first < heading.first]
        if len(above) > 1 and any(part.span.first > heading.first for part in parts):
            yield Span(heading.first, following.first - 1 if following else len(page.lines)), above


def _sent_by_one(
    page: ParsedPage, headings: Sequence[Block], parts: Sequence[Part]
) -> Iterator[tuple[Span, list[Endpoint]]]:
    """Find the sections whose tables list what the commands of one part send, and those of the others do not."""
    sent = {id(part): _names_sent(page, part.span) for part in parts}
    firsts = [block.first for block in page.blocks if block.kind[0] == "h"]
    for heading in headings:
        if section_role(plain_text(heading.text[:MAX_HEADING])) not in ("request", "body"):
            continue
        span = Span(heading.first, next((first - 1 for first in firsts if first > heading.first), len(page.lines)))
        tables = [table for table in page.tables if span.first <= table.line <= span.last]
        names = {plain_text(table.cell(row, "name")) for table in tables for row in table.rows}
        of = [part.endpoint for part in parts if len(names & sent[id(part)]) >= MIN_SENT]
        if len(of) == 1 and not any(names & sent[id(part)] for part in parts if part.endpoint is not of[0]):
            yield span, of


def _names_sent(page: ParsedPage, span: Span) -> set[str]:
    requests = [each for each in page.requests if span.first <= each.line <= span.last]
    return {name for each in requests for name in _JSON_NAME.findall(each.data or "")}


def _begins_title(heading: str, title: str) -> bool:
    """Return whether a heading has the first word of an operation's title: ``Queued response`` of ``Queued job``."""
    first = next(iter(plain_text(title[:MAX_HEADING]).split()), "")
    match = _OF_TITLE.fullmatch(plain_text(heading[:MAX_HEADING]))
    return match is not None and is_title(first) and letters_of(match["title"]) == letters_of(first)


def names_operation(heading: str, title: str, endpoint: Endpoint) -> bool:
    """Return whether a heading has the path of an operation, or its title in front of what it is about."""
    if match := _PATH_IN_BRACKETS.fullmatch(heading[:MAX_HEADING]):
        return with_braces(match["path"]) == endpoint.path
    titled = _OF_TITLE.fullmatch(plain_text(heading[:MAX_HEADING]))
    if titled is None:
        return False
    words, named = titled["title"].lower().split(), plain_text(title[:MAX_HEADING]).lower().split()
    is_short = len(words) > 1 and words[0] == named[0] and set(words) < set(named)
    return is_short or letters_of(titled["title"]) == letters_of(title)


def letters_of(title: str) -> str:
    """Return the letters of a title, by which others are compared with it."""
    return "".join(filter(str.isalnum, plain_text(title[:MAX_HEADING]))).casefold()


def _samples(page: ParsedPage, fences: Sequence[Block], parts: Sequence[Part]) -> Iterator[Span]:
    level = max(part.heading.kind for part in parts)
    first = min(part.span.first for part in parts)
    headings = [block for block in page.blocks if block.kind[0] == "h"]
    titles = [block for block in headings if block.kind <= level or block.first < first]
    firsts = [title.first for title in titles]
    for code in fences if titles else ():
        title = titles[max(0, bisect_right(firsts, code.first) - 1)]
        is_below = title.first < code.first and title.kind != "h1" and is_title(plain_text(title.text[:MAX_HEADING]))
        if is_below and _BODY.match(code.text) and not _is_of_all(page.outline.at(code.first)):
            yield Span(code.first, code.last)


def _is_of_all(section: Section) -> bool:
    """Return whether what a section below all operations shows is true of each of them: how requests fail."""
    return section.role in ("errors", "limits") or section.status is not None


def _is_inside(line: int, parts: Sequence[Part]) -> bool:
    return any(part.span.first <= line <= part.span.last for part in parts)


def _is_in(span: Span, named: Sequence[tuple[Span, list[Endpoint]]], at: int) -> bool:
    return at >= 0 and span.first <= named[at][0].last
