"""Specs written here become clients that run: what a spec says is what a user gets."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.codegen.clients.conftest import ARCHIVED, ID, operation, spec

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = {"schema": {"type": "string", "format": "binary"}}

THING = {
    "type": "object",
    "required": ["id", "kind", "part", "parts"],
    "additionalProperties": False,
    "description": 'A thing. "Quoted"',
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"$ref": "#/components/schemas/Kind"},
        "mood": {"type": ["string", "null"], "enum": ["good day", "good-day", "5", "Ünï", None]},
        "only": {"const": "this"},
        "count": {"type": "integer", "enum": [1, 2], "default": 1},
        "size": {"type": "number"},
        "flag": {"type": "boolean"},
        "whatever": {},
        "when": {"type": "string", "format": "date-time"},
        "day": {"type": "string", "format": "date"},
        "camelCase": {"type": "string", "default": "x"},
        "class": {"type": "string"},
        "part": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
        "either": {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "string"}}]},
        "both": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"b": {"type": "string"}}}]},
    },
}

SPEC = spec(
    {
        "/v1/things/{id}": {
            **operation("get_thing", {"$ref": "#/components/schemas/Thing"}),
            "parameters": [
                ID,
                {"name": "as", "in": "query", "schema": {"type": "string"}},
                {"name": "max-parts", "in": "query", "schema": {"type": "integer"}, "description": "How many."},
            ],
            "x-variants": [
                {
                    "operationId": "get_thing_file",
                    "summary": "Get the file",
                    "query": {"as": "file"},
                    "content": "audio/x-wav",
                }
            ],
            "responses": {
                "200": {"$ref": "#/components/responses/Good"},
                "404": {"description": "None.", "content": {"text/odd": {}}, "x-error-codes": ["NO"]},
                "default": {"description": "Bad."},
            },
        },
        "/v1/words": operation("list_words", {"type": "array", "items": {"type": "string"}}),
    },
    {
        "Thing": THING,
        "Kind": {"type": "string", "enum": ["a", "b"]},
        "Base": {"type": "object", "properties": {"a": {"type": "string"}}},
        "OnlyInErrors": {"type": "object"},
    },
)
SPEC["components"]["responses"] = {
    "Good": {
        "description": "Good.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}, "audio/x-wav": FILE},
    }
}

BODY: dict[str, Any] = {"id": "not-a-uuid", "kind": "a", "part": {"n": 1}, "parts": []}


@pytest.fixture(scope="session")
def things(make_client: Callable[..., Any]) -> Any:
    return make_client("things", SPEC)


@pytest.fixture
def parse(things: Any) -> Callable[..., Any]:
    module = import_module("things_jobs_client.api.things.get_thing")
    return lambda **changes: module.parse(200, {}, json.dumps({**BODY, **changes}).encode())


def test_client_has_the_operations_as_methods(things: Any) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=["a"] if request.url.path == "/v1/words" else BODY)

    client = things.ThingsClient(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(answer)))
    assert client.get_thing("i", max_parts=3).id == "not-a-uuid"
    assert client.list_words() == ["a"]
    assert [str(request.url) for request in seen] == [
        "https://api.example/v1/things/i?max-parts=3",
        "https://api.example/v1/words",
    ]


def test_variant_is_an_operation_of_its_own(things: Any) -> None:
    request = import_module("things_jobs_client.api.things.get_thing_file").get_kwargs("i")
    assert (request["url"], request["params"], request["headers"]) == (
        "/v1/things/i",
        {"as": "file"},
        {"Accept": "audio/x-wav"},
    )
    base = import_module("things_jobs_client.api.things.get_thing").get_kwargs("i", max_parts=2)
    assert (base["params"], base["headers"]) == ({"max-parts": 2}, {"Accept": "application/json"})


def test_enums_are_open(things: Any, parse: Callable[..., Any]) -> None:
    assert parse(kind="b").kind is things.models.Kind.B
    assert parse(kind="c").kind == "c"
    moods = things.models.ThingMood
    assert [parse(mood=mood).mood for mood in ("good day", "good-day", "5", "Ünï")] == list(moods)
    assert parse(mood=None).mood is None
    assert parse(only="that").only == "that"
    assert parse(count=7).count == 7


def test_formats_are_promises_that_nobody_has_to_keep(parse: Callable[..., Any]) -> None:
    assert parse(when="2025-01-01T00:00:00Z").when == datetime(2025, 1, 1, tzinfo=UTC)
    assert parse(when="yesterday", day="someday").day == "someday"


def test_nothing_is_filled_in(things: Any, parse: Callable[..., Any]) -> None:
    thing = parse()
    assert thing.count is thing.camel_case is None
    assert thing.to_dict() == BODY


def test_closed_objects_are_open(parse: Callable[..., Any]) -> None:
    assert parse(new=1).additional_properties == {"new": 1}


def test_schemas_nest_recur_and_combine(parse: Callable[..., Any]) -> None:
    thing = parse(parts=[{**BODY, "both": {"a": "1", "b": "2", "c": 3}}], either=["x"], **{"class": "y"})
    assert (thing.parts[0].both.a, thing.parts[0].both.b) == ("1", "2")
    assert (thing.either, thing.class_) == (["x"], "y")
    assert thing.to_dict()["parts"][0]["both"] == {"a": "1", "b": "2", "c": 3}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"part": {"n": "1"}}, "part.n is not a number, but a string"),
        ({"part": None}, "part is not an object, but null"),
        ({"parts": [BODY, {**BODY, "parts": 1}]}, r"parts\[1\].parts is not an array, but a number"),
        ({"flag": 1}, "flag is not true or false, but a number"),
        ({"either": {}}, "either is not a number, but an object"),
    ],
)
def test_fault_is_told_with_its_place(
    things: Any, parse: Callable[..., Any], changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(things.UndecodableResponse, match=problem):
        parse(**changes)


def test_errors_are_read_by_the_specs_pointers(things: Any) -> None:
    assert things.errors.read_error(b'{"code": "C", "deep/er": ["M"]}') == ("C", "M")
    assert things.errors.read_error(b'{"code": 1, "deep/er": []}') == ("1", None)
    assert things.errors.read_error(b'{"code": true, "deep/er": [1]}') == (None, None)


def test_models_that_only_errors_use_are_left_out(things: Any) -> None:
    assert not hasattr(things.models, "OnlyInErrors")


def test_every_file_says_where_it_comes_from(things: Any) -> None:
    files = [path for path in _folder(things).rglob("*.*") if path.is_file() and "__pycache__" not in path.parts]
    assert len(files) > 20
    for path in files:
        first = path.read_text().splitlines()[0]
        assert "Generated by scripts/generate.py from specs/things/openapi.yaml: do not edit." in first, path


def test_readme_example_runs(things: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (_folder(things) / "README.md").read_text()
    example = readme.partition("```python\n")[2].partition("```")[0]
    monkeypatch.setenv("THINGS_API_KEY", "k")
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda *_: httpx.Response(200, json=BODY))
    exec(compile(example, "README.md", "exec"), {})
    assert "not-a-uuid" in capsys.readouterr().out


def test_archived_service_warns(make_client: Callable[..., Any]) -> None:
    closed = make_client("closed", spec({"/x": operation("get_x", {"type": "object"})}), archived=ARCHIVED)
    with pytest.warns(closed.ArchivedServiceWarning, match="Closed"):
        closed.AsyncClosedClient(api_key="k", http_client=httpx.AsyncClient())


def _folder(package: Any) -> Path:
    return Path(package.__file__).parents[2]
