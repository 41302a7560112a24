"""Adapt request bodies to what clients can send: JSON, a form, a file or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.naming import snake
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.media_types import essence, is_json, is_media_type, is_text
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.operations.parameters import ParameterReader
    from scripts.codegen.openapi.document import Document, Json

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_WHOLE = "body"
_PART, _RAW, _TEXT = "bytes | tuple[str, bytes]", "bytes", "str"
"""The types of a file in a form, of a file body, and of a text body."""


def body_of(reader: ParameterReader, operation: Document) -> Document:
    """Return the `requestBody` of an operation, empty if it has none.

    Raises:
        Unsupported: Clients cannot send it.
    """
    body = follow(reader.document, operation.get("requestBody")).value
    content = mapping(body.get("content"))
    if not content:
        return {}
    forms = [kind for form in _FORMS for kind in content if essence(kind) == form]
    kind = next(iter([*filter(is_json, content), *forms, *content]))
    others = [other for other in content if other != kind]
    if others:
        reader.notes.add(f"the body is sent as {kind}, not as {', '.join(others)}")
    schema = mapping(content[kind]).get("schema", {})
    if is_json(kind):
        return {**_json(reader, schema, body), "x-content-type": essence(kind)}
    return _form(reader, essence(kind), schema, body) if kind in forms else _raw(kind, body)


def content_type(body: Document) -> list[Document]:
    """Return the Content-Type of a body, if httpx does not set it, as a parameter with one value."""
    kind = body.get("x-content-type", "application/json")
    if kind == "application/json":
        return []
    schema = {"type": "string", "enum": [kind]}
    return [{"name": "Content-Type", "in": "header", "required": True, "schema": schema}]


def _json(reader: ParameterReader, schema: Json, body: Document) -> Document:
    hint = f"{reader.operation} Body"
    fields = reader.schemas.fields(schema, hint)
    if fields is None:
        fields = _whole(reader.schemas.schema(schema, hint), body)
    return _written("application/json", _named(reader, fields))


def _raw(kind: str, body: Document) -> Document:
    """Return a body that is sent as it is: text, or the bytes of a file."""
    known = essence(kind) if is_media_type(kind) else "application/octet-stream"
    whole = _whole({"type": "string", "x-file": _TEXT if is_text(kind) else _RAW}, body)
    return {**_written(known, whole), "x-content-type": known}


def _written(kind: str, schema: Document) -> Document:
    return {"requestBody": {"content": {kind: {"schema": schema}}}}


def _whole(schema: Document, body: Document) -> Document:
    """Return an object whose only field is a body without named fields."""
    required = [_WHOLE] if body.get("required") is True else []
    return {"type": "object", "properties": {_WHOLE: schema}, "required": required, "x-whole": _WHOLE}


def _form(reader: ParameterReader, kind: str, schema: Json, body: Document) -> Document:
    """Return the fields and files of a form; a required one must not be nested."""
    fields = reader.schemas.fields(schema, f"{reader.operation} Body", file=_PART)
    if fields is None and body.get("required") is not True:
        return {}  # the form has no fields
    if fields is None:
        raise Unsupported("the body is a form without named fields")
    encoded = mapping(mapping(mapping(body.get("content")).get(kind)).get("encoding"))
    deep = {key for key, how in encoded.items() if mapping(how).get("style") == "deepObject"}
    nested = [key for key, schema in fields["properties"].items() if key in deep or not _is_flat(schema)]
    needed = [key for key in nested if key in fields["required"]]
    if needed:
        raise Unsupported(f"the body is a form with the nested field {needed[0]}, which clients cannot send")
    if nested:
        reader.notes.add(f"nested fields of the form are not supported: {', '.join(nested)}")
    properties = {key: schema for key, schema in fields["properties"].items() if key not in nested}
    return _written(kind, _named(reader, {**fields, "properties": properties}))


def _is_flat(schema: Document) -> bool:
    """Return whether values are scalars or lists of scalars, which a form repeats."""
    variants = [mapping(each) for each in items(schema.get("anyOf"))] or [schema]
    return all(map(_is_plain, variants)) and all(map(_is_plain, (mapping(each.get("items")) for each in variants)))


def _is_plain(schema: Document) -> bool:
    return "$ref" not in schema and "object" not in kinds_of(schema) and "anyOf" not in schema


def _named(reader: ParameterReader, fields: Document) -> Document:
    """Add the name of the argument to each field."""
    named = {
        key: {**schema, "x-name": reader.names.free(snake(key, "value"))}
        for key, schema in fields["properties"].items()
    }
    return {**fields, "properties": named}
