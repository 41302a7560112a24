"""Arguments that fit no variant of a union: the error names the words of all variants, at their place."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}


def _fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


SCHEMAS = {
    "Hammer": _fields("kind", "weight", kind={"const": "hammer"}, weight={"type": "number"}),
    "Saw": _fields("kind", "teeth", kind={"enum": ["saw", "jigsaw"]}, teeth={"type": "integer"}),
    "Square": _fields("kind", "bit", kind={"const": "drill"}, bit={"const": "square"}),
    "Round": _fields("kind", "bit", "width", kind={"const": "drill"}, bit={"const": "round"}, width={"type": "number"}),
    "Glue": {
        **_fields("sort", sort=TEXT),
        "discriminator": {
            "propertyName": "sort",
            "mapping": {"hot": reference("HotGlue")["$ref"], "wood": reference("WoodGlue")["$ref"]},
        },
    },
    "HotGlue": {"allOf": [reference("Glue")], **_fields(heat={"type": "integer"})},
    "WoodGlue": {"allOf": [reference("Glue")], **_fields(dry={"type": "integer"})},
    "Tool": {"oneOf": [reference(name) for name in ("Hammer", "Saw", "Square", "Round")]},
}
BOX = {
    "oneOf": [
        _fields("sort", "depth", sort={"const": "crate"}, depth={"type": "number"}),
        _fields("sort", sort={"enum": ["bag", "sack"]}),
        TEXT,
    ]
}
GLUE = {"oneOf": [reference("HotGlue"), reference("WoodGlue")]}
PATHS: dict[str, Any] = {
    "/glues": {
        "post": answering(
            TEXT, operationId="stick", requestBody={"content": {JSON: {"schema": _fields("glue", glue=GLUE)}}}
        )
    },
    "/boxes": {
        "post": answering(
            TEXT, operationId="pack", requestBody={"content": {JSON: {"schema": _fields("box", box=BOX)}}}
        )
    },
    "/shelves/{code}/{row}": {
        "get": answering(
            TEXT,
            operationId="shelf",
            parameters=[
                {"name": "code", "in": "path", "required": True, "schema": {**TEXT, "pattern": "^[A-Z]{2}$"}},
                {"name": "row", "in": "path", "required": True, "schema": {**TEXT, "maxLength": 3}},
            ],
        )
    },
    "/tools": {
        "post": answering(
            TEXT,
            operationId="add",
            requestBody={
                "content": {JSON: {"schema": _fields("tools", tools={"type": "array", "items": reference("Tool")})}}
            },
        )
    },
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("bench"), "external_bench", document(PATHS, SCHEMAS, openapi="3.1.0"))


@pytest.mark.parametrize(
    ("tool", "problem"),
    [
        ({"kind": "plane"}, "tools[0].kind is 'plane': give one of 'hammer', 'saw', 'jigsaw', 'drill'"),
        ({"kind": "hammer"}, "tools[0] lacks weight"),
        ({"kind": "drill", "bit": "round"}, "tools[0] lacks width"),
        (
            {"kind": "drill", "bit": "oval"},
            "tools[0].bit is 'oval': give one of 'square', 'round'; "
            "or tools[0].kind is 'drill': give one of 'hammer', 'saw', 'jigsaw'",
        ),
    ],
)
def test_error_names_the_words_of_all_variants(bench: Made, tool: dict[str, Any], problem: str) -> None:
    with pytest.raises(bench.package.InvalidArgument) as caught:
        bench.client().add(tools=[tool])
    assert str(caught.value) == problem
    assert bench.requests == []


def test_variants_without_a_name_have_that_of_their_word(bench: Made) -> None:
    requests = importlib.import_module(f"{bench.package.__name__}.requests")
    assert requests.PackBodyBoxCrateParam.__required_keys__ == {"sort", "depth"}
    assert requests.PackBodyBoxBagParam.__required_keys__ == {"sort"}


def test_texts_in_paths_are_checked(bench: Made) -> None:
    client = bench.client(b'"a"')
    assert client.shelf("AB", "a/b") == "a"
    assert bench.requests[0].url.raw_path == b"/shelves/AB/a%2Fb"
    for arguments, problem in ((("ab", "1"), r"code is 'ab'"), (("AB", "1234"), "row is '1234': give at most 3")):
        with pytest.raises(bench.package.InvalidArgument, match=problem):
            client.shelf(*arguments)


def test_words_that_the_common_parent_maps(bench: Made) -> None:
    client = bench.client(b'"a"')
    assert client.stick(glue={"sort": "hot", "heat": 2}) == "a"
    with pytest.raises(bench.package.InvalidArgument, match=r"glue\.sort is 'tape': give one of 'hot', 'wood'"):
        client.stick(glue={"sort": "tape"})
