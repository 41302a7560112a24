"""Flattened pages: fused cells are read from type words and evidence on the page, or reported."""

from __future__ import annotations

import re

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import PAGES, body, operation, read_text, reasons

# Every heading, column, field, status and code word of the page, each with a word that means nothing.
FIELDS = [
    *(
        "id",
        "title",
        "prompt",
        "status",
        "audioUrl",
        "duration",
        "fileSize",
        "isPublic",
        "playCount",
        "downloadCount",
        "likeCount",
    ),
    *(
        "parameters",
        "bpm",
        "keyscale",
        "timesignature",
        "seed",
        "errorMessage",
        "generationTime",
        "createdAt",
        "completedAt",
        "data",
    ),
]
STATUSES = ["pending", "processing", "completed", "failed"]
CODES = ["MISSING_API_KEY", "INVALID_API_KEY", "NOT_FOUND", "INTERNAL_ERROR"]
COLUMNS = ["Header", "Type", "Required", "Description", "Parameter", "Field", "Status", "Code"]
HEADINGS = [
    "Request\n", "Headers\n", "Path parameters\n", "Example\n", "Response\n", "Response fields\n",
    "Generation statuses\n", "Polling for completion\n", "Errors\n", "On this page",
]  # fmt: skip
WORDS = [*STATUSES, *FIELDS, *CODES, "X-API-Key"]


def unmeaning(index: int) -> str:
    return f"z{chr(97 + index // 26)}{chr(97 + index % 26)}q"


def renamed(text: str, new: dict[str, str]) -> str:
    """Rename whole names: not inside a longer name, but in fused cells, where a type word or a text follows."""
    for heading in HEADINGS:
        text = re.sub(rf"(?m)^{re.escape(heading)}", f"Zzz{'y' * len(heading)}\n", text)
    text = re.sub(r"(?m)^(?:Header|Parameter|Field|Code|Status)[A-Z]\w+$", _rename_columns, text)
    for old in sorted(new, key=len, reverse=True):
        after = r"(?=string|number|boolean|object|[A-Z]| |,|\.|\"|'|:|\d|\)|$|\n|;)"
        text = re.sub(rf"(?:(?<![A-Za-z_])|(?<=string)){re.escape(old)}{after}", new[old], text)
    return text


def _rename_columns(match: re.Match[str]) -> str:
    return "".join(f"Q{chr(97 + COLUMNS.index(word))}x" for word in re.findall(r"[A-Z][a-z]+", match[0]))


def back(value, old: dict[str, str]):
    if isinstance(value, dict):
        return {back(key, old): back(child, old) for key, child in value.items()}
    if isinstance(value, list):
        return [back(child, old) for child in value]
    if isinstance(value, str):
        for word, name in old.items():
            value = value.replace(word, name)
    return value


def test_the_page_reads_the_same_with_every_word_renamed(tmp_path):
    text = PAGES["finetuning"].read_text(encoding="utf-8")
    new = {word: unmeaning(index) for index, word in enumerate(WORDS)}
    changed = renamed(text, new)
    for word in (*COLUMNS, "audioUrl", "data.", "MISSING_API_KEY", "X-API-Key", "Response fields"):
        assert not re.search(rf"(?m)^{re.escape(word)}", changed), word
    assert not any(word in changed for word in STATUSES)
    result = read_text(tmp_path, changed)
    original = read_text(tmp_path, text)
    assert result.notes == original.notes
    assert back(result.document, {after: before for before, after in new.items()}) == original.document


PAGE = """\
GET /v1/things/:id

Get a thing

GET https://api.example.com/v1/things/:id

ParameterTypeDescription
idstringThe thing

Response

200 OK
{example}

FieldTypeDescription
{rows}

End"""


def read_rows(folder, example: str, *rows: str):
    return read_text(folder, PAGE.replace("{example}", example).replace("{rows}", "\n".join(rows)))


def test_type_words_split_name_and_description(tmp_path):
    rows = ["astringText", "bnumber | nullSize", "cstring[]Tags", "dbooleanYes or no", "earray | nullAll", "finteger"]
    properties = body(read_rows(tmp_path, "{}", *rows))["properties"]
    assert properties == {
        "a": {"type": "string", "description": "Text"},
        "b": {"type": ["number", "null"], "description": "Size"},
        "c": {"type": "array", "items": {"type": "string"}, "description": "Tags"},
        "d": {"type": "boolean", "description": "Yes or no"},
        "e": {"type": ["array", "null"], "description": "All"},
        "f": {"type": "integer"},
    }


