"""What a single value may be in a request: words, limits, null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.external.schemas.merging import kinds_of

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document

MOST_WORDS = 200
"""Words that a value is checked by and typed as, at most."""

_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_SIZES = ("minLength", "maxLength", "minItems", "maxItems")


def with_null(schema: Document) -> Document:
    """Let null be among the values."""
    if not schema:
        return schema
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], *([] if None in schema["enum"] else [None])], **_null_type(schema)}
    if "anyOf" in schema:
        kinds = [*schema["anyOf"], {"type": "null"}]
        return schema if {"type": "null"} in schema["anyOf"] else {**schema, "anyOf": kinds}
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, **_null_type(schema)}


def without_null(schema: Document) -> list[Document]:
    """Give null as a variant of its own, where a schema allows it beside other values."""
    kinds = kinds_of(schema)
    others = [kind for kind in kinds if kind != "null"]
    if "null" not in kinds or not others:
        return [schema]
    rest = {**schema, "type": others if len(others) > 1 else others[0]}
    if "enum" in schema:
        rest["enum"] = [word for word in schema["enum"] if word is not None]
    return [rest, {"type": "null"}]


def _null_type(schema: Document) -> Document:
    kinds = kinds_of(schema)
    return {"type": [*(kind for kind in kinds if kind != "null"), "null"]} if kinds else {}


def words_of(words: list[Any]) -> Document:
    """Give the schema of a list of words, or of their types where they are too many to be named."""
    if any(isinstance(word, dict | list) for word in words):
        return {}
    known = [word for place, word in enumerate(words) if word not in words[:place]] if len(words) <= MOST_WORDS else []
    kinds = list(dict.fromkeys(_kind(word) for word in words))
    if kinds == ["null"]:
        return {"type": "null"}
    return {"type": kinds if len(kinds) > 1 else kinds[0], **({"enum": known} if known else {})}


def _kind(value: object) -> str:
    kinds: dict[type, str] = {bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return kinds.get(type(value), "string")


def limits_of_kind(kind: str, schema: Document) -> Document:
    """Give the limits that have the form of one; in 3.0 an exclusive limit is a flag beside the limit."""
    limits: Document = {}
    if kind in ("integer", "number"):
        limits = {key: schema[key] for key in _NUMBERS if _is_number(schema.get(key))}
        for plain, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if schema.get(exclusive) is True and plain in limits:
                limits[exclusive] = limits.pop(plain)
    own = {"string": "Length", "array": "Items"}.get(kind, "-")
    sizes = {key: schema[key] for key in _SIZES if key.endswith(own) and _is_number(schema.get(key))}
    return {**limits, **{key: size for key, size in sizes.items() if size >= 0}}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
