"""Query parameters that only a sentence names: ``Optional query params `search` and `state`.``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.field import Field
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._text.inline import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docs2openapi._sections.parsed_page import ParsedPage

_NAMES = r"`[A-Za-z_]\w*`(?:(?:,| and|, and)\s`[A-Za-z_]\w*`)*"
_SENTENCE = re.compile(
    rf"(?:^|[.;:]\s|\b(?:takes|accepts|supports|with)\s(?:the\s)?)(?P<flag>optional|required)?\s?"
    rf"query (?:string )?param(?:eter)?s?:?\s(?P<names>{_NAMES})",
    re.IGNORECASE,
)
# The same without marks, on a line of its own: ``Query parameters: limit, cursor.``.
_LINE = re.compile(
    r"\s*(?P<flag>optional|required)?\s?query (?:string )?param(?:eter)?s:\s"
    r"(?P<names>[a-z]\w*(?:(?:, and|,| and) [a-z]\w*)+)\.?\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"\w+")


def find_queries_in_text(page: ParsedPage) -> Findings:
    """Find such parameters in the own lines of an operation."""
    first, last = page.start or 0, page.end or len(page.prose)
    return Findings(queries_in_text(enumerate(page.prose[first:last], first + 1)))


def queries_in_text(lines: Iterable[tuple[int, str]]) -> list[ListedField]:
    """Find such parameters in numbered lines."""
    return [each for line, text in lines if "uery" in text for each in _queries(line, text[:MAX_LINE])]


def _queries(line: int, text: str) -> Iterator[ListedField]:
    whole = _LINE.fullmatch(text)
    for sentence in [whole] if whole else _SENTENCE.finditer(text):
        is_required = (sentence["flag"] or "").lower() == "required"
        for name in _NAME.findall(sentence["names"].replace(" and ", " ")):
            yield ListedField("query", Field((name,), line, {}, required=is_required))
