"""Bodies of JSON lines: a list, or anything that can be iterated over, is written line by line."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference, strictly_checked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.codegen.external.documents import Made

LINES = "application/jsonl"
ROW = {"type": "object", "required": ["mark"], "properties": {"mark": {"type": "string"}, "kg": {"type": "integer"}}}
ROWS = {"type": "array", "items": reference("Row"), "maxItems": 3}


def _taking(name: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    return answering(reference("Row"), operationId=name, requestBody={"required": True, "content": content, **more})


PATHS: dict[str, Any] = {
    "/rows": {"post": _taking("add_rows", {LINES: {"schema": reference("Row")}})},
    "/list": {"post": _taking("add_list", {"application/x-ndjson": {"schema": ROWS}})},
    "/items": {"post": _taking("add_items", {"application/json-seq": {"itemSchema": reference("Row")}})},
    "/any": {"post": _taking("add_any", {LINES: {}}, required=False)},
    "/text": {"post": _taking("add_text", {LINES: {"schema": {"type": "string", "format": "binary"}}})},
    "/seq": {
        "get": {
            "operationId": "read_items",
            "responses": {
                "200": {"description": "", "content": {"application/json-seq": {"itemSchema": reference("Row")}}}
            },
        }
    },
    "/both": {"post": _taking("add", {JSON: {"schema": reference("Row")}, LINES: {"schema": reference("Row")}})},
}


@pytest.fixture(scope="module")
def scales(tmp_path_factory: pytest.TempPathFactory) -> Made:
    what = document(PATHS, {"Row": ROW}, openapi="3.2.0")
    return make(tmp_path_factory.mktemp("scales"), "external_scales", what)


def _sent(scales: Made, name: str, rows: Any) -> bytes:
    getattr(scales.client({"mark": "a"}), name)(body=rows)
    return scales.requests[0].content


def test_all_of_it_comes_out_and_passes_mypy(scales: Made, tmp_path: Path) -> None:
    assert scales.notes.left_out == {}
    assert checked(scales, tmp_path).startswith("Success")
    assert strictly_checked(scales).startswith("0 errors")


@pytest.mark.parametrize("name", ["add_rows", "add_list", "add_any", "add_lines"])
def test_each_item_is_a_line(scales: Made, name: str) -> None:
    assert _sent(scales, name, [{"mark": "ä"}, {"mark": "b", "kg": 2}]) == (
        '{"mark":"ä"}\n{"mark":"b","kg":2}\n'.encode()
    )
    assert scales.requests[0].headers["Content-Type"] in (LINES, "application/x-ndjson")
    assert scales.requests[0].headers["Content-Length"] == str(len(scales.requests[0].content))


def test_items_of_a_json_sequence_begin_with_a_separator(scales: Made) -> None:
    assert _sent(scales, "add_items", [{"mark": "a"}]) == b'\x1e{"mark":"a"}\n'


def test_items_of_a_json_sequence_may_have_several_lines(scales: Made) -> None:
    content = b'\x1e{"mark":\n "a"\n}\n\x1e{"mark": "b"}\n\x1e{"mark": "c"}'
    with scales.client(content, headers={"Content-Type": "application/json-seq"}).read_items() as items:
        assert [each.mark for each in items] == ["a", "b", "c"]


def test_broken_item_of_a_json_sequence_is_an_error(scales: Made) -> None:
    content = b'\x1e{"mark":\n\x1e{"mark": "b"}\n'
    with (
        scales.client(content, headers={"Content-Type": "application/json-seq"}).read_items() as items,
        pytest.raises(scales.package.UndecodableResponse, match="not JSON"),
    ):
        next(items)


def test_models_are_sent_as_they_were_read(scales: Made) -> None:
    row = scales.client({"mark": "a", "kg": 3}).add(mark="a")
    assert json.loads(_sent(scales, "add_rows", [row])) == {"mark": "a", "kg": 3}


def test_iterables_are_sent_while_they_are_read(scales: Made) -> None:
    taken: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(3):
            taken.append(number)
            yield {"mark": str(number)}

    client = scales.client({"mark": "a"})
    client.add_rows(body=rows())
    assert taken == [0, 1, 2]
    assert scales.requests[0].content.count(b"\n") == 3
    assert scales.requests[0].headers["Transfer-Encoding"] == "chunked"


def test_iterables_are_sent_by_asyncio(scales: Made) -> None:
    asyncio.run(scales.async_client({"mark": "a"}).add_rows(body=({"mark": mark} for mark in "ab")))
    assert scales.requests[0].content == b'{"mark":"a"}\n{"mark":"b"}\n'


def test_files_are_sent_as_they_are(scales: Made, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"mark": "a"}')
    for given in (path, path.read_bytes(), ("rows", path), '{"mark": "a"}', [b'{"mark":', b' "a"}']):
        assert _sent(scales, "add_rows", given) == b'{"mark": "a"}'
    assert _sent(scales, "add_text", path) == b'{"mark": "a"}'


@pytest.mark.parametrize("rows", [[{"mark": "a"}, {"mark": 1}], ({"mark": mark} for mark in ("a", 1))])
def test_each_line_is_checked(scales: Made, rows: Any) -> None:
    with pytest.raises(scales.package.errors.InvalidArgument, match=r"body\[1\].mark is 1: give a string"):
        scales.client({"mark": "a"}).add_rows(body=rows)


def test_lists_are_checked_as_a_whole(scales: Made) -> None:
    client = scales.client({"mark": "a"})
    with pytest.raises(scales.package.errors.InvalidArgument, match="at most 3 items"):
        client.add_list(body=[{"mark": "a"}] * 4)
    with pytest.raises(scales.package.errors.InvalidArgument, match="give a list"):
        client.add_list(body={"mark": "a"})
    assert scales.requests == []


def test_lines_that_may_be_omitted_are(scales: Made) -> None:
    scales.client({"mark": "a"}).add_any()
    assert scales.requests[0].content == b""
    assert "Content-Type" not in scales.requests[0].headers
