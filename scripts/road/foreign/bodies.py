"""The body of a foreign request, as one that clients can send: JSON, or a form of plain fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.road.foreign.media import is_json
from scripts.road.foreign.merging import kinds_of
from scripts.road.foreign.naming import snake
from scripts.road.foreign.notes import LeftOut
from scripts.road.foreign.references import follow
from scripts.road.openapi import items, mapping

if TYPE_CHECKING:
    from scripts.road.document import Document
    from scripts.road.foreign.given import Given

_FORM = "application/x-www-form-urlencoded"
_WHOLE = "body"


def body_of(given: Given, operation: Document) -> Document:
    """Give `requestBody` of an operation, or nothing. Raises `LeftOut` where clients cannot send what is needed."""
    body = follow(given.document, operation.get("requestBody")).value
    content = mapping(body.get("content"))
    if not content:
        return {}
    kind = next((kind for kind in content if is_json(kind)), _FORM if _FORM in content else None)
    if kind is None:
        return _none_of(given, body, content)
    others = [other for other in content if other != kind]
    if others:
        given.notes.tell(f"the body is sent as {kind}; {', '.join(others)} is not offered")
    schema = mapping(content[kind]).get("schema", {})
    hint = f"{given.operation} Body"
    fields = given.asked.fields(schema, hint)
    if kind == _FORM:
        return _written(_FORM, _plain_fields(given, fields))
    return _written("application/json", _named(given, fields or _whole(given, schema, body, hint)))


def _none_of(given: Given, body: Document, content: Document) -> Document:
    told = f"the body is {', '.join(content)}, which clients do not send"
    if body.get("required") is True:
        raise LeftOut(told)
    given.notes.tell(f"{told}; it is optional and not offered")
    return {}


def _written(kind: str, schema: Document) -> Document:
    return {"requestBody": {"content": {kind: {"schema": schema}}}}


def _whole(given: Given, schema: Document, body: Document, hint: str) -> Document:
    """A body that is no object with fields is one argument."""
    found = given.asked.schema(schema, hint)
    required = [_WHOLE] if body.get("required") is True else []
    return {"type": "object", "properties": {_WHOLE: found}, "required": required, "x-whole": _WHOLE}


def _plain_fields(given: Given, fields: Document | None) -> Document:
    """Give the fields of a form that have a plain form. Raises `LeftOut` where one is needed that has none."""
    if fields is None:
        raise LeftOut("the body is a form without named fields")
    nested = [key for key, schema in fields["properties"].items() if not _is_flat(schema)]
    needed = [key for key in nested if key in fields["required"]]
    if needed:
        raise LeftOut(f"the body is a form with the nested field {needed[0]}, which has no plain form")
    if nested:
        given.notes.tell(f"fields of the form that are nested are not offered: {', '.join(nested)}")
    properties = {key: schema for key, schema in fields["properties"].items() if key not in nested}
    return _named(given, {**fields, "properties": properties})


def _is_flat(schema: Document) -> bool:
    variants = [mapping(each) for each in items(schema.get("anyOf"))] or [schema]
    return not any("$ref" in each or not {"object", "array"}.isdisjoint(kinds_of(each)) for each in variants)


def _named(given: Given, fields: Document) -> Document:
    """Give each field the name of its argument."""
    named = {
        key: {**schema, "x-name": given.names.free(snake(key, "value"))} for key, schema in fields["properties"].items()
    }
    return {**fields, "properties": named}
