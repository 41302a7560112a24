"""Finding one's way in an OpenAPI document: its operations, its examples, what is data and what is a name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from scripts.codegen.openapi.document import Document, Json, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Steps

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_NAMES = {"properties", "patternProperties", "schemas", "responses", "examples", "headers", "parameters"}
_DATA = {"example", "examples", "default", "enum", "const"}


def operations(document: Document) -> Iterator[tuple[Steps, Document]]:
    """Give every operation of a document with its place, in document order."""
    for path, item in mapping(document.get("paths")).items():
        for method, operation in mapping(item).items():
            if method in METHODS and isinstance(operation, dict):
                yield ("paths", path, method), operation


def operation_names(document: Document) -> tuple[str, ...]:
    """Name every operation of a document, the variants of one path and verb included."""
    return tuple(
        str(entry.get("operationId"))
        for _, operation in operations(document)
        for entry in (operation, *operation.get("x-variants", ()))
    )


def nodes(document: Document) -> Iterator[tuple[Steps, Json]]:
    """Everything in the document that is not the data of an example, a default or an extension."""
    return walk(document, skip=_is_data)


def _is_data(place: Steps) -> bool:
    key = place[-1]
    if not isinstance(key, str) or are_names(place[:-1]):
        return False
    return key in _DATA or (key.startswith("x-") and key != "x-missing")


def are_names(place: Steps) -> bool:
    """Whether the keys at a place are names that the provider chose, not words of OpenAPI."""
    return bool(place) and place[-1] in _NAMES and not are_names(place[:-1])


def examples(document: Document) -> Iterator[tuple[Steps, Steps, Json]]:
    """Give each example with its place and the place of its schema."""
    for place, value in nodes(document):
        if not isinstance(value, dict) or are_names(place):
            continue
        schema = (*place, "schema") if "schema" in value else place
        if "example" in value:
            yield (*place, "example"), schema, value["example"]
        for number, example in enumerate(items(value.get("examples"))):
            yield (*place, "examples", number), schema, example


def resolve(document: Document, value: Json) -> Json:
    """Follow a value's ``$ref`` to its end within the document; None where it leads nowhere or round in a circle."""
    seen: set[str] = set()
    while isinstance(reference := mapping(value).get("$ref"), str):
        if reference in seen or not reference.startswith("#/"):
            return None
        seen.add(reference)
        value = value_at(document, unquote(reference).removeprefix("#"))
    return value


def value_at(value: Json, place: str) -> Json:
    """Give what stands at a place (JSON pointer) of a document, None where nothing does."""
    for step in place.split("/")[1:]:
        if isinstance(value, list):
            value = dict(enumerate(value)).get(int(step)) if step.isdecimal() else None
        else:
            value = mapping(value).get(step.replace("~1", "/").replace("~0", "~"))
    return value


def mapping(value: Json) -> Document:
    """Give a mapping, an empty one where the value is none."""
    return value if isinstance(value, dict) else {}


def items(value: Json) -> list[Json]:
    """Give a list, an empty one where the value is none."""
    return value if isinstance(value, list) else []
