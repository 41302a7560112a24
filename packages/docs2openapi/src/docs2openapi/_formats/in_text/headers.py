"""Headers that a sentence says responses have: ``the response carries a `Retry-After: 3` header``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.field import Field
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._text.inline import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docs2openapi._sections.parsed_page import ParsedPage

_HEADER = r"(?:`[A-Za-z][\w-]+(?::[^`\n]*)?`|(?!Content-)[A-Z][a-z]*(?:-[A-Z][A-Za-z]*)+(?::\s\w+)?)"
_SENTENCE = re.compile(
    r"\b[Rr]esponses?\b[^.`]{0,40}\b(?:[Cc]arr(?:y|ies)|includes?|contains?|ha(?:s|ve)|comes? with|returns?|sends?)\b"
    rf"[^.`]{{0,20}}?(?P<names>{_HEADER}(?:(?:, | and |, and ){_HEADER})*)\s(?:response )?[Hh]eaders?\b"
)
_NAME = re.compile(r"`([A-Za-z][\w-]+)(?::[^`\n]*)?`|([A-Z][a-z]*(?:-[A-Z][A-Za-z]*)+)")


def find_headers_in_text(page: ParsedPage) -> Findings:
    """Find the headers of responses in the sentences of a page."""
    return Findings(headers_in_text(page.prose))


def headers_in_text(lines: Iterable[str]) -> list[ListedField]:
    """Find the headers of responses in sentences."""
    return list({each.field.name: each for each in _headers(lines)}.values())


def _headers(lines: Iterable[str]) -> Iterator[ListedField]:
    for line, text in enumerate(lines, 1):
        if "eader" not in text or len(text) > MAX_LINE:
            continue
        for sentence in _SENTENCE.finditer(text):
            for marked, bare in _NAME.findall(sentence["names"]):
                yield ListedField("response header", Field((marked or bare,), line, {}))
