"""The references of an OpenAPI document, and whether they lead anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.schema import Json


def broken_references(document: Json) -> list[str]:
    """List the references that lead nowhere, sorted; those to other documents are among them."""
    return [each for each in sorted(set(_references(document))) if not _resolves(document, each)]


def _references(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str):
            yield reference
        for child in value.values():
            yield from _references(child)
    elif isinstance(value, list):
        for child in value:
            yield from _references(child)


def _resolves(document: Json, reference: str) -> bool:
    target = document
    address, _, fragment = reference.partition("#")
    for step in fragment.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(target, dict) or name not in target:
            return False
        target = target[name]
    return not address
