"""Rows with fused cells: read from type words and evidence on the page, or noted."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import body, operation, read_fused_rows, read_text, reasons


def test_a_type_word_splits_name_and_description(tmp_path):
    rows = ["astringText", "bnumber | nullSize", "cstring[]Tags", "dbooleanYes or no", "earray | nullAll", "finteger"]
    properties = body(read_fused_rows(tmp_path, "{}", *rows))["properties"]
    assert properties == {
        "a": {"type": "string", "description": "Text"},
        "b": {"type": ["number", "null"], "description": "Size"},
        "c": {"type": "array", "items": {"type": "string"}, "description": "Tags"},
        "d": {"type": "boolean", "description": "Yes or no"},
        "e": {"type": ["array", "null"], "description": "All"},
        "f": {"type": "integer"},
    }


def test_the_example_decides_between_two_readings(tmp_path):
    result = read_fused_rows(tmp_path, '{"phone_number": "1"}', "phone_numberstringThe number")
    assert body(result)["properties"] == {"phone_number": {"type": "string", "description": "The number"}}


def test_two_readings_without_evidence_are_left_out_with_a_note(tmp_path):
    result = read_fused_rows(tmp_path, '{"other": 1}', "phone_numberstringThe number", "sizenumberBytes")
    assert list(body(result)["properties"]) == ["other", "size"]
    assert "16: fused cells (phone_: number or phone_number: string); left out" in reasons(result)


def test_a_name_in_the_example_is_not_cut_short(tmp_path):
    result = read_fused_rows(tmp_path, '{"phone_number": "1"}', "phone_numbertextThe number")
    assert body(result)["properties"] == {"phone_number": {"type": "string", "x-from": "example"}}
    assert "16: fused cells: the name is phone_ or phone_number; left out" in reasons(result)


def test_a_row_without_a_type_word_gives_a_note(tmp_path):
    result = read_fused_rows(tmp_path, '{"a": "x"}', "astringText", "bmoneyPrice")
    assert list(body(result)["properties"]) == ["a"]
    assert "17: fused cells (no type word); left out" in reasons(result)


def test_a_type_word_at_the_start_of_a_description_is_text(tmp_path):
    result = read_fused_rows(tmp_path, "{}", "astringstring of letters")
    assert body(result)["properties"] == {"a": {"type": "string", "description": "string of letters"}}


def test_a_list_of_words_is_an_enum_only_if_the_page_confirms_it(tmp_path):
    rows = ["astringon, off", "bstringwidth, height"]
    result = read_fused_rows(tmp_path, '{"a": "on", "b": "12x12"}', *rows)
    properties = body(result)["properties"]
    assert properties["a"]["enum"] == ["on", "off"]
    assert properties["b"] == {"type": "string", "description": "width, height"}
    assert "17: field b: may be a list of values or prose; kept as its description" in reasons(result)


def test_words_that_begin_alike_are_not_read_as_an_enum(tmp_path):
    rows = ["astringfail, failed", "", "StateMeaning", "failedIt did not work"]
    result = read_fused_rows(tmp_path, '{"a": "fail"}', *rows)
    assert body(result)["properties"]["a"]["description"] == "fail, failed"
    assert "18: reads like a table, but its cells cannot be told apart; left out" in reasons(result)


@pytest.mark.parametrize(
    ("rows", "required", "description"),
    [
        (["X-Trace-IdstringYesYour trace"], True, "Your trace"),
        (["X-Trace-IdstringNoYour trace"], False, "Your trace"),
        (["X-Trace-IdstringNominal trace"], False, "Nominal trace"),
        (["X-Trace-IdstringNoSQL trace"], False, None),
    ],
)
def test_yes_or_no_is_a_cell_only_if_it_can_be_nothing_else(tmp_path, rows, required, description):
    head = "GET https://api.things.example/v1/things\n\ncurl https://api.things.example -H 'X-Trace-Id: 1'\n\n"
    result = read_text(tmp_path, head + "HeaderTypeRequiredDescription\n" + "\n".join(rows))
    (parameter,) = operation(result)["parameters"]
    assert parameter["in"] == "header"
    assert parameter.get("required", False) is required
    assert parameter.get("description") == description
    assert any("NoSQL" in reason for reason in reasons(result)) is (description is None)


def test_one_clear_yes_or_no_proves_the_column_for_all_rows(tmp_path):
    rows = ["astringYesThe id", "bstringYeson, off", "cnumberNo", "dbooleanNoYes or no"]
    schema = body(read_fused_rows(tmp_path, '{"a": "x", "b": "on", "c": 1, "d": true}', *rows))
    assert schema["required"] == ["a", "b"]
    assert schema["properties"] == {
        "a": {"type": "string", "description": "The id"},
        "b": {"type": "string", "description": "on, off", "enum": ["on", "off"]},
        "c": {"type": "number"},
        "d": {"type": "boolean", "description": "Yes or no"},
    }


def test_a_yes_in_only_some_rows_gives_a_note(tmp_path):
    result = read_fused_rows(tmp_path, '{"a": "x", "b": 1}', "astringYesThe id", "bnumberWhere needed, a size")
    assert body(result)["properties"]["a"] == {"type": "string"}
    assert body(result)["properties"]["b"]["description"] == "Where needed, a size"
    assert "16: field a: 'YesThe id' may begin with a cell; left out" in reasons(result)


def test_a_table_of_parameters_that_cannot_be_read_gives_a_note(tmp_path):
    text = "GET https://api.things.example/v1/things\n\nHeaderTypeRequired\nX-KeytokenYes\n"
    assert "3: reads like a table, but its cells cannot be told apart; left out" in reasons(read_text(tmp_path, text))
