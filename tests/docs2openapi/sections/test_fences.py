"""Where a fence begins and ends, whatever it stands in: what is behind it is no part of it."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text

HEAD = "# A\n\n`GET /v1`\n\n## Response\n\n"
TABLE = "\n| Field | Type |\n|---|---|\n| `b` | string |\n"
FENCES = {
    "at the margin": '```json\n{"a": 1}\n```\n',
    "with tildes around its mark": '~~~ json title\n{"a": 1}\n~~~\n',
    "with a longer mark": '````json\n{"a": 1}\n````\n',
    "in a list": '- Like this:\n\n  ```json\n  {"a": 1}\n  ```\n',
    "behind the mark of a list": '1. ```json\n   {"a": 1}\n   ```\n',
    "without its end in a list": '- ```json\n  {"a": 1}\n',
    "in a quotation": '> ```json\n> {"a": 1}\n> ```\n',
    "without its end in a quotation": '> ```json\n> {"a": 1}\n',
    "deep in tags": '<Card>\n      ```json\n      {"a": 1}\n      ```\n</Card>\n',
}


@pytest.mark.parametrize("place", FENCES)
def test_a_fence_is_read_wherever_it_stands_and_so_is_what_is_behind_it(tmp_path, place):
    result = read_text(tmp_path, HEAD + FENCES[place] + TABLE)
    content = operation(result)["responses"]["200"]["content"]["application/json"]
    assert content["example"] == {"a": 1}
    assert sorted(content["schema"]["properties"]) == ["a", "b"]


@pytest.mark.parametrize("above", ["Text\n", "- item\n", "> said\n", "---\n", "[a]: https://a.example\n"])
def test_a_table_is_read_whatever_stands_right_above_it(tmp_path, above):
    result = read_text(tmp_path, HEAD + above + "\n| Field | Type |\n|---|---|\n| `b` | string |\n")
    content = operation(result)["responses"]["200"]["content"]["application/json"]
    assert list(content["schema"]["properties"]) == ["b"]
