"""What the description of a field says about its values, its default and whether it is required.

Only fixed phrases are read (`_vocabulary.phrases`), followed by values that can be told from prose: in back-ticks, in
quotes, or bare words between commas up to the end of the sentence. All else stays description.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from docs2openapi._model.schema import is_of_type, types_of
from docs2openapi._vocabulary.phrases import (
    DEFAULT_MARK,
    DEFAULT_PHRASE,
    EXAMPLES_CUE,
    REQUIRED_START,
    VALUES_CUE,
)

if TYPE_CHECKING:
    from docs2openapi._model.schema import Json, Schema

_QUOTED = re.compile(
    r"""\s{0,8}[-*•]?\s{0,8}(?:`"?([^`\n"]+)"?`|"([^"\n]+)"|'([^'\n]+)'|“([^”\n]+)”)(?:\s*\([^()\n]*\))?"""
)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:or|and)\b|,|/|\||\bor\b|\band\b|;|\n\s*[-*•](?=\s))\s*")
_BARE = re.compile(r"\s*([A-Za-z0-9_.-]*[A-Za-z0-9_-](?:\s*,\s*[A-Za-z0-9_.-]*[A-Za-z0-9_-])+)\s*(?:[.;)\n]|$)")
# A description that is nothing but values: `pending`, `done` or `failed`.
_VALUE = r"`[^`\n]+`(?:\s\([^()\n]{1,40}\))?"
_ONLY_VALUES = re.compile(rf"{_VALUE}(?:\s*(?:,|/|\||,?\s*\bor\b|,?\s*\band\b)\s*{_VALUE})+\.?")
_ANY_BULLET = re.compile(r"\s*[-*•]\s")
_VALUE_BULLET = re.compile(r"\s*[-*•]\s+`(?P<value>[^`\n]+)`(?:$|\s*[:(—–-].*|\s.*)")
_STRONG = re.compile(r"\*\*|__")
_NOT_SCALAR = {"object", "array", "boolean"}
MAX_DESCRIPTION = 4_000  # what a longer description says later is not read


def find_values(text: str) -> list[str]:
    """List the values that a field can have, where a text says so; empty where it does not.

    >>> find_values("The format, one of `mp3`, `wav` or `ogg`.")
    ['mp3', 'wav', 'ogg']
    """
    text = _STRONG.sub("", text[:MAX_DESCRIPTION])
    for cue in VALUES_CUE.finditer(text):
        if EXAMPLES_CUE.search(text[: cue.start()]):
            continue
        values = _quoted_values(text, cue.end()) or _bare_values(text, cue.end())
        if len(values) > 1:
            return values
    return _quoted_values(text, 0) if _ONLY_VALUES.fullmatch(text.strip()) else []


def _quoted_values(text: str, start: int) -> list[str]:
    values: list[str] = []
    while match := _QUOTED.match(text, start):
        values.append(next(group for group in match.groups() if group))
        between = _BETWEEN.match(text, match.end())
        if between is None:
            break
        start = between.end()
    return list(dict.fromkeys(values))


def _bare_values(text: str, start: int) -> list[str]:
    match = _BARE.match(text, start)
    return [word.strip() for word in match[1].split(",")] if match else []


def _bullet_values(text: str) -> list[str]:
    """List the values that the bullets of a text begin with; empty if not all do, or if there is one bullet only."""
    bullets = [line for line in text[:MAX_DESCRIPTION].split("\n") if _ANY_BULLET.match(line)]
    matches = [_VALUE_BULLET.fullmatch(line) for line in bullets]
    values = [match["value"] for match in matches if match]
    return values if len(set(values)) == len(bullets) > 1 else []


def find_default(text: str) -> str | None:
    """Return the default that a text names, as it is written there; None if it names none.

    >>> find_default("How many, 1 to 4. Defaults to `1`.")
    '1'
    """
    text = _STRONG.sub("", text[:MAX_DESCRIPTION])
    if marked := DEFAULT_MARK.search(text):
        return marked["value"]
    match = DEFAULT_PHRASE.search(text)
    return None if match is None else next(group for group in match.groups() if group is not None)


def starts_with_required(text: str) -> bool:
    """Return whether a text begins with the word "required"."""
    return REQUIRED_START.match(text) is not None


def parse_value(words: str, schema: Schema) -> Json:
    """Parse a value by the type of its schema.

    Raises:
        ValueError: It is not a value of that type.
    """
    types = types_of(schema)
    if types == ["string"]:
        return words
    try:
        value: Json = json.loads(words, parse_constant=float)
    except (ValueError, RecursionError):
        value = words
    if not types or any(is_of_type(value, name) for name in types):
        return value
    if "string" in types:
        return words
    raise ValueError(words)


def apply_description(schema: Schema, text: str) -> list[str]:
    """Add the values and the default that a description names to a schema; list the problems with them."""
    return _apply_values(schema, text) + _apply_default(schema, find_default(text))


def _apply_values(schema: Schema, text: str) -> list[str]:
    if types_of(schema)[:1] != ["array"]:
        return _add_enum(schema, text)
    items = schema.get("items", {})
    problems = _add_enum(items, text)
    if "enum" in items:
        schema["items"] = items
        if all(isinstance(value, str) for value in items["enum"]):
            items.setdefault("type", "string")
    return problems


def _add_enum(schema: Schema, text: str) -> list[str]:
    types = types_of(schema)
    if "enum" in schema or not _NOT_SCALAR.isdisjoint(types):
        return []
    values = find_values(text) or (_bullet_values(text) if types else [])
    if not values:
        return []
    try:
        schema["enum"] = [parse_value(value, schema) for value in values]
    except ValueError:
        return [f"values {', '.join(values)!r} are not of its type; left out"]
    return []


def _apply_default(schema: Schema, default: str | None) -> list[str]:
    is_null = default == "null" and "null" not in types_of(schema)
    if default is None or is_null or "default" in schema or types_of(schema) == ["object"]:
        return []
    try:
        schema["default"] = parse_value(default, schema)
    except ValueError:
        return [f"default {default!r} is not of its type; left out"]
    return []
