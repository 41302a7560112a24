"""Untrusted YAML and JSON: limits to size and depth."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

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
