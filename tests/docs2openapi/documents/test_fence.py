"""Fences with an OpenAPI document: taken as they are, or refused."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import DOCUMENT, fenced, operation, read_text


@pytest.mark.parametrize(
    "info",
    ["/openapi.json get /v1/things/{id}", "GET /v1/things/{id}", "https://x.example.com/a get /v1/things/{id}", ""],
)  # fmt: skip
def test_the_info_string_may_have_three_forms_or_be_empty(tmp_path, info):
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


def test_types_that_openapi_does_not_know_are_read_as_what_they_mean(tmp_path):
    words = {"a": "any", "b": "int", "c": "String", "d": "date-time", "e": "Widget"}
    properties = "".join(f"{name}: {{type: {word}, example: {{type: any}}}}, " for name, word in words.items())
    document = DOCUMENT.replace("since: 2025-01-15", f"content: {{a/b: {{schema: {{properties: {{{properties}}}}}}}}}")
    result = read_text(tmp_path, fenced(document))
    schema = operation(result)["responses"]["200"]["content"]["a/b"]["schema"]
    example = {"example": {"type": "any"}}
    assert schema["properties"] == {
        "a": example,
        "b": {**example, "type": "integer"},
        "c": {**example, "type": "string"},
        "d": {**example, "type": "string", "format": "date-time"},
        "e": example,
    }
    assert {note.reason for note in result.notes} == {
        "type 'any' is no type of OpenAPI; read as any type",
        "type 'int' is no type of OpenAPI; read as integer",
        "type 'String' is no type of OpenAPI; read as string",
        "type 'date-time' is no type of OpenAPI; read as string date-time",
        "type 'Widget' is not known; left out",
    }


def test_documents_of_several_fences_are_joined(tmp_path):
    other = DOCUMENT.replace("/v1/things/{id}", "/v1/things").replace("api.things", "list.things")
    result = read_text(tmp_path, fenced(DOCUMENT) + fenced(other, "GET /v1/things"))
    assert result.document["servers"] == [{"url": "https://api.things.example"}]
    paths = result.document["paths"]
    assert paths["/v1/things"]["get"]["servers"] == [{"url": "https://list.things.example"}]
    assert "servers" not in paths["/v1/things/{id}"]["get"]


def test_a_broken_reference_is_missing(tmp_path):
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
        (fenced("openapi: 2.0\n", ""), 3, "openapi is 2.0: expected a version such as '3.1.0'"),
        (fenced("- openapi: 3.1.0\n"), 3, "the OpenAPI fence does not hold a mapping"),
        (fenced("openapi: 3.1.0\npaths: {}\n", ""), 3, "the document in the fence has no operation"),
        (fenced("openapi: 3.1.0\n  a: [\n", ""), 5, "not YAML"),
        (fenced("openapi: 3.1.0\na: 1\na: 2\n", ""), 6, "not YAML: key 'a' is repeated in one mapping"),
        (fenced("openapi: 3.1.0\na: .nan\n", ""), 4, "nan cannot be written as JSON"),
        (fenced("openapi: 3.1.0\na: !!python/object:os.system {}\n", ""), 5, "not YAML: a value of another kind"),
        (fenced("openapi: 3.1.0\na: !!binary aGk=\n", ""), 5, "not YAML: a value of another kind than JSON has"),
        (fenced("openapi: 3.1.0\n? [1, 2]\n: x\n", ""), 5, "not YAML: a key is not a text"),
        (fenced("openapi: 3.1.0\na: *b\n", ""), 5, "not YAML: nothing is called 'b'"),
        (fenced("openapi: 3.1.0\n---\na: 1\n", ""), 5, "not YAML: expected a single document"),
        (fenced('{"openapi": "3.1.0", "a": 1, "a": 2}\n', "", "json"), 4, "key 'a' is repeated in one object"),
        (fenced('{"openapi": "3.1.0", "a": "\\ud800"}\n', "", "json"), 4, "contains a lone surrogate"),
        (fenced('{"openapi": "3.1.0", "a": 1e999}\n', "", "json"), 4, "inf cannot be written as JSON"),
    ],
)  # fmt: skip
def test_an_unreadable_fence_gives_the_line_and_the_reason(tmp_path, text, line, reason):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, text)
    assert (caught.value.line, caught.value.file) == (line, str(tmp_path / "page.md"))
    assert reason in caught.value.reason
