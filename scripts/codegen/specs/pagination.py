"""`x-pages` of an operation that lists: where a page keeps its items, and how it leads to the next one.

- `items`: JSON pointer to the array of items in the answer
- `style`: what leads to the next page: `cursor`, `offset` or `page` (its number)
- `parameter`: the query parameter that takes it; `size`: the one that takes how many items a page has
- `next`: JSON pointer to the next cursor or offset; without it the offset goes on by the number of items
- `more`: JSON pointer to whether there is another page
- `total`: JSON pointer to the number of items (with style `page`: of pages)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.findings import Finding, finding
from scripts.codegen.openapi.json_schema import faults
from scripts.codegen.openapi.navigation import items, mapping, operations, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Json, Steps

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


def pages_lead_on(document: Document) -> Iterator[Finding]:
    """Iterators follow `x-pages`: one that leads nowhere would end after the first page, or never."""
    for place, operation in operations(document):
        if "x-pages" in operation:
            where = (*place, "x-pages")
            malformed = [finding((*where, *at), "pages", told) for at, told in faults(operation["x-pages"], _FORM)]
            yield from malformed or _leading_nowhere(document, operation, where)


def _leading_nowhere(document: Document, operation: Document, where: Steps) -> Iterator[Finding]:
    pages, page = operation["x-pages"], _answer(document, operation)
    for key in ("parameter", "size"):
        if key in pages and pages[key] not in _query_names(document, operation):
            yield finding((*where, key), "pages", f"{pages[key]!r} is no query parameter of the operation")
    for key in ("items", "next", "more", "total"):
        if key in pages and not _found(document, page, pages[key]):
            yield finding((*where, key), "pages", f"{pages[key]!r} leads to nothing in the answer")
    if not any("items" in each for each in _found(document, page, pages["items"])):
        yield finding((*where, "items"), "pages", f"{pages['items']!r} is no array in the answer")


def _query_names(document: Document, operation: Document) -> set[str]:
    parameters = [mapping(resolve(document, each)) for each in items(operation.get("parameters"))]
    return {str(each.get("name")) for each in parameters if each.get("in") == "query"}


def _answer(document: Document, operation: Document) -> Json:
    for status, response in operation["responses"].items():
        content = mapping(mapping(resolve(document, response)).get("content"))
        if str(status).startswith("2") and "application/json" in content:
            return mapping(content["application/json"]).get("schema")
    return None


def _found(document: Document, schema: Json, place: str) -> list[Document]:
    """The schemas that a JSON pointer into a value of ``schema`` may lead to; none where it leads nowhere."""
    found = _variants(document, schema)
    for step in place.split("/")[1:]:
        fields = [mapping(each.get("properties")).get(step) for each in found]
        found = [variant for field in fields for variant in _variants(document, field)]
    return found


def _variants(document: Document, schema: Json) -> list[Document]:
    whole = mapping(resolve(document, schema))
    parts = [*items(whole.get("anyOf")), *items(whole.get("oneOf"))]
    return [each for each in (whole, *(mapping(resolve(document, part)) for part in parts)) if each]
