"""Where the response of an operation that gets one job has its id, if its path and its fields leave no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import mapping, resolve

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

_PATH = re.compile(r"(?:.*[/_-])?(?:jobs|tasks|generations|predictions|renders)/\{(?P<id>\w+)\}")
_STATUS = {"status", "state"}


def job_id_of(spec: Document, path: str, operation: Document) -> str | None:
    """Return the JSON pointer to the id in the response of an operation.

    An id that could also be a name or an alias, as in `/users/{id}`, is not looked for: comparing it would refuse good
    responses.

    Args:
        spec: The adapted document.
        path: The path of the operation, a GET.
        operation: The operation.
    """
    found = _PATH.fullmatch(path)
    success = next((each for status, each in operation["responses"].items() if str(status).startswith("2")), None)
    content = mapping(mapping(success).get("content")).get("application/json")
    fields = mapping(mapping(resolve(spec, mapping(content).get("schema"))).get("properties"))
    asked = [mapping(each).get("schema") for each in operation["parameters"] if mapping(each).get("in") == "path"]
    if found is None or not _STATUS & fields.keys() or [_is_text(spec, schema) for schema in asked] != [True]:
        return None
    return next((f"/{name}" for name in (found["id"], "id") if _is_text(spec, fields.get(name))), None)


def _is_text(spec: Document, schema: Json) -> bool:
    return "string" in str(mapping(resolve(spec, schema)).get("type", ""))
