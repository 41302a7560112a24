"""The body of a foreign request, as one that clients can send: JSON, a form, a file or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.naming import snake
from scripts.codegen.external.notes import LeftOut
from scripts.codegen.external.operations.media_types import essence, is_json, is_media_type, is_text
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.operations.parameters import Given
    from scripts.codegen.openapi.document import Document, Json

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_WHOLE = "body"
_PART, _RAW, _TEXT = "bytes | tuple[str, bytes]", "bytes", "str"
"""What is given for a file in a form, for a body that is a file, and for one that is text."""


def body_of(given: Given, operation: Document) -> Document:
    """Give `requestBody` of an operation, or nothing. Raises `LeftOut` where clients cannot send what is needed."""
    body = follow(given.document, operation.get("requestBody")).value
    content = mapping(body.get("content"))
    if not content:
        return {}
    forms = [kind for form in _FORMS for kind in content if essence(kind) == form]
    kind = next(iter([*filter(is_json, content), *forms, *content]))
    others = [other for other in content if other != kind]
    if others:
        given.notes.tell(f"the body is sent as {kind}; {', '.join(others)} is not offered")
    schema = mapping(content[kind]).get("schema", {})
    if is_json(kind):
        return {**_json(given, schema, body), "x-content-type": essence(kind)}
    return _form(given, essence(kind), schema, body) if kind in forms else _raw(kind, body)


def content_type(body: Document) -> list[Document]:
    """The header of a body whose kind httpx does not tell by itself, as a parameter with one value."""
    kind = body.get("x-content-type", "application/json")
    if kind == "application/json":
        return []
    schema = {"type": "string", "enum": [kind]}
    return [{"name": "Content-Type", "in": "header", "required": True, "schema": schema}]


def _json(given: Given, schema: Json, body: Document) -> Document:
    hint = f"{given.operation} Body"
    fields = given.asked.fields(schema, hint)
    if fields is None:
        fields = _whole(given.asked.schema(schema, hint), body)
    return _written("application/json", _named(given, fields))


def _raw(kind: str, body: Document) -> Document:
    """A body that is sent as it is: text, or the bytes of a file."""
    known = essence(kind) if is_media_type(kind) else "application/octet-stream"
    whole = _whole({"type": "string", "x-file": _TEXT if is_text(kind) else _RAW}, body)
    return {**_written(known, whole), "x-content-type": known}


def _written(kind: str, schema: Document) -> Document:
    return {"requestBody": {"content": {kind: {"schema": schema}}}}


def _whole(schema: Document, body: Document) -> Document:
    """A body that is no object with fields is one argument."""
    required = [_WHOLE] if body.get("required") is True else []
    return {"type": "object", "properties": {_WHOLE: schema}, "required": required, "x-whole": _WHOLE}


def _form(given: Given, kind: str, schema: Json, body: Document) -> Document:
    """Give the fields and files of a form. Raises `LeftOut` where one is needed that has no plain form."""
    fields = given.asked.fields(schema, f"{given.operation} Body", file=_PART)
    if fields is None and body.get("required") is not True:
        return {}  # which says that there is nothing to fill in
    if fields is None:
        raise LeftOut("the body is a form without named fields")
    encoded = mapping(mapping(mapping(body.get("content")).get(kind)).get("encoding"))
    deep = {key for key, how in encoded.items() if mapping(how).get("style") == "deepObject"}
    nested = [key for key, schema in fields["properties"].items() if key in deep or not _is_flat(schema)]
    needed = [key for key in nested if key in fields["required"]]
    if needed:
        raise LeftOut(f"the body is a form with the nested field {needed[0]}, which has no plain form")
    if nested:
        given.notes.tell(f"fields of the form that are nested are not offered: {', '.join(nested)}")
    properties = {key: schema for key, schema in fields["properties"].items() if key not in nested}
    return _written(kind, _named(given, {**fields, "properties": properties}))


def _is_flat(schema: Document) -> bool:
    """Whether the values are plain, or lists of plain ones, which a form says one after the other."""
    variants = [mapping(each) for each in items(schema.get("anyOf"))] or [schema]
    return all(map(_is_plain, variants)) and all(map(_is_plain, (mapping(each.get("items")) for each in variants)))


def _is_plain(schema: Document) -> bool:
    return "$ref" not in schema and "object" not in kinds_of(schema) and "anyOf" not in schema


def _named(given: Given, fields: Document) -> Document:
    """Give each field the name of its argument."""
    named = {
        key: {**schema, "x-name": given.names.free(snake(key, "value"))} for key, schema in fields["properties"].items()
    }
    return {**fields, "properties": named}