def test_two_readings_are_decided_by_the_example(tmp_path):
    result = read_rows(tmp_path, '{"phone_number": "1"}', "phone_numberstringThe number")
    assert body(result)["properties"] == {"phone_number": {"type": "string", "description": "The number"}}


def test_two_readings_without_evidence_are_left_out_and_noted(tmp_path):
    result = read_rows(tmp_path, '{"other": 1}', "phone_numberstringThe number", "sizenumberBytes")
    assert list(body(result)["properties"]) == ["other", "size"]
    assert "16: fused cells (phone_: number or phone_number: string); left out" in reasons(result)


def test_a_name_that_the_example_has_is_never_cut_short(tmp_path):
    result = read_rows(tmp_path, '{"phone_number": "1"}', "phone_numbertextThe number")
    assert body(result)["properties"] == {"phone_number": {"type": "string", "x-from": "example"}}
    assert "16: fused cells: the name is phone_ or phone_number; left out" in reasons(result)


def test_a_row_without_a_type_word_is_noted(tmp_path):
    result = read_rows(tmp_path, '{"a": "x"}', "astringText", "bmoneyPrice")
    assert list(body(result)["properties"]) == ["a"]
    assert "17: fused cells (no type word); left out" in reasons(result)


def test_a_null_of_the_example_makes_a_field_nullable_and_says_so(tmp_path):
    result = read_rows(tmp_path, '{"a": null}', "astringText")
    assert body(result)["properties"]["a"]["type"] == ["string", "null"]
    assert "16: field a: null comes from the example, the page does not say it" in reasons(result)


def test_an_example_that_contradicts_its_type_is_noted(tmp_path):
    result = read_rows(tmp_path, '{"a": "x"}', "anumberSize")
    assert body(result)["properties"]["a"]["type"] == "number"
    assert "16: field a: is number by its type, but not in the example" in reasons(result)


def test_a_list_of_words_is_an_enum_only_if_the_page_confirms_it(tmp_path):
    rows = ["astringon, off", "bstringwidth, height"]
    result = read_rows(tmp_path, '{"a": "on", "b": "12x12"}', *rows)
    properties = body(result)["properties"]
    assert properties["a"]["enum"] == ["on", "off"]
    assert properties["b"] == {"type": "string", "description": "width, height"}
    assert "17: field b: may be a list of values or prose; kept as its description" in reasons(result)


def test_words_that_begin_alike_are_not_told_apart_by_luck(tmp_path):
    rows = ["astringfail, failed", "", "StateMeaning", "failedIt did not work"]
    result = read_rows(tmp_path, '{"a": "fail"}', *rows)
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
def test_a_yes_or_no_is_a_cell_only_where_it_can_be_nothing_else(tmp_path, rows, required, description):
    head = "GET https://api.example.com/v1/things\n\ncurl https://api.example.com -H 'X-Trace-Id: 1'\n\n"
    result = read_text(tmp_path, head + "HeaderTypeRequiredDescription\n" + "\n".join(rows))
    (parameter,) = operation(result)["parameters"]
    assert parameter["in"] == "header"
    assert parameter.get("required", False) is required
    assert parameter.get("description") == description
    assert any("NoSQL" in reason for reason in reasons(result)) is (description is None)


def test_one_clear_yes_or_no_shows_the_column_for_every_row(tmp_path):
    rows = ["astringYesThe id", "bstringYeson, off", "cnumberNo", "dbooleanNoYes or no"]
    schema = body(read_rows(tmp_path, '{"a": "x", "b": "on", "c": 1, "d": true}', *rows))
    assert schema["required"] == ["a", "b"]
    assert schema["properties"] == {
        "a": {"type": "string", "description": "The id"},
        "b": {"type": "string", "description": "on, off", "enum": ["on", "off"]},
        "c": {"type": "number"},
        "d": {"type": "boolean", "description": "Yes or no"},
    }


