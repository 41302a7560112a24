"""Pages of which no document can be made: the manner is named, and where the OpenAPI document may be."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import body, read_text, reasons

REDOC = "# API\n\nThe reference is drawn here, as soon as it can be.\n\n<redoc spec-url='/specs/voices.json'></redoc>\n"

SPHINX = "kilns\n\nclass kilns.Client(key)\n\n   Parameters:\n      * **key** (string) -- The key of the account.\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("FORMAT: 1A\n\n# Things [/things]\n\n## List [GET]\n", ["API Blueprint", "apib2swagger"]),
        (REDOC, ["drawn by Redoc", "/specs/voices.json"]),
        ("Get a Thing\n\nClick Try It! to start a request and see it here!\n", ["a page of ReadMe", "with .md"]),
        ("# Nothing\n", ["nothing but a title", "/openapi.json"]),
        ("# Prices\n\n" + "It costs what it costs, and more of it costs more. " * 9, ["in no manner that is known"]),
        (
            '# Kilns\n\n```json\n{"swagger": "2.0", "paths": {}}\n```\n',
            ["an OpenAPI 2 (Swagger) document", "convert it"],
        ),
        ('syntax = "proto3";\n\nservice Kilns {\n}\n', ["Protocol Buffers", "HTTP gateway"]),
        (SPHINX, ["a client library", "pull the page of the HTTP API"]),
        ("# API\n\nSee https://docs.example.com/llms.txt for all.\n", ["https://docs.example.com/llms.txt"]),
    ],
)
def test_a_refusal_names_the_manner_and_where_the_document_may_be(tmp_path, text, words):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, text)
    assert all(word in caught.value.reason for word in words), caught.value.reason


def test_a_refusal_of_a_postman_collection_names_a_converter_and_does_not_say_that_it_has_no_operation(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, '# Kilns\n\n```json\n{"info": {"_postman_id": "1"}, "item": [{"method": "GET"}]}\n```\n')
    assert "convert it to OpenAPI with postman2openapi" in caught.value.reason
    assert "no operation" not in caught.value.reason


def test_a_refusal_of_an_openapi_document_does_not_say_to_look_for_one(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, '{"openapi": "3.1.0", "paths": {}}\n')
    assert caught.value.reason == "an OpenAPI document itself: use it as it is, no page has to be read"


def test_a_refusal_names_the_page_as_markdown_once(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, "<html><body><h1>Log in</h1></body></html>\n")
    assert caught.value.reason.count(".md") == 1


def test_a_refusal_lists_the_documents_that_the_page_names(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, REDOC)
    assert caught.value.references == ("/specs/voices.json",)


def test_a_stub_is_read_and_says_which_document_has_the_rest(tmp_path):
    result = read_text(tmp_path, '---\ntitle: A\nopenapi: "specs/voices.json GET /v1/voices"\n---\n')
    assert list(result.document["paths"]) == ["/v1/voices"]
    assert result.references == ("specs/voices.json",)
    assert any("the name of its operation only" in note.reason for note in result.notes)


def test_a_refusal_names_the_line_with_the_sign_of_its_manner(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, SPHINX)
    assert caught.value.line == 3


def test_a_cell_of_several_words_is_not_the_name_of_a_field(tmp_path):
    rows = "| Field | Type |\n|---|---|\n| Kiln size | string |\n| `b` of it | string |\n"
    result = read_text(tmp_path, f"# A\n\n`GET /v1/a`\n\n## Response\n\n{rows}")
    assert list(body(result)["properties"]) == ["b"]
    assert "9: 'Kiln size' is not the name of a field; left out" in reasons(result)


def test_which_of_several_types_in_code_is_the_body_is_undecided(tmp_path):
    types = "interface A {\n  id: string;\n}\n\ninterface B {\n  id: string;\n}"
    page = f"# A\n\n`GET https://api.things.example/v1/a`\n\n## Response\n\n```ts\n{types}\n```\n"
    (note,) = [note for note in read_text(tmp_path, page).notes if "declared in code" in note.reason]
    assert (note.line, note.is_undecided) == (7, True)


def test_what_is_left_out_since_it_is_not_certain_is_undecided(tmp_path):
    page = "# A\n\n`POST https://api.things.example/v1/a`\n\n## Body\n\n| Shape | Hue |\n|---|---|\n| a | b |\n"
    (note,) = [note for note in read_text(tmp_path, page).notes if "columns" in note.reason]
    assert note.is_undecided


def test_more_operations_without_methods_than_can_be_told_apart_are_not_mixed(tmp_path):
    page = "".join(f"Set up loom {n}\n/v1/looms{n}\nRequest Body\ncloth\nstring\n" for n in range(25))
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, page)
    assert caught.value.reason.startswith("/v1/looms1 is a second operation")
