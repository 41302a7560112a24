"""Bullets that are operations, with what they return behind them or their query below them.

``- `POST /v1/things` — makes one, returns `{"id"}```; or ``* `GET /v1/things``` around ``* `?page` - which page``;
or each above a command that calls it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._text.json_text import parse_lenient
from docs2openapi._text.plain_values import BadValue
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPERATION = re.compile(
    rf"[-*]\s+`(?P<method>{'|'.join(METHODS)})\s+(?P<path>/[^\s`?]*)`(?:\s?[—–:：-]\s*(?P<text>.*))?"
)
_RETURNED = re.compile(r"(?P<text>.*?)[,，;；]?\s?(?:返回|[Rr]eturns|→)\s*`(?P<code>\{[^`{}]*\})`[.。]?")
_NAMES = re.compile(r'\{\s*("\w+"(?:\s*,\s*"\w+")*)\s*\}')
_RETURNS = re.compile(r"\s+[-*]\s+(?P<text>Returns\s.*)")
_QUERY = re.compile(r"\s+[-*]\s+`\?(?P<name>\w+)`(?P<rest>.*)")


def rewrite_operation_bullets(lines: list[str]) -> list[str] | None:
    """Make a heading of each such bullet; None if fewer than two stand together, or nothing more is said of them."""
    starts = [at for at, line in enumerate(lines) if line.startswith(("- `", "* `")) and _OPERATION.fullmatch(line)]
    if _are_called(lines, starts):
        return ["\n".join(_section([line])) if at in starts else line for at, line in enumerate(lines)]
    runs = {at: _end(lines, at) for at in starts}
    beside = {*starts}.intersection(runs.values())
    are_listed = [at for at in starts if at in beside or runs[at] in beside]
    said = [line for at in are_listed for line in lines[at : runs[at]]]
    if not any(_QUERY.fullmatch(line) or (_OPERATION.match(line) and _RETURNED.search(line)) for line in said):
        return None
    rewritten = list(lines)
    for at in are_listed:
        rewritten[at : runs[at]] = _section(lines[at : runs[at]])
    return rewritten


def _are_called(lines: list[str], starts: list[int]) -> bool:
    """Return whether each of several bullets has a command that calls its operation below, up to the next one."""
    ends = [*starts[1:], len(lines)]
    return len(starts) > 1 and all(_is_called(lines[at:end]) for at, end in zip(starts, ends, strict=False))


def _is_called(lines: list[str]) -> bool:
    named = _OPERATION.fullmatch(lines[0])
    address = re.compile(rf"curl\s.*{re.escape(named['path'])}(?=[\s?\"']|$)") if named else None
    return address is not None and any("curl" in line and address.search(line) is not None for line in lines[1:])


def _end(lines: list[str], start: int) -> int:
    """Return the index of the line after a bullet and what is indented below it."""
    return next((at for at in range(start + 1, len(lines)) if not lines[at].startswith("  ")), len(lines))


def _section(lines: list[str]) -> Iterator[str]:
    """Write an operation as a heading and what it returns, and the bullets below it one level up."""
    named = _OPERATION.fullmatch(lines[0])
    if named is None:
        return
    text = named["text"] or ""
    returned = _RETURNED.fullmatch(text)
    told = f"{returned['text']}\n\n{_response(returned['code'])}" if returned else text
    sentences = [sentence["text"] for line in lines[1:] if (sentence := _RETURNS.fullmatch(line))]
    yield "\n\n".join((f"#### {named['method']} {named['path']}", told, *sentences, ""))
    is_first = True
    for line in lines[1:]:
        if query := _QUERY.fullmatch(line):
            title = "\n**Query parameters:**\n\n" if is_first else ""
            yield f"{title}- `{query['name']}`{query['rest']}"
            is_first = False
        else:
            yield "" if _RETURNS.fullmatch(line) else line[4:]


def _response(code: str) -> str:
    """Write what is returned: JSON, or nothing but the names of its fields."""
    if names := _NAMES.fullmatch(code):
        rows = "\n".join(f"| {name} |  |" for name in re.findall(r"\w+", names[1]))
        return f"**Response fields**\n\n| Field | Description |\n|---|---|\n{rows}\n"
    try:
        parse_lenient(code)
    except BadValue:
        return f"Returns `{code}`"
    return f"**Response**\n\n```json\n{code}\n```\n"
