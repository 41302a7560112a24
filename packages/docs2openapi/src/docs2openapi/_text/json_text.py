"""Parsers of untrusted JSON, also as docs have it."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NoReturn, cast

import json5

from docs2openapi._model.schema import Json
from docs2openapi._text.plain_values import BadValue, plain_value

MAX_LENIENT = 100_000  # characters: json5 reads some 80,000 a second
MAX_BODY = 300  # lines of JSON on a page without fences
MAX_LEADING = 30_000  # characters of JSON5 with text behind it, where the end must be looked for
# How an object or a list can begin, in JSON5 too: nothing else is worth a try.
_JSON_START = re.compile(r"\{\s*(?:[\"'}A-Za-z_$/#.…]|[^\x00-\x7f])|\[|[^{\[]")
_VALUE_OF_TYPE = {
    **dict.fromkeys(("number", "integer", "int", "float", "long", "double"), "0"),
    **dict.fromkeys(("boolean", "bool"), "true"),
    **dict.fromkeys(("string", "str", "timestamp", "datetime", "date", "uuid", "blob"), '""'),
    **dict.fromkeys(("object", "map"), "{}"),
    **dict.fromkeys(("array", "list"), "[]"),
}
_TYPE_WORD = re.compile(rf"([:\[]\s*)({'|'.join(_VALUE_OF_TYPE)})\b(?=\s*[,}}\]\n/#])", re.IGNORECASE)
# Values of which one is there: ``"fast" | "slow" | null``, ``12 or null``.
_LITERAL = r'"[^"\n]*"|-?\d+(?:\.\d+)?|true|false|null'
_UNION = re.compile(rf"({_LITERAL})(?:[ \t]*(?:\||\bor\b)[ \t]*(?:{_LITERAL}))+(?=\s*[,}}\]/#\n]|$)")
_NOT_JSON = re.compile(r'"(?:[^"\\\n]|\\.)*"|(,)?\s*(?:\.\.\.|…)\s*(,|(?=[{\["\w]))?|#[^\n]*')

# All that an object or a list has, left out: ``{ ... }``.
_LEFT_OUT = re.compile(r'"(?:[^"\\\n]|\\.)*"|(?<=[{\[])\s*(?:\.\.\.|…)(?=\s*[}\]])')

# What decides where JSON ends: brackets outside of strings and comments.
_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|//[^\n]*|(?<![\w&])#[^\n]*|[{}\[\]]")

# Python's words for JSON's, outside of strings.
_PYTHON_WORD = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\b(?:True|False|None)\b(?=\s*[,}\]])")
_WORD_OF_PYTHON = {"True": "true", "False": "false", "None": "null"}


def parse_json(text: str) -> Json:
    """Parse a text that is one JSON value.

    Raises:
        BadValue: It is not JSON, repeats a key, is nested more than 64 deep or holds more than 100,000 values.
    """
    return plain_value(
        lambda: json.loads(text, object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant)
    )


def parse_lenient(text: str, limit: int = MAX_LENIENT) -> Json:
    """Parse JSON as docs have it: with comments, trailing commas and whatever else JSON5 allows.

    Args:
        text: One JSON or JSON5 value.
        limit: The largest number of characters that is tried as JSON5, whose parser is slow.

    Raises:
        BadValue: It is neither; the problem is the one that it has as JSON.
    """
    try:
        return parse_json(text)
    except BadValue:
        if len(text) > limit:
            raise
        try:
            return plain_value(
                lambda: json5.loads(
                    _without_python(text), object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant
                )
            )
        except BadValue:
            pass
        if (repaired := _repaired(text)) != text:
            return parse_lenient(repaired, limit)
        raise


def _without_python(text: str) -> str:
    """Write ``true`` for ``True``, and so on: each word is as long as the other, so that offsets stay."""
    return _PYTHON_WORD.sub(lambda match: _WORD_OF_PYTHON.get(match[0], match[0]), text)


def _repaired(text: str) -> str:
    """Blank what docs write into JSON and JSON5 lacks: ``...`` for what is left out, and comments behind ``#``."""
    return _NOT_JSON.sub(
        lambda match: match[0] if match[0].startswith('"') else "," if match[1] and match[2] is not None else "", text
    )


