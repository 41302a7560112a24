"""Find operations, examples and referenced values in an OpenAPI document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from scripts.codegen.openapi.document import Document, Json, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Place

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_NAMES = {"properties", "patternProperties", "schemas", "responses", "examples", "headers", "parameters"}
_DATA = {"example", "examples", "default", "enum", "const"}


def operations(document: Document) -> Iterator[tuple[Place, Document]]:
    """Yield every operation of a document with its place, in document order."""
    for path, item in mapping(document.get("paths")).items():
        for method, operation in mapping(item).items():
            if method in METHODS and isinstance(operation, dict):
                yield ("paths", path, method), operation


def with_own_operations(document: Document) -> Document:
    """Return a copy of a document whose operations can be changed. The rest is shared: a deep copy of it is slow."""
    return {**document, "paths": {path: _own_item(item) for path, item in mapping(document.get("paths")).items()}}


def _own_item(item: Json) -> Document:
    return {key: {**value} if isinstance(value, dict) else value for key, value in mapping(item).items()}


def operation_names(document: Document) -> tuple[str, ...]:
    """Return the operation ids of a document, including variants that share a path and method."""
    return tuple(
        str(entry.get("operationId"))
        for _, operation in operations(document)
        for entry in (operation, *operation.get("x-variants", ()))
    )


def nodes(document: Document) -> Iterator[tuple[Place, Json]]:
    """Yield every value of a document with its place, except the data of examples, defaults and extensions."""
    return walk(document, skip=_is_data)


def _is_data(place: Place) -> bool:
    key = place[-1]
    if not isinstance(key, str) or are_names(place[:-1]):
        return False
    return key in _DATA or (key.startswith("x-") and key != "x-missing")


def are_names(place: Place) -> bool:
    """Return whether the keys at a place are names chosen by the provider, not OpenAPI keywords."""
    return bool(place) and place[-1] in _NAMES and not are_names(place[:-1])


def examples(document: Document) -> Iterator[tuple[Place, Place, Json]]:
    """Yield each example and each default as its place, the place of its schema, and its value."""
    for place, value in nodes(document):
        if not isinstance(value, dict) or are_names(place):
            continue
        schema = (*place, "schema") if "schema" in value else place
        for key in ("example", "default"):
            if key in value:
                yield (*place, key), schema, value[key]
        for number, example in enumerate(items(value.get("examples"))):
            yield (*place, "examples", number), schema, example


def resolve(document: Document, value: Json) -> Json:
    """Follow the ``$ref`` of a value inside the document; None if it leads nowhere or in a circle."""
    seen: set[str] = set()
    while isinstance(reference := mapping(value).get("$ref"), str):
        if reference in seen or not reference.startswith("#/"):
            return None
        seen.add(reference)
        value = value_at_pointer(document, unquote(reference).removeprefix("#"))
    return value


def value_at_pointer(value: Json, pointer: str) -> Json:
    """Return the value at a JSON pointer, None if there is none."""
    for step in pointer.split("/")[1:]:
        value = member(value, step.replace("~1", "/").replace("~0", "~"))
    return value


def mapping(value: Json) -> Document:
    """Return the value if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def member(value: Json, key: str) -> Json:
    """Return the member of an object or a list that a step of a JSON pointer names, None if there is none."""
    if isinstance(value, list):
        return value[int(key)] if key.isdecimal() and len(key) < 9 and int(key) < len(value) else None
    return mapping(value).get(key)


def items(value: Json) -> list[Json]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []
