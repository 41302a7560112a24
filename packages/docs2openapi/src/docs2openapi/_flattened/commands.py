"""Flattened pages that name their operations by commands alone, of which one sends a body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._sections.request_examples import find_curl_requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.page import Page

_CONTINUES = re.compile(r".*\\\s*")
MAX_OPERATIONS = 5
MAX_COMMAND = 200  # lines


def split_commands(page: Page) -> list[Page]:
    """Split a page into one that all its text is about, and the commands of the others; empty if it is another page."""
    requests = [each for each in find_curl_requests(page.text, 1, []) if each.endpoint]
    called = {(each.method, each.address): each for each in reversed(requests)}
    sending = [key for key, each in called.items() if each.data or each.form]
    if len(sending) != 1 or not 1 < len(called) <= MAX_OPERATIONS:
        return []
    lines = page.lines
    spans = {each.line: _span(lines, each.line - 1) for each in requests}
    others = [spans[each.line] for each in requests if (each.method, each.address) != sending[0]]
    alone = sorted(each.line for key, each in called.items() if key != sending[0])
    return [
        _part(page, lines, others, is_left=False),
        *(_part(page, lines, [spans[line]], is_left=True) for line in alone),
    ]


def _span(lines: Sequence[str], at: int) -> range:
    """Return the indices of the lines of a command."""
    end, quotes = at + 1, lines[at].count("'")
    while end < min(len(lines), at + MAX_COMMAND) and (quotes % 2 or _CONTINUES.fullmatch(lines[end - 1])):
        quotes += lines[end].count("'")
        end += 1
    return range(at, end)


def _part(page: Page, lines: Sequence[str], spans: Sequence[range], *, is_left: bool) -> Page:
    """Return the page with only some lines left, or without them."""
    chosen = {at for span in spans for at in span}
    return page.with_text("\n".join(line if (at in chosen) == is_left else "" for at, line in enumerate(lines)))
