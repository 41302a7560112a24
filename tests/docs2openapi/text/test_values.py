"""Untrusted YAML and JSON: limits to size and depth."""

from __future__ import annotations

import pytest
import yaml
from docs2openapi import UnreadablePage, parse_yaml, yaml_text

from tests.docs2openapi.pages import fenced, operation, read_text


def test_aliases_are_read_and_a_bomb_is_refused(tmp_path):
    shared = "openapi: 3.1.0\nx: &x {description: Shared}\npaths:\n  /a:\n    get:\n      responses: {'200': *x}\n"
    responses = operation(read_text(tmp_path, fenced(shared, "GET /a")))["responses"]
    assert responses == {"200": {"description": "Shared"}}
    layers = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    with pytest.raises(UnreadablePage, match="holds more than"):
        read_text(tmp_path, fenced(f"openapi: 3.1.0\na0: &a0 [x]\n{layers}", ""))


def test_merge_keys_are_not_expanded(tmp_path):
    layers = "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 10))
    with pytest.raises(UnreadablePage, match="holds more than"):
        read_text(tmp_path, fenced(f"openapi: 3.1.0\na0: &a0 {{x: 1}}\n{layers}", ""))


def test_a_document_that_contains_itself_is_refused(tmp_path):
    with pytest.raises(UnreadablePage, match="nested more than"):
        read_text(tmp_path, fenced("openapi: 3.1.0\na: &a [*a]\n", ""))


@pytest.mark.parametrize("language", ["yaml", "json"])
def test_deep_nesting_is_refused(tmp_path, language):
    deep = "[" * 5_000 + "]" * 5_000
    document = f'{{"openapi": "3.1.0", "a": {deep}}}\n'
    with pytest.raises(UnreadablePage, match="nested"):
        read_text(tmp_path, fenced(document, "GET /a", language))


def test_an_anchor_may_be_set_again(tmp_path, recwarn):
    document = "openapi: 3.1.0\nx-a: &a 1\nx-b: &a 2\nx-c: *a\npaths:\n  /x:\n    get: {}\n"
    assert read_text(tmp_path, f"```yaml\n{document}```\n").document["x-c"] == 2
    assert not recwarn.list


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "No", "on", "y", "~", "=", "<<", ".nan", "16:9", "1:1", "190:20:30", "2024-01-01"),
        *("0x1f", "0o17", "0b11", "1_000", "012", "1e3", "1.", ".5"),
    ],
)
def test_what_a_reader_of_yaml_1_1_or_1_2_takes_for_something_else_is_quoted(text):
    written = yaml_text({"a": text})
    assert written in {f'a: "{text}"\n', f"a: '{text}'\n"}
    assert parse_yaml(written) == yaml.safe_load(written) == {"a": text}


def test_letters_that_end_lines_in_yaml_1_1_are_letters(tmp_path):
    document = "openapi: 3.1.0\nx-a: one\u2028two\x85three\npaths:\n  /x:\n    get: {}\n"
    assert read_text(tmp_path, fenced(document, "")).document["x-a"] == "one\u2028two\x85three"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": [1, [2, {"b": []}]]}, "a:\n- 1\n- - 2\n  - b: []\n"),
        ({"a": "it's #1: a"}, "a: 'it''s #1: a'\n"),
        ({"a": "one\n\n two\n"}, "a: |\n  one\n\n   two\n"),
        ({"a": " one\ntwo"}, "a: |2-\n   one\n  two\n"),
        ({"k" * 200: {"a": 1e20}}, f"? {'k' * 200}\n: a: 1.0e+20\n"),
    ],
)
def test_the_form_of_what_is_written(value, text):
    assert yaml_text(value) == text


def test_what_docs_leave_out_of_json_is_left_out(tmp_path):
    example = '{"a": [1, ... 3], # more\n "b": [{"c": 1},\n ...\n {"c": 2}]}'
    page = f"# A\n\n`GET https://api.things.example/v1/a`\n\n## Response\n\n```json\n{example}\n```\n"
    answer = operation(read_text(tmp_path, page))["responses"]["200"]["content"]["application/json"]
    assert answer["example"] == {"a": [1, 3], "b": [{"c": 1}, {"c": 2}]}
