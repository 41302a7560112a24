"""What the rest of a page says and its OpenAPI document leaves out, added to the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docs2openapi._formats.operations import read_operations
from docs2openapi._model.page import Page, Remark, UnreadablePage
from docs2openapi._model.schema import is_object
from docs2openapi._openapi.document import build_document
from docs2openapi._sections.parsed_page import parse_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._documents.found import FoundDocument
    from docs2openapi._openapi.document import Document

# A schema with one of these is whole: nothing is added to it.
_WHOLE = ("$ref", "allOf", "anyOf", "oneOf")
_SUCCESS = re.compile(r"2\d\d|2XX")


def complete_documents(page: Page, found: Sequence[FoundDocument]) -> list[Remark]:
    """Add to documents, in place, what the page says around them; return a remark for each thing that was added."""
    lines = page.lines
    for each in found:
        lines[each.first - 1 : each.last] = [""] * (each.last - each.first + 1)
    try:
        operations = read_operations(parse_page(page.with_text("\n".join(lines))))
    except UnreadablePage:
        return []
    remarks: list[Remark] = []
    for operation in operations:
        described = build_document(operation).document
        for document in (each.document for each in found):
            added = list(_complete(document, described))
            remarks += [Remark(operation.line, f"{name} comes from the page around the document") for name in added]
    return remarks


def _complete(document: Document, described: Document) -> Iterator[str]:
    ((path, item),) = described["paths"].items()
    ((method, operation),) = item.items()
    target = next((item[method] for each, item in _paths(document) if _is_alike(each, path) and method in item), None)
    if not is_object(target):
        return
    if "servers" in described and not (document.get("servers") or target.get("servers")):
        document["servers"] = described["servers"]
        yield "the server"
    if "components" in described and not (document.get("security") or target.get("security")):
        target["security"] = operation["security"]
        schemes = document.setdefault("components", {}).setdefault("securitySchemes", {})
        schemes.update(
            {name: each for name, each in described["components"]["securitySchemes"].items() if name not in schemes}
        )
        yield "the security"
    yield from _complete_parameters(target, operation)
    yield from _complete_body(target, operation)
    yield from _complete_responses(target, operation)


def _paths(document: Document) -> list[tuple[str, dict[str, Any]]]:
    return [(path, item) for path, item in document.get("paths", {}).items() if is_object(item)]


def _is_alike(path: str, other: str) -> bool:
    """Return whether two paths are the same but for the names of their parameters."""
    return re.sub(r"\{[^{}]*\}", "{}", path.rstrip("/")) == re.sub(r"\{[^{}]*\}", "{}", other.rstrip("/"))


def _complete_parameters(target: Document, operation: Document) -> Iterator[str]:
    listed = target.get("parameters", [])
    if any("$ref" in each for each in listed):
        return
    if any(each.get("in") == "path" for each in listed):
        operation = {"parameters": [each for each in operation.get("parameters", ()) if each["in"] != "path"]}
    known = {(each.get("in"), str(each.get("name")).casefold()) for each in listed}
    for each in operation.get("parameters", ()):
        is_new = (each["in"], each["name"].casefold()) not in known
        if is_new and each.get("x-from") is None:
            target.setdefault("parameters", []).append(each)
            yield f"{each['in']} {each['name']}"


def _complete_body(target: Document, operation: Document) -> Iterator[str]:
    body = operation.get("requestBody")
    if body is None or "$ref" in target.get("requestBody", {}):
        return
    if not target.get("requestBody", {}).get("content"):
        target["requestBody"] = body
        yield "the request body"
        return
    for kind, media in target["requestBody"]["content"].items():
        schema = body["content"].get(kind, {}).get("schema")
        if schema and isinstance(media.get("schema"), dict):
            yield from _complete_schema(media["schema"], schema, "")


def _complete_responses(target: Document, operation: Document) -> Iterator[str]:
    responses = target.setdefault("responses", {})
    successes = [status for status in responses if _SUCCESS.fullmatch(str(status))]
    for status, response in operation["responses"].items():
        if response.get("x-missing") and len(successes) == 1:
            status = successes[0]
        known = responses.get(status)
        if known is None:
            responses[status] = response
            yield f"response {status}"
        elif "$ref" not in known and not known.get("content") and response.get("content"):
            known["content"] = response["content"]
            yield f"the body of {status}"
        elif "$ref" not in known:
            for kind, media in known.get("content", {}).items():
                schema = response.get("content", {}).get(kind, {}).get("schema")
                if schema and isinstance(media.get("schema"), dict):
                    yield from _complete_schema(media["schema"], schema, "")


def _complete_schema(schema: Document, described: Document, name: str) -> Iterator[str]:
    """Add the fields, the values and the flags that only the page lists; not what only its examples show."""
    if any(key in schema for key in _WHOLE) or described.get("x-from"):
        return
    for key in ("enum", "default"):
        if key in described and key not in schema and schema.get("type") in (None, described.get("type")):
            schema[key] = described[key]
            yield f"{key} of {name}"
    properties = schema.get("properties", {})
    for child, of_child in described.get("properties", {}).items():
        if child in properties:
            yield from _complete_schema(properties[child], of_child, child)
        elif not of_child.get("x-from"):
            schema.setdefault("properties", {})[child] = of_child
            yield child
    required = [each for each in described.get("required", ()) if each not in schema.get("required", ())]
    if required and not schema.get("required"):
        schema["required"] = required
    if isinstance(schema.get("items"), dict) and isinstance(described.get("items"), dict):
        yield from _complete_schema(schema["items"], described["items"], name)
