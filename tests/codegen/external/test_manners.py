"""Schemas in the manners of frameworks: what is null, nested in itself, given by place, or beside the named fields."""

from __future__ import annotations

import inspect
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
WHOLE = {"type": "integer"}
NULL = {"type": "null"}
OBJECT = {"type": "object"}
FILE = {"type": "string", "format": "binary"}
FORM = "multipart/form-data"
INLINE = "#/paths/~1jobs/post/responses/200/content/application~1json/schema"
LONG = "get_all_of_the_things_v1_of_a_place_v1_places_place_id_shelves_shelf_id_things_get"
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def _object(fields: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    return {**OBJECT, "required": [*required], "properties": fields, **more}


def _body(schema: dict[str, Any], *, required: bool = True, kind: str = JSON) -> dict[str, Any]:
    return {"required": required, "content": {kind: {"schema": schema}}}


def _post(name: str, schema: dict[str, Any], answer: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    body = _body(schema, **more)
    return {"post": answering(answer if answer is not None else TEXT, operationId=name, requestBody=body)}


SCHEMAS: dict[str, Any] = {
    "Rates": _object({"rate": WHOLE, "word": TEXT}, "rate"),
    "Marks": _object({"title": TEXT}, "title", additionalProperties=NUMBER),
    "Reel": _object({"at": {"type": "string", "format": "date-time"}}),
    "Reels": _object({"total": WHOLE}, "total", additionalProperties=reference("Reel")),
    "Node": _object(
        {
            "kind": {"enum": ["mix", "clip"]},
            "gain": {**NUMBER, "maximum": 1},
            "parts": {"type": "array", "items": reference("Node")},
        },
        "kind",
    ),
    "Both": _object(
        {"all": {"type": "array", "minItems": 1, "items": reference("Rule")}}, "all", additionalProperties=False
    ),
    "Is": _object({"field": TEXT, "value": {"type": ["string", "number"]}}, "field", "value"),
    "Rule": {"oneOf": [reference("Both"), reference("Is")]},
    "Size": {"type": "array", "prefixItems": [WHOLE, TEXT], "minItems": 2, "maxItems": 2},
    "Lot": {"type": "array", "prefixItems": [WHOLE, TEXT], "unevaluatedItems": False},
    "Page": _object({"total": WHOLE, "data": {"type": "array", "items": OBJECT}}, "total", "data"),
    "Filter": _object(
        {
            "from": {"type": "string", "format": "date-time"},
            "a-b": {**WHOLE, "maximum": 3},
            "list": {"type": "array", "items": reference("Filter")},
            "datetime": {"type": "string", "format": "date-time"},
        },
        "from",
    ),
    "models.Thing": _object({"word": TEXT}),
    "Loop": {"$recursiveAnchor": True, **_object({"next": {"$recursiveRef": "#"}, "word": TEXT})},
    "ClassVariant": _object({"word": TEXT}),
    "Job": _object({"object": {"const": "job"}, "word": TEXT}),
    "Batch": _object({"object": {"const": "batch"}, "count": WHOLE}),
    "Cat": _object({"type": TEXT, "lives": WHOLE}),
    "Dog": _object({"type": TEXT, "tricks": WHOLE}),
    "Beast": _object({"type": TEXT, "legs": WHOLE}),
    "Pet": {
        "oneOf": [reference("Beast"), reference("Cat"), reference("Dog")],
        "discriminator": {
            "propertyName": "type",
            "mapping": {"cat": "Cat", "dog": "Dog"},
            "defaultMapping": "Beast",
        },
    },
}
PATHS: dict[str, Any] = {
    "/settings": _post("set_rates", {"anyOf": [reference("Rates"), NULL]}),
    "/hints": _post("hint", {"anyOf": [reference("Rates"), NULL]}, required=False),
    "/number": _post("set_number", {"type": ["integer", "null"]}, required=False),
    "/anything": _post("set_anything", {}, required=False),
    "/marks": _post("mark", reference("Marks"), reference("Marks")),
    "/nested": _post("mark_all", _object({"marks": reference("Marks")})),
    "/reels": {"get": answering(reference("Reels"), operationId="get_reels")},
    "/nodes": _post("run", reference("Node"), reference("Node")),
    "/rules": _post("filter_by", _object({"rule": reference("Rule")}, "rule")),
    "/lots": _post("set_lot", _object({"lot": reference("Lot")}), _object({"lot": reference("Lot")})),
    "/sizes": _post("set_size", _object({"size": reference("Size")}), _object({"size": reference("Size")})),
    "/tags": _post(
        "tag", _object({"tags": {**OBJECT, "patternProperties": {"^x-": WHOLE}, "additionalProperties": False}})
    ),
    "/levels": _post(
        "set_level", _object({"ratio": {**NUMBER, "enum": [0.5, 1]}, "level": {"enum": [1, 2.5, "high", None]}})
    ),
    "/bare": _post("bare", _object({"least": {"minimum": 3}, "short": {"maxLength": 2}})),
    "/pages": {
        "get": answering(
            {"allOf": [reference("Page"), {"properties": {"data": {"type": "array", "items": reference("Reel")}}}]},
            operationId="get_page",
        )
    },
    "/filters": _post(
        "look", _object({"filter": reference("Filter"), "at": {"type": "string", "format": "date-time"}}, "filter")
    ),
    "/jobs": {
        "post": answering(_object({"place": TEXT}), operationId="add_job"),
        "get": answering({"oneOf": [reference("Job"), reference("Batch")]}, operationId="get_work"),
    },
    "/job": {"get": answering(reference("Job"), operationId="get_job")},
    "/files": _post("send_files", {"type": "array", "items": FILE}, kind="multipart/form-data"),
    "/mixed": _post(
        "send_mixed",
        {"type": "array", "prefixItems": [_object({"title": TEXT}), {"contentMediaType": "audio/wav"}]},
        kind="multipart/mixed",
    ),
    "/covers": _post(
        "send_cover",
        _object({"cover": {"oneOf": [FILE, reference("Reel")]}, "word": TEXT}, "cover"),
        kind="multipart/form-data",
    ),
    "/either": _post(
        "send_either",
        {"oneOf": [_object({"file": FILE, "word": TEXT}, "file"), _object({"url": TEXT, "word": TEXT}, "url")]},
        kind="multipart/form-data",
    ),
    "/sheets": _post("send_sheets", {**OBJECT, "additionalProperties": FILE}, kind=FORM),
    "/album": _post(
        "send_album",
        _object({"shots": {"type": "array", "items": {"oneOf": [FILE, TEXT]}}}, additionalProperties=FILE),
        kind=FORM,
    ),
    "/later": _post("send_later", _object({"file": FILE, "word": TEXT}, "file", "word"), required=False, kind=FORM),
    "/aliases": _post(
        "alias",
        _object({"first": {"allOf": [reference("Is")], "nullable": True}, "then": reference("Is")}),
        _object({"first": {"allOf": [reference("Is")], "nullable": True}, "then": reference("Is")}),
    ),
    "/names": {"get": answering(reference("models.Thing"), operationId="get_thing")},
    "/loop": _post("loop", reference("Loop"), reference("Loop")),
    "/variant": {"get": answering(_object({"of": reference("ClassVariant")}), operationId="get_variant")},
    "/flow": _post("flow", _object({"stream": {"type": "boolean"}})),
    "/cat": {"get": answering(reference("Cat"), operationId="get_cat")},
    "/again": {"get": answering(TEXT, operationId="get_thing")},
    "/xml": {
        "get": {
            "operationId": "get_xml",
            "responses": {
                "200": {"description": "", "content": {"application/xml": {"schema": reference("Is")}}},
            },
        },
        "put": answering(TEXT, operationId="put_xml", requestBody=_body(reference("Is"), kind="application/xml")),
    },
    "/notes": _post("send_note", {**TEXT, "maxLength": 9}, kind="text/plain"),
    "/lines": {
        "post": answering(
            TEXT, operationId="send_lines", requestBody={"content": {"application/jsonl": {"itemSchema": OBJECT}}}
        )
    },
    "/inner": _post("send_inner", _object({"file": FILE})),
    "/long": {"get": answering(TEXT, operationId=LONG)},
    "/inline": {"get": answering({"$ref": INLINE}, operationId="get_inline")},
    "/rows": {
        "post": answering(
            TEXT,
            operationId="send_rows",
            requestBody={
                "required": True,
                "content": {"multipart/mixed": {"itemSchema": _object({"n": WHOLE}, "n")}},
            },
        )
    },
    "/pets": {"get": answering(reference("Pet"), operationId="get_pet")},
    "/titles": {
        "get": {
            "operationId": "get_titles",
            "responses": {
                "200": {
                    "description": "",
                    "content": {"application/x-subrip": {"schema": TEXT}, "text/vtt": {"schema": TEXT}},
                }
            },
        }
    },
    "/kept": {
        "post": {
            "operationId": "keep",
            "requestBody": {"content": {JSON: {"$ref": "#/components/mediaTypes/Kept"}}},
            "responses": {"200": {"description": "", "content": {JSON: {"$ref": "#/components/mediaTypes/Kept"}}}},
        }
    },
}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Made:
    what = document(PATHS, SCHEMAS, openapi="3.2.0")
    what["components"]["mediaTypes"] = {"Kept": {"schema": _object({"word": TEXT}, "word")}}
    return make(tmp_path_factory.mktemp("studio"), "external_studio", what)


def sent(studio: Made, operation: str, answer: Any = "ok", **arguments: Any) -> bytes:
    getattr(studio.client(json.dumps(answer).encode()), operation)(**arguments)
    return studio.requests[0].content


def refused(studio: Made, operation: str, **arguments: Any) -> str:
    with pytest.raises(studio.package.InvalidArgument) as raised:
        getattr(studio.client(), operation)(**arguments)
    assert studio.requests == []
    return str(raised.value)


def test_all_operations_are_there_and_typed(studio: Made, tmp_path: Path) -> None:
    assert studio.notes.left_out == {}
    assert checked(studio, tmp_path).startswith("Success")


@pytest.mark.parametrize(
    ("operation", "arguments", "body"),
    [
        ("set_rates", {}, b"null"),
        ("set_rates", {"rate": 1}, b'{"rate":1}'),
        ("hint", {}, b""),
        ("hint", {"rate": 1}, b'{"rate":1}'),
        ("set_number", {}, b""),
        ("set_number", {"body": None}, b"null"),
        ("set_number", {"body": 0}, b"0"),
        ("set_anything", {}, b""),
        ("set_anything", {"body": None}, b"null"),
        ("set_anything", {"body": "é"}, '"é"'.encode()),
    ],
)
def test_body_that_may_be_null_or_omitted(studio: Made, operation: str, arguments: dict[str, Any], body: bytes) -> None:
    assert sent(studio, operation, **arguments) == body
    assert studio.requests[0].headers.get("content-type") == (JSON if body else None)


def test_body_that_may_be_null_needs_its_fields_otherwise(studio: Made) -> None:
    assert "rate" in refused(studio, "set_rates", word="a")
    assert "rate" in refused(studio, "set_rates", extra={})
    assert "set_rates Body: may be null, which is sent if no field is given" in studio.adaptations


def test_further_fields_of_a_type_are_checked_and_decoded(studio: Made) -> None:
    answer = {"title": "a", "x": 1.5}
    assert json.loads(sent(studio, "mark", answer, title="a", extra={"x": 1.5})) == answer
    assert "extra.x is 'loud'" in refused(studio, "mark", title="a", extra={"x": "loud"})
    assert "marks.x is 'loud'" in refused(studio, "mark_all", marks={"title": "a", "x": "loud"})
    with pytest.raises(studio.package.UndecodableResponse, match="x is not a number"):
        studio.client({"title": "a", "x": "loud"}).mark(title="a")


def test_further_fields_are_models(studio: Made) -> None:
    answer = {"total": 1, "first": {"at": "2026-01-02T03:04:05Z"}}
    found = studio.client(answer).get_reels()
    assert found.additional_properties["first"].at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found.to_dict() == answer


def test_object_in_itself_is_checked_at_every_depth(studio: Made) -> None:
    node = {"kind": "mix", "parts": [{"kind": "mix", "parts": [{"kind": "clip", "gain": 0.5}]}]}
    assert json.loads(sent(studio, "run", node, **node)) == node
    node["parts"][0]["parts"][0]["gain"] = 2  # type: ignore[index]
    assert "parts[0].parts[0].gain is 2" in refused(studio, "run", **node)
    assert "parts[0] lacks kind" in refused(studio, "run", kind="mix", parts=[{}])


def test_union_in_itself_is_checked_at_every_depth(studio: Made) -> None:
    rule = {"all": [{"field": "a", "value": 1}, {"all": [{"field": "b", "value": "x"}]}]}
    assert json.loads(sent(studio, "filter_by", rule=rule)) == {"rule": rule}
    refused(studio, "filter_by", rule={"all": []})
    refused(studio, "filter_by", rule={"all": [{"all": [{"field": "b"}]}]})


def test_items_by_place(studio: Made) -> None:
    assert json.loads(sent(studio, "set_size", {"size": [1, "m"]}, size=[1, "m"])) == {"size": [1, "m"]}
    assert "size[1] is 2" in refused(studio, "set_size", size=[1, 2])
    assert "size is [1, 'm', 3]" in refused(studio, "set_size", size=[1, "m", 3])
    assert "lot is [1, 'm', 3]" in refused(studio, "set_lot", lot=[1, "m", 3])
    assert json.loads(sent(studio, "set_lot", {}, lot=(1, "m"))) == {"lot": [1, "m"]}
    assert "lot: 'tuple[int, str] | list[int | str] | " in str(inspect.signature(studio.client().set_lot))


@pytest.mark.parametrize(
    ("operation", "arguments", "problem"),
    [
        ("tag", {"tags": {"x-a": "no"}}, "tags.x-a is 'no'"),
        ("set_level", {"ratio": 0.7}, "ratio is 0.7: give one of 0.5, 1"),
        ("set_level", {"level": "low"}, "level is 'low'"),
        ("bare", {"least": 2}, "least is 2: give at least 3"),
        ("bare", {"short": "long"}, "short is 'long': give at most 2"),
    ],
)
def test_what_has_no_type_of_its_own_is_checked(
    studio: Made, operation: str, arguments: dict[str, Any], problem: str
) -> None:
    assert problem in refused(studio, operation, **arguments)


def test_limits_without_a_type_are_for_values_of_their_own(studio: Made) -> None:
    assert json.loads(sent(studio, "bare", least="many", short=12345)) == {"least": "many", "short": 12345}


def test_items_of_a_page_are_the_models_that_its_part_names(studio: Made) -> None:
    found = studio.client({"total": 1, "data": [{}]}).get_page()
    assert type(found.data[0]).__name__ == "Reel"


@pytest.mark.parametrize(("word", "kind"), [("cat", "Cat"), ("dog", "Dog"), ("cow", "Beast"), (None, "Beast")])
def test_default_of_a_discriminator(studio: Made, word: str | None, kind: str) -> None:
    found = studio.client({"type": word} if word else {}).get_pet()
    assert type(found).__name__ == kind


@pytest.mark.parametrize("kind", ["text/vtt", "application/x-subrip"])
def test_text_beside_a_file_is_bytes(studio: Made, kind: str) -> None:
    assert studio.client(b"00:01", headers={"content-type": kind}).get_titles() == b"00:01"
    assert {*studio.requests[0].headers["accept"].split(", ")} == {"text/vtt", "application/x-subrip"}


def test_media_type_by_reference(studio: Made) -> None:
    assert studio.client({"word": "a"}).keep(word="a").word == "a"


def test_keys_of_any_kind_are_typed_and_checked(studio: Made) -> None:
    kinds = studio.package.requests.FilterParam.__annotations__
    assert {*kinds} == {"from", "a-b", "list", "datetime"}
    given = {"from": NOON, "a-b": 3, "list": [{"from": "later"}]}
    wanted = {"filter": {**given, "from": "2026-01-02T12:00:00Z"}, "at": "2026-01-02T12:00:00Z"}
    assert json.loads(sent(studio, "look", filter_=given, at=NOON)) == wanted
    assert "filter_.list[0].a-b is 4" in refused(
        studio, "look", filter_={"from": NOON, "list": [{"a-b": 4, "from": ""}]}
    )


def test_constant_that_may_be_missing(studio: Made) -> None:
    assert studio.client({"word": "a"}).get_job().object_ is None
    found = studio.client({"object": "batch", "count": 2}).get_work()
    assert found.count == 2


def test_list_of_files(studio: Made) -> None:
    content = sent(studio, "send_files", body=[b"one", ("two.wav", b"two", "audio/wav")])
    assert content.count(b'Content-Disposition: form-data; name="body"; filename="') == 2
    assert b'filename="two.wav"\r\nContent-Type: audio/wav\r\n\r\ntwo\r\n' in content
    assert "the body is a list of parts without names: each has the name body" in studio.adaptations


def test_list_of_an_object_and_a_file(studio: Made) -> None:
    content = sent(studio, "send_mixed", body=[{"title": "a"}, b"RIFF"])
    assert b'Content-Type: application/json\r\n\r\n{"title": "a"}\r\n' in content
    assert b"Content-Type: audio/wav\r\n\r\nRIFF\r\n" in content
    assert b"Disposition" not in content


def test_list_of_objects_as_parts(studio: Made) -> None:
    content = sent(studio, "send_rows", body=[{"n": 1}, {"n": 2}])
    assert content.count(b"Content-Type: application/json\r\n\r\n") == 2
    assert "body[1] lacks n" in refused(studio, "send_rows", body=[{"n": 1}, {}])


def test_file_or_object_in_a_part(studio: Made) -> None:
    assert b'filename="cover"' in sent(studio, "send_cover", cover=b"PNG")
    assert b'name="cover"\r\nContent-Type: application/json\r\n\r\n{}\r\n' in sent(studio, "send_cover", cover={})
    assert "part cover: an object instead of a file is not checked" in studio.adaptations


def test_form_of_either_object(studio: Made) -> None:
    assert b'name="file"; filename="file"' in sent(studio, "send_either", file=b"x", word="a")
    assert b'name="url"\r\n\r\nu\r\n' in sent(studio, "send_either", url="u")
    assert "send_either Body: its variants are one set of arguments" in studio.adaptations


def test_form_that_may_be_omitted_needs_its_fields_otherwise(studio: Made) -> None:
    assert sent(studio, "send_later") == b""
    assert studio.requests[0].headers["content-length"] == "0"
    assert "transfer-encoding" not in studio.requests[0].headers
    assert "content-type" not in studio.requests[0].headers
    assert b'name="word"' in sent(studio, "send_later", file=b"x", word="a")
    assert "word: missing, but needed in a body with file" in refused(studio, "send_later", file=b"x")
    assert "file: missing, but needed in a body with word" in refused(studio, "send_later", word="a")


def test_further_fields_of_a_form_are_files(studio: Made) -> None:
    content = sent(studio, "send_sheets", extra={"front": b"one", "back": ("b.png", b"two")})
    assert b'name="front"; filename="front"\r\nContent-Type: application/octet-stream\r\n\r\none\r\n' in content
    assert b'name="back"; filename="b.png"\r\nContent-Type: image/png\r\n\r\ntwo\r\n' in content
    content = sent(studio, "send_album", extra={"front": [b"one", io.BytesIO(b"two")], "note": "a"})
    assert content.count(b'name="front"; filename="front"') == 2
    assert b'name="note"\r\n\r\na\r\n' in content


def test_list_of_files_or_text(studio: Made) -> None:
    content = sent(studio, "send_album", shots=[b"one", "https://shots.example/2"])
    assert b'name="shots"; filename="shots"' in content
    assert b'name="shots"\r\n\r\nhttps://shots.example/2\r\n' in content


def test_null_beside_a_reference_is_not_of_its_schema(studio: Made) -> None:
    assert json.loads(sent(studio, "alias", {"first": None}, first=None)) == {"first": None}
    assert json.loads(sent(studio, "alias", {}, then=None)) == {}


def test_names_of_schemas(studio: Made) -> None:
    assert type(studio.client({"word": "a"}).get_thing()).__name__ == "ModelsThing"
    assert type(studio.client({"place": "a"}).get_inline()).__name__ == "GetInlineResult"


@pytest.mark.parametrize(
    "note",
    [
        "is the method get_thing_2: the name get_thing is in use",
        "has the argument stream, but documents no stream: what it responds with is not decoded",
        "application/xml is returned as text: its schema is not read",
        "a body of application/xml is sent as it is given: its schema is not read",
        "a body of text/plain is sent as it is given: maxLength not checked",
        "SendInnerBody file: is a file in a body that is not a file: give the text that the API expects",
    ],
)
def test_what_is_adapted_is_noted(studio: Made, note: str) -> None:
    assert note in studio.adaptations


def test_long_names_are_whole(studio: Made) -> None:
    assert getattr(studio.client(b'"a"'), LONG)() == "a"


def test_recursive_reference(studio: Made) -> None:
    found = studio.client({"next": {"word": "a"}}).loop(next_={"word": "a"})
    assert found.next_.word == "a"
    assert "next_.next.word is 1" in refused(studio, "loop", next_={"next": {"word": 1}})


def test_name_that_attrs_takes_for_a_class_variable(studio: Made) -> None:
    assert studio.client({"of": {"word": "a"}}).get_variant().of.word == "a"


@pytest.mark.parametrize("word", ["cat", "lion"])
def test_word_that_only_a_mapping_names_is_not_the_only_one(studio: Made, word: str) -> None:
    assert studio.client({"type": word, "lives": 9}).get_cat().type_ == word
