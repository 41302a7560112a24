"""Check `x-pages`, our description of how an operation paginates.

- `items`: JSON pointer to the array of items in the answer
- `style`: `cursor`, `offset` or `page` (number)
- `parameter`: the query parameter for the cursor, offset or page; `size`: the one for the page size
- `next`: JSON pointer to the next cursor or offset; without it the offset grows by the number of items
- `more`: JSON pointer to a flag: is there another page
- `total`: JSON pointer to the number of items (with style `page`: of pages)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.findings import Finding, finding
from scripts.codegen.openapi.json_schema import faults
from scripts.codegen.openapi.navigation import items, mapping, operations, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Json, Place

_POINTER: Document = {"type": "string", "pattern": "^(/[^/]+)+$"}
_FORM: Document = {
    "type": "object",
    "required": ["items", "style", "parameter"],
    "properties": {
        "items": _POINTER,
        "style": {"enum": ["cursor", "offset", "page"]},
        "parameter": {"type": "string"},
        "size": {"type": "string"},
        "next": _POINTER,
        "more": _POINTER,
        "total": _POINTER,
    },
    "additionalProperties": False,
    "anyOf": [{"required": ["next"]}, {"required": ["more"]}, {"required": ["total"]}],
    "if": {"properties": {"style": {"const": "cursor"}}},
    "then": {"required": ["next"]},
}


def check_pagination(document: Document) -> Iterator[Finding]:
    """Check that the pointers and parameters of `x-pages` exist: else iterators would end early, or never."""
    for place, operation in operations(document):
        if "x-pages" in operation:
            where = (*place, "x-pages")
            malformed = [finding((*where, *at), "pages", text) for at, text in faults(operation["x-pages"], _FORM)]
            yield from malformed or _check_pointers(document, operation, where)


def _check_pointers(document: Document, operation: Document, where: Place) -> Iterator[Finding]:
    pages, page = operation["x-pages"], _response(document, operation)
    for key in ("parameter", "size"):
        if key in pages and pages[key] not in _query_names(document, operation):
            yield finding((*where, key), "pages", f"{pages[key]!r} is not a query parameter of the operation")
    for key in ("items", "next", "more", "total"):
        if key in pages and not _found(document, page, pages[key]):
            yield finding((*where, key), "pages", f"{pages[key]!r} is not in the response")
    if not any("items" in each for each in _found(document, page, pages["items"])):
        yield finding((*where, "items"), "pages", f"{pages['items']!r} is not an array in the response")


def _query_names(document: Document, operation: Document) -> set[str]:
    parameters = [mapping(resolve(document, each)) for each in items(operation.get("parameters"))]
    return {str(each.get("name")) for each in parameters if each.get("in") == "query"}


def _response(document: Document, operation: Document) -> Json:
    for status, response in operation["responses"].items():
        content = mapping(mapping(resolve(document, response)).get("content"))
        if str(status).startswith("2") and "application/json" in content:
            return mapping(content["application/json"]).get("schema")
    return None


def _found(document: Document, schema: Json, place: str) -> list[Document]:
    """Return the schemas that a JSON pointer into a value of ``schema`` can lead to."""
    found = _variants(document, schema)
    for step in place.split("/")[1:]:
        fields = [mapping(each.get("properties")).get(step) for each in found]
        found = [variant for field in fields for variant in _variants(document, field)]
    return found


def _variants(document: Document, schema: Json) -> list[Document]:
    whole = mapping(resolve(document, schema))
    parts = [*items(whole.get("anyOf")), *items(whole.get("oneOf"))]
    return [each for each in (whole, *(mapping(resolve(document, part)) for part in parts)) if each]
