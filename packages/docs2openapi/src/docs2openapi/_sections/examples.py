"""Examples in fences: JSON bodies, and whole HTTP messages; which body is it, of what answer?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.operation import Example, Remark
from docs2openapi._sections.outline import MIME
from docs2openapi._text.values import BadValue, parse_lenient

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._sections.outline import Context
    from docs2openapi._sections.parsed_page import Survey
    from docs2openapi._text.markdown import Block
    from docs2openapi._text.tags import Tag

_LANGUAGES = ("json", "jsonc", "json5", "http", "", "text", "txt", "javascript", "js")
_STATUS = re.compile(r"(?<![\w.])([1-5]\d\d)(?![\w.])")
_ATTRIBUTE = re.compile(r"""\b(?:title|filename|label)=(?:"([^"]*)"|'([^']*)'|\{"([^"]*)"\})""")
_NOISE = re.compile(r"\b[\w-]+=(?:\{[^{}]*\}|\"[^\"]*\"|'[^']*')|\{[\d,\s-]*\}|[\[\]]")
_ANSWER = re.compile(r"HTTP/\d(?:\.\d)? (?P<status>\d{3})(?: (?P<text>[^\n]*))?")
_REQUEST = re.compile(r"(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS) (?P<path>/\S*) HTTP/\d(?:\.\d)?")
_LEAD_INS = {
    "answer": re.compile(
        r"\b(?:returns?|returned|responds?|response|responses|answers?|result|output)\b", re.IGNORECASE
    ),
    "body": re.compile(r"\b(?:request|send|body|payload|post|input)\b", re.IGNORECASE),
}
_LED_STATUS = re.compile(r"(?<![\w.])([2-5]\d\d)(?![\w.]?\d)")
_LED_ERROR = re.compile(r"\b(?:errors?|failures?)\b", re.IGNORECASE)
MAX_LEAD_IN = 200
MAX_INFO = 300
_HEADER = re.compile(r"(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)")


class Shown(NamedTuple):
    """An example in its place: ``body``, or ``answer`` with its status where the page says it."""

    line: int
    place: str
    status: str | None
    text: str
    types: tuple[str, ...]
    headers: tuple[tuple[int, str], ...]
    example: Example | None


class _Text(NamedTuple):
    line: int
    last: int
    info: str
    text: str
    is_json: bool


def read_shown(survey: Survey, after: int | None) -> list[Shown]:
    """Read the examples of a page; ``after`` is the line behind which one without a title is of the answer."""
    tags, remarks = survey.tags, survey.remarks
    spans = {
        place: [(tag.line, tag.end) for tag in tags if tag.name == name]
        for place, name in (("answer", "responseexample"), ("body", "requestexample"))
    }
    shown: list[Shown] = []
    for text in _texts(survey.found, tags):
        place = next((p for p, s in spans.items() if any(first < text.line <= last for first, last in s)), None)
        led, told_status = _led_in(survey.prose, text.line)
        context = survey.outline.at(text.line)
        if led == "body" and context.role in ("answer", "errors"):
            led = None  # answers have bodies too
        one = _read(text, place or led, told_status, context, after, remarks)
        if one is not None:
            shown.append(one)
    return shown


def _led_in(prose: Sequence[str], line: int) -> tuple[str | None, str | None]:
    """Tell which body an example shows, and with which status, by the line that leads in to it.

    ``Returns a `201`:`` tells of an answer.
    """
    above = next((text.strip() for text in reversed(prose[max(0, line - 3) : line - 1]) if text.strip()), "")
    if not (above.endswith(":") or above.startswith(">")) or len(above) > MAX_LEAD_IN:
        return None, None
    if _LED_ERROR.search(above):
        return "answer", None
    statuses = _LED_STATUS.findall(above)
    found = [place for place, words in _LEAD_INS.items() if words.search(above)]
    if len(statuses) == 1 and "answer" in found:
        return "answer", statuses[0]
    return (found[0] if len(found) == 1 else None), None


def _texts(found: Sequence[Block], tags: Sequence[Tag]) -> Iterator[_Text]:
    for block in found:
        language, _, info = block.info.partition(" ")
        if block.kind == "fence" and language.lower() in _LANGUAGES:
            is_json = language.lower().startswith("json")
            yield _Text(block.first, block.last, info, block.text, is_json)
    for tag in tags:
        if tag.name == "pre":
            text = re.sub(r"</?code[^>]*>", "", tag.text)
            yield _Text(tag.line, tag.end, "", text.lstrip("\n"), is_json=False)


def _read(
    text: _Text, place: str | None, told_status: str | None, context: Context, after: int | None, remarks: list[Remark]
) -> Shown | None:
    words = _ATTRIBUTE.sub(lambda match: match[1] or match[2] or match[3] or "", text.info[:MAX_INFO])
    words = _NOISE.sub(" ", words)
    message = _ANSWER.match(text.text)
    request = _REQUEST.match(text.text)
    headers, body, offset = _message(text.text) if message or request else ((), text.text, 0)
    status = (message and message["status"]) or next(iter(_STATUS.findall(words)), None)
    if not message and not text.is_json and not body.lstrip().startswith(("{", "[")):
        return Shown(text.line, "answer", status, "", (), (), None) if status and place == "answer" else None
    status = status or (told_status if place == "answer" else None)
    place = "body" if request else _place(words, status, place, context, after, text.line)
    if place is None:
        remarks.append(Remark(text.line, "an example of which body? left out"))
        return None
    example = _example(text, words, body, offset, remarks) if body.strip() else None
    if place == "answer" and status is None:
        status = "default" if context.role == "errors" else context.status
    types = tuple(MIME.findall(words)) or context.types
    told = message["text"] or "" if message else ""
    numbered = tuple((text.line + 1 + at, name) for at, name in headers)
    return Shown(text.line, place, status, told, types, numbered, example)


def _place(
    words: str, status: str | None, place: str | None, context: Context, after: int | None, line: int
) -> str | None:
    if status is not None or place is not None:
        return "answer" if status is not None else place
    if re.search(r"\b(?:response|returns|output)\b", words, re.IGNORECASE):
        return "answer"
    if re.search(r"\b(?:request|body|payload|input)\b", words, re.IGNORECASE):
        return "body"
    if context.role in ("body", "sent"):
        return "body"
    return "answer" if context.role in ("answer", "errors") or (after is not None and line > after) else None


def _message(text: str) -> tuple[list[tuple[int, str]], str, int]:
    """Part an HTTP message into its headers, each with its line in the message, and its body with its line."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if not _HEADER.fullmatch(line.strip())), len(lines))
    names = [
        (at, match["name"]) for at, line in enumerate(lines[1:end], 1) if (match := _HEADER.fullmatch(line.strip()))
    ]
    return names, "\n".join(lines[end:]), end


def _example(text: _Text, words: str, body: str, offset: int, remarks: list[Remark]) -> Example | None:
    name = " ".join(MIME.sub("", _STATUS.sub("", words)).strip(" -–—:()").split())
    try:
        return Example(text.line, parse_lenient(body), name)
    except BadValue as error:
        line = min(text.line + offset + error.line, text.last)  # the page may end where the example breaks off
        remarks.append(Remark(line, f"the example is {error.reason}; left out"))
        return None
