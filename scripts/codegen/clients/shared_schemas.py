"""Let the generator have equal schemas of a spec as one object.

It makes an object with forty attributes of every schema. Most of a large document are equal to others: null, a string,
a reference, a list of strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openapi_python_client import schema as oai
from pydantic import ValidationError

from scripts.codegen.openapi.navigation import items, mapping, operations

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE = ("items", "additionalProperties")


def share_schemas(spec: Document) -> None:
    """Replace the schemas of a normalised spec by the generator's objects for them, one for all that are equal."""
    shared = _SharedSchemas()
    schemas = spec["components"]["schemas"]
    schemas.update({name: shared.of(schema) for name, schema in schemas.items()})
    for _, operation in operations(spec):
        content = [media for each in operation["responses"].values() for media in each.get("content", {}).values()]
        for holder in (*operation["parameters"], *content):
            holder.update({"schema": shared.of(holder["schema"])} if "schema" in holder else {})


class _SharedSchemas:
    """The objects so far."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Any] = {}

    def of(self, schema: Json) -> Any:
        """Return the object for a schema; one that is not valid stays what it is, for the generator to report."""
        if not isinstance(schema, dict) or schema.get("nullable"):  # the generator would add null for each reference
            return schema
        whole = {key: self._part(key, value) for key, value in schema.items()}
        identity = tuple((key, _identity(key, value)) for key, value in whole.items())
        if identity not in self._known:
            self._known[identity] = _parsed(whole)
        return self._known[identity]

    def _part(self, key: str, value: Json) -> Any:
        if key in _LISTS:
            return [self.of(each) for each in items(value)]
        if key == "properties":
            return {name: self.of(each) for name, each in mapping(value).items()}
        return self.of(value) if key in _SINGLE else value


def _identity(key: str, value: Any) -> object:
    """Return what equal values of a keyword have in common; the objects in them are known by their addresses."""
    if key in _LISTS:
        return tuple(map(id, items(value)))
    if key == "properties":
        return tuple((name, id(each)) for name, each in mapping(value).items())
    return id(value) if key in _SINGLE else repr(value)


def _parsed(schema: Document) -> Any:
    try:
        return (oai.Reference if "$ref" in schema else oai.Schema).model_validate(schema)
    except ValidationError:
        return schema
