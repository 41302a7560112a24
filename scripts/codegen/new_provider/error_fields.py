"""Find the code and the message in documented error bodies, by the names of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import mapping, operations, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.codegen.openapi.document import Document, Json

_CODES = ("code", "error_code", "errorCode", "error_id", "errorId", "kind", "type", "reason")
_MESSAGES = ("message", "detail", "error_message", "errorMessage", "title", "msg", "error", "reason")


def error_pointers(document: Document) -> dict[str, list[str]]:
    """Return JSON pointers to the `code` and `message` of errors; empty if there is no such field."""
    bodies = list(_bodies(document))
    code, message = (
        list(dict.fromkeys(found for body in bodies for found in _called(document, body, names, "")))
        for names in (_CODES, _MESSAGES)
    )
    return {"code": [found for found in code if found not in message], "message": message}


def _bodies(document: Document) -> Iterator[Json]:
    for _, operation in operations(document):
        for status, response in mapping(operation.get("responses")).items():
            content = mapping(mapping(resolve(document, response)).get("content"))
            if not str(status).startswith("2"):
                yield mapping(content.get("application/json")).get("schema")


def _called(document: Document, schema: Json, names: Sequence[str], path: str) -> list[str]:
    """Return the field with the first of these names, in an object or one level below."""
    fields = {name: mapping(resolve(document, field)) for name, field in _fields(document, schema).items()}
    found = [f"{path}/{name}" for name in names if name in fields and "properties" not in fields[name]]
    if not path:
        below = (name for name, field in fields.items() if "properties" in field)
        found += [each for name in below for each in _called(document, fields[name], names, f"/{name}")]
    return found[:1]


def _fields(document: Document, schema: Json) -> Document:
    return mapping(mapping(resolve(document, schema)).get("properties"))
