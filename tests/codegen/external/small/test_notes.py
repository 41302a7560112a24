"""What a client leaves out of a document, or types as Any, is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
RESPONSES = {"200": {"description": ""}, "103": {"description": ""}, "x-200": {}, "success": {"description": ""}}


def _fields(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


PATHS = {
    "/songs": {
        "post": answering(
            _fields(mood={"description": "any"}, rest={"type": "object"}),
            operationId="sing",
            parameters=[{"name": "key", "in": "query", "schema": {}}],
            requestBody={
                "content": {
                    JSON: {
                        "schema": _fields(
                            bars={"type": "integer", "min": 1, "required": True},
                            pace={**TEXT, "enum": "fast", "x-hint": 1},
                            rhythm={
                                **_fields(beat=TEXT),
                                "required": ["beat", "bar"],
                                "dependencies": {"beat": ["bar"]},
                            },
                            key=TEXT,
                            mood={},
                            rest={"type": "object", "additionalProperties": True},
                        )
                    }
                }
            },
        )
    },
    "/twins": {"get": answering(_fields(lastVerse=TEXT, last_verse=TEXT, to_dict=TEXT), operationId="twins")},
    "/halls": {"get": {"operationId": "halls", "responses": RESPONSES}},
    "/scores": {
        "post": answering(
            TEXT,
            operationId="write",
            requestBody={"content": {"multipart/form-data": {"schema": _fields(page=TEXT), "encoding": {"pages": {}}}}},
        )
    },
}
SCHEMES = {"spare": {"type": "apiKey", "in": "header", "name": "X-Spare"}}


@pytest.fixture(scope="module")
def choir(tmp_path_factory: pytest.TempPathFactory) -> Made:
    components = {"schemas": {}, "securitySchemes": SCHEMES}
    return make(tmp_path_factory.mktemp("choir"), "external_choir", document(PATHS, components=components))


@pytest.mark.parametrize(
    "note",
    [
        "security spare: not sent, since no operation needs it",
        "SingBody bars: min: ignored, since no schema has such a keyword",
        "SingBody bars: required: ignored, since it is no list",
        "SingBody pace: enum: ignored, since it is no list",
        "SingBody rhythm: bar: required, but not among its fields: not checked",
        "SingBody rhythm: dependencies: not checked before a request is sent",
        "field key: is the argument key_2: the name key is in use",
        "the encoding of pages: ignored, since the form has no such field",
        "its responses 103, SUCCESS are ignored: neither results nor errors",
        "sing key: has no type in the document: typed as Any, and not checked",
        "SingBody mood: has no type in the document: typed as Any, and not checked",
        "SingResult mood: has no type in the document: typed as Any",
        "TwinsResult last_verse: is the attribute last_verse_2: the name last_verse is in use",
        "TwinsResult to_dict: is the attribute to_dict_2: the name to_dict is in use",
    ],
)
def test_it_is_noted(choir: Made, note: str) -> None:
    assert note in choir.adaptations


def test_what_may_be_anything_by_its_nature_is_not(choir: Made) -> None:
    assert "rest" not in choir.adaptations
    assert "x-hint" not in choir.adaptations
