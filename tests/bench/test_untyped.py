"""What is typed `Any` in a client, beside what its document leaves untyped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.bench.building.untyped import left_untyped, typed_any
from tests.codegen.external.documents import answering, document, make

if TYPE_CHECKING:
    from pathlib import Path

OPEN: dict[str, Any] = {
    "whatEver": {},
    "bag": {"type": "object"},
    "bags": {"type": "array", "items": {"type": "object"}},
    "empty": {"type": "object", "properties": {}},
    "either": {"anyOf": [{"type": "string"}, {}]},
}
TYPED: dict[str, Any] = {
    "text": {"type": "string"},
    "map": {"type": "object", "additionalProperties": {"type": "integer"}},
    "word": {"enum": ["a", 1]},
    "part": {"allOf": [{"type": "object"}, {"properties": {"n": {"type": "integer"}}}]},
}


def test_only_what_the_document_leaves_untyped_is_any(tmp_path: Path) -> None:
    thing = {"type": "object", "properties": {**OPEN, **TYPED}}
    parameters: list[dict[str, Any]] = [
        {"name": "x-bag", "in": "header", "schema": {}},
        {"name": "n", "in": "query", "schema": TYPED["text"]},
    ]
    body = {"content": {"application/json": {"schema": thing}}}
    operation = answering(thing, operationId="put_thing", parameters=parameters, requestBody=body)
    made = make(tmp_path, "external_open", document({"/things": {"put": operation}}))
    assert left_untyped(tmp_path / "openapi.json") == {"whatever", "bag", "bags", "empty", "either", "xbag"}
    assert typed_any(made.folder) == {"whatever", "bag", "bags", "empty", "either", "xbag"}
