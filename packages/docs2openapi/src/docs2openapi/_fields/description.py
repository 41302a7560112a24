"""What the description of a field says about its values, its default and whether it is required.

Only fixed phrases are read (`_vocabulary.phrases`), followed by values that can be told from prose; see `values`. All
else stays description.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from docs2openapi._fields.values import MAX_DESCRIPTION, find_bullet_values, find_values
from docs2openapi._model.schema import is_of_type, types_of
from docs2openapi._text.inline import html_to_markdown
from docs2openapi._vocabulary.phrases import (
    BARE_DEFAULT,
    DEFAULT_AT_END,
    DEFAULT_MARK,
    DEFAULT_NAMED,
    DEFAULT_OF_MEANING,
    DEFAULT_PHRASE,
    DEFAULT_WITH_UNIT,
    REQUIRED_END,
    REQUIRED_START,
)

if TYPE_CHECKING:
    from docs2openapi._model.schema import Json, Schema

# What a text must have to name a default, in whatever language. Most have none of these.
_MAY_HAVE_DEFAULT = re.compile(r"default|unless|[^\x00-\x7f]|defecto|predeterminado|standard")
MAX_END = 60  # of a text, which says that a field is required
_STRONG = re.compile(r"\*\*|__")
_NOT_SCALAR = {"object", "array", "boolean"}


def find_default(text: str) -> str | None:
    """Return the default that a text names, as it is written there; None if it names none.

    >>> find_default("How many, 1 to 4. Defaults to `1`.")
    '1'
    """
    if not _MAY_HAVE_DEFAULT.search(text.lower()):
        return None
    text = _STRONG.sub("", text[:MAX_DESCRIPTION])
    text = html_to_markdown(text) if "<" in text else text
    for pattern in (DEFAULT_MARK, DEFAULT_OF_MEANING, DEFAULT_NAMED, DEFAULT_PHRASE, DEFAULT_AT_END):
        if match := pattern.search(text):
            return next(group for group in match.groups() if group is not None)
    return None


def says_required(text: str) -> bool:
    """Return whether a text begins with the word "required", or ends with it in strong letters or in brackets."""
    return REQUIRED_START.match(text) is not None or REQUIRED_END.search(text.rstrip()[-MAX_END:]) is not None


def parse_value(words: str, schema: Schema) -> Json:
    """Parse a value by the type of its schema.

    Raises:
        ValueError: It is not a value of that type.
    """
    types = types_of(schema)
    if types == ["string"]:
        return words
    if types == ["boolean"] and words in ("True", "False"):
        return words == "True"
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
    problems = _apply_values(schema, text)
    default = find_default(text) or _bare_default(schema, text) or _default_with_unit(schema, text)
    return problems + _apply_default(schema, default)


def _default_with_unit(schema: Schema, text: str) -> str | None:
    """Return a default with a unit behind it, of a number; of text, the unit would be a part of it."""
    if not types_of(schema) or not set(types_of(schema)) <= {"integer", "number", "null"}:
        return None
    match = DEFAULT_WITH_UNIT.search(text[:MAX_DESCRIPTION])
    return next(filter(None, match.groups()), "").replace(",", "") if match else None


def _bare_default(schema: Schema, text: str) -> str | None:
    """Return a default that stands in no marks: only one of the values can be told from prose."""
    if "enum" not in schema:
        return None
    words = {word for match in BARE_DEFAULT.finditer(text[:MAX_DESCRIPTION]) for word in match.groups() if word}
    return next((word for word in words if len(words) == 1 and word in map(str, schema["enum"])), None)


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
    values = find_values(text) or find_bullet_values(text)
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
