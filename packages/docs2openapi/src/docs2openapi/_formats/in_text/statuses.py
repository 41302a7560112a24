"""Statuses in sentences, and in lines that begin with them.

``Returns 202 Accepted at once``, ``- 429 if there are too many``, ``- Fehler: `404` wenn er fehlt``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.findings import ErrorRow, Findings
from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.headings import MAX_HEADING, is_title, section_role
from docs2openapi._vocabulary.http import REASON_PHRASES
from docs2openapi._vocabulary.phrases import IF_WORDS, RETURNS_STATUS
from docs2openapi._vocabulary.titles.statuses import ERRORS_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docs2openapi._sections.parsed_page import ParsedPage

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=。)")
# What some operations return, the reader's own server or another one, and what a client does then.
_OF_OTHERS = re.compile(
    r"\b(?:your (?:own|server|endpoint|app|code|url)|you|must|should|webhooks?|callbacks?|retry|retries|retried"
    r"|no longer|instead of|unlike)\b"
    r"|\ball (?!the |of |api )(?:\w+ ){1,3}(?:endpoints|operations|routes)\b"
    r"|\b(?:if|when|once|until|while|after|any|never|not)\b[^,;]*\b(?:returns?(?! code)|responds?|answers?)\b"
    r"|返回\s?\d{3}\s?[时则]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\*\*|__|`")
_STATUS = re.compile(r"(?<!\d)[2-5]\d\d(?!\d)")
# A line or bullet that begins with a status and its phrase: ``- 404 Not Found: …``, ``404 Not FoundThere is none``.
_LINE = re.compile(
    rf"(?:[-*•]\s+)?(?P<status>[2-5]\d\d) (?i:{'|'.join(map(re.escape, REASON_PHRASES))})"
    r"(?:\s?[:：]|\s[—–-]\s|(?=[A-Z][a-z]))\s*(?P<text>.*)"
)
_CONDITION = re.compile(rf"[-*•]\s+(?P<status>[2-5]\d\d)\s(?P<text>(?:{IF_WORDS})\s.*)", re.IGNORECASE)
_ERRORS = re.compile(rf"\s*[-*•]\s+\W{{0,2}}(?:{ERRORS_LABEL})\W{{0,2}}[:：]\**\s*(?P<text>.*)", re.IGNORECASE)
_LISTED = re.compile(r"`(?P<statuses>[45]\d\d(?:\s?[/,]\s?[45]\d\d)*)`(?P<text>[^`]*(?:`(?!\d)[^`]+`)?)")
_CODES = re.compile(r"`(?P<codes>[A-Z][A-Z0-9]*_[A-Z0-9_]*(?:\|[A-Z][A-Z0-9_]+)*)`")


def find_statuses_in_text(page: ParsedPage) -> Findings:
    """Find the statuses of responses in the sentences of a page, or of its own section of a page with several."""
    last = len(page.prose) if page.start is None else _end(page, page.start)
    return Findings(errors=[each for each in statuses_in_text(page.prose[:last]) if each.line >= (page.start or 0)])


def _end(page: ParsedPage, start: int) -> int:
    """Return the last line above the next heading of the level of the heading at `start`."""
    headings = [block for block in page.blocks if block.kind.startswith("h") and block.first >= start]
    others = (each for each in headings[1:] if each.kind <= headings[0].kind and not _is_of_part(each.text))
    return next((each.first - 1 for each in others), len(page.prose))


def _is_of_part(heading: str) -> bool:
    """Return whether a heading is over a part of any operation, and says nothing of its own: ``Description``."""
    words = plain_text(heading[:MAX_HEADING])
    return not is_title(words) and section_role(words) is None


def statuses_in_text(lines: Iterable[str]) -> list[ErrorRow]:
    """Find the statuses of responses in sentences, each once."""
    return list({each.statuses[0]: each for each in _statuses(lines)}.values())


def _statuses(lines: Iterable[str]) -> Iterator[ErrorRow]:
    for line, text in enumerate(lines, 1):
        if len(text) > MAX_LINE or not _STATUS.search(text):
            continue
        yield from _in_line(line, text)
        for sentence in _SENTENCE_END.split(plain_text(text)):
            for match in () if _OF_OTHERS.search(sentence) else RETURNS_STATUS.finditer(sentence):
                yield from (ErrorRow(line, [status], [], "") for status in _STATUS.findall(match["statuses"]))


def _in_line(line: int, text: str) -> Iterator[ErrorRow]:
    """Find the statuses of a line that begins with one, or of a bullet that lists those of errors."""
    plain = _MARKS.sub("", text).strip()
    if match := _LINE.fullmatch(plain) or _CONDITION.fullmatch(plain):
        yield ErrorRow(line, [match["status"]], [], match["text"])
    listed = _ERRORS.fullmatch(text)
    for match in _LISTED.finditer(listed["text"]) if listed else ():
        codes = [code for found in _CODES.findall(match["text"]) for code in found.split("|")]
        yield from (ErrorRow(line, [status], codes, "") for status in _STATUS.findall(match["statuses"]))
