"""Headers that a sentence says responses have: ``the response carries a `Retry-After: 3` header``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.field import Field
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._text.inline import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._sections.parsed_page import ParsedPage

_SENTENCE = re.compile(
    r"\bresponses?\b[^.`]{0,40}\b(?:carr(?:y|ies)|includes?|contains?|ha(?:s|ve)|comes? with|returns?|sends?)\b"
    r"[^.`]{0,20}(?P<names>`[A-Za-z][\w-]+(?::[^`\n]*)?`(?:(?:, | and |, and )`[A-Za-z][\w-]+(?::[^`\n]*)?`)*)"
    r"\s(?:response )?headers?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"`([A-Za-z][\w-]+)(?::[^`\n]*)?`")


def find_told_headers(page: ParsedPage) -> Findings:
    """Find the headers of responses in the sentences of a page."""
    return Findings(list({each.field.name: each for each in _headers(page)}.values()))


def _headers(page: ParsedPage) -> Iterator[ListedField]:
    for line, text in enumerate(page.prose, 1):
        if "header" not in text or len(text) > MAX_LINE:
            continue
        for sentence in _SENTENCE.finditer(text):
            for name in _NAME.findall(sentence["names"]):
                yield ListedField("response header", Field((name,), line, {}))
