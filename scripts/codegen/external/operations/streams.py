"""The argument `stream` of operations that respond with JSON, or with events if it is true."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from scripts.codegen.external.operations.media_types import EVENTS, is_stream
from scripts.codegen.external.references import content_of, follow
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.operations.parameters import ParameterReader
    from scripts.codegen.external.operations.responses import Result
    from scripts.codegen.openapi.document import Document

_STREAM = "stream"
_QUERY = ("query", _STREAM)


def with_stream(document: Document, operation: Document) -> Document:
    """Return an operation with the stream that Fern's extension documents: as events, or as lines if it says `json`."""
    said = mapping(operation.get("x-fern-streaming"))
    responses = mapping(operation.get("responses"))
    success = next((status for status in responses if str(status).startswith("2")), None)
    if success is None or "response-stream" not in said:
        return operation
    response = follow(document, responses[success]).value
    content = content_of(document, response)
    if any(map(is_stream, content)):
        return operation
    kind = EVENTS if said.get("format") == "sse" else "application/x-ndjson"
    content = {**content, kind: {"schema": said["response-stream"]}}
    return {**operation, "responses": {**responses, success: {**response, "content": content}}}


def with_result(request: Document, result: Result, events: str | None) -> Document:
    """Return a request with one of its results.

    A request for a stream always has `stream=True`; with this argument, that for anything else leads to the method
    that returns the stream.

    Args:
        request: The parameters and the body.
        result: The result.
        events: The name of the method that returns the stream, if there is one.
    """
    found = {**deepcopy(request), "responses": result.responses}
    body = _body(found)
    stream = mapping(mapping(body.get("properties")).get(_STREAM))
    if not _is_switch(stream):
        return _with_query(found, result, events)
    if result.is_stream:
        always = {"type": "boolean", "enum": [True], "x-default": "True"}
        kept = {key: value for key, value in stream.items() if key in ("description", "x-name")}
        body["properties"][_STREAM] = {**always, **kept}
        body["required"] = [key for key in items(body.get("required")) if key != _STREAM]
    elif events:
        found["x-events"] = {"name": events, "argument": str(stream["x-name"])}
    return found


def has_switch(request: Document) -> bool:
    """Return whether a request has the argument `stream`."""
    fields = mapping(_body(request).get("properties"))
    parameters = map(mapping, items(request.get("parameters")))
    query = [mapping(each["schema"]) for each in parameters if (each["in"], each["name"]) == _QUERY]
    return any(map(_is_switch, [mapping(fields.get(_STREAM)), *query]))


def names_switch(reader: ParameterReader, operation: Document) -> bool:
    """Return whether an operation has a parameter or a field `stream`, before its request is read.

    Raises:
        Unsupported: A reference leads nowhere.
    """
    content = content_of(reader.document, follow(reader.document, operation.get("requestBody")).value)
    wholes = [reader.schemas.whole(media.get("schema")) for media in content.values()]
    wholes += [reader.schemas.whole(each) for whole in wholes for each in items(whole.get("anyOf"))]
    fields = {key for whole in wholes for key in mapping(whole.get("properties"))}
    return _STREAM in fields or any(mapping(each).get("name") == _STREAM for each in items(operation.get("parameters")))


def _with_query(request: Document, result: Result, events: str | None) -> Document:
    """Return a request whose switch, if it has one, is in the query."""
    for parameter in map(mapping, items(request.get("parameters"))):
        if (parameter["in"], parameter["name"]) != _QUERY or not _is_switch(parameter["schema"]):
            continue
        if result.is_stream:
            parameter |= {"required": True, "schema": {"type": "boolean", "enum": [True]}}
        elif events:
            request["x-events"] = {"name": events, "argument": str(parameter["schema"]["x-name"])}
    return request


def _body(request: Document) -> Document:
    content = mapping(mapping(request.get("requestBody")).get("content"))
    return mapping(mapping(next(iter(content.values()), None)).get("schema"))


def _is_switch(schema: Document) -> bool:
    """Return whether a field may be true."""
    variants = [mapping(each) for each in (items(schema.get("anyOf")) or [schema])]
    return bool(schema) and any(
        kinds_of(each) in ([], ["boolean"], ["boolean", "null"]) and True in (items(each.get("enum")) or [True])
        for each in variants
        if "$ref" not in each
    )
