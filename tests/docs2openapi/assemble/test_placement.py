"""Where the fields of a page are sent."""

from __future__ import annotations

from tests.docs2openapi.pages import operation, read_text, reasons


def test_body_fields_are_nested_in_the_request_body(tmp_path):
    text = (
        '<ParamField body="voice" type="object" required>The voice\n'
        '<Expandable title="fields">\n<ResponseField name="id" type="string" required>Its id</ResponseField>\n'
        "</Expandable>\n</ParamField>\n"
        '<ParamField body="tags" type="object[]">Tags\n<ResponseField name="k" type="string" />\n</ParamField>'
    )
    schema = operation(read_text(tmp_path, text))["requestBody"]["content"]["application/json"]["schema"]
    assert schema == {
        "type": "object",
        "required": ["voice"],
        "properties": {
            "voice": {
                "type": "object",
                "description": "The voice",
                "properties": {"id": {"type": "string", "description": "Its id"}},
                "required": ["id"],
            },
            "tags": {
                "type": "array",
                "items": {"type": "object", "properties": {"k": {"type": "string"}}},
                "description": "Tags",
            },
        },
    }


def test_a_field_of_one_content_type_is_in_that_body_only(tmp_path):
    text = (
        '# A\n\n<Tabs>\n<Tab title="application/json">\n<ParamField body="url" type="string" required />\n</Tab>\n'
        '<Tab title="multipart/form-data">\n<ParamField body="file" type="file" required />\n</Tab>\n</Tabs>\n\n'
        '<ParamField body="name" type="string" />\n'
    )
    content = operation(read_text(tmp_path, text))["requestBody"]["content"]
    assert {kind: list(media["schema"]["properties"]) for kind, media in content.items()} == {
        "application/json": ["name", "url"],
        "multipart/form-data": ["name", "file"],
    }


def test_headers_ignore_case_and_query_parameters_do_not(tmp_path):
    tags = [("header", "X-A"), ("header", "x-a"), ("query", "q"), ("query", "Q")]
    text = "\n".join(f'<ParamField {place}="{name}" type="string" />' for place, name in tags)
    result = read_text(tmp_path, text)
    assert [p["name"] for p in operation(result)["parameters"]] == ["X-A", "q", "Q"]
    assert "2: x-a is listed again; left out" in reasons(result)


def test_a_request_example_shows_a_query_parameter(tmp_path):
    head = "GET https://api.things.example/v1/things\n\ncurl 'https://api.things.example/v1/things?limit=5'\n\n"
    result = read_text(tmp_path, head + "NameTypeDescription\nlimitintegerHow many\npageintegerWhich")
    parameters = [(each["name"], each["in"]) for each in operation(result)["parameters"]]
    assert parameters == [("limit", "query"), ("page", "query")]  # rows of one table go the same way


def test_a_path_parameter_without_a_description_is_added_with_a_note(tmp_path):
    result = read_text(tmp_path, "GET https://api.things.example/v1/{project}/things/:id\n")
    assert [p["name"] for p in operation(result)["parameters"]] == ["project", "id"]
    assert list(result.document["paths"]) == ["/v1/{project}/things/{id}"]
    assert "1: the page does not describe project of the path" in reasons(result)
