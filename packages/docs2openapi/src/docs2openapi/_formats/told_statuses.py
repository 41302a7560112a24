"""Statuses that a sentence says are returned: ``Returns 202 Accepted at once``, ``responds with 404 if it is gone``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.findings import ErrorRow, Findings
from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.phrases import RETURNS_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docs2openapi._sections.parsed_page import ParsedPage

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=。)")
# What the reader's own server returns, what a client does then, or what happens if something else returns it.
_OF_OTHERS = re.compile(
    r"\b(?:your (?:own|server|endpoint|app|code|url)|you|must|should|webhooks?|callbacks?|retry|retries|retried"
    r"|no longer|instead of|unlike)\b"
    r"|\b(?:if|when|once|until|while|after|any|never|not)\b[^,;]*\b(?:returns?|responds?|answers?)\b"
    r"|返回\s?\d{3}\s?[时则]",
    re.IGNORECASE,
)
_STATUS = re.compile(r"[2-5]\d\d")


def find_told_statuses(page: ParsedPage) -> Findings:
    """Find the statuses of responses in the sentences of a page, or of its own section of a page with several."""
    last = len(page.prose) if page.start is None else _end(page, page.start)
    return Findings(errors=[each for each in told_statuses(page.prose[:last]) if each.line >= (page.start or 0)])


def _end(page: ParsedPage, start: int) -> int:
    """Return the last line above the next heading of the level of the heading at `start`."""
    headings = [block for block in page.blocks if block.kind.startswith("h") and block.first >= start]
    return next((each.first - 1 for each in headings[1:] if each.kind <= headings[0].kind), len(page.prose))


def told_statuses(lines: Iterable[str]) -> list[ErrorRow]:
    """Find the statuses of responses in sentences, each once."""
    return list({each.statuses[0]: each for each in _statuses(lines)}.values())


def _statuses(lines: Iterable[str]) -> Iterator[ErrorRow]:
    for line, text in enumerate(lines, 1):
        if len(text) <= MAX_LINE and _STATUS.search(text):
            for sentence in _SENTENCE_END.split(plain_text(text)):
                for match in () if _OF_OTHERS.search(sentence) else RETURNS_STATUS.finditer(sentence):
                    yield from (ErrorRow(line, [status], [], "") for status in _STATUS.findall(match["statuses"]))
