"""An OpenAPI 3.1 document of what was read from a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from docs2openapi.examples import body_schema, only_null
from docs2openapi.operation import ABSENT, Answer, Operation, Parameter, Remark, without_twins

if TYPE_CHECKING:
    from docs2openapi.typewords import Schema
    from docs2openapi.values import Json

Document: TypeAlias = dict[str, Any]

UNKNOWN_PATH = "/UNKNOWN"
UNKNOWN_METHOD = "get"
# Shown without a status: printed under this one, and ``x-missing: [status]`` says that the page does not name it.
UNKNOWN_STATUS = "200"
UNVERSIONED = "unversioned"

_KEY = r"(?:authorization|authentication|api[ _-]?key|access[ _-]?token|auth[ _-]?token|bearer)\b"
_KEY_NAME = re.compile(rf"(?:.*\b)?{_KEY}$", re.IGNORECASE)
# What a header is stands first; "unique for each API key" tells of an idempotency key.
_KEY_TOLD = re.compile(rf"\W*(?:(?:your|the|an?|secret|private)\s+){{0,3}}{_KEY}", re.IGNORECASE)


class Built(NamedTuple):
    """A document, what an operation needs and the page does not say, and remarks on both."""

    document: Document
    missing: tuple[str, ...]
    remarks: list[Remark]


def build(operation: Operation) -> Built:
    """Write an operation as an OpenAPI 3.1 document; nothing stands in it that the page does not say."""
    parameters, remarks = without_twins(operation.parameters, _identity)
    credentials = [given for given in parameters if _is_credential(given)]
    missing = tuple(name for name, there in _needs(operation, credentials) if not there)
    remarks += [Remark(operation.line, f"the page does not say the {name}") for name in missing]
    if len(credentials) > 1 and not all(given.field.required for given in credentials):
        names = " and ".join(given.name for given in credentials)
        remarks.append(Remark(credentials[0].line, f"the page does not say that {names} go together; read so"))
    item = _describe(operation, missing, credentials)
    item["parameters"] = [_parameter(given) for given in parameters if given not in credentials]
    item["requestBody"] = _request_body(operation, remarks)
    item["responses"] = {_status(answer): _response(answer, remarks) for answer in operation.answers}
    if not operation.answers:
        remarks.append(Remark(operation.line, "the page shows no response"))
    path, method = operation.path or UNKNOWN_PATH, operation.method or UNKNOWN_METHOD
    document: Document = {"openapi": "3.1.0", "info": _info(operation, remarks)}
    if operation.server:
        document["servers"] = [{"url": operation.server}]
    document["paths"] = {path: {method: _filled(item)}}
    if credentials:
        document["components"] = {"securitySchemes": {_scheme_name(g): _scheme(g) for g in credentials}}
    return Built(document, missing, remarks)


def count_facts(document: Document) -> int:
    """Count the values that a document takes from its page: leaves, without extensions and the head."""
    return sum(_leaves(value) for key, value in document.items() if key not in ("openapi", "info"))


def _is_credential(parameter: Parameter) -> bool:
    """Whether a header, by its name or the first words of its description, is the caller's key."""
    told = str(parameter.field.schema.get("description", ""))
    is_key = _KEY_NAME.fullmatch(parameter.name) or _KEY_TOLD.match(told)
    return parameter.place == "header" and is_key is not None


def _identity(given: Parameter) -> tuple[str, str]:
    return given.place, given.name.casefold() if given.place == "header" else given.name


def _needs(operation: Operation, credentials: list[Parameter]) -> list[tuple[str, object]]:
    return [
        ("path", operation.path),
        ("method", operation.method),
        ("server", operation.server),
        ("security", credentials),
    ]


def _info(operation: Operation, remarks: list[Remark]) -> Document:
    remarks.append(Remark(operation.line, f"the page names no version of the API: {UNVERSIONED!r} stands for it"))
    if operation.title is None:
        remarks.append(Remark(operation.line, "the page has no heading: 'untitled' stands for it"))
    return {"title": operation.title or "untitled", "version": UNVERSIONED}


def _describe(operation: Operation, missing: tuple[str, ...], credentials: list[Parameter]) -> Document:
    return {
        "summary": operation.title,
        "description": operation.description,
        "x-missing": list(missing),
        "security": [{_scheme_name(given): [] for given in credentials}] if credentials else [],
    }


def _filled(item: Document) -> Document:
    return {key: value for key, value in item.items() if value or key == "responses"}


def _parameter(given: Parameter) -> Document:
    schema = dict(given.field.schema)
    parameter: Document = {"name": given.name, "in": given.place}
    if given.field.required or given.place == "path":  # OpenAPI knows no optional path parameter
        parameter["required"] = True
    for key in ("description", "deprecated"):
        if key in schema:
            parameter[key] = schema.pop(key)
    return parameter | {"schema": schema}


def _scheme_name(given: Parameter) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", given.name)


def _scheme(given: Parameter) -> Document:
    description = str(given.field.schema.get("description", ""))
    bearer = given.name.lower() == "authorization" and "bearer" in description.lower()
    scheme = {"type": "http", "scheme": "bearer"} if bearer else _key_scheme(given)
    return scheme | ({"description": description} if description else {})


def _key_scheme(given: Parameter) -> Document:
    return {"type": "apiKey", "in": given.place, "name": given.name}


def _request_body(operation: Operation, remarks: list[Remark]) -> Document:
    if not operation.body:
        return {}
    schema, found = body_schema(operation.body, ABSENT)
    remarks += found
    return {"content": {"application/json": {"schema": schema}}}


def _status(answer: Answer) -> str:
    return answer.status or UNKNOWN_STATUS


def _response(answer: Answer, remarks: list[Remark]) -> Document:
    response: Document = {"description": answer.description}
    if answer.status is None:
        response["x-missing"] = ["status"]
        remarks.append(Remark(answer.line, f"the page does not say the status: put under {UNKNOWN_STATUS}"))
    if answer.fields or answer.example is not ABSENT:
        schema, found = body_schema(answer.fields, answer.example)
        remarks += found + [
            Remark(answer.line, f"{name} is null in the example: the page does not say its type")
            for name in only_null(schema)
        ]
        response["content"] = {"application/json": _media(schema, answer)}
    if answer.error_codes:
        response["x-error-codes"] = answer.error_codes
    return response


def _media(schema: Schema, answer: Answer) -> Document:
    return {"schema": schema} if answer.example is ABSENT else {"schema": schema, "example": answer.example}


def _leaves(value: Json) -> int:
    if isinstance(value, dict):
        return sum(_leaves(child) for key, child in value.items() if not key.startswith("x-"))
    if isinstance(value, list):
        return sum(map(_leaves, value))
    return 1
