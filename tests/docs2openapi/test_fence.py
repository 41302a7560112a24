"""Fences with an OpenAPI document: taken as they are, refused when they cannot be what they say."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import operation, read_text

DOCUMENT = """\
openapi: 3.1.0
info: {title: A, version: 1.0.0}
servers: [{url: https://api.example.com}]
security: [{Key: []}]
paths:
  /v1/things/{id}:
    get:
      responses:
        200: {description: A thing, since: 2025-01-15}
"""


def fenced(document: str, info: str = "GET /v1/things/{id}", language: str = "yaml") -> str:
    return f"# A\n\n````{language} {info}\n{document}````\n"


@pytest.mark.parametrize(
    "info",
    ["/openapi.json get /v1/things/{id}", "GET /v1/things/{id}", "https://x.example.com/a get /v1/things/{id}", ""],
)  # fmt: skip
def test_the_three_forms_of_info_string_and_none(tmp_path, info):
    result = read_text(tmp_path, fenced(DOCUMENT, info))
    assert result.shape == "fence"
    assert list(result.document["paths"]) == ["/v1/things/{id}"]
    assert result.missing == ()


def test_a_json_fence(tmp_path):
    document = '{"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {}}}}}\n'
    result = read_text(tmp_path, fenced(document, "GET /a", "json"))
    assert result.document["paths"] == {"/a": {"get": {"responses": {}}}}
    assert result.missing == ("server", "security")


def test_a_date_stays_a_string_and_a_bare_status_becomes_one(tmp_path):
    responses = operation(read_text(tmp_path, fenced(DOCUMENT)))["responses"]
    assert responses == {"200": {"description": "A thing", "since": "2025-01-15"}}


def test_a_reference_that_leads_nowhere_is_missing(tmp_path):
    document = DOCUMENT.replace("since: 2025-01-15", "$ref: '#/components/responses/None'")
    result = read_text(tmp_path, fenced(document))
    assert result.missing == ("#/components/responses/None",)
    assert [note.reason for note in result.notes] == ["$ref #/components/responses/None cannot be resolved"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (fenced(DOCUMENT, "GET /v1/other"), 3, "the fence is about GET /v1/other, but its document does not have it"),
        (fenced(DOCUMENT, "POST /v1/things/{id}"), 3, "the fence is about POST /v1/things/{id}, but its document"),
        (fenced(DOCUMENT).removesuffix("````\n"), 3, "the OpenAPI fence has no end: the page is cut off"),
        (fenced(DOCUMENT) + fenced(DOCUMENT), 16, "a second OpenAPI document"),
        (fenced("openapi: 2.0\n", ""), 3, "openapi is 2.0: expected a version such as '3.1.0'"),
        (fenced("- openapi: 3.1.0\n"), 3, "the OpenAPI fence does not hold a mapping"),
        (fenced("openapi: 3.1.0\npaths: {}\n", ""), 3, "the document in the fence has no operation"),
        (fenced("openapi: 3.1.0\n  a: [\n", ""), 5, "not YAML"),
        (fenced("openapi: 3.1.0\na: 1\na: 2\n", ""), 6, "not YAML: found duplicate key"),
        (fenced("openapi: 3.1.0\na: .nan\n", ""), 4, "nan cannot be written as JSON"),
        (fenced("openapi: 3.1.0\na: !!python/object:os.system {}\n", ""), 5, "not YAML: could not determine"),
        (fenced("openapi: 3.1.0\na: !!binary aGk=\n", ""), 4, "b'hi' cannot be written as JSON"),
        (fenced("openapi: 3.1.0\n? [1, 2]\n: x\n", ""), 4, "key (1, 2) is not a text"),
        (fenced('{"openapi": "3.1.0", "a": 1, "a": 2}\n', "", "json"), 4, "key 'a' is repeated in one object"),
        (fenced('{"openapi": "3.1.0", "a": "\\ud800"}\n', "", "json"), 4, "contains a lone surrogate"),
        (fenced('{"openapi": "3.1.0", "a": 1e999}\n', "", "json"), 4, "inf cannot be written as JSON"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_where(tmp_path, text, line, reason):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, text)
    assert (caught.value.line, caught.value.file) == (line, str(tmp_path / "page.md"))
    assert reason in caught.value.reason


def test_aliases_are_read_but_a_bomb_is_refused(tmp_path):
    shared = "openapi: 3.1.0\nx: &x {description: Shared}\npaths:\n  /a:\n    get:\n      responses: {'200': *x}\n"
    responses = operation(read_text(tmp_path, fenced(shared, "GET /a")))["responses"]
    assert responses == {"200": {"description": "Shared"}}
    layers = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    with pytest.raises(UnreadablePage, match="holds more than"):
        read_text(tmp_path, fenced(f"openapi: 3.1.0\na0: &a0 [x]\n{layers}", ""))


def test_merge_keys_multiply_nothing(tmp_path):
    layers = "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}\n" for n in range(1, 10))
    with pytest.raises(UnreadablePage, match="holds more than"):
        read_text(tmp_path, fenced(f"openapi: 3.1.0\na0: &a0 {{x: 1}}\n{layers}", ""))


def test_a_document_that_holds_itself_is_refused(tmp_path):
    with pytest.raises(UnreadablePage, match="nested more than"):
        read_text(tmp_path, fenced("openapi: 3.1.0\na: &a [*a]\n", ""))


@pytest.mark.parametrize("language", ["yaml", "json"])
def test_deep_nesting_is_refused(tmp_path, language):
    deep = "[" * 5_000 + "]" * 5_000
    document = f'{{"openapi": "3.1.0", "a": {deep}}}\n'
    with pytest.raises(UnreadablePage, match="nested"):
        read_text(tmp_path, fenced(document, "GET /a", language))


def test_an_anchor_that_is_set_again_is_no_fault(tmp_path, recwarn):
    document = "openapi: 3.1.0\nx-a: &a 1\nx-b: &a 2\nx-c: *a\npaths:\n  /x:\n    get: {}\n"
    assert read_text(tmp_path, f"```yaml\n{document}```\n").document["x-c"] == 2
    assert not recwarn.list
