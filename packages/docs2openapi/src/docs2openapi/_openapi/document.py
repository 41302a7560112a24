"""An OpenAPI 3.1 document of what was read from a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from docs2openapi._model.operation import Answer, Example, Field, Key, Operation, Parameter, Remark, without_twins
from docs2openapi._openapi.body_schema import body_schema, only_null
from docs2openapi._vocabulary.security import is_key, key_of, scheme, scheme_name, without_twin_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._text.values import Json
    from docs2openapi._vocabulary.types import Schema

Document: TypeAlias = dict[str, Any]

UNKNOWN_PATH = "/UNKNOWN"
UNKNOWN_METHOD = "get"
# Shown without a status: printed under this one, and ``x-missing: [status]`` says that the page does not name it.
UNKNOWN_STATUS = "200"
UNVERSIONED = "unversioned"
# Told without a status, as the errors of a page that has one example for all of them: OpenAPI's word for the others.
OTHERS = "default"
_BINARY = re.compile(r"(?:audio|image|video)/.+|application/(?:octet-stream|pdf|zip)")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
JSON_TYPE = "application/json"


class Built(NamedTuple):
    """A document, what an operation needs and the page does not say, and remarks on both."""

    document: Document
    missing: tuple[str, ...]
    remarks: list[Remark]


def build(operation: Operation) -> Built:
    """Write an operation as an OpenAPI 3.1 document; nothing stands in it that the page does not say."""
    parameters, remarks = without_twins(operation.parameters, _identity)
    keys = without_twin_keys([*map(key_of, filter(is_key, parameters)), *operation.keys])
    missing = tuple(name for name, there in _needs(operation, keys) if not there)
    remarks += [Remark(operation.line, f"the page does not say the {name}") for name in missing]
    if len(keys) > 1 and not all(key.required for key in keys):
        names = " and ".join(key.name for key in keys)
        remarks.append(Remark(keys[0].line, f"the page does not say that {names} go together; read so"))
    item = _filled(_describe(operation, missing, keys))
    if operation.is_open:
        item["security"] = []
    item |= _filled({"parameters": [_parameter(given) for given in parameters if not is_key(given)]})
    item |= _filled({"requestBody": _request_body(operation, remarks)})
    item["responses"] = {_status(answer): _response(answer, remarks) for answer in operation.answers}
    if not operation.answers:
        remarks.append(Remark(operation.line, "the page shows no response"))
    path, method = operation.path or UNKNOWN_PATH, operation.method or UNKNOWN_METHOD
    document: Document = {"openapi": "3.1.0", "info": _info(operation, remarks)}
    if operation.servers:
        document["servers"] = [{"url": server} for server in operation.servers]
    document["paths"] = {path: {method: item}}
    if keys:
        document["components"] = {"securitySchemes": {scheme_name(key): scheme(key) for key in keys}}
    return Built(document, missing, remarks)


def merge(builts: Sequence[Built]) -> Built:
    """Give one document with the operations of several; a server that not all have stands with its operation."""
    first = builts[0].document
    document: Document = {key: value for key, value in first.items() if key != "components"}
    paths: Document = {}
    components: Document = {}
    for built in builts:
        for path, item in built.document["paths"].items():
            for method, operation in item.items():
                servers = built.document.get("servers", [])
                own = {"servers": servers} if servers != first.get("servers", []) else {}
                paths.setdefault(path, {}).setdefault(method, operation | own)
        components |= built.document.get("components", {}).get("securitySchemes", {})
    document["paths"] = paths
    if components:
        document["components"] = {"securitySchemes": components}
    missing = tuple(dict.fromkeys(name for built in builts for name in built.missing))
    return Built(document, missing, [remark for built in builts for remark in built.remarks])


def count_facts(document: Document) -> int:
    """Count the values that a document takes from its page: leaves, without extensions and the head."""
    return sum(_leaves(value) for key, value in document.items() if key not in ("openapi", "info"))


def _identity(given: Parameter) -> tuple[str, str]:
    return given.place, given.name.casefold() if given.place == "header" else given.name


def _needs(operation: Operation, keys: list[Key]) -> list[tuple[str, object]]:
    return [
        ("path", operation.path),
        ("method", operation.method),
        ("server", operation.servers),
        ("security", keys or operation.is_open),
    ]


def _info(operation: Operation, remarks: list[Remark]) -> Document:
    remarks.append(Remark(operation.line, f"the page names no version of the API: {UNVERSIONED!r} stands for it"))
    if operation.title is None:
        remarks.append(Remark(operation.line, "the page has no heading: 'untitled' stands for it"))
    return {"title": operation.title or "untitled", "version": UNVERSIONED}


def _describe(operation: Operation, missing: tuple[str, ...], keys: list[Key]) -> Document:
    return {
        "summary": operation.title,
        "description": operation.description,
        "x-missing": list(missing),
        "security": [{scheme_name(key): [] for key in keys}] if keys else [],
    }


def _filled(item: Document) -> Document:
    return {key: value for key, value in item.items() if value}


def _parameter(given: Parameter) -> Document:
    schema = dict(given.field.schema)
    parameter: Document = {"name": given.name, "in": given.place}
    if given.field.required or given.place == "path":  # OpenAPI knows no optional path parameter
        parameter["required"] = True
    for key in ("description", "deprecated"):
        if key in schema:
            parameter[key] = schema.pop(key)
    if schema.get("x-from"):
        parameter["x-from"] = schema["x-from"]
    return parameter | {"schema": schema}


def _request_body(operation: Operation, remarks: list[Remark]) -> Document:
    """Write the body under each of its content types; a field that one type alone has stands in that one alone."""
    own, types = operation.body_of, list(dict.fromkeys([*operation.body_types, *operation.body_of]))
    if not (operation.body or own or operation.body_examples or types):
        return {}
    if len(own) < 2:
        fields = [*operation.body, *(field for listed in own.values() for field in listed)]
        return {"content": _sent_content(operation, fields, types, remarks)}
    content: Document = {}
    for name in types:
        content |= _sent_content(operation, [*operation.body, *own.get(name, ())], [name], remarks)
    return {"content": content}


def _sent_content(
    operation: Operation, fields: Sequence[Field], types: Sequence[str], remarks: list[Remark]
) -> Document:
    is_json = not types or any("json" in name for name in types) or len(operation.body_of) < 2
    examples = operation.body_examples if is_json else []
    schema, found = body_schema(fields, [example.value for example in examples])
    remarks += found
    return _content(types or [JSON_TYPE], schema, examples)


def _content(types: Sequence[str], schema: Schema, examples: Sequence[Example]) -> Document:
    """Write a body under each of its content types; examples are JSON, whatever else may be sent."""
    media: Document = {"schema": schema} | _examples(examples)
    binary: Schema = {"type": "string", "format": "binary"}
    return {
        name: {"schema": binary}
        if _BINARY.fullmatch(name)
        else media
        if "json" in name or len(types) == 1
        else {"schema": schema if name in _FORMS else {"type": "string"}}
        for name in types
    }


def _examples(examples: Sequence[Example]) -> Document:
    if len(examples) < 2:
        return {"example": examples[0].value} if examples else {}
    named: Document = {}
    for number, example in enumerate(examples, 1):
        name = example.name if example.name and example.name not in named else f"example {number}"
        named[name] = {"value": example.value}
    return {"examples": named}


def _status(answer: Answer) -> str:
    return answer.status or UNKNOWN_STATUS


def _response(answer: Answer, remarks: list[Remark]) -> Document:
    response: Document = {"description": answer.description}
    if answer.status is None:
        response["x-missing"] = ["status"]
        remarks.append(Remark(answer.line, f"the page does not say the status: put under {UNKNOWN_STATUS}"))
    if answer.headers:
        headers, twins = without_twins(answer.headers, lambda field: field.name.casefold())
        response["headers"] = {field.name: _header(field) for field in headers}
        remarks += twins
    content = _answer_content(answer, remarks)
    if content:
        response["content"] = content
    if answer.error_codes:
        response["x-error-codes"] = list(dict.fromkeys(answer.error_codes))
    return response


def _header(field: Field) -> Document:
    schema = dict(field.schema)
    header: Document = {key: schema.pop(key) for key in ("description", "deprecated") if key in schema}
    return header | {"schema": schema}


def _answer_content(answer: Answer, remarks: list[Remark]) -> Document:
    is_json = bool(answer.fields or answer.examples)
    types = list(answer.types)
    if is_json and not any("json" in name for name in types):
        types.insert(0, JSON_TYPE)
    if not types:
        return {}
    schema, found = body_schema(answer.fields, [example.value for example in answer.examples]) if is_json else ({}, [])
    nulls = [
        Remark(answer.line, f"{name} is null in the example: the page does not say its type")
        for name in only_null(schema)
    ]
    remarks += found + nulls
    return _content(types, schema, answer.examples)


def _leaves(value: Json) -> int:
    if isinstance(value, dict):
        return sum(_leaves(child) for key, child in value.items() if not key.startswith("x-"))
    if isinstance(value, list):
        return sum(map(_leaves, value))
    return 1
