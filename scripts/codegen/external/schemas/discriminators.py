"""Find the field that discriminates the variants of a union: it has a different constant in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

OTHER: Document = {
    "type": "object",
    "description": "An undocumented variant; all its fields are in `additional_properties`.",
    "properties": {},
}


@dataclass(frozen=True)
class Discriminator:
    """A field that discriminates variants, and its values in each of them."""

    key: str
    values: list[list[str]]


def discriminator_of(variants: list[Document], pointers: list[str | None], declared: Json) -> Discriminator | None:
    """Find the field that discriminates variants, None if there is none.

    Args:
        variants: The schemas.
        pointers: Their references.
        declared: The `discriminator` of the union; constants in the variants have precedence.
    """
    named = mapping(declared).get("propertyName")
    keys = [named] if isinstance(named, str) else []
    for key in [*keys, *mapping(variants[0].get("properties"))]:
        found = Discriminator(str(key), [_constants(each, str(key)) for each in variants])
        if _is_unique(found):
            return found
    if isinstance(named, str):
        mapped = mapping(mapping(declared).get("mapping"))
        found = Discriminator(named, [_mapped(pointer, mapped) for pointer in pointers])
        has_field = all(named in mapping(each.get("properties")) for each in variants)
        return found if has_field and _is_unique(found) else None
    return None


def _is_unique(found: Discriminator) -> bool:
    values = [value for each in found.values for value in each]
    return all(found.values) and len({*values}) == len(values)


def _constants(variant: Document, key: str) -> list[str]:
    field = mapping(mapping(variant.get("properties")).get(key))
    words = [field["const"]] if "const" in field else items(field.get("enum"))
    return [words[0]] if len(words) == 1 and isinstance(words[0], str) else []


def _mapped(pointer: str | None, mapped: Document) -> list[str]:
    """Return the values for a variant: those mapped to it, or the name of its schema."""
    if pointer is None:
        return []
    name = pointer.rpartition("/")[2]
    return [value for value, target in mapped.items() if target in (pointer, name)] or [name]
