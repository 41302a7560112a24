"""Rewrite the requests of our own specs, in memory, into the form that `request_of` reads.

- The parts of an `allOf` are one schema, and a union is an `anyOf`: the API decides which variant a value is.
- JSON that is not an object with fields is one argument, `body`.
- A field that is named like a parameter gets another name.
- An object that responses have as well, and one of two that are named alike, gets a title of its own; a reference
  to an object from its inside is marked, to be checked by name (`x-shared`).

The requests of external documents have this form already.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from openapi_python_client.strings import ClassName, PythonIdentifier

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import items, mapping, operations, with_own_operations
from scripts.codegen.openapi.parts import merged
from scripts.codegen.openapi.references import followed, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.openapi.document import Document, Json

_JSON = "application/json"
_WHOLE = "body"
_SCHEMAS = "#/components/schemas/"
_LISTS = ("anyOf", "prefixItems")
_SINGLE = ("items", "additionalProperties")


def with_plain_requests(document: Document) -> Document:
    """Return a copy of a spec whose requests are as described above; its responses are not for use."""
    if "x-models" in document:
        return document  # external
    spec = with_own_operations(document)
    components = mapping(spec.get("components"))
    schemas = {name: _plain(spec, each) for name, each in mapping(components.get("schemas")).items()}
    spec["components"] = {**components, "schemas": schemas}
    titles = _Titles(spec)
    for _, operation in operations(spec):
        operation["parameters"] = [_parameter(spec, each) for each in items(operation.get("parameters"))]
        if "requestBody" in operation:
            operation["requestBody"] = _body(spec, operation)
    for _, operation in operations(spec):
        for media in mapping(mapping(operation.get("requestBody")).get("content")).values():
            titles.give(media["schema"], str(operation.get("operationId")))
    return spec


def _parameter(spec: Document, parameter: Json) -> Document:
    found = resolved(spec, mapping(parameter))
    return {**found, "schema": _plain(spec, found["schema"])} if "schema" in found else found


def _body(spec: Document, operation: Document) -> Document:
    """Return a body with its schemas in their places, each an object with fields."""
    body = resolved(spec, operation["requestBody"])
    content: Document = {}
    for kind, media in mapping(body.get("content")).items():
        plain = mapping(_plain(spec, media.get("schema", {})))
        schema = resolved(spec, plain)
        if kind == _JSON and "properties" not in schema:
            schema = _whole(plain, body.get("required") is True)
        content[kind] = {**media, "schema": _with_free_names(operation["parameters"], schema)}
    return {**body, "content": content}


def _whole(schema: Json, is_required: bool) -> Document:
    required: list[Json] = [_WHOLE] if is_required else []
    return {"type": "object", "properties": {_WHOLE: schema}, "required": required, "x-whole": _WHOLE}


def _with_free_names(parameters: Iterable[Document], schema: Document) -> Document:
    taken = {_argument(str(each["name"]), each.get("schema")) for each in parameters}
    properties = {
        key: {**each, "x-name": f"{name}_2"} if (name := _argument(key, each)) in taken else each
        for key, each in mapping(schema.get("properties")).items()
    }
    return {**schema, "properties": properties} if properties else schema


def _argument(key: str, schema: Json) -> str:
    return str(PythonIdentifier(str(mapping(schema).get("x-name", key)), prefix="field_"))


def _plain(spec: Document, schema: Json) -> Json:
    """Return a schema without `allOf` and `oneOf`, at any depth; as it is if its parts contradict each other."""
    if not isinstance(schema, dict) or "$ref" in schema:
        return {**schema} if isinstance(schema, dict) else schema
    with suppress(CodegenError):  # the operations that use it say so
        schema = merged(spec, schema)
    return {key: _plain_part(spec, key, value) for key, value in schema.items() if key != "discriminator"}


def _plain_part(spec: Document, key: str, value: Json) -> Json:
    if key == "properties":
        return {name: _plain(spec, each) for name, each in mapping(value).items()}
    if key in _LISTS:
        return [_plain(spec, each) for each in items(value)]
    return _plain(spec, value) if key in _SINGLE else value


class _Titles:
    """The titles of objects, by which they are named."""

    def __init__(self, spec: Document) -> None:
        self._spec = spec
        answered = _reached(spec, [each.get("responses") for _, each in operations(spec)])
        self._answered = {str(ClassName(name, prefix="Object")) for name in answered}
        self._known: dict[str, Document] = {}
        self._given: dict[str, bool] = {}  # whether all of it was given

    def give(self, schema: Json, parent: str, key: str = "") -> None:
        """Give titles to the objects in a schema; ``key`` is that of the object, none for a whole body."""
        if not isinstance(schema, dict):
            return
        found: Document = schema
        if reference := str(found.get("$ref", "")):
            key = reference.rpartition("/")[2]
            if reference not in self._given:
                self._given[reference] = False
                self.give(followed(self._spec, reference), "", key)
                self._given[reference] = True
            elif not self._given[reference]:
                found["x-shared"] = True
            return
        if key and "properties" in found:
            self._name(found, parent, key)
        inner = str(found.get("title", key or parent))
        for name, each in mapping(found.get("properties")).items():
            self.give(each, inner, name)
        for each in (*items(found.get("anyOf")), *items(found.get("prefixItems")), *map(found.get, _SINGLE)):
            self.give(each, parent, key)

    def _name(self, schema: Document, parent: str, key: str) -> None:
        name = str(ClassName(str(schema.get("title", key)), prefix="Object"))
        if name in self._answered or self._known.get(name, schema) != schema:
            name = str(ClassName(f"{parent} {name}" if parent else f"{name} Param", prefix="Object"))
            schema["title"] = name
        self._known[name] = schema


def _reached(spec: Document, roots: list[Json]) -> set[str]:
    """Return the names of the schemas that values refer to, at any depth."""
    found: set[str] = set()
    waiting = [*roots]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str) and reference not in found:
                found.add(reference)
                waiting.append(followed(spec, reference))
            waiting += [value for key, value in each.items() if key != "$ref"]
    return {each.removeprefix(_SCHEMAS) for each in found if each.startswith(_SCHEMAS)}
