"""Uploads of what yields its pieces, or its values, asynchronously."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import checked, document, make

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.codegen.external.documents import Made

FILE = {"type": "string", "format": "binary"}
ROW = {"type": "object", "required": ["size"], "properties": {"size": {"type": "integer"}}}
FORM = {"type": "object", "properties": {"file": FILE, "thumb": {"type": "string", "contentEncoding": "base64"}}}


def _sending(name: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    body = {"required": True, "content": {kind: {"schema": schema}}}
    return {"post": {"operationId": name, "requestBody": body, "responses": {"204": {"description": ""}}}}


PATHS = {
    "/form": _sending("form", "multipart/form-data", FORM),
    "/file": _sending("file", "application/octet-stream", FILE),
    "/rows": _sending("rows", "application/jsonl", ROW),
}


@pytest.fixture(scope="module")
def dock(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("dock"), "external_dock", document(PATHS, openapi="3.1.0"))


async def _pieces(*pieces: Any) -> AsyncIterator[Any]:
    for piece in pieces:
        yield piece


def _sent(dock: Made, name: str, **arguments: Any) -> bytes:
    """Return the body that the client for asyncio sends."""

    async def send() -> None:
        async with dock.async_client(status=204) as client:
            await getattr(client, name)(**arguments)

    asyncio.run(send())
    return dock.requests[-1].content


def test_all_of_it_comes_out_and_passes_mypy(dock: Made, tmp_path: Path) -> None:
    assert dock.notes.left_out == {}
    assert checked(dock, tmp_path).startswith("Success")


def test_pieces_of_a_file(dock: Made) -> None:
    assert _sent(dock, "file", body=_pieces(b"a", b"", b"bc")) == b"abc"
    sent = _sent(dock, "form", file=("a.png", _pieces(b"PN", b"G"), "image/png"))
    assert b'filename="a.png"\r\nContent-Type: image/png\r\n\r\nPNG\r\n' in sent


def test_values_of_lines_are_checked_one_by_one(dock: Made) -> None:
    sent = _sent(dock, "rows", body=_pieces({"size": 1}, {"size": 2}))
    assert [json.loads(line) for line in sent.splitlines()] == [{"size": 1}, {"size": 2}]
    assert _sent(dock, "rows", body=_pieces(b'{"size":', b" 3}\n")) == b'{"size": 3}\n'
    with pytest.raises(dock.package.InvalidArgument, match=r"body\[1\] lacks size"):
        _sent(dock, "rows", body=_pieces({"size": 1}, {}))


@pytest.mark.parametrize(
    ("name", "argument"), [("form", "file"), ("form", "thumb"), ("file", "body"), ("rows", "body")]
)
def test_client_without_asyncio_refuses_them_before_it_sends_anything(dock: Made, name: str, argument: str) -> None:
    client = dock.client(status=204)
    with pytest.raises(dock.package.InvalidArgument, match=f"{argument}: is read asynchronously"):
        getattr(client, name)(**{argument: _pieces(b"a")})
    assert dock.requests == []
