"""Pages with several operations: each is read from its own part, and from the lines outside of all parts."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.page import Page
from docs2openapi._sections.parsed_page import ParsedPage, parse_page
from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.headings import FIELD_ROLES, MAX_HEADING, section_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._sections.endpoints import Endpoint
    from docs2openapi._text.markdown import Block

MAX_OPERATIONS = 20


class _Span(NamedTuple):
    first: int
    last: int


def split_operations(page: ParsedPage) -> list[ParsedPage]:
    """Split a page into a part for each operation under a heading of its own; a page with one stays whole.

    Raises:
        UnreadablePage: The page has more than 20 operations.
    """
    starts = _starts(page)
    if page.front.endpoint is not None or len(starts) < 2:
        return [page]
    if len(starts) > MAX_OPERATIONS:
        line = starts[MAX_OPERATIONS][0].line
        raise page.source.unreadable(line, f"more than {MAX_OPERATIONS} operations: split the page")
    spans = _spans([heading for _, heading in starts], page)
    return [parse_page(_part(page.source, span, spans), span.first) for span in spans]


def _starts(page: ParsedPage) -> list[tuple[Endpoint, Block]]:
    """Pair the first line of each operation with the heading over it, unless another operation has that heading."""
    headings = [
        block
        for block in page.blocks
        if block.kind in ("h1", "h2", "h3", "h4") and section_role(plain_text(block.text[:MAX_HEADING])) is None
    ]
    lines = [heading.first for heading in headings]
    pairs: dict[tuple[str, str], tuple[Endpoint, Block]] = {}
    taken: set[int] = set()
    for endpoint in page.endpoints:
        at = bisect_right(lines, endpoint.line) - 1
        heading = headings[at] if at >= 0 else None
        if heading is not None and (endpoint.method, endpoint.path) not in pairs and heading.first not in taken:
            taken.add(heading.first)
            pairs[endpoint.method, endpoint.path] = (endpoint, heading)
    return sorted(pairs.values(), key=lambda pair: pair[1].first)


def _spans(headings: Sequence[Block], page: ParsedPage) -> list[_Span]:
    """Return the lines of each part: up to the next part, or up to a heading of its level that is no part of it."""
    titles = [block for block in page.blocks if block.kind in ("h1", "h2", "h3", "h4", "h5", "h6")]
    end = len(page.source.lines)
    spans: list[_Span] = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        last = following.first - 1 if following else end
        own = (title for title in titles if heading.first < title.first <= last and title.kind <= heading.kind)
        closing = next((title for title in own if section_role(plain_text(title.text)) not in FIELD_ROLES), None)
        spans.append(_Span(heading.first, closing.first - 1 if closing else last))
    return spans


def _part(page: Page, span: _Span, spans: Sequence[_Span]) -> Page:
    """Blank the parts of the other operations."""
    lines = page.lines
    for other in spans:
        if other != span:
            lines[other.first - 1 : other.last] = [""] * (other.last - other.first + 1)
    return Page(page.file, "\n".join(lines))
