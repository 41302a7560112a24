"""The older export of Mintlify: one operation as YAML of its own kind, under ``paths`` with ``path`` and ``method``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docs2openapi._documents.found import FoundDocument
from docs2openapi._model.schema import is_list, is_object
from docs2openapi._text.markdown import find_blocks
from docs2openapi._text.plain_values import BadValue
from docs2openapi._text.yaml_text import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.page import Page
    from docs2openapi._openapi.document import Document

_START = re.compile(r"\A\s*paths:\s*\n\s+path:\s", re.MULTILINE)
_LOCATIONS = ("path", "query", "header", "cookie")
# Keys of the export that are no JSON Schema.
_NOT_SCHEMA = ("requiredProperties", "refIdentifier", "isRequired")
MAX_DEPTH = 64


def find_old_exports(page: Page) -> list[FoundDocument]:
    """Find the operations in fences of this kind.

    Raises:
        UnreadablePage: The YAML of one cannot be read.
    """
    found: list[FoundDocument] = []
    for block in find_blocks(page.text) if "schemaArray" in page.text else ():
        if block.kind == "fence" and _START.match(block.text):
            try:
                value: Any = parse_yaml(block.text)
            except BadValue as error:
                raise page.unreadable(min(block.first + error.line, block.last), error.reason) from error
            document = _document(value)
            if document is None:
                raise page.unreadable(block.first, "an older Mintlify export without path and method")
            found.append(FoundDocument(block.first, block.last, document))
    return found


def _document(value: Any) -> Document | None:
    described = value["paths"]
    path, method = described.get("path"), described.get("method")
    if not (isinstance(path, str) and isinstance(method, str)):
        return None
    request = _mapping(described.get("request"))
    schemes = _schemes(request)
    operation: Document = {
        "security": [{name: [] for name in names} for names in schemes.values()],
        "parameters": list(_parameters(_mapping(request.get("parameters")))),
        "requestBody": {"content": _content(_mapping(request.get("body")))},
        "responses": {
            str(status): {"description": _description(media), "content": _content(media)}
            for status, media in _mappings(described.get("response"))
        },
    }
    operation = {key: kept for key, kept in operation.items() if kept not in ([], {"content": {}})}
    document: Document = {"openapi": "3.1.0", "info": {"title": "untitled", "version": "unversioned"}}
    if described.get("servers"):
        document["servers"] = described["servers"]
    document["paths"] = {path: {method.lower(): operation}}
    if schemes:
        document["components"] = {
            "securitySchemes": {name: scheme for group in schemes.values() for name, scheme in group.items()}
        }
    return document


def _mapping(value: Any) -> dict[str, Any]:
    return value if is_object(value) else {}


def _mappings(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((key, _mapping(each)) for key, each in _mapping(value).items())


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if is_object(each)] if is_list(value) else []


def _schemes(request: dict[str, Any]) -> dict[str, dict[str, Document]]:
    """Return the schemes of each alternative, by the title of the alternative."""
    alternatives: dict[str, dict[str, Document]] = {}
    for number, each in enumerate(_objects(request.get("security"))):
        schemes: dict[str, Document] = {}
        for location, named in _mappings(each.get("parameters")):
            for name, described in _mappings(named):
                schemes[re.sub(r"[^A-Za-z0-9._-]", "_", name)] = _scheme(location, name, described)
        if schemes:
            alternatives[f"{each.get('title')} {number}"] = schemes
    return alternatives


def _scheme(location: str, name: str, described: dict[str, Any]) -> Document:
    if described.get("type") == "http" and described.get("scheme"):
        return {"type": "http", "scheme": described["scheme"]}
    return {"type": "apiKey", "in": location, "name": name}


def _parameters(listed: dict[str, Any]) -> Iterator[Document]:
    for location in _LOCATIONS:
        for name, described in _mappings(listed.get(location)):
            schema = _one_of(described.get("schema"))
            is_required = schema.pop("required", False) is True or location == "path"
            yield {"name": name, "in": location} | ({"required": True} if is_required else {}) | {"schema": schema}


def _content(media: dict[str, Any]) -> Document:
    content: Document = {}
    for kind, described in media.items():
        if "/" in kind and is_object(described):
            content[kind] = {"schema": _one_of(described.get("schemaArray"))}
            if described.get("examples"):
                content[kind]["examples"] = described["examples"]
    return content


def _description(media: dict[str, Any]) -> str:
    described = [each.get("description") for each in media.values() if is_object(each)]
    texts = [media.get("description"), *described]
    return next((text for text in texts if isinstance(text, str)), "")


def _one_of(schemas: Any) -> Document:
    read = [_schema(each, MAX_DEPTH) for each in _objects(schemas)]
    return read[0] if len(read) == 1 else {"oneOf": read} if read else {}


def _schema(node: Any, depth: int) -> Any:
    """Rewrite a node as JSON Schema: lists of one alternative are that one, ``requiredProperties`` is ``required``."""
    if is_list(node):
        return [_schema(each, depth - 1) for each in node]
    if not is_object(node) or depth < 0:
        return node
    alone = node.get("allOf")
    if is_list(alone) and len(alone) == 1 and is_object(alone[0]):
        node = {**alone[0], **{key: value for key, value in node.items() if key != "allOf"}}
    schema = {key: _schema(value, depth - 1) for key, value in node.items() if key not in _NOT_SCHEMA}
    if isinstance(schema.get("items"), list):
        schema["items"] = schema["items"][0] if len(schema["items"]) == 1 else {"oneOf": schema["items"]}
    if isinstance(node.get("requiredProperties"), list):
        schema["required"] = node["requiredProperties"]
    return schema
