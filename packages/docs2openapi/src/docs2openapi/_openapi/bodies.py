"""The bodies of requests and responses, under each of their content types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docs2openapi._model.page import Remark
from docs2openapi._openapi.body_schema import body_schema
from docs2openapi._openapi.example_schema import null_only_fields
from docs2openapi._vocabulary.http import BINARY_TYPE, FORM_TYPES, JSON_TYPE, MULTIPART_TYPE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.field import Field
    from docs2openapi._model.operation import Example, Operation, Response
    from docs2openapi._model.schema import Schema


def request_body(operation: Operation, remarks: list[Remark]) -> dict[str, Any]:
    """Describe the request body; empty if the page has none.

    A field that only the body of one content type has stands there alone, if there are several types.
    """
    own, names = operation.body_by_type, list(dict.fromkeys([*operation.body_types, *operation.body_by_type]))
    if not (operation.body or own or operation.body_examples or names):
        return {}
    if len(own) < 2:
        return {"content": _request_content(operation, operation.all_body_fields, names, remarks)}
    content: dict[str, Any] = {}
    for name in names:
        content |= _request_content(operation, [*operation.body, *own.get(name, ())], [name], remarks)
    return {"content": content}


def _request_content(
    operation: Operation, fields: Sequence[Field], names: Sequence[str], remarks: list[Remark]
) -> dict[str, Any]:
    is_json = not names or any("json" in name for name in names) or len(operation.body_by_type) < 2
    examples = operation.body_examples if is_json else []
    schema, found = body_schema(fields, [example.value for example in examples])
    remarks += found
    is_file = not examples and any(len(each.path) == 1 and each.schema.get("format") == "binary" for each in fields)
    return _content(names or [MULTIPART_TYPE if is_file else JSON_TYPE], schema, examples)


def response_content(response: Response, remarks: list[Remark]) -> dict[str, Any]:
    """Describe the body of a response; empty if the page says nothing about it."""
    is_json = bool(response.fields or response.examples)
    names = list(response.content_types)
    if is_json and not any("json" in name for name in names):
        names.insert(0, JSON_TYPE)
    if not names:
        return {}
    schema: Schema = {}
    if is_json:
        schema, found = body_schema(response.fields, [example.value for example in response.examples])
        remarks += found
    remarks += [
        Remark(response.line, f"{name}: neither the page nor the example says its type")
        for name in null_only_fields(schema)
    ]
    return _content(names, schema, response.examples)


def _content(names: Sequence[str], schema: Schema, examples: Sequence[Example]) -> dict[str, Any]:
    """Describe a body under each content type; the examples are JSON, even if a body of another type may be sent."""
    content: dict[str, Any] = {}
    for name in names:
        if BINARY_TYPE.fullmatch(name):
            content[name] = {"schema": {"type": "string", "format": "binary"}}
        elif "json" in name or len(names) == 1:
            content[name] = {"schema": schema} | _examples(examples)
        else:
            content[name] = {"schema": schema if name in FORM_TYPES else {"type": "string"}}
    return content


def _examples(bodies: Sequence[Example]) -> dict[str, Any]:
    examples = [each for each in bodies if not each.shows_types]
    if len(examples) < 2:
        return {"example": examples[0].value} if examples else {}
    named: dict[str, Any] = {}
    for number, example in enumerate(examples, 1):
        name = example.name if example.name and example.name not in named else f"example {number}"
        named[name] = {"value": example.value}
    return {"examples": named}
