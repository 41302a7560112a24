"""The words of an enum or a constant, in the types that its schema names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document


def words_in_schema(schema: Document) -> list[Any]:
    """Return the words that a schema lists."""
    return [schema["const"]] if "const" in schema else items(schema.get("enum"))


def typed_words(schema: Document, hint: str, notes: Notes) -> list[Any]:
    """Return the words that a schema lists, and what those of another type than its own stand for: 2 for `"2"`.

    Nothing fits such a schema as it stands, and only the server knows which of the two it means.
    """
    words, kinds = words_in_schema(schema), kinds_of(schema)
    strange = [word for word in words if kinds and word is not None and not _fits(word, kinds)]
    meant = [found for word in strange if (found := _as_one_of(word, kinds)) is not None]
    if strange:
        both = "both forms" if meant else "both"
        notes.add(f"{hint}: is of type {' or '.join(kinds)}, but has words of another: {both} are allowed")
    return [*words, *meant]


def unlisted_kinds(words: list[Any], kinds: list[str]) -> list[str]:
    """Return the types of a schema, if none of its words is of one of them: its values may be of these, too."""
    are_strange = kinds and not any(_fits(word, kinds) for word in words if word is not None)
    return [kind for kind in kinds if kind != "null"] if are_strange else []


def kind_of(value: object) -> str:
    """Return the JSON type of a word."""
    kinds: dict[type, str] = {bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return kinds.get(type(value), "string")


def _fits(word: object, kinds: list[str]) -> bool:
    kind = kind_of(word)
    return kind in kinds or (kind == "integer" and "number" in kinds)


def _as_one_of(word: Any, kinds: list[str]) -> Any:
    """Return what a word stands for in one of other types, None if it stands for nothing."""
    if not isinstance(word, str):
        return json.dumps(word) if "string" in kinds and isinstance(word, int | float) else None
    try:
        found = json.loads(word.lower())
    except ValueError:
        return None
    return found if _fits(found, kinds) else None
