"""What tells the variants of a union apart: a field that has another constant in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

OTHER: Document = {
    "type": "object",
    "description": "A variant that the documentation does not name: all that it holds is in `additional_properties`.",
    "properties": {},
}


@dataclass(frozen=True)
class Tag:
    """The field that tells variants apart, and its values in each of them."""

    key: str
    values: list[list[str]]


def tag_of(variants: list[Document], pointers: list[str | None], discriminator: Json) -> Tag | None:
    """Find the field by which the variants can be told; None where there is none.

    Constants of the variants themselves come first, then what the ``discriminator`` says of it.
    """
    named = mapping(discriminator).get("propertyName")
    keys = [named] if isinstance(named, str) else []
    for key in [*keys, *mapping(variants[0].get("properties"))]:
        tag = Tag(str(key), [_constants(each, str(key)) for each in variants])
        if _tells_apart(tag):
            return tag
    if isinstance(named, str):
        mapped = mapping(mapping(discriminator).get("mapping"))
        tag = Tag(named, [_mapped(pointer, mapped) for pointer in pointers])
        has_field = all(named in mapping(each.get("properties")) for each in variants)
        return tag if has_field and _tells_apart(tag) else None
    return None


def _tells_apart(tag: Tag) -> bool:
    values = [value for each in tag.values for value in each]
    return all(tag.values) and len({*values}) == len(values)


def _constants(variant: Document, key: str) -> list[str]:
    field = mapping(mapping(variant.get("properties")).get(key))
    words = [field["const"]] if "const" in field else items(field.get("enum"))
    return [words[0]] if len(words) == 1 and isinstance(words[0], str) else []


def _mapped(pointer: str | None, mapped: Document) -> list[str]:
    """The values that stand for a variant: those mapped to it, or the name of its schema."""
    if pointer is None:
        return []
    name = pointer.rpartition("/")[2]
    return [value for value, target in mapped.items() if target in (pointer, name)] or [name]
