"""Whether the parts of a document have the shape that OpenAPI gives them: what comes after relies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docs2openapi._model.schema import is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAPS = {"paths", "responses", "content", "properties", "schemas", "securitySchemes", "headers", "requestBodies"}
_LISTS = {"servers", "security", "parameters", "allOf", "oneOf", "anyOf"}
_OBJECTS = {"requestBody", "components", "info"}
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
# Data, and names of any meaning.
_FREE = {"example", "examples", "default", "enum", "const", "callbacks", "mapping", "variables"}


def misshapen(document: dict[str, Any]) -> str | None:
    """Return where a document is not what OpenAPI says, in words; None if its parts have their shape.

    A part that is null is taken for one that is not there, and removed.
    """
    return next(_problems(document, ""), None)


def _problems(node: dict[str, Any], place: str) -> Iterator[str]:
    for key, value in list(node.items()):
        name = f"{place}.{key}" if place else str(key)
        if key in _FREE or str(key).startswith("x-"):
            continue
        if value is None and key in _MAPS | _LISTS | _OBJECTS | _METHODS:
            del node[key]
        elif key in _MAPS or (key == "parameters" and is_object(value)):
            yield from _in_map(value, name)
        elif key in _LISTS:
            yield from _in_list(value, name)
        elif key in _OBJECTS | _METHODS and not is_object(value):
            yield f"{name} is no object"
        elif is_object(value):
            yield from _problems(value, name)


def _in_map(value: object, name: str) -> Iterator[str]:
    if not is_object(value):
        yield f"{name} is no object"
        return
    for key, child in value.items():
        if is_object(child):
            yield from _problems(child, f"{name}.{key}")
        elif not (isinstance(child, bool) or str(key).startswith("x-")):
            yield f"{name}.{key} is no object"


def _in_list(value: object, name: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{name} is no list"
        return
    for number, child in enumerate(cast("list[object]", value)):
        if is_object(child):
            yield from () if name.endswith("security") else _problems(child, f"{name}[{number}]")
        elif not isinstance(child, bool):
            yield f"{name}[{number}] is no object"
