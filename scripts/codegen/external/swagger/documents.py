"""Read a document of Swagger 2.0 as one of OpenAPI 3.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

_MOVED = ("definitions", "securityDefinitions", "schemes", "host", "basePath")
_DATA = ("example", "examples", "default", "enum")
_WORDS = ("x-ms-discriminator-value", "x-discriminator-value")
"""Where a schema says by which word it is told apart; Swagger 2.0 itself knows only its name."""

_FILE = {"type": "string", "format": "binary"}


def converted(document: Document) -> Document:
    """Return a document of Swagger 2.0 as one of OpenAPI 3.0.

    Its parameters and responses stay where they are, and are adapted with the operations that use them.
    """
    schemes = mapping(document.get("securityDefinitions")).items()
    kept = {key: _current(value) for key, value in document.items() if key not in _MOVED}
    return {
        **kept,
        "openapi": "3.0.3",
        "servers": _servers(document),
        "components": {
            "schemas": _with_words(_current(mapping(document.get("definitions")))),
            "securitySchemes": {name: _scheme(mapping(each)) for name, each in schemes},
        },
    }


def _with_words(schemas: Document) -> Document:
    """Add the words of schemas to the discriminators of those that they extend."""
    for name, schema in schemas.items():
        words = [str(schema[key]) for key in _WORDS if key in mapping(schema)]
        for parent in _extended(schemas, name) if words else ():
            if declared := mapping(parent.get("discriminator")):
                target = name.replace("~", "~0").replace("/", "~1")
                declared["mapping"] = {**mapping(declared.get("mapping")), words[0]: f"#/components/schemas/{target}"}
    return schemas


def _extended(schemas: Document, name: str) -> list[Document]:
    """Return the schemas that one extends, itself included."""
    found, waiting = {name: mapping(schemas[name])}, [name]
    while waiting:
        parts = [str(mapping(each).get("$ref")) for each in items(found[waiting.pop()].get("allOf"))]
        new = [key for each in parts if (key := each.rpartition("/")[2]) in schemas and key not in found]
        found |= {key: mapping(schemas[key]) for key in new}
        waiting += new
    return [*found.values()]


def _servers(document: Document) -> list[Json]:
    host, path = document.get("host"), document.get("basePath", "")
    schemes = [each for each in items(document.get("schemes")) if each in ("http", "https")] or ["https"]
    return [{"url": f"{each}://{host}{path}" if host else path} for each in schemes]


def _scheme(scheme: Document) -> Document:
    return {**scheme, "type": "http", "scheme": "basic"} if scheme.get("type") == "basic" else scheme


def _current(value: Json) -> Any:
    """Return a value with the keywords of OpenAPI 3.0."""
    if isinstance(value, list):
        return [_current(each) for each in value]
    return _current_mapping(value) if isinstance(value, dict) else value


def _current_mapping(value: Document) -> Document:
    found: Document = {
        key: each if key in _DATA and not mapping(each) else _current(each) for key, each in value.items()
    }
    if isinstance(reference := found.get("$ref"), str):
        found["$ref"] = reference.replace("#/definitions/", "#/components/schemas/", 1)
    if isinstance(named := found.get("discriminator"), str):
        found["discriminator"] = {"propertyName": named}
    if found.get("x-nullable") is True:
        found["nullable"] = True
    return {**found, **_FILE} if found.get("type") == "file" else found
