"""What the generator is given: the same API, opened."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from scripts.codegen.clients.normalise import normalise
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.references import resolved
from tests.codegen.clients.conftest import operation, spec

NULL = {"type": "null"}


def opened(schema: dict[str, Any], required: list[str] | None = None) -> Any:
    thing = {"type": "object", "properties": {"x": schema}, "required": required or []}
    document = spec({"/x": operation("get_x", {"$ref": "#/components/schemas/T"})}, {"T": thing})
    before = deepcopy(document)
    result = normalise(document)
    assert document == before
    return result["components"]["schemas"]["T"]["properties"]["x"]


def test_text_may_be_null() -> None:
    for required in ([], ["x"]):
        assert opened({"type": "string"}, required) == {"anyOf": [{"type": "string"}, NULL]}


def test_object_may_be_null_only_where_it_is_not_required() -> None:
    row = {"type": "object", "properties": {}}
    assert opened(row) == {"anyOf": [{"title": "x", **row}, NULL]}
    assert opened(row, ["x"]) == row
    assert opened({"type": "object"}, ["x"]) == {"anyOf": [{"title": "x", "type": "object"}, NULL]}


@pytest.mark.parametrize("schema", [{"type": ["string", "null"]}, {"anyOf": [{"type": "string"}, NULL]}, {}])
def test_what_may_be_null_already_is_left_alone(schema: dict[str, Any]) -> None:
    assert opened(schema) == schema


def test_enum_lets_other_strings_through_and_keeps_its_name() -> None:
    known, text = opened({"type": "string", "enum": ["a b", "a-b", "9"]})["anyOf"][0]["anyOf"]
    assert (known["title"], known["enum"], text) == ("x", ["a b", "a-b", "9"], {"type": "string"})
    assert known["x-enum-varnames"] == ["A_B", "VALUE_A_B", "VALUE_9"]


def test_words_added_in_front_leave_the_members_of_others_alone() -> None:
    ratios = ["16:9", "4:3", "1024x1024", "auto"]
    before, after = (opened({"enum": words})["anyOf"][0]["anyOf"][0] for words in (ratios, ["1:1", *ratios]))
    assert before["x-enum-varnames"] == ["VALUE_16_9", "VALUE_4_3", "VALUE_1024X1024", "AUTO"]
    assert after["x-enum-varnames"] == ["VALUE_1_1", *before["x-enum-varnames"]]


def test_json_beside_a_file_needs_variants() -> None:
    one = operation("get_x", {"type": "object"})
    one["responses"]["200"]["content"]["audio/wav"] = {"schema": {"type": "string", "format": "binary"}}
    with pytest.raises(CodegenError, match=r"/paths/~1x/get/responses/200: .*x-variants"):
        normalise(spec({"/x": one}))


def test_media_type_is_one() -> None:
    one = operation("get_x", {})
    one["responses"]["200"]["content"] = {"audio/wav\r\nx: y": {}}
    with pytest.raises(CodegenError, match="not a media type"):
        normalise(spec({"/x": one}))


@pytest.mark.parametrize("reference", ["#/components/schemas/No", "other.yaml#/X", "#/components/schemas/Loop"])
def test_reference_that_leads_nowhere_is_named(reference: str) -> None:
    document = spec({}, {"Loop": {"$ref": "#/components/schemas/Loop"}})
    with pytest.raises(CodegenError, match=reference):
        resolved(document, {"$ref": reference})


def test_what_all_of_adds_texts_to_is_itself() -> None:
    text = {"type": "string", "format": "date"}
    expected = opened({**text, "description": "A day."})
    assert opened({"allOf": [text], "description": "A day."}) == expected
    assert opened({"allOf": [text, {"description": "A day."}]}) == expected
    array = {"type": "array", "items": {"allOf": [{"type": "string"}]}}
    assert opened(array) == opened({"type": "array", "items": {"type": "string"}})


@pytest.mark.parametrize("kind", ["array", ["array", "null"]])
def test_array_of_anything_says_so(kind: str | list[str]) -> None:
    found = opened({"type": kind})
    assert found.get("anyOf", [found])[0] == {"type": kind, "items": {}}


def test_deprecated_operation_says_so() -> None:
    one = operation("get_x", {}, description="Old.", deprecated=True, **{"x-deprecated": "Use `get_y`."})
    assert normalise(spec({"/x": one}))["paths"]["/x"]["get"]["description"] == "Old.\n\nDeprecated. Use `get_y`."


def test_a_reference_into_a_schema_is_what_it_leads_to() -> None:
    into = {"$ref": "#/components/schemas/T/properties/y"}
    thing = {"type": "object", "properties": {"x": into, "y": {"type": "integer"}}}
    document = spec({"/x": operation("get_x", {"$ref": "#/components/schemas/T"})}, {"T": thing})
    fields = normalise(document)["components"]["schemas"]["T"]["properties"]
    assert fields["x"] == fields["y"] == {"anyOf": [{"type": "integer"}, NULL]}
    thing["properties"]["y"] = {"type": "array", "items": into}
    with pytest.raises(CodegenError, match="leads to itself; give that schema a name of its own"):
        normalise(document)
