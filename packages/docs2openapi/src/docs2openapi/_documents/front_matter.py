"""One operation as JSON in the front matter, plain or packed, as the OpenAPI plugin of Docusaurus writes it."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import TYPE_CHECKING, Any

from docs2openapi._documents.found import FoundDocument
from docs2openapi._model.schema import is_object
from docs2openapi._text.files import MAX_BYTES
from docs2openapi._text.json_text import parse_json
from docs2openapi._text.plain_values import BadValue

if TYPE_CHECKING:
    from docs2openapi._model.page import Page
    from docs2openapi._openapi.document import Document

_TITLE = re.compile(r"title:\s*[\"']?(?P<title>.*?)[\"']?\s*")
_PLAIN = re.compile(r"api:\s*(?P<json>\{.*\})\s*")
_PACKED = re.compile(r"api:\s*(?P<packed>eJ[A-Za-z0-9+/=]+)\s*")
# Keys of the entry that belong to the operation; the others describe its document.
_OF_OPERATION = (
    *("tags", "summary", "description", "operationId", "parameters", "requestBody", "responses"),
    *("deprecated", "security", "callbacks"),
)


def find_in_front_matter(page: Page) -> list[FoundDocument]:
    """Find the operation in the line ``api:`` of the front matter; empty if there is none.

    Raises:
        UnreadablePage: The line cannot be read, or is not an operation.
    """
    lines = page.lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    for number, line in enumerate(lines[1:end] if lines[0].rstrip() == "---" else (), 2):
        plain, packed = _PLAIN.fullmatch(line), _PACKED.fullmatch(line)
        if plain or packed:
            text = plain["json"] if plain else _unpacked(packed["packed"] if packed else "")
            document = _document(text)
            if document is None:
                reason = "the operation in the front matter (docusaurus-openapi) cannot be read"
                raise page.unreadable(number, reason)
            title = next((_TITLE.fullmatch(each) for each in lines[1:end] if _TITLE.fullmatch(each)), None)
            for operation in next(iter(document["paths"].values())).values() if title else ():
                operation.setdefault("summary", title["title"] if title else "")
            return [FoundDocument(number, len(lines), document)]
    return []


def _unpacked(packed: str) -> str:
    """Unpack base64 of zlib, up to the size that a page may have; empty if it is neither."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(packed, validate=True), MAX_BYTES)
        return "" if unpacker.unconsumed_tail else data.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        return ""


def _document(text: str) -> Document | None:
    try:
        api: Any = parse_json(text)
    except BadValue:
        return None
    if not is_object(api) or not all(isinstance(api.get(key), str) for key in ("path", "method")):
        return None
    info: Document = {"title": "untitled", "version": "unversioned"}
    info |= api["info"] if is_object(api.get("info")) else {}
    document: Document = {"openapi": "3.1.0", "info": info}
    if api.get("servers"):
        document["servers"] = api["servers"]
    operation = {key: api[key] for key in _OF_OPERATION if key in api}
    document["paths"] = {api["path"]: {api["method"].lower(): operation}}
    if api.get("securitySchemes"):
        document["components"] = {"securitySchemes": api["securitySchemes"]}
    return document
