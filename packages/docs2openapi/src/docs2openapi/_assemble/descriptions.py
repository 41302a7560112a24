"""The title and the descriptions of an operation, from the headings and paragraphs of its page."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Operation
from docs2openapi._text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._sections.parsed_page import ParsedPage
    from docs2openapi._text.markdown import Block
    from docs2openapi._text.tags import Tag

_RESPONSE_TAGS = ("responsefield", "responseexample")


def describe_operation(page: ParsedPage) -> Operation:
    """Make an operation with the title, the description and the credential that its page begins with."""
    heading, front = page.heading, page.front
    operation = Operation(
        heading.first if heading else 1,
        front.title or (plain_text(heading.text) if heading else None),
        front.description,
        credentials=[front.credential] if front.credential else [],
        is_public=front.is_public,
    )
    if heading and operation.description is None:
        paragraph = _paragraph_after(heading, page, ("<", "{%", "["))
        if paragraph and not any(endpoint.line == paragraph.first for endpoint in page.endpoints):
            operation.description = paragraph.text
    return operation


def describe_response(page: ParsedPage) -> str:
    """Join the paragraphs between the heading over the first response field and the last such field or example."""
    described = [tag for tag in page.tags if tag.name in _RESPONSE_TAGS]
    if not described:
        return ""
    first, last = described[0].line, described[-1].line
    headings = [block for block in page.blocks if block.kind.startswith("h") and block.last < first]
    heading = headings[-1] if headings else None
    outer = [tag for tag in page.tags if tag.parent is None]
    paragraphs = [
        block
        for block in page.blocks
        if block.kind == "p"
        and not block.text.startswith(("<", "import ", "{%"))
        and (heading.last if heading else 0) < block.first < last
        and not _is_in_tag(block, outer)
    ]
    if heading and heading is page.heading and paragraphs[:1] == [_paragraph_after(heading, page, ("<",))]:
        del paragraphs[0]  # it describes the operation
    return "\n\n".join(block.text for block in paragraphs)


def _is_in_tag(block: Block, outer: Sequence[Tag]) -> bool:
    """Return whether a block overlaps one of the tags, which stand one behind the other."""
    at = bisect_right(outer, block.last, key=lambda tag: tag.line) - 1
    return at >= 0 and outer[at].end >= block.first


def _paragraph_after(heading: Block, page: ParsedPage, not_text: tuple[str, ...]) -> Block | None:
    """Return the block after a heading, if it is a paragraph of text."""
    block = next((block for block in page.blocks if block.first > heading.last), None)
    return block if block and block.kind == "p" and not block.text.startswith(not_text) else None
