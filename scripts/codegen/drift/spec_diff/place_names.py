"""Readable names for places in an OpenAPI document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code, word
from scripts.codegen.openapi.navigation import METHODS, items, mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.openapi.document import Document, Place

_SHARED = {
    "responses": "shared response",
    "parameters": "shared parameter",
    "requestBodies": "shared body",
    "headers": "shared header",
    "securitySchemes": "auth scheme",
}
_PASSED = {"anyOf", "oneOf", "allOf"}


def place_name(document: Document, place: Place) -> str:
    """Return a readable name for a place, for instance "field `text` of `TtsRequest`"."""
    match place:
        case ("components", "schemas", name, *rest):
            return _in_schema(code(str(name)), rest)
        case ("components", str(shared), name, *rest) if shared in _SHARED:
            return _in_part(f"{_SHARED[shared]} {code(str(name))}", rest)
        case ("paths", str(path), str(method), *rest) if method in METHODS:
            operation = mapping(mapping(mapping(document.get("paths")).get(path)).get(method))
            return _in_operation(operation, code(f"{method.upper()} {path}"), rest)
        case ("paths", path, *_):
            return code(str(path))
        case ("servers", *_):
            return "the server"
        case ("security", *_):
            return "the security of the API"
        case _:
            return f"the document's {code(str(place[0]))}" if place else "the document"


def _in_operation(operation: Document, owner: str, rest: Sequence[str | int]) -> str:
    match rest:
        case ["parameters", int(number), *inner]:
            return _in_schema_of(f"{_parameter(operation, number)} of {owner}", inner)
        case ["requestBody", *inner]:
            return _in_part(f"the body of {owner}", inner)
        case ["responses", status, *inner]:
            return _in_part(f"response {word(str(status))} of {owner}", inner)
        case ["callbacks", name, *_]:
            return f"callback {code(str(name))} of {owner}"
        case _:
            return owner


def _in_part(owner: str, rest: Sequence[str | int]) -> str:
    match rest:
        case ["headers", name, *inner]:
            return _in_schema_of(f"header {code(str(name))} of {owner}", inner)
        case ["content", kind, *inner]:
            return _in_schema_of(owner if inner else f"{code(str(kind))} of {owner}", inner)
        case _:
            return _in_schema_of(owner, rest)


def _in_schema_of(owner: str, rest: Sequence[str | int]) -> str:
    return _in_schema(owner, rest[1:]) if rest and rest[0] == "schema" else owner


def _in_schema(owner: str, rest: Sequence[str | int]) -> str:
    path = _field_path(rest)
    return f"field {code(path)} of {owner}" if path.strip("[]{}") else owner


def _field_path(rest: Sequence[str | int]) -> str:
    """Return the path of a field inside a schema, for instance `voice.settings[].speed`."""
    match rest:
        case ["properties", name, *inner]:
            after = _field_path(inner)
            return f"{name}{'' if after[:1] in ('', '[', '{') else '.'}{after}"
        case ["items", *inner]:
            return f"[]{_dotted(_field_path(inner))}"
        case ["additionalProperties", *inner]:
            return f"{{}}{_dotted(_field_path(inner))}"
        case [str(word), int(_), *inner] if word in _PASSED:
            return _field_path(inner)
        case _:
            return ""


def _dotted(path: str) -> str:
    return f".{path}" if path[:1] not in ("", "[", "{") else path


def _parameter(operation: Document, number: int) -> str:
    parameter = mapping(items(operation.get("parameters"))[number])
    name = parameter.get("name", parameter.get("$ref", number))
    where = f"{word(str(parameter['in']))} " if "in" in parameter else ""
    return f"{where}parameter {code(str(name))}"
