"""Adapt unions in responses: objects by a discriminator, lists by their items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.codegen.external.references import name_of
from scripts.codegen.external.schemas.discriminators import (
    OTHER,
    are_apart,
    declared_discriminator_of,
    discriminator_of,
    inner_discriminator_of,
    partial_discriminator_of,
)
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.external.schemas.words import words_in_schema
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.discriminators import Discriminator, Value
    from scripts.codegen.external.schemas.merging import Key, Merger
    from scripts.codegen.openapi.document import Document, Json

ANY: Document = {}
NULL: Document = {"type": "null"}


@dataclass(frozen=True, eq=False)
class Variant:
    """A variant of a union: its schema as in the document, resolved, and what identifies it."""

    raw: Json
    whole: Document
    key: Key | None


class Unions:
    """The unions in the responses of one document."""

    def __init__(self, merger: Merger, notes: Notes, add: Callable[[Document, str, object], Document]) -> None:
        self._merger = merger
        self._notes = notes
        self._add = add
        """Adds an object: its schema, its name, and what identifies it."""
        self._tags: dict[tuple[str, str], list[Value]] = {}

    def tags(self) -> Iterator[tuple[str, str, list[Value]]]:
        """Yield the objects that a field discriminates, with the field and its values."""
        for (name, key), values in self._tags.items():
            yield name, key, list(dict.fromkeys(values))

    def objects(self, found: list[Variant], schema: Document, hint: str, other: Document | None) -> list[Document]:
        """Adapt the objects of a union: they stay separate if a field or what they require tells them apart.

        Args:
            found: The objects.
            schema: The union, with its `discriminator` and the fields beside it.
            hint: The name of the union.
            other: What an object with an unknown value is.
        """
        if len(found) < 2 and other is None and not (found and schema.get("discriminator")):
            return [self._variant(each, hint) for each in found]
        origins = [self._merger.origin(each.raw) for each in found]
        wholes = [each.whole for each in found]
        declared = schema.get("discriminator") or self._merger.inherited_discriminator(origins)
        discriminator = discriminator_of(wholes, origins, declared, self._merger.whole)
        if discriminator is None:
            return self._untagged(found, origins, schema, hint)
        default = self._default(found, schema)
        pairs = zip(found, discriminator.values, strict=True)
        separate = self._tagged([pair for pair in pairs if pair[0] is not default], discriminator.key, hint)
        return [*separate, self._variant(default, hint) if default else other or self._other(schema, hint)]

    def _tagged(self, found: list[tuple[Variant, list[Value]]], key: str, hint: str) -> list[Document]:
        """Adapt objects, each with the values of the field that discriminates them."""
        separate: list[Document] = []
        for each, values in found:
            separate.append(self._variant(each, f"{hint} {values[0]}"))
            self._add_tags(separate[-1], key, values)
        for word in dict.fromkeys(word for _, values in found for word in values):
            self._tag_inside([each for each, values in found if word in values], key, hint)
        return separate

    def _add_tags(self, adapted: Document, key: str, values: list[Value]) -> None:
        name = str(adapted["$ref"]).rpartition("/")[2]
        self._tags.setdefault((name, key), []).extend(values)

    def _tag_inside(self, found: list[Variant], outer: str, hint: str) -> None:
        """Tag the objects with the same word by a second field, if there is one that tells them apart."""
        wholes = [each.whole for each in found]
        inner = inner_discriminator_of(wholes, outer, self._merger.whole) if len(found) > 1 else None
        if inner is None:
            return
        for each, values in zip(found, inner.values, strict=True):
            self._add_tags(self._variant(each, f"{hint} {values[0]}"), inner.key, values)

    def _untagged(self, found: list[Variant], origins: list[str | None], schema: Document, hint: str) -> list[Document]:
        """Adapt objects that no field discriminates as a whole: a union inside of the union may have one of its own."""
        wholes = [each.whole for each in found]
        inner = self._merger.inner_discriminators(schema)
        if partial := declared_discriminator_of(wholes, origins, inner, self._merger.whole):
            return self._partly_apart(found, partial, schema, hint)
        if are_apart(wholes):
            return [self._variant(each, hint) for each in found]
        if partial := partial_discriminator_of(wholes, self._merger.whole):
            return self._partly_apart(found, partial, schema, hint)
        return [self._joined(found, hint)]

    def _partly_apart(
        self, found: list[Variant], partial: Discriminator, schema: Document, hint: str
    ) -> list[Document]:
        """Adapt objects of which only some have a value that tells them apart."""
        pairs = [*zip(found, partial.values, strict=True)]
        tagged = self._tagged([pair for pair in pairs if pair[1]], partial.key, hint)
        others = [each for each, words in pairs if not words]
        separate = len(others) == 1 or are_apart([each.whole for each in others])
        rest = [self._variant(each, hint) for each in others] if separate else [self._joined(others, hint)]
        return [*tagged, *rest, self._other(schema, hint)]

    def _default(self, found: list[Variant], schema: Document) -> Variant | None:
        """Return what an undocumented variant is by the `defaultMapping` of OpenAPI 3.2."""
        named = mapping(schema.get("discriminator")).get("defaultMapping")
        pointer = named if "#" in str(named) else f"#/components/schemas/{named}"
        return next((each for each in found if named and each.key == pointer), None)

    def _other(self, schema: Document, hint: str) -> Document:
        """Return what an undocumented variant is: the fields beside the union, if there are some."""
        if not mapping(schema.get("properties")):
            return self._add(OTHER, "Other Variant", "other")
        return self._add(
            {key: each for key, each in schema.items() if key not in ("anyOf", "discriminator")}, hint, None
        )

    def lists(self, found: list[Variant], hint: str, read: Callable[[Json, str], Document]) -> list[Document]:
        """Adapt the lists of a union. Lists of different objects are told apart by what the objects require."""
        inner = [each.whole.get("items") for each in found]
        objects = [self._merger.whole(each) for each in inner]
        if len(found) < 2 or not all(map(is_object, objects)):
            return [read(each.raw, hint) for each in found]
        origins = [self._merger.origin(each) for each in inner]
        is_tagged = discriminator_of(objects, origins, None, self._merger.whole) is not None
        if are_apart(objects) and not is_tagged:
            return [read(each.raw, hint) for each in found]
        return [{"type": "array", "items": read({"anyOf": inner}, f"{hint} Item")}]

    def _joined(self, found: list[Variant], hint: str) -> Document:
        names = ", ".join(
            name_of(each.key, "an object") if isinstance(each.key, str) else "an object" for each in found
        )
        self._notes.add(f"{hint}: nothing tells {names} apart: they are one object with the fields of all")
        key = frozenset(each.key or id(each.raw) for each in found)
        return self._add(joined([each.whole for each in found]), hint, key)

    def _variant(self, variant: Variant, hint: str) -> Document:
        named = name_of(variant.key, hint) if isinstance(variant.key, str) else hint
        return self._add(variant.whole, named, variant.key)


def joined(objects: list[Document]) -> Document:
    """Merge objects without a discriminator: all fields, required if all objects require them."""
    fields: dict[str, list[Any]] = {}
    for each in objects:
        for key, schema in mapping(each.get("properties")).items():
            fields.setdefault(key, [])
            if schema not in fields[key]:
                fields[key].append(schema)
    required = [{str(key) for key in items(each.get("required"))} for each in objects]
    properties = {key: found[0] if len(found) == 1 else {"anyOf": found} for key, found in fields.items()}
    kept = [key for key in properties if all(key in each for each in required)]
    return {"type": "object", "properties": properties, "required": kept}


def is_object(schema: Document) -> bool:
    """Return whether a schema is an object with fields."""
    kinds = [kind for kind in kinds_of(schema) if kind != "null"]
    return bool(mapping(schema.get("properties"))) and kinds in ([], ["object"])


def is_word(schema: Document) -> bool:
    """Return whether a schema lists words."""
    words = words_in_schema(schema)
    return bool(words) and all(isinstance(word, str) for word in words)


def words_in(variants: list[Variant]) -> list[Any]:
    """Return the words of all variants."""
    return [word for each in variants for word in words_in_schema(each.whole)]


def reference(name: str) -> Document:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema: Document, is_null: bool) -> Document:
    """Return a schema that allows null, if ``is_null``."""
    return union_of([schema, NULL]) if is_null else schema


def union_of(schemas: list[Document]) -> Document:
    """Return the union of adapted schemas, each once; whole numbers are numbers, too."""
    flat = [inner for each in schemas for inner in each.get("anyOf", [each])]
    flat = [each for each in flat if each != {"type": "integer"}] if {"type": "number"} in flat else flat
    found = [each for place, each in enumerate(flat) if each not in flat[:place]]
    if ANY in found or not found:
        return ANY
    return found[0] if len(found) == 1 else {"anyOf": found}
