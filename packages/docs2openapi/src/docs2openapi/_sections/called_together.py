"""Operations that only commands name, several below one heading: one sends a body, the others look at what it made."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._sections.parsed_page import ParsedPage, parse_page
from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.headings import MAX_HEADING

if TYPE_CHECKING:
    from docs2openapi._sections.endpoints.lines import Endpoint
    from docs2openapi._sections.request_examples import RequestExample
    from docs2openapi._text.markdown import Block

# ``Result request parameters``, ``Status response``.
_OF_RESULT = re.compile(
    r"(?:(?:task|job|get|query) )?(?:results?|query|status|poll(?:ing)?) (?:(?:request|response|query) ?)?"
    r"(?:param(?:eter)?s|response|body)?",
    re.IGNORECASE,
)
MAX_OPERATIONS = 5


class _Command(NamedTuple):
    """A command in a fence, with its lines."""

    request: RequestExample
    endpoint: Endpoint
    fence: Block
    last: int


def split_commands(page: ParsedPage) -> list[ParsedPage]:
    """Split a page whose commands call several operations: one page with all the text, and one for each other command.

    The list is empty if the page is not of this kind.
    """
    commands = list(_commands(page))
    called = {(each.endpoint.method, each.endpoint.path): each for each in reversed(commands)}
    sending = [key for key, each in called.items() if each.request.data or each.request.form]
    if len(sending) != 1 or not 1 < len(called) <= MAX_OPERATIONS or page.endpoints:
        return []
    main = called.pop(sending[0])
    others = [each for each in commands if (each.endpoint.method, each.endpoint.path) in called]
    firsts = sorted(called.values(), key=lambda each: each.request.line)
    below = _sections_of_result(page) if len(firsts) == 1 else set[int]()
    taken = below.union(*(range(each.request.line, each.last + 1) for each in others))
    return [_without(page, taken, main.endpoint), *(_alone(page, each, below) for each in firsts)]


def _sections_of_result(page: ParsedPage) -> set[int]:
    """Return the lines of the sections about the result, which is looked at by another operation."""
    titles = [block for block in page.blocks if block.kind in ("h2", "h3", "h4", "h5")]
    lines: set[int] = set()
    for at, title in enumerate(titles):
        if _OF_RESULT.fullmatch(plain_text(title.text[:MAX_HEADING])):
            ends = (each.first for each in islice(titles, at + 1, None) if each.kind <= title.kind)
            lines.update(range(title.first, next(ends, len(page.source.lines) + 1)))
    return lines


def _commands(page: ParsedPage) -> list[_Command]:
    found: list[_Command] = []
    firsts = [block.first for block in page.fences]
    for request in reversed(page.requests):
        at = bisect_left(firsts, request.line) - 1
        fence = page.fences[at] if at >= 0 and request.line <= page.fences[at].last else None
        if fence is not None and (endpoint := request.endpoint):
            is_below = bool(found) and found[-1].fence is fence
            found.append(_Command(request, endpoint, fence, (found[-1].request.line if is_below else fence.last) - 1))
    return found[::-1]


def _without(page: ParsedPage, taken: set[int], named: Endpoint) -> ParsedPage:
    """Return the page without some lines."""
    text = "\n".join("" if at in taken else line for at, line in enumerate(page.source.lines, 1))
    return parse_page(page.source.with_text(text), named=named)


def _alone(page: ParsedPage, command: _Command, below: set[int]) -> ParsedPage:
    """Return the page with nothing but a command in its fence, and the lines about it below."""
    kept = below.union((command.fence.first, command.fence.last), range(command.request.line, command.last + 1))
    text = "\n".join(line if at in kept else "" for at, line in enumerate(page.source.lines, 1))
    return parse_page(page.source.with_text(text), named=command.endpoint)