def test_a_yes_that_only_some_rows_have_is_noted(tmp_path):
    result = read_rows(tmp_path, '{"a": "x", "b": 1}', "astringYesThe id", "bnumberWhere needed, a size")
    assert body(result)["properties"]["a"] == {"type": "string"}
    assert body(result)["properties"]["b"]["description"] == "Where needed, a size"
    assert "16: field a: 'YesThe id' may begin with a cell; left out" in reasons(result)


def test_a_table_of_parameters_that_cannot_be_read_is_noted(tmp_path):
    text = "GET https://api.example.com/v1/things\n\nHeaderTypeRequired\nX-KeytokenYes\n"
    assert "3: reads like a table, but its cells cannot be told apart; left out" in reasons(read_text(tmp_path, text))


def test_a_query_parameter_is_placed_by_the_request_example(tmp_path):
    head = "GET https://api.example.com/v1/things\n\ncurl 'https://api.example.com/v1/things?limit=5'\n\n"
    result = read_text(tmp_path, head + "NameTypeDescription\nlimitintegerHow many\npageintegerWhich")
    (parameter,) = operation(result)["parameters"]
    assert (parameter["name"], parameter["in"]) == ("limit", "query")
    left_out = "7: page: neither the path nor a request example shows where it is sent; left out"
    assert left_out in reasons(result)


def test_a_path_parameter_that_no_table_describes_is_there_and_noted(tmp_path):
    result = read_text(tmp_path, "GET https://api.example.com/v1/{project}/things/:id\n")
    assert [p["name"] for p in operation(result)["parameters"]] == ["project", "id"]
    assert list(result.document["paths"]) == ["/v1/{project}/things/{id}"]
    assert "1: the page does not describe project of the path" in reasons(result)


def test_codes_of_one_status_stand_together_and_ambiguous_ones_are_noted(tmp_path):
    rows = ["astringText", "", "CodeStatusDescription", "A429Slow", "B429Slower", "C_404404Lost", "D500Broken"]
    result = read_rows(tmp_path, "{}", *rows)
    responses = operation(result)["responses"]
    assert responses["429"] == {"description": "A: Slow\nB: Slower", "x-error-codes": ["A", "B"]}
    assert responses["500"]["x-error-codes"] == ["D"]
    assert "404" not in responses
    assert any(reason.startswith("21: fused cells (C_: 404 or C_40: 440") for reason in reasons(result))


def test_two_servers_are_not_decided(tmp_path):
    text = "GET https://a.example.com/v1/x\n\nGET https://b.example.com/v1/x\n"
    result = read_text(tmp_path, text)
    assert "servers" not in result.document
    assert "server" in result.missing
    assert "1: the server is https://a.example.com or https://b.example.com; none is taken" in reasons(result)


def test_a_page_about_two_operations_is_refused(tmp_path):
    text = "GET https://a.example.com/v1/x\n\nPOST https://a.example.com/v1/x\n"
    with pytest.raises(UnreadablePage, match=r"page.md:3: POST /v1/x is a second operation"):
        read_text(tmp_path, text)


def test_fields_of_a_table_may_be_flat_and_their_envelope_stand_in_the_example(tmp_path):
    result = read_rows(tmp_path, '{"data": {"a": "x", "b": 1}, "ok": true}', "astringText", "bnumberSize")
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


def test_an_example_that_is_no_json_is_noted(tmp_path):
    result = read_rows(tmp_path, '{"a": 1,\n  ...}', "astringText")
    assert any(reason.startswith("14: the example is not JSON") for reason in reasons(result))
    assert body(result) == {"type": "object", "properties": {"a": {"type": "string", "description": "Text"}}}


def test_a_second_answer_of_the_same_status_is_noted(tmp_path):
    result = read_rows(tmp_path, '{"a": 1}\n\n200 Again\n{"a": 2}', "anumberSize")
    assert any("a second response with status 200" in reason for reason in reasons(result))


def test_a_type_word_that_begins_the_description_is_none(tmp_path):
    result = read_rows(tmp_path, "{}", "astringstring of letters")
    assert body(result)["properties"] == {"a": {"type": "string", "description": "string of letters"}}


def test_lines_of_an_example_are_nothing_else(tmp_path):
    result = read_rows(tmp_path, '{"a":\n\n404\n}', "anumberSize")
    assert list(operation(result)["responses"]) == ["200"]
    assert body(result)["properties"] == {"a": {"type": "number", "description": "Size"}}
