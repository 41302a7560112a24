"""Enums, limits and null of single values in requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.external.schemas.words import kind_of
from scripts.codegen.openapi.combining import ANNOTATIONS
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document, Json

MOST_WORDS = 200
"""The most words of an enum that is checked and typed."""

NOTHING_FITS = "is false, so that no value fits it"

_KEYWORDS = {
    *("$ref", "$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor"),
    *("$vocabulary", "$comment", "$defs", "definitions", "id"),
    *("type", "enum", "const", "format", "pattern", "multipleOf", "minimum", "maximum", "exclusiveMinimum"),
    *("exclusiveMaximum", "minLength", "maxLength", "contentEncoding", "contentMediaType", "contentSchema"),
    *("items", "prefixItems", "additionalItems", "contains", "minContains", "maxContains", "minItems", "maxItems"),
    *("uniqueItems", "unevaluatedItems", "properties", "patternProperties", "additionalProperties", "propertyNames"),
    *("minProperties", "maxProperties", "required", "dependencies", "dependentRequired", "dependentSchemas"),
    *("unevaluatedProperties", "allOf", "anyOf", "oneOf", "not", "if", "then", "else"),
    *("nullable", "discriminator", "xml", "externalDocs", *ANNOTATIONS),
}
"""The keywords of JSON Schema and of OpenAPI, from draft 4 on."""

_PARTS = (("items", "array", "list"), ("prefixItems", "array", "list"), ("properties", "object", "object"))
"""What only values of one type have, and the name of that type."""

LIMITED = ("number", "string", "array", "object")
"""The types that have limits."""

_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_SIZES = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")


def with_null(schema: Document) -> Document:
    """Return a schema that also allows null."""
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
    """Return a schema without null, and null as a separate variant if it was allowed."""
    kinds = kinds_of(schema)
    others = [kind for kind in kinds if kind != "null"]
    if "null" not in kinds or not others:
        return [schema]
    rest = {**schema, "type": others if len(others) > 1 else others[0]}
    if "enum" in schema:
        rest["enum"] = [word for word in schema["enum"] if word is not None]
    return [rest, {"type": "null"}]


def with_one_set_of_words(schemas: list[Document]) -> list[Document]:
    """Return the variants of a union, with the words of those that only list strings in one of them."""
    listed = [each for each in schemas if each.get("type") == "string" and "enum" in each]
    if len(listed) < 2:
        return schemas
    words = list(dict.fromkeys(word for each in listed for word in each["enum"]))
    return [{"type": "string", "enum": words}, *(each for each in schemas if each not in listed)]


def _null_type(schema: Document) -> Document:
    kinds = kinds_of(schema)
    return {"type": [*(kind for kind in kinds if kind != "null"), "null"]} if kinds else {}


def words_of(words: list[Any], kinds: Sequence[str] = ()) -> Document:
    """Return the schema of an enum, or of the types of its words if there are too many.

    Args:
        words: Its words.
        kinds: The types that it names: `2.0` is one of its words if it says `number` and lists 2.
    """
    if any(isinstance(word, dict | list) for word in words):
        return {}
    different = {(isinstance(word, bool), word): word for word in words}  # in Python, but not in JSON, `True` is 1
    known = [*different.values()] if len(words) <= MOST_WORDS else []
    found = [kind_of(word) for word in words]
    found = ["number" if kind == "integer" and "number" in kinds else kind for kind in found]
    types = list(dict.fromkeys(found))
    if types == ["null"]:
        return {"type": "null"}
    return {"type": types if len(types) > 1 else types[0], **({"enum": known} if known else {})}


def placed_items(schema: Document) -> tuple[list[Json], Json]:
    """Return the schemas of the items of a list by their place, and that of the others; False if there are none."""
    placed = items(schema.get("prefixItems")) or items(schema.get("items"))
    rest = schema.get("additionalItems" if isinstance(schema.get("items"), list) else "items")
    rest = schema.get("unevaluatedItems", True) if rest is None else rest
    most = schema.get("maxItems")
    is_closed = bool(placed) and isinstance(most, int) and most <= len(placed)
    return placed, False if is_closed else rest


def note_ignored(schema: Document, hint: str, notes: Notes, field_names: Callable[[Document], set[str]]) -> None:
    """Note what says nothing of a value: unknown keywords, words that are no list, and items of no list.

    Args:
        schema: The schema.
        hint: Its name.
        notes: Where it is noted.
        field_names: Returns the names of the fields of a schema, those of its variants included.
    """
    if not schema.keys() <= _KEYWORDS:
        unknown = [key for key in schema if key not in _KEYWORDS and not key.startswith(("x-", "X-"))]
        _note_each(unknown, "ignored, since no schema has such a keyword", hint, notes)
    if "enum" in schema or "required" in schema:
        wrong = [key for key in ("enum", "required") if key in schema and not isinstance(schema[key], list)]
        _note_each(wrong, "ignored, since it is no list", hint, notes)
    if "required" in schema and mapping(schema.get("properties")):
        fields = field_names(schema)
        missing = [key for key in map(str, items(schema["required"])) if key not in fields]
        _note_each(missing, "required, but not among its fields: not checked", hint, notes)
    for key, kind, what in _PARTS:
        if schema.get(key) and kinds_of(schema) and kind not in kinds_of(schema):
            notes.add(f"{hint}: {key}: ignored, since it is no {what}")


def _note_each(keys: Sequence[str], what: str, hint: str, notes: Notes) -> None:
    if keys:
        notes.add(f"{hint}: {', '.join(keys)}: {what}")


def limits_of_kind(kind: str, schema: Document) -> Document:
    """Return the valid limits of a type; in OpenAPI 3.0 exclusive limits are flags."""
    limits: Document = {"uniqueItems": True} if kind == "array" and schema.get("uniqueItems") is True else {}
    if kind in ("integer", "number"):
        limits = {key: schema[key] for key in _NUMBERS if _is_number(schema.get(key))}
        if _is_number(schema.get("multipleOf")) and schema["multipleOf"] > 0:
            limits["multipleOf"] = schema["multipleOf"]
        for plain, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if schema.get(exclusive) is True and plain in limits:
                limits[exclusive] = limits.pop(plain)
    own = {"string": "Length", "array": "Items", "object": "Properties"}.get(kind, "-")
    sizes = {key: schema[key] for key in _SIZES if key.endswith(own) and _is_number(schema.get(key))}
    return {**limits, **{key: size for key, size in sizes.items() if size >= 0}}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