def parse_types(text: str) -> Json:
    """Parse JSON with words for types in place of values, ``{"size": number}``, as a value of these types.

    Returns:
        The value; None if the text is anything else.
    """
    typed = _UNION.sub(r"\1", text)  # which of the words it is, the values in its line say
    typed = _TYPE_WORD.sub(lambda match: match[1] + _VALUE_OF_TYPE[match[2].lower()], typed)
    try:
        return parse_lenient(typed) if typed != text else None
    except BadValue:
        return None


def leading_json(text: str, start: int) -> tuple[Json, int]:
    """Parse the JSON or JSON5 value that begins at an offset.

    Returns:
        The value and the offset of its end.

    Raises:
        BadValue: As ``parse_lenient`` does, with the line in the whole text.
    """
    if not _JSON_START.match(text, start):
        raise BadValue(text.count("\n", 0, start) + 1, "not JSON: Expecting property name enclosed in double quotes")
    try:
        return _leading_strict(text, start)
    except BadValue:
        found = _leading_lenient(_first_of_unions(_without_dots(text[start : _end_of_brackets(text, start)])))
        if found is None:
            raise
        return found[0], start + found[1]


def end_of_json(lines: list[str], at: int) -> int:
    """Return the index of the line after JSON that begins at a line; the same index if none does."""
    text = "\n".join(lines[at : at + MAX_BODY])
    try:
        return at + text.count("\n", 0, leading_json(text, 0)[1]) + 1
    except BadValue:
        return at


def _end_of_brackets(text: str, start: int) -> int:
    """Return the offset behind the bracket that closes the one at an offset; that of the start if none does."""
    ends = _ends_of_brackets(text)
    if start in ends:
        return ends[start] if ends[start] - start <= MAX_LEADING else start
    depth = 0  # behind something on its line that reads as a comment or as a string
    for token in _TOKEN.finditer(text, start, start + MAX_LEADING):
        depth += (token[0] in ("{", "[")) - (token[0] in ("}", "]"))
        if depth == 0:
            return token.end()
    return start


@lru_cache(maxsize=4)
def _ends_of_brackets(text: str) -> dict[int, int]:
    """Return the offset behind each pair of brackets, by that of its first one; the same if it is never closed.

    All of them at once: to look for each alone takes time with the square of a page whose brackets are not closed.
    """
    ends: dict[int, int] = {}
    opened: list[int] = []
    for token in _TOKEN.finditer(text):
        if token[0] in ("{", "["):
            opened.append(token.start())
        elif token[0] in ("}", "]") and opened:
            ends[opened.pop()] = token.end()
    return ends | {start: start for start in opened}


def _without_dots(text: str) -> str:
    """Blank dots alone in brackets, so that offsets and lines stay."""
    return _LEFT_OUT.sub(lambda match: match[0] if match[0][0] == '"' else re.sub(r"\S", " ", match[0]), text)


def _first_of_unions(text: str) -> str:
    """Blank all but the first of the values between bars, so that offsets stay."""
    return _UNION.sub(lambda match: match[1].ljust(len(match[0])), text) if "|" in text or " or " in text else text


def _leading_lenient(text: str) -> tuple[Json, int] | None:
    ends: list[int] = []

    def parse() -> object:
        value, error, end = json5.parse(
            _without_python(text),
            consume_trailing=False,
            object_pairs_hook=_without_repeated_keys,
            parse_constant=_refuse_constant,
        )
        if error is not None:
            raise ValueError(error)
        ends.append(end)
        return cast("object", value)

    try:
        return plain_value(parse), ends[0]
    except BadValue:
        return None


def _leading_strict(text: str, start: int) -> tuple[Json, int]:
    decoder = json.JSONDecoder(object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant)
    ends: list[int] = []

    def decode() -> object:
        value, end = decoder.raw_decode(text, start)
        ends.append(end)
        return cast("object", value)

    try:
        return plain_value(decode), ends[0]
    except BadValue as error:
        line = error.line if isinstance(error.__cause__, json.JSONDecodeError) else text.count("\n", 0, start) + 1
        raise BadValue(line, error.reason) from error


def _without_repeated_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    listed = list(pairs)
    value = dict(listed)
    if len(value) < len(listed):
        keys = [key for key, _ in listed]
        raise ValueError(f"not JSON: key {max(keys, key=keys.count)!r} is repeated in one object")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"not JSON: {name}")
