"""Find the field that discriminates the variants of a union: its values decide, not the shape of the object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.codegen.openapi.document import Document, Json

OTHER: Document = {
    "type": "object",
    "description": "An undocumented variant; all its fields are in `additional_properties`.",
    "properties": {},
}

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Discriminator:
    """A field that discriminates variants, and its values in each of them."""

    key: str
    values: list[list[Value]]


def discriminator_of(
    variants: list[Document],
    pointers: list[str | None],
    declared: Json,
    whole: Callable[[Json], Document],
) -> Discriminator | None:
    """Find the field that discriminates variants, None if there is none.

    Args:
        variants: The schemas, resolved.
        pointers: Their references.
        declared: The `discriminator` of the union. Constants in the variants have precedence over its mapping, which
            says which of them a variant has if several variants have the same ones.
        whole: Resolves the schema of a field.
    """
    named = mapping(declared).get("propertyName")
    if isinstance(named, str):
        mapped = mapping(mapping(declared).get("mapping"))
        pairs = zip(variants, pointers, strict=True)
        values = [_words(each, named, pointer, mapped, whole) for each, pointer in pairs]
        if all(values):
            return Discriminator(named, values)
    found = [
        Discriminator(key, [_constants_of(each, key, whole) for each in variants])
        for key in map(str, mapping(variants[0].get("properties")))
    ]
    shared = (each for each in found if _is_shared(each, variants))
    return next(filter(_is_unique, found), None) or next(filter(_has_one_word_each, found), None) or next(shared, None)


def declared_discriminator_of(
    variants: list[Document],
    pointers: list[str | None],
    inner: list[tuple[Json, set[str | None]]],
    whole: Callable[[Json], Document],
) -> Discriminator | None:
    """Find the field that a union inside of a union declares for its own variants, None if there is none.

    Args:
        variants: The schemas of all variants, resolved.
        pointers: Their references.
        inner: The `discriminator` of each union inside, with the references of its variants.
        whole: Resolves the schema of a field.
    """
    for declared, own in inner:
        named, mapped = str(mapping(declared).get("propertyName")), mapping(mapping(declared).get("mapping"))
        pairs = zip(variants, pointers, strict=True)
        values = [_words(each, named, place, mapped, whole) if place in own else [] for each, place in pairs]
        found = Discriminator(named, values)
        if _is_partial(found, variants):
            return found
    return None


def partial_discriminator_of(variants: list[Document], whole: Callable[[Json], Document]) -> Discriminator | None:
    """Find the field that discriminates some of the variants: several, or one that requires it."""
    keys = dict.fromkeys(str(key) for each in variants for key in mapping(each.get("properties")))
    found = [Discriminator(key, [_constants_of(each, key, whole) for each in variants]) for key in keys]
    fitting = [each for each in found if _is_partial(each, variants)]
    return max(fitting, key=lambda each: sum(map(bool, each.values)), default=None)


def inner_discriminator_of(
    variants: list[Document], outer: str, whole: Callable[[Json], Document]
) -> Discriminator | None:
    """Find the field that discriminates variants which have the same value in another field, ``outer``."""
    keys = [str(key) for key in mapping(variants[0].get("properties")) if key != outer]
    found = (Discriminator(key, [_constants_of(each, key, whole) for each in variants]) for key in keys)
    return next(filter(_is_unique, found), None)


def _is_partial(found: Discriminator, variants: list[Document]) -> bool:
    values = [value for each in found.values for value in each]
    tagged = [each for each, words in zip(variants, found.values, strict=True) if words]
    is_needed = bool(tagged) and all(found.key in items(each.get("required")) for each in tagged)
    return len({*values}) == len(values) and (len(tagged) > 1 or is_needed) and len(tagged) < len(variants)


def _is_unique(found: Discriminator) -> bool:
    values = [value for each in found.values for value in each]
    return all(found.values) and len({*values}) == len(values)


def _has_one_word_each(found: Discriminator) -> bool:
    """Return whether each variant has a constant, and not all the same; equal ones differ in what they require."""
    return all(len(each) == 1 for each in found.values) and len({each[0] for each in found.values}) > 1


def _is_shared(found: Discriminator, variants: list[Document]) -> bool:
    """Return whether variants share only some words; those which do differ in what they require."""
    words = [{*each} for each in found.values]
    pairs = [(one, other) for one, other in combinations(range(len(words)), 2) if words[one] & words[other]]
    return all(words) and all(
        words[one] != words[other] and are_apart([variants[one], variants[other]]) for one, other in pairs
    )


def are_apart(objects: list[Document]) -> bool:
    """Return whether of any two objects, one requires a field that the other does not have."""
    return all(_requires_more(one, other) or _requires_more(other, one) for one, other in combinations(objects, 2))


def _requires_more(one: Document, other: Document) -> bool:
    return bool({*map(str, items(one.get("required")))} - {*mapping(other.get("properties"))})


def _constants_of(variant: Document, key: str, whole: Callable[[Json], Document]) -> list[Value]:
    return _constants(_field(variant, key, whole))


def _field(variant: Document, key: str, whole: Callable[[Json], Document]) -> Document:
    return whole(mapping(variant.get("properties")).get(key))


def _constants(field: Document) -> list[Value]:
    words = [field["const"]] if "const" in field else items(field.get("enum"))
    return [word for word in words if isinstance(word, str | int | float | None)]


def _words(
    variant: Document, key: str, pointer: str | None, mapped: Document, whole: Callable[[Json], Document]
) -> list[Value]:
    """Return the values of a variant: its constants, or else those mapped to it, or the name of its schema."""
    field = _field(variant, key, whole)
    if pointer is None:
        return _constants(field)
    return mapped_words(field, pointer, mapped) or _constants(field) or [pointer.rpartition("/")[2]]


def mapped_words(field: Document, pointer: str, mapped: Document) -> list[Value]:
    """Return the values that a mapping has for a variant: its constants but those mapped to others, if it has any.

    Args:
        field: The schema of the tag in the variant, resolved.
        pointer: The reference of the variant.
        mapped: The `mapping` of the discriminator. Its keys are texts, whatever the type of the tag is.
    """
    name = pointer.rpartition("/")[2]
    targets = {pointer, name, f"#/components/schemas/{name}", f"#/definitions/{name}"}
    words = {_of_type(kinds_of(field), word): target for word, target in mapped.items() if isinstance(target, str)}
    own = [word for word, target in words.items() if target in targets]
    constants = _constants(field)
    return [word for word in constants if word in own or word not in words] or own


def _of_type(kinds: list[str], word: str) -> Value:
    """Return a key of a mapping as the value that it stands for, itself if it stands for none of these types."""
    known: dict[str, Value] = {"true": True, "false": False} if "boolean" in kinds else {}
    if "string" in kinds or word.lower() in known:
        return known.get(word.lower(), word)
    if "integer" in kinds and re.fullmatch(r"-?\d+", word):
        return int(word)
    return float(word) if "number" in kinds and re.fullmatch(r"-?\d+(\.\d+)?", word) else word
