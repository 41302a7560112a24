"""Reads operations and schemas out of an OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Schema: TypeAlias = dict[str, Any]

_METHODS = {"get", "put", "post", "patch", "delete"}


@dataclass(frozen=True)
class Operation:
    """One operation of a spec.

    Attributes:
        method: HTTP method in capitals.
        path: Path with parameters in braces.
        status: The first status of a success.
        answer: Schema of the body of a success.
        errors: Schemas of error bodies by status.
        schemes: The security schemes that a request needs.
    """

    method: str
    path: str
    status: int
    answer: Schema
    errors: Mapping[int, Schema]
    schemes: tuple[Schema, ...]


def find_operation(spec: Schema, name: str) -> Operation:
    """Return an operation of a spec by its operationId.

    Raises:
        LookupError: The spec has no such operation.
    """
    known: dict[str, tuple[str, str, Schema]] = {}
    for path, item in spec["paths"].items():
        for method in _METHODS & item.keys():
            known[str(item[method].get("operationId"))] = (method.upper(), path, item[method])
    if name not in known:
        raise LookupError(f"the spec has no operation {name!r}; it has {', '.join(sorted(known))}")
    return _operation(spec, *known[name])


def resolve(spec: Schema, schema: Schema) -> Schema:
    """Return a schema, or what its `$ref` leads to."""
    while "$ref" in schema:
        target: Any = spec
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        schema = target
    return schema


def _operation(spec: Schema, method: str, path: str, operation: Schema) -> Operation:
    responses = operation["responses"].items()
    bodies = {int(status): _body(spec, response) for status, response in responses if status.isdecimal()}
    status = next(status for status in bodies if 200 <= status < 300)
    errors = {status: body for status, body in bodies.items() if status >= 400 and body}
    schemes: dict[str, Schema] = spec["components"]["securitySchemes"]
    needed: list[Schema] = operation.get("security") or [{}]
    return Operation(method, path, status, bodies[status], errors, tuple(schemes[name] for name in needed[0]))


def _body(spec: Schema, response: Schema) -> Schema:
    schema: Schema = resolve(spec, response).get("content", {}).get("application/json", {}).get("schema", {})
    return schema
