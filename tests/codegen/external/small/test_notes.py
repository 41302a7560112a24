"""What a client leaves out of a document, or types as Any, is noted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
FORM = "application/x-www-form-urlencoded"
RESPONSES = {"200": {"description": ""}, "103": {"description": ""}, "x-200": {}, "success": {"description": ""}}


def _fields(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


TAKE = {**TEXT, "enum": [1, True]}
KEY = {**TEXT, "enum": ["f-flat", "f_flat", "f flat", "g", "1:2"]}
PITCH = {"type": "number", "enum": [432, 440]}
STAGE = {
    **_fields(wide={"type": "integer"}),
    "required": ["wide", "light", "lift"],
    "oneOf": [_fields(light={"enum": ["red"]}), _fields(light={"enum": ["blue"]})],
}
VOICE = {"type": ["integer", "null"], "enum": ["alto", "bass"]}
PATHS: dict[str, Any] = {
    "/songs": {
        "post": answering(
            _fields(mood={"description": "any"}, rest={"type": "object"}, take=TAKE, voice=VOICE, pitch=PITCH, key=KEY),
            operationId="sing",
            parameters=[
                {"name": "key", "in": "query", "schema": {}},
                {"name": "loud", "in": "query", "schema": {"type": "boolean"}, "allowEmptyValue": True},
                {"name": "hall", "in": "query", "schema": TEXT, "allowEmptyValue": True},
            ],
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
                            take={"type": "integer", "enum": ["1", "2"], "properties": {"one": TEXT}},
                            voice=VOICE,
                            pitch=PITCH,
                            rest={"type": "object", "additionalProperties": True},
                        )
                    }
                }
            },
        )
    },
    "/twins": {"get": answering(_fields(lastVerse=TEXT, last_verse=TEXT, to_dict=TEXT), operationId="twins")},
    "/tune": {"post": answering(TEXT, operationId="tune", requestBody={"content": {FORM: {"schema": TEXT}}})},
    "/stage": {"put": answering(STAGE, operationId="stage", requestBody={"content": {JSON: {"schema": STAGE}}})},
    "/halls": {"get": {"operationId": "halls", "responses": RESPONSES, "requestBody": {"content": {}}}},
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
        "SingBody take: is of type integer, but has words of another: both forms are allowed",
        "SingBody take: properties: ignored, since it is no object",
        "SingBody voice: is of type integer or null, but has words of another: both are allowed",
        "SingResult voice: is of type integer or null, but has words of another: both are allowed",
        "SingResult take: is of type string, but has words of another: both forms are allowed",
        "SingBody bars: required: ignored, since it is no list",
        "SingBody pace: enum: ignored, since it is no list",
        "SingBody rhythm: bar: required, but not among its fields: not checked",
        "SingBody rhythm: dependencies: not checked before a request is sent",
        "field key: is the argument key_2: the name key is in use",
        "its body has no media type: it is not sent",
        "the encoding of pages: ignored, since the form has no such field",
        "its responses 103, SUCCESS are ignored: neither results nor errors",
        "sing key: has no type in the document: typed as Any, and not checked",
        "SingBody mood: has no type in the document: typed as Any, and not checked",
        "SingResult mood: has no type in the document: typed as Any",
        "query parameter loud: may be empty, which is sent by extra_query only",
        "SingResultKey: the value 'f_flat' is the member VALUE_F_FLAT",
        "SingResultKey: the value 'f flat' is the member VALUE_2",
        "TwinsResult last_verse: is the attribute last_verse_2: the name last_verse is in use",
        "TwinsResult to_dict: is the attribute to_dict_2: the name to_dict is in use",
    ],
)
def test_it_is_noted(choir: Made, note: str) -> None:
    assert note in choir.adaptations


@pytest.mark.parametrize(
    "answer", [{"take": each} for each in (1, True, "1", "true")] + [{"voice": "alto"}, {"voice": 3}]
)
def test_words_of_another_type_are_read_in_both_forms(choir: Made, answer: dict[str, Any]) -> None:
    assert choir.client(answer).sing().to_dict() == answer


@pytest.mark.parametrize("sent", [{"take": 2}, {"take": "2"}, {"voice": "alto"}, {"voice": 3}, {"voice": None}])
def test_words_of_another_type_are_sent_in_both_forms(choir: Made, sent: dict[str, Any]) -> None:
    choir.client({}).sing(**sent)
    assert json.loads(choir.requests[0].content) == sent


def test_numbers_are_not_whole_because_the_listed_ones_are(choir: Made) -> None:
    assert choir.client({"pitch": 440.5}).sing(pitch=440.0).to_dict() == {"pitch": 440.5}
    with pytest.raises(choir.package.InvalidArgument, match=r"pitch is 440\.5: give one of 432, 440"):
        choir.client({}).sing(pitch=440.5)


@pytest.mark.parametrize("refused", [{"take": 3}, {"voice": "tenor"}])
def test_other_words_are_refused(choir: Made, refused: dict[str, Any]) -> None:
    with pytest.raises(choir.package.InvalidArgument, match=f"{next(iter(refused))} is"):
        choir.client({}).sing(**refused)


def test_a_form_that_is_one_text_takes_any_field(choir: Made) -> None:
    choir.client(b'"ok"').tune(extra={"pitch": "a", "hall": "main"})
    assert choir.requests[0].content == b"pitch=a&hall=main"
    assert "the body is a form whose fields are not documented: they are given in `extra`" in choir.adaptations


def test_what_variants_have_is_not_missing(choir: Made) -> None:
    assert "stage Body: lift: required, but not among its fields" in choir.adaptations
    assert "light: required" not in choir.adaptations


def test_what_may_be_anything_by_its_nature_is_not(choir: Made) -> None:
    assert "rest" not in choir.adaptations
    assert not any(each in choir.adaptations for each in ("parameter hall", "the value 'g'", "the value '1:2'"))
    assert "x-hint" not in choir.adaptations
