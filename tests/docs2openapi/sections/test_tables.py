"""Tables of Markdown and HTML that are not well-formed."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text, reasons

HEAD = "# A\n\n`GET /v1`\n\n## Query parameters\n\n| Name | Type | Description |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("row", "schema", "description"),
    [
        ("| q | string | null | A |", {"type": ["string", "null"]}, "A"),
        ("| q | string \\| null | A |", {"type": ["string", "null"]}, "A"),
        ("| q | string | A | or B |", {"type": "string"}, "A | or B"),
        ("| q | `string | null` | A |", {"type": ["string", "null"]}, "A"),
    ],
)
def test_pipes_inside_cells(tmp_path, row, schema, description):
    (parameter,) = operation(read_text(tmp_path, f"{HEAD}{row}\n"))["parameters"]
    assert (parameter["schema"], parameter["description"]) == (schema, description)


def test_a_row_that_is_cut_off_gives_a_note(tmp_path):
    result = read_text(tmp_path, f"{HEAD}| a | string | A |\n| b | stri")
    assert [parameter["name"] for parameter in operation(result)["parameters"]] == ["a"]
    assert "10: the row has no end: the page is cut off; left out" in reasons(result)


def test_cells_that_span_others_give_a_note(tmp_path):
    rows = "<tr><th>Name<th>Type</tr>\n<tr><td>a<td>string</tr>\n<tr><td colspan=2>More</tr>"
    page = f"# A\n\n`GET /v1`\n\n## Query parameters\n\n<table>\n{rows}\n</table>\n"
    result = read_text(tmp_path, page)
    assert [parameter["name"] for parameter in operation(result)["parameters"]] == ["a"]
    assert "10: the row has cells that span others; left out" in reasons(result)
