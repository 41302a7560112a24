"""One document with an operation of each kind, for tests of what clients send and how they read what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

FILE = {"type": "string", "format": "binary"}
NULL = {"type": "null"}
TEXT = {"type": "string"}
NUMBERS = {"type": "array", "items": {"type": "integer"}}
SIZE = {"type": "object", "properties": {"wide": {"type": "integer"}, "long": {"type": "integer"}}}
CHUNK = {"type": "object", "required": ["word"], "properties": {"word": TEXT}}


def _sending(kind: str, fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": {"type": "object", "properties": fields}, **more}}}


def _omitted(fields: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"content": {JSON: {"schema": {"type": "object", "required": [*required], "properties": fields}}}}


def _responding(*successes: tuple[str, str | None, Any], **more: Any) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, kind, schema in successes:
        content = responses.setdefault(status, {"description": ""}).setdefault("content", {})
        if kind is not None:
            content[kind] = {"schema": schema}
    return {"responses": responses, **more}


def _in(where: str, name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": schema, **more}


PARTS = {
    "title": TEXT,
    "size": SIZE,
    "layers": {"type": "array", "items": SIZE},
    "scan": {"anyOf": [FILE, NULL]},
    "pages": {"anyOf": [{"type": "array", "items": FILE}, NULL]},
    "seal": {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/gif"},
    "token": {"type": "string", "contentEncoding": "base64url"},
    "table": TEXT,
    "filter": SIZE,
}
ENCODING = {
    "scan": {"contentType": "image/png, image/jpeg"},
    "table": {"contentType": "text/csv"},
    "filter": {"style": "deepObject"},
}
STYLES = [
    _in("query", "near", SIZE, style="deepObject"),
    _in("query", "box", SIZE),
    _in("query", "pair", SIZE, explode=False),
    _in("query", "ids", NUMBERS, explode=False),
    _in("query", "tags", {"type": "array", "items": TEXT}, style="pipeDelimited"),
    _in("query", "link", TEXT, allowReserved=True),
    {"name": "where", "in": "query", "content": {JSON: {"schema": SIZE}}},
    _in("query", "open", {"type": "boolean"}),
    _in("header", "X-Size", SIZE),
    _in("header", "X-Open", {"type": "array", "items": {"type": "boolean"}}),
    _in("cookie", "shelf", TEXT),
]
PATHS: dict[str, Any] = {
    "/parts": {
        "post": answering(
            TEXT, operationId="send_parts", requestBody=_sending("multipart/form-data", PARTS, encoding=ENCODING)
        )
    },
    "/related": {
        "post": answering(
            TEXT, operationId="send_related", requestBody=_sending("multipart/related", {"about": SIZE, "scan": FILE})
        )
    },
    "/open": {"post": answering(TEXT, operationId="send_open", requestBody=_sending("multipart/form-data", {}))},
    "/form": {
        "post": answering(
            TEXT,
            operationId="send_form",
            requestBody=_sending(
                "application/x-www-form-urlencoded",
                {"ids": NUMBERS, "near": SIZE, "size": SIZE},
                encoding={"ids": {"style": "form", "explode": False}, "near": {"style": "deepObject"}},
            ),
        )
    },
    "/raw": {"put": answering(TEXT, operationId="send_raw", requestBody={"content": {"image/*": {"schema": FILE}}})},
    "/two": {
        "post": answering(
            TEXT,
            operationId="send_two",
            requestBody={
                "content": {
                    JSON: {"schema": {"type": "object", "properties": {"url": TEXT}}},
                    "multipart/form-data": {"schema": {"type": "object", "properties": {"file": FILE}}},
                }
            },
        )
    },
    "/styles": {"get": answering(TEXT, operationId="get_styles", parameters=STYLES)},
    "/hints": {"post": answering(TEXT, operationId="hint", requestBody=_omitted({"size": SIZE, "word": TEXT}, "word"))},
    "/nudges": {"post": answering(TEXT, operationId="nudge", requestBody=_omitted({"word": TEXT}))},
    "/rows/{row}/{side}": {
        "get": answering(
            TEXT,
            operationId="get_row",
            parameters=[
                _in("path", "row", {"type": "integer", "minimum": 3}),
                _in("path", "side", {"type": "string", "enum": ["left", "right"]}),
                _in("query", "near", {"type": "integer"}),
                _in("query", "stamp", {"type": ["string", "null"]}),
            ],
        )
    },
    "/switched": {
        "get": _responding(
            ("200", JSON, CHUNK),
            ("200", "text/event-stream", CHUNK),
            operationId="follow",
            parameters=[_in("query", "stream", {"type": "boolean", "default": False}), _in("query", "word", TEXT)],
        )
    },
    "/label/{ids}": {
        "get": answering(TEXT, operationId="get_label", parameters=[_in("path", "ids", NUMBERS, style="label")])
    },
    "/matrix/{at}": {
        "get": answering(
            TEXT, operationId="get_matrix", parameters=[_in("path", "at", SIZE, style="matrix", explode=True)]
        )
    },
    "/days/{at}": {
        "get": answering(TEXT, operationId="get_day", parameters=[_in("path", "at", {**TEXT, "format": "date-time"})])
    },
    "/list/{ids}": {"get": answering(TEXT, operationId="get_list", parameters=[_in("path", "ids", NUMBERS)])},
    "/flag/{on}": {"get": answering(TEXT, operationId="get_flag", parameters=[_in("path", "on", {"type": "boolean"})])},
    "/elsewhere": {"put": answering(TEXT, operationId="put_elsewhere", servers=[{"url": "https://files.example/v2"}])},
    "/ready/{id}": {
        "get": _responding(
            ("200", "video/mp4", FILE),
            ("202", JSON, CHUNK),
            operationId="get_ready",
            parameters=[_in("path", "id", TEXT)],
        )
    },
    "/drawn": {"get": _responding(("200", "image/png", FILE), ("200", JSON, CHUNK), operationId="draw")},
    "/any": {"get": _responding(("200", "*/*", FILE), operationId="get_any")},
    "/typed": {
        "post": _responding(
            ("200", JSON, CHUNK),
            ("200", "text/plain", TEXT),
            operationId="transcribe",
            requestBody=_sending(JSON, {"form": {"type": "string", "enum": ["json", "srt"]}}),
        )
    },
    "/again": {"get": _responding(("200", JSON, CHUNK), ("200", "text/plain", CHUNK), operationId="get_again")},
    "/gone": {"get": _responding(("200", "application/pdf", FILE), ("204", None, {}), operationId="get_paper")},
    "/talk": {
        "post": _responding(
            ("200", JSON, CHUNK),
            ("200", "text/event-stream", CHUNK),
            operationId="talk",
            requestBody=_sending(JSON, {"say": TEXT, "stream": {"anyOf": [{"type": "boolean"}, NULL]}}),
        )
    },
    "/talk#lines": {"post": _responding(("200", "application/x-ndjson", CHUNK), operationId="talk_in_lines")},
    "/watch": {"get": _responding(("200", "text/event-stream", TEXT), operationId="watch")},
    "/changes": {
        "get": _responding(
            ("200", "text/event-stream", {"type": "object", "properties": {"event": TEXT, "data": CHUNK}}),
            operationId="watch_changes",
        )
    },
    "/moved": {"get": _responding(("302", None, {}), operationId="get_moved")},
    "/cached": {
        "get": {
            "operationId": "get_cached",
            "responses": {"200": {"description": "", "content": {JSON: {"schema": CHUNK}}}, "304": {"description": ""}},
        }
    },
    "/there": {"head": answering(CHUNK, operationId="look")},
    "/letter": {"get": _responding(("200", "text/plain", TEXT), operationId="get_letter")},
    "/odd": {
        "get": _responding(
            ("200", "text/json; version=2; charset=utf-8", CHUNK),
            ("422", JSON, reference("Problem")),
            operationId="get_odd",
        )
    },
}
PROBLEM = {"type": "object", "properties": {"fields": {"type": "array", "items": TEXT}}}


def every_kind(folder: Path) -> Made:
    what = document(PATHS, {"Problem": PROBLEM})
    return make(folder, "external_calls", what, http="httpx2")  # its users' clients are of httpx
