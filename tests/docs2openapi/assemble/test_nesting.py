"""Types that refer to one another: bounded, and said so."""

from __future__ import annotations

from tests.docs2openapi.pages import body, read_text, reasons

HEADER = "\n| Name | Type | Description |\n|---|---|---|\n"


def test_types_that_refer_to_one_another_give_a_bounded_number_of_fields(tmp_path):
    types = "".join(f"### T{n}\n{HEADER}| a | T{n + 1} | x |\n| b | T{n + 1} | x |\n\n" for n in range(15))
    page = f"# A\n\n`GET https://api.things.example/v1/a`\n\n## Response\n{HEADER}| it | T0 | x |\n\n"
    result = read_text(tmp_path, f"{page}## Definitions\n\n{types}")
    assert body(result)["properties"]["it"]["properties"]["a"]["type"] == "object"
    assert result.facts < 40_000
    assert any("fields of types; the others are left out" in reason for reason in reasons(result))
