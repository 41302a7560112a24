"""Swagger 2.0: a document of it, and one of OpenAPI 3.0 that is written so in places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, checked, document, make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
FORM = "application/x-www-form-urlencoded"


def _definition(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _at(where: str, name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"in": where, "name": name, "type": kind, **more}


def _responding(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"responses": {"200": {"description": "", "schema": schema}, "404": {"$ref": "#/responses/Gone"}}, **more}


SWAGGER: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Harbour", "version": "1"},
    "host": "harbour.example",
    "basePath": "/v2",
    "schemes": ["http", "https"],
    "securityDefinitions": {"pass": {"type": "basic"}, "key": {"type": "apiKey", "in": "header", "name": "X-Pass"}},
    "security": [{"key": []}],
    "parameters": {"Most": _at("query", "most", "integer", maximum=9)},
    "responses": {"Gone": {"description": "", "schema": _definition("Problem")}},
    "definitions": {
        "Problem": {"type": "object", "properties": {"message": TEXT}},
        "Ship": {
            "type": "object",
            "discriminator": "sort",
            "required": ["sort"],
            "properties": {"sort": TEXT, "name": {**TEXT, "x-nullable": True}},
        },
        "Ferry": {"allOf": [_definition("Ship"), {"type": "object", "properties": {"cars": NUMBER}}]},
    },
    "paths": {
        "/lists/{path}": {
            "put": _responding(
                TEXT,
                operationId="lists",
                consumes=[FORM],
                parameters=[
                    _at("path", "path", "array", items=TEXT, collectionFormat="pipes", required=True),
                    _at("query", "tabs", "array", items=TEXT, collectionFormat="tsv"),
                    _at("header", "spaces", "array", items=TEXT, collectionFormat="ssv"),
                    _at("header", "commas", "array", items=TEXT),
                    _at("formData", "fields", "array", items=TEXT, collectionFormat="tsv"),
                ],
            )
        },
        "/ships": {
            "parameters": [{"$ref": "#/parameters/Most"}],
            "get": _responding(
                {"type": "array", "items": _definition("Ship")},
                operationId="ships",
                parameters=[
                    _at("query", "flags", "array", items=TEXT),
                    _at("query", "ids", "array", items=NUMBER, collectionFormat="multi"),
                    _at("query", "bays", "array", items=NUMBER, collectionFormat="pipes"),
                ],
            ),
            "post": _responding(
                _definition("Ship"),
                operationId="add",
                parameters=[{"in": "body", "name": "ship", "required": True, "schema": _definition("Ferry")}],
            ),
        },
        "/ships/{id}/plan": {
            "parameters": [_at("path", "id", "integer", required=True)],
            "put": _responding(
                TEXT,
                operationId="draw",
                security=[{"pass": []}],
                parameters=[_at("formData", "plan", "file", required=True), _at("formData", "deck", "integer")],
            ),
            "get": _responding({"type": "file"}, operationId="plan", produces=["image/png"]),
        },
        "/enter": {
            "post": _responding(
                TEXT,
                operationId="enter",
                security=[],
                consumes=[FORM],
                parameters=[_at("formData", "name", "string", required=True)],
            )
        },
    },
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("harbour"), "external_harbour", SWAGGER)


def test_all_of_it_comes_out_and_passes_mypy(harbour: Made, tmp_path: Path) -> None:
    assert harbour.notes.left_out == {}
    assert "is Swagger 2.0: it is read as OpenAPI 3.0" in harbour.adaptations
    assert checked(harbour, tmp_path).startswith("Success")


def test_lists_are_written_as_their_collection_format_says(harbour: Made) -> None:
    client = harbour.client([{"sort": "Ferry", "cars": 2}, {"sort": "Tug", "name": None}], api_key="k")
    ferry, other = client.ships(most=3, flags=["a", "b"], ids=[1, 2], bays=[3, 4])
    assert str(harbour.requests[0].url) == ("https://harbour.example/v2/ships?most=3&flags=a,b&ids=1&ids=2&bays=3%7C4")
    assert harbour.requests[0].headers["X-Pass"] == "k"
    assert (ferry.cars, other.sort, other.name) == (2, "Tug", None)
    with pytest.raises(harbour.package.InvalidArgument, match="most is 10: give at most 9"):
        client.ships(most=10)


def test_lists_have_their_separators_everywhere(harbour: Made) -> None:
    words = ["a b", "c"]
    harbour.client(b'"ok"', api_key="k").lists(words, tabs=words, spaces=words, commas=words, fields=words)
    (request,) = harbour.requests
    assert str(request.url) == "https://harbour.example/v2/lists/a%20b%7Cc?tabs=a%20b%09c"
    assert (request.headers["spaces"], request.headers["commas"]) == ("a b c", "a b,c")
    assert request.content == b"fields=a+b%09c"


def test_bodies_are_json_a_form_or_parts(harbour: Made) -> None:
    assert harbour.client({"sort": "Ferry"}, api_key="k").add(sort="Ferry", cars=2).sort == "Ferry"
    assert json.loads(harbour.requests[0].content) == {"sort": "Ferry", "cars": 2}
    assert harbour.client(b'"ok"').enter(name="a b") == "ok"
    assert harbour.requests[0].content == b"name=a+b"
    harbour.client(b'"ok"', basic_credentials="a:b").draw(7, plan=b"PNG", deck=1)
    assert harbour.requests[0].headers["Content-Type"].startswith("multipart/form-data")
    assert harbour.requests[0].headers["Authorization"] == "Basic YTpi"
    assert b'name="plan"; filename="plan"' in harbour.requests[0].content


def test_files_and_errors_are_read(harbour: Made) -> None:
    image = {"Content-Type": "image/png"}
    assert harbour.client(b"\x89PNG", headers=image, api_key="k").plan(7) == b"\x89PNG"
    assert harbour.requests[0].headers["Accept"] == "image/png"
    with pytest.raises(harbour.package.NotFoundError, match="sunk") as caught:
        harbour.client({"message": "sunk"}, 404, api_key="k").plan(7)
    assert caught.value.parsed.message == "sunk"


OBJECT = {"type": "object", "required": ["name"], "properties": {"name": TEXT}}
MIXED = document(
    {
        "/a": {"post": {"operationId": "a", "requestBody": {"schema": OBJECT}, **_responding(OBJECT)}},
        "/b/{id}": {
            "get": {
                "operationId": "b",
                "parameters": [_at("path", "id", "integer", required=True), _at("query", "size", "integer", minimum=1)],
                "responses": {"200": {"description": "", "content": {JSON: OBJECT}}},
            }
        },
    },
    responses={"Gone": {"description": ""}},
)


def test_what_is_written_so_in_a_newer_document_is_not_lost(tmp_path: Path) -> None:
    made = make(tmp_path, "external_mixed", MIXED)
    client = made.client({"name": "n"})
    assert client.a(name="x").name == "n"
    assert json.loads(made.requests[0].content) == {"name": "x"}
    assert client.b(3, size=2).name == "n"
    with pytest.raises(made.package.InvalidArgument, match="size is 0: give at least 1"):
        client.b(3, size=0)
    for what in ("the body", "response 200", "parameter id", "parameter size"):
        assert f"{what} is written as in Swagger 2.0: it is read so" in made.adaptations
    assert "application/json has its schema not below schema, but in its place" in made.adaptations
