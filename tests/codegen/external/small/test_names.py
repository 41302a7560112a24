"""Schemas named like anything in a generated package: each keeps a class of its own, and hides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made


def _classes(package: Path) -> list[str]:
    modules = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    return sorted({word for text in modules for word in re.findall(r"\b[A-Z]\w*[a-z]\w*", text)})


def test_schemas_with_all_names_of_a_package(api: Made, tmp_path: Path) -> None:
    names = _classes(api.folder / "src")
    assert {"Sender", "AsyncSender", "Parameter", "TypedDict", "Mapping"} <= {*names}
    schemas = {name: {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}} for name in names}
    every: dict[str, Any] = {"type": "object", "properties": {name: reference(name) for name in names}}
    paths = {f"/{name}": {"get": answering(reference(name), operationId=f"get {name}")} for name in names}
    sent = {"requestBody": {"content": {JSON: {"schema": every}}}, "operationId": "every"}
    made = make(tmp_path, "external_names", document({**paths, "/every": {"post": answering(every, **sent)}}, schemas))
    assert made.notes.left_out == {}
    answer = {name: {"id": name} for name in names}
    http_client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=answer)))
    assert made.package.ExternalNamesClient(http_client=http_client).every(extra={}).to_dict() == answer
