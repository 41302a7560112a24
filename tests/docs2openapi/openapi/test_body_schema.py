"""Schemas of bodies: what the page says, merged into what its example shows."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import body, read_fused_rows, read_text, reasons, response_page


def test_fields_are_nested_in_the_envelope_that_the_example_shows(tmp_path):
    field = '<ResponseField name="id" type="string">Its id</ResponseField>'
    result = read_text(tmp_path, response_page('{"data": [{"id": "a", "n": 1}], "total": 2}', field))
    assert body(result)["properties"] == {
        "data": {
            "type": "array",
            "x-from": "example",
            "items": {
                "type": "object",
                "x-from": "example",
                "properties": {
                    "id": {"type": "string", "description": "Its id"},
                    "n": {"type": "number", "x-from": "example"},
                },
            },
        },
        "total": {"type": "number", "x-from": "example"},
    }


def test_flat_fields_of_a_table_are_nested_where_the_example_has_them(tmp_path):
    result = read_fused_rows(tmp_path, '{"data": {"a": "x", "b": 1}, "ok": true}', "astringText", "bnumberSize")
    assert body(result)["properties"] == {
        "data": {
            "type": "object",
            "x-from": "example",
            "properties": {
                "a": {"type": "string", "description": "Text"},
                "b": {"type": "number", "description": "Size"},
            },
        },
        "ok": {"type": "boolean", "x-from": "example"},
    }


def test_a_field_that_two_objects_of_the_example_have_is_left_out(tmp_path):
    field = '<ResponseField name="id" type="string">Its id</ResponseField>'
    result = read_text(tmp_path, response_page('{"a": {"id": "x"}, "b": {"id": "y"}}', field))
    assert "3: field id: belongs to a or to b; left out" in reasons(result)
    assert body(result)["properties"]["a"]["properties"]["id"] == {"type": "string", "x-from": "example"}


def test_a_field_that_two_objects_have_is_left_out_beside_others_that_one_has(tmp_path):
    fields = [f'<ResponseField name="{name}" type="number" />' for name in "acb"]
    example = '{"data": {"a": 1, "c": 1}, "x": {"b": 1}, "y": {"b": 2}}'
    result = read_text(tmp_path, response_page(example, *fields))
    assert "5: field b: belongs to x or to y; left out" in reasons(result)
    assert "b" not in body(result)["properties"]["data"]["properties"]


def test_a_field_that_the_example_lacks_goes_to_the_object_of_the_others_with_a_note(tmp_path):
    fields = ['<ResponseField name="a" type="string" />', '<ResponseField name="b" type="number" />']
    result = read_text(tmp_path, response_page('{"data": {"a": "x"}}', *fields))
    assert body(result)["properties"]["data"]["properties"]["b"] == {"type": "number"}
    assert "4: field b: is not in the example; put into data with the others" in reasons(result)


def test_a_field_that_is_listed_again_is_left_out_with_a_note(tmp_path):
    fields = ['<ResponseField name="a" type="string" />', '<ResponseField name="a" type="number" />']
    result = read_text(tmp_path, response_page('{"a": "x"}', *fields))
    assert body(result)["properties"]["a"] == {"type": "string"}
    assert "4: a is listed again; left out" in reasons(result)


def test_without_a_type_on_the_page_the_example_gives_it(tmp_path):
    result = read_text(tmp_path, response_page('{"a": 1}', '<ResponseField name="a">Size</ResponseField>'))
    assert body(result)["properties"]["a"] == {"type": "number", "x-from": "example", "description": "Size"}


@pytest.mark.parametrize(
    ("words", "example", "items"),
    [
        ("string[]", "[]", {"type": "string"}),
        ("string[]", '["a"]', {"type": "string"}),
        ("integer[]", "[1]", {"type": "integer"}),
        ("array", '["a"]', {"type": "string", "x-from": "example"}),
    ],
)
def test_the_type_of_a_list_on_the_page_wins_over_the_example(tmp_path, words, example, items):
    page = response_page(f'{{"tags": {example}}}', f'<ResponseField name="tags" type="{words}"></ResponseField>')
    assert body(read_text(tmp_path, page))["properties"]["tags"] == {"type": "array", "items": items}


def test_objects_in_a_list_keep_the_fields_of_the_example(tmp_path):
    page = response_page('{"rows": [{"n": 1}]}', '<ResponseField name="rows" type="object[]"></ResponseField>')
    number = {"type": "number", "x-from": "example"}
    items = {"type": "object", "properties": {"n": number}}
    assert body(read_text(tmp_path, page))["properties"]["rows"] == {"type": "array", "items": items}


def test_a_field_is_required_only_if_the_page_says_so(tmp_path):
    fields = [
        '<ResponseField name="a" type="string" required>A</ResponseField>',
        '<ResponseField name="b" type="string" required={true} />',
        '<ResponseField name="c" type="string" required={false} />',
        '<ResponseField name="d" type="string" deprecated />',
    ]
    result = read_text(tmp_path, response_page('{"a": "1", "b": "2", "c": "3", "d": "4"}', *fields))
    assert body(result)["required"] == ["a", "b"]
    assert body(result)["properties"]["d"] == {"type": "string", "deprecated": True}


def test_null_in_the_example_makes_a_field_nullable_with_a_note(tmp_path):
    result = read_fused_rows(tmp_path, '{"a": null}', "astringText")
    assert body(result)["properties"]["a"]["type"] == ["string", "null"]
    assert "16: field a: null comes from the example, the page does not say it" in reasons(result)


def test_an_example_that_contradicts_the_type_gives_a_note(tmp_path):
    result = read_fused_rows(tmp_path, '{"a": "x"}', "anumberSize")
    assert body(result)["properties"]["a"]["type"] == "number"
    assert "16: field a: is number by its type, but not in the example" in reasons(result)
