"""Pages in other syntaxes: what is read of them, and the lines that notes name."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import body, operation, read_text, reasons

LOOSE = """\
How to Fetch
POST https://api.things.example/v1/things
Request Body
| Parameter | Type | Description |
|---|---|---|
size | integer | How large |
colour | hue | Which colour |
Response
{"id": "a"}
"""


def test_rows_without_their_first_pipe_are_rows_of_the_table_above(tmp_path):
    result = read_text(tmp_path, LOOSE)
    sent = operation(result)["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert list(sent) == ["size", "colour"]
    assert list(body(result)["properties"]) == ["id"]


def test_a_note_names_the_line_of_the_file_and_not_of_what_was_rewritten(tmp_path):
    (note,) = [note for note in read_text(tmp_path, LOOSE).notes if "hue" in note.reason]
    assert LOOSE.split("\n")[note.line - 1].startswith("colour")


def test_the_fields_of_httpdomain_are_read_with_their_types(tmp_path):
    page = """\
.. http:get:: /things/(id)

   :param id: which one
   :type id: string
   :query integer limit: how many
   :>json string id: its name
   :statuscode 200: found
"""
    item = operation(read_text(tmp_path, page))
    assert [(each["in"], each["name"], each["schema"]["type"]) for each in item["parameters"]] == [
        ("path", "id", "string"),
        ("query", "limit", "integer"),
    ]
    assert list(item["responses"]) == ["200"]


@pytest.mark.parametrize("text", ["A list\n\n1. one\n2. two\n", "1 day\n2 days\n", "2024 was\n2025 is\n"])
def test_numbers_of_prose_stay(tmp_path, text):
    result = read_text(tmp_path, f"# A\n\n{text}\n`GET https://api.things.example/v1/things`\n")
    assert operation(result).get("description", text.split("\n", maxsplit=1)[0]) in text


def test_a_title_glued_to_json_is_a_title(tmp_path):
    page = LOOSE.replace('{"id": "a"}', '{"id": "a"}Response Fields\n| Field | Type |\n|---|---|\nid | string |')
    assert body(read_text(tmp_path, page))["properties"]["id"]["type"] == "string"


def test_a_page_in_markdown_is_not_rewritten(tmp_path):
    page = (
        "# A\n\n`POST https://api.things.example/v1/things`\n\n## Body\n\n| Name | Type |\n|---|---|\n| a | strong |\n"
    )
    assert "9: field a: type 'strong' is not known" in reasons(read_text(tmp_path, page))
