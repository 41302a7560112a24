"""Pages that tell several operations: each is read from its own part, and from what stands outside of all parts."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.page import Page
from docs2openapi._sections.outline import MAX_TITLE, role_of
from docs2openapi._sections.parsed_page import Survey, survey
from docs2openapi._text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._sections.endpoints import OperationLine
    from docs2openapi._text.markdown import Block

# Titles that stand under an operation, even where they are as large as its own.
_PARTS = ("path", "query", "header", "body", "sent", "answer", "answer header")
MAX_OPERATIONS = 20


class _Span(NamedTuple):
    first: int
    last: int


def split(surveyed: Survey) -> list[Survey]:
    """Give a survey for each operation that a page tells under a heading of its own; the page's own if it is one.

    Raises:
        UnreadablePage: There are more of them than a page has.
    """
    starts = _starts(surveyed)
    if surveyed.front.operation is not None or len(starts) < 2:
        return [surveyed]
    if len(starts) > MAX_OPERATIONS:
        line = starts[MAX_OPERATIONS][0].line
        raise surveyed.page.unreadable(line, f"more than {MAX_OPERATIONS} operations: give it page by page")
    spans = _spans([heading for _, heading in starts], surveyed)
    return [survey(_part(surveyed.page, span, spans), span.first) for span in spans]


def _starts(surveyed: Survey) -> list[tuple[OperationLine, Block]]:
    """Pair the first line of each operation with the heading over it, if no other operation stands under that."""
    headings = [
        block
        for block in surveyed.found
        if block.kind in ("h1", "h2", "h3", "h4") and role_of(plain(block.text[:MAX_TITLE])) is None
    ]
    lines = [heading.first for heading in headings]
    pairs: dict[tuple[str, str], tuple[OperationLine, Block]] = {}
    taken: set[int] = set()
    for line in surveyed.operations:
        at = bisect_right(lines, line.line) - 1
        heading = headings[at] if at >= 0 else None
        if heading is not None and (line.method, line.path) not in pairs and heading.first not in taken:
            taken.add(heading.first)
            pairs[line.method, line.path] = (line, heading)
    return sorted(pairs.values(), key=lambda pair: pair[1].first)


def _spans(headings: Sequence[Block], surveyed: Survey) -> list[_Span]:
    """Give the lines of each part: up to a heading as large as its own, or up to the next part."""
    titles = [block for block in surveyed.found if block.kind in ("h1", "h2", "h3", "h4", "h5", "h6")]
    end = len(surveyed.page.lines)
    spans: list[_Span] = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        last = following.first - 1 if following else end
        own = (t for t in titles if heading.first < t.first <= last and t.kind <= heading.kind)
        closing = next((t for t in own if role_of(plain(t.text)) not in _PARTS), None)
        spans.append(_Span(heading.first, closing.first - 1 if closing else last))
    return spans


def _part(page: Page, span: _Span, spans: Sequence[_Span]) -> Page:
    """Blank the parts of the other operations."""
    lines = page.lines
    for other in spans:
        if other != span:
            lines[other.first - 1 : other.last] = [""] * (other.last - other.first + 1)
    return Page(page.file, "\n".join(lines))
