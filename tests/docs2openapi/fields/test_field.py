"""Fields, read from the cells and words that a page has about each."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text, reasons

HEAD = "# A\n\n`GET /v1`\n\n## Query parameters\n\n"


def parameter(folder, text: str) -> dict:
    (found,) = operation(read_text(folder, HEAD + text))["parameters"]
    return found


@pytest.mark.parametrize(
    ("cell", "required"),
    [("yes", True), ("**Required**", True), ("✓", True), ("no", False), ("Optional", False), ("-", False), ("", False)],
)
def test_a_cell_of_yes_or_no(tmp_path, cell, required):
    table = f"| Name | Type | Required |\n|---|---|---|\n| q | string | {cell} |\n"
    assert parameter(tmp_path, table).get("required", False) is required


def test_a_cell_that_is_neither_yes_nor_no_gives_a_note(tmp_path):
    table = "| Name | Type | Required |\n|---|---|---|\n| q | string | perhaps |\n"
    assert "9: field q: required is 'perhaps', neither yes nor no" in reasons(read_text(tmp_path, HEAD + table))


@pytest.mark.parametrize(
    ("bullet", "schema"),
    [
        ("- `q` (string, default: `a`): Which one.", {"type": "string", "default": "a"}),
        ("- **q** — integer — How many. Defaults to 1.", {"type": "integer", "default": 1}),
        ("- `q` (string): One of `a`, `b` or `c`.", {"type": "string", "enum": ["a", "b", "c"]}),
        ("- `q` (string): Such as `a` or `b`.", {"type": "string"}),
        ("- `q` (array of strings): Allowed values: `a`, `b`.",
         {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}),
    ],
)  # fmt: skip
def test_a_bullet_with_type_default_and_values(tmp_path, bullet, schema):
    assert parameter(tmp_path, f"{bullet}\n")["schema"] == schema


def test_a_default_that_is_not_of_its_type_gives_a_note(tmp_path):
    result = read_text(tmp_path, f"{HEAD}- `q` (integer, default: many): How many.\n")
    assert "default" not in operation(result)["parameters"][0]["schema"]
    assert any("default 'many' cannot be read; left out" in reason for reason in reasons(result))
