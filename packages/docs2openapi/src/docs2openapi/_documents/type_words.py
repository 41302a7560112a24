"""Types of a document that JSON Schema does not know, such as ``type: any``, ``int`` or ``date-time``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docs2openapi._model.schema import JSON_TYPES, is_list, is_object
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from collections.abc import Iterator

# Data, and what has types of another kind.
_NO_SCHEMAS = {"example", "examples", "default", "enum", "const", "mapping", "securitySchemes"}


def read_type_words(value: Any) -> list[str]:
    """Replace such types by what they mean, in place, at any depth; what it means to a person, for each word once."""
    return list(dict.fromkeys(_read(value)))


def _read(value: Any) -> Iterator[str]:
    if is_object(value):
        word = value.get("type")
        if isinstance(word, str) and word not in JSON_TYPES:
            yield _replace(value, word)
        for key, child in value.items():
            if key not in _NO_SCHEMAS and not str(key).startswith("x-"):
                yield from _read(child)
    elif is_list(value):
        for child in value:
            yield from _read(child)


def _replace(schema: dict[str, Any], word: str) -> str:
    del schema["type"]
    meaning = parse_type(word)
    if meaning is None:
        return f"type {word!r} is not known; left out"
    for key, read in meaning.items():
        schema.setdefault(key, read)
    shown = " ".join(str(meaning[key]) for key in ("type", "format") if key in meaning)
    return f"type {word!r} is no type of OpenAPI; read as {shown or 'any type'}"
