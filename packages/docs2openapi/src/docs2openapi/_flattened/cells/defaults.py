"""Default values in fused rows: where does the cell end and the description begin?

``20How many`` is 20 and a text. ``created_atField to order by`` is a word and a text, since a capital letter begins
inside what would be one word. ``510 at most`` can be read in three ways, which the caller gets all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.schema import types_of
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DASH = re.compile(r"[-–—](?![\w\s])|[-–—](?=[A-Z])|[-–—]$")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|\[\]|\{\}|null(?![a-z])")
_BOOLEAN = re.compile(r"true|false", re.IGNORECASE)
# A capital letter inside a word, behind a small letter or before one.
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z0-9)\]_])(?=[A-Z])|(?<=\S)(?=[A-Z][a-z])")
_NOT_TEXT = re.compile(r"\s|\d+(?:\.\d+)?[A-Za-z]|[\d.]+$|[.,;:%)]")


class DefaultCell(NamedTuple):
    """A default as it is written, empty if there is none, and the description behind it."""

    default: str
    text: str


def split_default(rest: str, words: str, shown: Sequence[object], *, is_capital: bool) -> list[DefaultCell]:
    """Return every way to split what follows a type and flags into a default and a description.

    Args:
        rest: The fused text.
        words: The type of the field.
        shown: The values that the examples of the page have for the field.
        is_capital: True if the descriptions of the table begin with capital letters.
    """
    if not rest:
        return [DefaultCell("", "")]
    types = types_of(parse_type(words) or {})
    ends = {match.end() for pattern in (_DASH, _LITERAL) if (match := pattern.match(rest))}
    if ends:
        return _split_at(rest, ends)
    if "boolean" in types and (match := _BOOLEAN.match(rest)):
        return _split_at(rest, {match.end()})
    if set(types) & {"integer", "number"}:
        return _split_number(rest)
    return _split_at(rest, _word_ends(rest, shown, is_capital=is_capital) if "string" in types else {0})


def _split_at(rest: str, ends: set[int]) -> list[DefaultCell]:
    return [DefaultCell(rest[:end], rest[end:]) for end in sorted(ends)]


def _split_number(rest: str) -> list[DefaultCell]:
    match = _NUMBER.match(rest)
    cells = _split_at(rest, set(range(match.end() + 1 if match else 1)))
    return [
        cell
        for cell in cells
        if (not cell.default or _NUMBER.fullmatch(cell.default)) and not (cell.text and _NOT_TEXT.match(cell.text))
    ]


def _word_ends(rest: str, shown: Sequence[object], *, is_capital: bool) -> set[int]:
    word = rest.split(maxsplit=1)[0]
    ends = {match.start() for match in _CAPITAL_INSIDE.finditer(word)}
    ends |= {len(value) for value in shown if isinstance(value, str) and value and rest.startswith(value)}
    is_small = rest[0].islower() or rest[0].isdigit()
    if word == rest:
        ends.add(len(rest))  # one word can be the default
    is_not_prose = bool(ends) and re.search(r"[\d_.-]", word[: min(ends)]) is not None
    if not (is_capital and ends and (is_small or is_not_prose)):
        ends.add(0)  # or all is description
    return ends


def have_capitals(rests: Sequence[str]) -> bool:
    """Return whether the descriptions of a table begin with capitals: none clearly begins with a small letter."""
    for rest in rests:
        word, _, more = rest.partition(" ")
        if more and word.isalpha() and word.islower():
            return False
    return True
