"""Merge a schema with its parts (`allOf`), as far as they do not contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.combining import ANNOTATIONS, combined, with_one_union
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import items
from scripts.codegen.openapi.references import resolved

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document


def merged(spec: Document, schema: Document, inside: tuple[str, ...] = ()) -> Document:
    """Return a schema merged with its parts, with its union under `anyOf`.

    Args:
        spec: The spec.
        schema: The schema; the schemas inside of it stay as they are.
        inside: The references on the way to it.

    Raises:
        CodegenError: Parts contradict each other, or one contains itself, or a reference leads nowhere.
    """
    rest = with_one_union({key: each for key, each in schema.items() if key != "allOf"}, _refuse)
    parts = [part for part in items(schema.get("allOf")) if isinstance(part, dict)]
    if not parts:
        return rest
    if len(parts) == 1 and rest.keys() <= ANNOTATIONS and "$ref" in parts[0]:
        return {**parts[0], **rest}
    found: Document = {}
    for part in parts:
        reference = str(part.get("$ref", ""))
        if reference in inside:
            raise CodegenError(f"{reference}: contains itself")
        further = (*inside, reference) if reference else inside
        found = combined(found, merged(spec, resolved(spec, part), further), _refuse)
    return combined(found, rest, _refuse)


def _refuse(note: str) -> None:
    raise CodegenError(note)
