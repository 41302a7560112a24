"""Defaults in fused rows: where a cell ends and the description begins, if that can be told at all.

``20How many`` is 20 and a text; ``created_atField to order by`` is a word and a text, since a capital letter stands
inside what would be one word; ``510 at most`` can be read in three ways and is left to who calls.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._vocabulary.types import schema_of, types_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DASH = re.compile(r"[-–—](?![\w\s])|[-–—](?=[A-Z])|[-–—]$")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|\[\]|\{\}|null(?![a-z])")
_BOOLEAN = re.compile(r"true|false", re.IGNORECASE)
# A capital inside a word, behind a small letter or before one.
_HUMP = re.compile(r"(?<=[a-z0-9)\]_])(?=[A-Z])|(?<=\S)(?=[A-Z][a-z])")
_NO_TEXT = re.compile(r"\s|\d+(?:\.\d+)?[A-Za-z]|[\d.]+$|[.,;:%)]")


class DefaultCell(NamedTuple):
    """A default as it is written, empty where there is none, and the description behind it."""

    default: str
    text: str


def default_cells(rest: str, words: str, shown: Sequence[object], *, is_capital: bool) -> list[DefaultCell]:
    """Give every way to read what follows a type and a flag as a default and a description.

    ``shown`` are values that the page's examples have for the field; ``is_capital`` tells that the descriptions of
    the table begin with capital letters.
    """
    if not rest:
        return [DefaultCell("", "")]
    types = types_of(schema_of(words) or {})
    ends = {match.end() for pattern in (_DASH, _LITERAL) if (match := pattern.match(rest))}
    if ends:
        return [DefaultCell(rest[:end], rest[end:]) for end in sorted(ends)]
    if "boolean" in types and (match := _BOOLEAN.match(rest)):
        return [DefaultCell(match[0], rest[match.end() :])]
    if set(types) & {"integer", "number"}:
        return _numbers(rest)
    return _words(rest, shown, is_capital=is_capital) if "string" in types else [DefaultCell("", rest)]


def _numbers(rest: str) -> list[DefaultCell]:
    match = _NUMBER.match(rest)
    ends = range(match.end() + 1) if match else range(1)
    cells = [DefaultCell(rest[:end], rest[end:]) for end in ends]
    return [
        cell
        for cell in cells
        if (not cell.default or _NUMBER.fullmatch(cell.default)) and not (cell.text and _NO_TEXT.match(cell.text))
    ]


def _words(rest: str, shown: Sequence[object], *, is_capital: bool) -> list[DefaultCell]:
    word = rest.split(maxsplit=1)[0]
    ends = {match.start() for match in _HUMP.finditer(word)}
    ends |= {len(value) for value in shown if isinstance(value, str) and value and rest.startswith(value)}
    is_small = rest[0].islower() or rest[0].isdigit()
    if word == rest:
        ends.add(len(rest))  # one word can be the default
    is_no_word = bool(ends) and re.search(r"[\d_.-]", word[: min(ends)]) is not None
    if not (is_capital and ends and (is_small or is_no_word)):
        ends.add(0)  # or all is description
    return [DefaultCell(rest[:end], rest[end:]) for end in sorted(ends)]


def have_capitals(rests: Sequence[str]) -> bool:
    """Whether the descriptions of a table begin with capitals: none clearly begins with a small letter."""
    for rest in rests:
        word, _, more = rest.partition(" ")
        if more and word.isalpha() and word.islower():
            return False
    return True
