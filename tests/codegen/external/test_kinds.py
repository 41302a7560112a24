"""Paths, media types, successes and schemas of every kind, all operations of one document: each comes out and works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made

INTEGER = {"content": {JSON: {"schema": {"type": "integer"}}}}
TEXT = {"content": {JSON: {"schema": {"type": "string"}}}}

PATHS: list[tuple[str, tuple[str, ...], str]] = [
    ("/a/{id}", ("a/b",), "/a/a%2Fb"),
    ("/b/:id/y", ("a",), "/b/a/y"),
    ("/c/<int:id>", ("a",), "/c/a"),
    ("/d/{id:[0-9]+}", ("1",), "/d/1"),
    ("/e/{user-id}:run", ("a",), "/e/a:run"),
    ("/f/*path", ("a/b c",), "/f/a/b%20c"),
    ("/g/{+path}", ("a/b",), "/g/a/b"),
    ("/h/{proxy+}", ("a/b",), "/h/a/b"),
    ("/ha/{order.first_name}/{order.last}", ("a", "b"), "/ha/a/b"),
    ("/hb/{name=things/*}:run", ("things/1",), "/hb/things/1:run"),
    ("/hc/{rest...}", ("a/b",), "/hc/a/b"),
    ("/hd/{{id}}", ("a/b",), "/hd/a%2Fb"),
    ("/he/{id}{.format}", ("a", "json"), "/he/a.json"),
    ("i/{class}/{from}", ("a", "b"), "/i/a/b"),
    ("/j k/ü/$count", (), "/j%20k/%C3%BC/$count"),
    ("/l/range(address='{address}'){?full}", ("A1",), "/l/range(address='A1')"),
]
KINDS: list[tuple[str, dict[str, Any], bytes, Any]] = [
    ("audio/mpeg", {"type": "string"}, b"ID3", b"ID3"),
    ("application/octet-stream", {}, b"\x00", b"\x00"),
    ("image/*", {"type": "string", "format": "binary"}, b"\x89", b"\x89"),
    ("text/plain; charset=utf-8", {"type": "string"}, "ü".encode(), "ü"),
    ("application/vnd.api+json", {"type": "integer"}, b"1", 1),
    ("application/json; charset=utf-8", {"type": "integer"}, b"1", 1),
    ("*/*", {"type": "integer"}, b"1", 1),
    ("multipart/mixed", {"type": "object"}, b"--x\r\n\r\n1\r\n--x--", b"--x\r\n\r\n1\r\n--x--"),
]
SUCCESSES: list[tuple[dict[str, Any], int, bytes, Any]] = [
    ({"2XX": INTEGER}, 207, b"7", 7),
    ({"default": INTEGER}, 200, b"7", 7),
    ({"204": {"description": "gone"}}, 204, b"", None),
    ({}, 200, b"anything", None),
    ({"200": INTEGER, "204": {}}, 204, b"", None),
    ({"200": INTEGER, "202": TEXT}, 202, b'"later"', "later"),
]
SCHEMAS: list[Any] = [
    {"type": "string", "enum": ["a", "a", "", None, "A", "a b", "a-b"], "default": "c"},
    {"enum": ["a", 1, None, True, 1.5]},
    {"type": "integer", "enum": [1, 2]},
    {"type": "integer", "enum": ["1", "2"]},
    {"enum": [None]},
    {"enum": []},
    {"enum": [{"a": 1}]},
    {"const": None},
    {"type": ["string", "null"]},
    {"type": "array"},
    {"type": "array", "items": [{"type": "string"}], "prefixItems": [{"type": "string"}]},
    {"type": "file"},
    {"not": {"type": "string"}},
    {"allOf": [{"type": "string"}, {"type": "integer"}]},
    {"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "integer"}}}]},
    {"oneOf": [{"title": "A", "type": "object"}, {"title": "A", "type": "object", "properties": {"a": {}}}]},
    {"oneOf": [{"type": "string", "enum": ["x"]}, {"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    {"anyOf": [{"type": "null"}]},
    {"type": "string", "minLength": "3", "maxLength": -1, "pattern": "[", "format": "date-time"},
    {"type": "string", "format": "binary"},
    {"type": "number", "minimum": 1, "exclusiveMinimum": True, "maximum": None, "multipleOf": 0.1},
    {"type": "object", "additionalProperties": {"type": "integer"}, "properties": {"a b": {}, "from": {}, "str": {}}},
    {"type": "object", "properties": {"list": {"type": "array"}, "str": {"type": "string"}, "x": {"type": "string"}}},
    {"$ref": "#/components/schemas/Missing"},
    {"$ref": "#/paths/~1s0/post/requestBody/content/application~1json/schema/properties/other"},
    True,
    "nonsense",
    None,
]


BODIES: list[tuple[str, Any]] = [
    ("multipart/form-data", {"properties": {"file": {"type": "string", "format": "binary"}, "n": {"type": "integer"}}}),
    ("multipart/form-data; boundary=x", {"properties": {"file": {"contentMediaType": "audio/mpeg"}}}),
    ("application/x-www-form-urlencoded", {"properties": {"n": {"type": "integer"}}}),
    ("application/merge-patch+json", {"properties": {"n": {"type": "integer"}}}),
    ("multipart/form-data", {"properties": {"files": {"type": "array", "items": {"format": "binary"}}}}),
    ("application/x-www-form-urlencoded", {"properties": {"n[]": {"type": "array", "items": {"type": "string"}}}}),
    ("application/json", {"type": "array", "items": {"type": "string"}}),
    ("application/octet-stream", {}),
    ("text/csv", {"type": "string"}),
    ("*/*", {"type": "string", "format": "binary"}),
]


def _document() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for number, (path, _, _) in enumerate(PATHS):
        paths[path] = {"get": answering({}, operationId=f"get_path_{number}")}
    for number, (kind, schema, _, _) in enumerate(KINDS):
        responses = {"200": {"description": "", "content": {kind: {"schema": schema}}}}
        paths[f"/k{number}"] = {"get": {"operationId": f"get_kind_{number}", "responses": responses}}
    for number, (responses, _, _, _) in enumerate(SUCCESSES):
        paths[f"/r{number}"] = {"get": {"operationId": f"get_success_{number}", "responses": responses}}
    for number, schema in enumerate(SCHEMAS):
        thing = {"type": "object", "properties": {"value": schema, "other": {"type": "string"}}}
        query = {"name": "q", "in": "query", "schema": schema}
        body = {"content": {JSON: {"schema": thing}}}
        operation = answering(thing, operationId=f"post_schema_{number}", requestBody=body, parameters=[query])
        paths[f"/s{number}"] = {"post": operation}
    for number, (kind, schema) in enumerate(BODIES):
        body = {"content": {kind: {"schema": schema}}}
        paths[f"/b{number}"] = {"put": answering({}, operationId=f"put_body_{number}", requestBody=body)}
    return document(paths)


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("zoo"), "external_zoo", _document())


def test_all_of_it_comes_out_and_passes_the_type_checker(zoo: Made, tmp_path: Any) -> None:
    assert zoo.notes.left_out == {}
    assert checked(zoo, tmp_path).startswith("Success")


@pytest.mark.parametrize("number", range(len(PATHS)))
def test_path_in_any_manner(zoo: Made, number: int) -> None:
    _, arguments, url = PATHS[number]
    getattr(zoo.client(1), f"get_path_{number}")(*arguments)
    assert zoo.requests[0].url.raw_path.decode() == url


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_answer_of_any_kind(zoo: Made, number: int) -> None:
    kind, _, answer, expected = KINDS[number]
    client = zoo.client(answer, headers={"Content-Type": kind.replace("*", "png" if "image" in kind else "x")})
    assert getattr(client, f"get_kind_{number}")() == expected
    accepted = zoo.requests[0].headers["accept"]
    assert accepted == kind.partition(";")[0]


@pytest.mark.parametrize("number", range(len(SUCCESSES)))
def test_successes_however_they_are_told(zoo: Made, number: int) -> None:
    _, status, answer, expected = SUCCESSES[number]
    assert getattr(zoo.client(answer, status), f"get_success_{number}")() == expected


@pytest.mark.parametrize("number", range(len(SCHEMAS)))
def test_schema_of_any_kind_in_answer_and_request(zoo: Made, number: int) -> None:
    answer = getattr(zoo.client({"value": None, "other": "o"}), f"post_schema_{number}")(other="o")
    assert answer.other == "o"
    assert json.loads(zoo.requests[0].content) == {"other": "o"}
