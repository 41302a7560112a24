"""Responses, put together from examples and tables of errors."""

from __future__ import annotations

from tests.docs2openapi.pages import FENCE, body, operation, read_fused_rows, read_text, reasons


def test_a_status_in_the_title_of_an_example_names_its_response(tmp_path):
    text = (
        '# A\n\n<ResponseField name="a" type="string" />\n\n<ResponseExample>\n'
        f'{FENCE}json 202 Accepted\n{{"a": "x"}}\n{FENCE}\n\n'
        f'{FENCE}json 404\n{{"error": null}}\n{FENCE}\n</ResponseExample>'
    )
    result = read_text(tmp_path, text)
    assert list(operation(result)["responses"]) == ["202", "404"]
    assert "x-missing" not in operation(result)["responses"]["202"]
    assert body(result, "404") == {"type": "object", "properties": {"error": {"x-from": "example"}}}


def test_error_codes_are_grouped_by_status_and_ambiguous_ones_give_a_note(tmp_path):
    rows = ["astringText", "", "CodeStatusDescription", "A429Slow", "B429Slower", "C_404404Lost", "D500Broken"]
    result = read_fused_rows(tmp_path, "{}", *rows)
    responses = operation(result)["responses"]
    assert responses["429"] == {"description": "A: Slow\nB: Slower", "x-error-codes": ["A", "B"]}
    assert responses["500"]["x-error-codes"] == ["D"]
    assert "404" not in responses
    assert any(reason.startswith("21: fused cells (C_: 404 or C_40: 440") for reason in reasons(result))


def test_a_second_response_with_the_same_status_gives_a_note(tmp_path):
    result = read_fused_rows(tmp_path, '{"a": 1}\n\n200 Again\n{"a": 2}', "anumberSize")
    assert any("a second response with status 200" in reason for reason in reasons(result))
