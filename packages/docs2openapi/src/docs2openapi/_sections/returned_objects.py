"""Objects with titles of their own, ``The job object``, that an operation is said to return: they are its response."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._text.inline import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLE = re.compile(r"(?P<marks>#{1,6}\s+)?(?:the\s)?[`*]*(?P<name>[a-z][\w -]{1,40}?)[`*]*\sobject\s*", re.IGNORECASE)
_RETURNS = r"\b(?:returns?|responds? with|(?:response|response body) (?:is|contains|has))\b"
_SIGN = re.compile(_RETURNS, re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:list|array|set|page|collection)s?\b", re.IGNORECASE)
_TITLE_OF_RESPONSE = "Response"
MAX_SENTENCES = MAX_TITLES = 40  # of an operation, and of a page


def find_returned(lines: Sequence[str], first: int, end: int) -> Iterator[tuple[int, str]]:
    """Find the titles of the objects that an operation returns; the title of a response goes in their place.

    Args:
        lines: The lines of the page.
        first: The index of the first line of the operation.
        end: The index behind its last one.
    """
    said = [line for line in lines[first:end] if len(line) <= MAX_LINE and _SIGN.search(line)][:MAX_SENTENCES]
    titles = [(at, match) for at, line in enumerate(lines) if "bject" in line and (match := _TITLE.fullmatch(line))]
    for at, title in titles[:MAX_TITLES] if said else ():
        if not first <= at < end and any(_names(sentence, title["name"]) for sentence in said):
            yield at, f"{title['marks'] or ''}{_TITLE_OF_RESPONSE}"


def _names(sentence: str, name: str) -> bool:
    """Return whether a sentence names one object of a kind: ``Returns the updated job object``."""
    words = rf"[\W_]+{re.escape(name)}\W*(?:\sobjects?\b|\]\(#[\w-]*object\))"
    found = re.search(rf"{_RETURNS}[^.]{{0,60}}?{words}", sentence, re.IGNORECASE)
    return found is not None and _SEVERAL.search(found[0]) is None
