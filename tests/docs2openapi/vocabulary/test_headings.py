"""The words of headings and columns, in several languages."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text


@pytest.mark.parametrize(
    ("heading", "location"),
    [
        ("Query parameters", "query"),
        ("Path params", "path"),
        ("Request headers", "header"),
        ("查询参数", "query"),
        ("パスパラメータ", "path"),
        ("请求头", "header"),
    ],
)
def test_a_heading_says_where_the_fields_are_sent(tmp_path, heading, location):
    page = f"# A\n\n`GET /v1/{{id}}`\n\n## {heading}\n\n| Name | Type |\n|---|---|\n| id | string |\n"
    parameters = operation(read_text(tmp_path, page))["parameters"]
    assert (location, "id") in {(each["in"], each["name"]) for each in parameters}


@pytest.mark.parametrize(
    "header",
    [
        "| Name | Type | Required |",
        "| Required? | Field | Data type |",
        "| 参数名 | 类型 | 必填 |",
        "| 名前 | 型 | 必須 |",
    ],
)
def test_columns_may_have_any_order_and_language(tmp_path, header):
    cells = ["yes", "q", "string"] if header.startswith("| Required") else ["q", "string", "yes"]
    page = f"# A\n\n`GET /v1`\n\n## Query parameters\n\n{header}\n|---|---|---|\n| {' | '.join(cells)} |\n"
    assert operation(read_text(tmp_path, page))["parameters"] == [
        {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}
    ]


@pytest.mark.parametrize("heading", ["`response_format`", "Voices", "How errors are counted"])
def test_other_headings_say_nothing(tmp_path, heading):
    page = f"# A\n\n`POST /v1`\n\n## Body\n\n#### {heading}\n\n| Name | Type |\n|---|---|\n| a | string |\n"
    assert "requestBody" in operation(read_text(tmp_path, page))
