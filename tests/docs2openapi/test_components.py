"""MDX pages: what tags say, what only the example shows, and tags that are not well-formed."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import body, operation, read_text, reasons

FENCE = "```"


def response(example: str, *fields: str) -> str:
    return (
        f"# A\n\n{chr(10).join(fields)}\n\n<ResponseExample>\n  {FENCE}json\n{example}\n  {FENCE}\n</ResponseExample>\n"
    )


def test_an_auth_header_is_a_security_scheme_and_never_a_parameter(tmp_path):
    result = read_text(tmp_path, '<ParamField header="authorization" type="string" required>Your key</ParamField>')
    assert "parameters" not in operation(result)
    assert operation(result)["security"] == [{"authorization": []}]
    scheme = {"type": "apiKey", "in": "header", "name": "authorization", "description": "Your key"}
    assert result.document["components"]["securitySchemes"] == {"authorization": scheme}
    assert result.missing == ("path", "method", "server")


def test_a_bearer_header_is_http_bearer(tmp_path):
    result = read_text(tmp_path, '<ParamField header="Authorization" type="string">Bearer token</ParamField>')
    scheme = result.document["components"]["securitySchemes"]["Authorization"]
    assert scheme == {"type": "http", "scheme": "bearer", "description": "Bearer token"}


def test_another_header_is_a_parameter(tmp_path):
    result = read_text(tmp_path, '<ParamField header="Idempotency-Key" type="string">Any text</ParamField>')
    (parameter,) = operation(result)["parameters"]
    assert (parameter["name"], parameter["in"]) == ("Idempotency-Key", "header")
    assert operation(result)["x-missing"] == ["path", "method", "server", "security"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Idempotency-Key", "A text of your own, unique for each API key."),
        ("X-Trace", "Sent back as it came; authorization does not depend on it."),
        ("X-Api-Key-Label", "Any text"),
    ],
)
def test_a_header_that_only_mentions_a_key_is_a_parameter(tmp_path, name, told):
    result = read_text(tmp_path, f'<ParamField header="{name}" type="string">{told}</ParamField>')
    assert [parameter["name"] for parameter in operation(result)["parameters"]] == [name]
    assert "security" in result.missing


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("xi-api-key", "Who calls."),
        ("X-Access-Token", "Who calls."),
        ("X-Secret", "Your secret API key."),
        ("X-Secret", "**API key** of the account."),
        ("X-Secret", "Bearer token."),
    ],
)
def test_a_header_is_a_key_by_its_name_or_by_what_its_description_says_first(tmp_path, name, told):
    result = read_text(tmp_path, f'<ParamField header="{name}" type="string">{told}</ParamField>')
    assert operation(result)["security"] == [{name: []}]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('type="integer" default="20"', {"type": "integer", "default": 20}),
        ("type='integer' default={20}", {"type": "integer", "default": 20}),
        ('type="string" default="20"', {"type": "string", "default": "20"}),
        ("type='string' default={\"a\"}", {"type": "string", "default": "a"}),
        ('type="boolean" default="false"', {"type": "boolean", "default": False}),
        ('type="string | null"', {"type": ["string", "null"]}),
        ('type="object[]"', {"type": "array", "items": {"type": "object"}}),
    ],
)
def test_types_and_defaults(tmp_path, attributes, expected):
    result = read_text(tmp_path, f'<ParamField query="q" {attributes} />')
    assert operation(result)["parameters"] == [{"name": "q", "in": "query", "schema": expected}]


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ('<ParamField query="q" type="integer" default="many" />', "field q: default 'many' cannot be read; left out"),
        ('<ParamField query="q" type="string" default={20} />', "field q: default '{20}' is not a text; left out"),
        ('<ParamField query="q" type="string" default={"a b"} />', "field q: default '{\"a' cannot be read; left out"),
        ('<ParamField query="q" type="money" />', "field q: type 'money' is not known"),
        ('<ParamField query="q" />', "field q: the page does not say its type"),
        ('<ParamField cookie="q" type="string" />', "ParamField: has no known location; left out"),
        ('<ParamField path="q" query="q" type="string" />', "ParamField: is sent in path and query; left out"),
        ('<ParamField query="" type="string" />', "'' is not the name of a field; left out"),
        ('<ParamField query="q" query="r" type="string" />',
         "paramfield: an attribute is repeated; the first one is used"),
        ('<ParamField query="q" type="string" /></ParamField>', "</paramfield> closes nothing that is open"),
        ('<ParamField query="q" type="string">Text', "paramfield is not closed; left out"),
        ('<ParamField query="q"', "a tag without its closing '>'; left out"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_noted_with_its_line(tmp_path, tag, reason):
    result = read_text(tmp_path, f'# A\n\n<ParamField query="ok" type="string" />\n\n{tag}\n')
    assert f"5: {reason}" in reasons(result)
    assert operation(result)["parameters"][0]["name"] == "ok"


def test_required_stands_only_where_the_page_says_so(tmp_path):
    fields = [
        '<ResponseField name="a" type="string" required>A</ResponseField>',
        '<ResponseField name="b" type="string" required={true} />',
        '<ResponseField name="c" type="string" required={false} />',
        '<ResponseField name="d" type="string" deprecated />',
    ]
    result = read_text(tmp_path, response('{"a": "1", "b": "2", "c": "3", "d": "4"}', *fields))
    assert body(result)["required"] == ["a", "b"]
    assert body(result)["properties"]["d"] == {"type": "string", "deprecated": True}


def test_body_fields_are_a_request_body_with_nested_fields(tmp_path):
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


def test_an_envelope_with_a_list_is_found(tmp_path):
    field = '<ResponseField name="id" type="string">Its id</ResponseField>'
    result = read_text(tmp_path, response('{"data": [{"id": "a", "n": 1}], "total": 2}', field))
    assert body(result)["properties"] == {
        "data": {
            "type": "array",
            "x-from": "example",
            "items": {
                "type": "object",
                "x-from": "example",
                "properties": {
                    "id": {"type": "string", "description": "Its id"},
                    "n": {"type": "number", "x-from": "example"},
                },
            },
        },
        "total": {"type": "number", "x-from": "example"},
    }


def test_a_field_that_stands_in_two_places_is_not_placed_by_luck(tmp_path):
    field = '<ResponseField name="id" type="string">Its id</ResponseField>'
    result = read_text(tmp_path, response('{"a": {"id": "x"}, "b": {"id": "y"}}', field))
    assert "3: field id: belongs to a or to b; left out" in reasons(result)
    assert body(result)["properties"]["a"]["properties"]["id"] == {"type": "string", "x-from": "example"}


def test_a_field_that_the_example_lacks_stands_with_the_others_and_is_noted(tmp_path):
    fields = ['<ResponseField name="a" type="string" />', '<ResponseField name="b" type="number" />']
    result = read_text(tmp_path, response('{"data": {"a": "x"}}', *fields))
    assert body(result)["properties"]["data"]["properties"]["b"] == {"type": "number"}
    assert "4: field b: is not in the example; put into data with the others" in reasons(result)


def test_a_field_that_is_listed_twice_is_noted(tmp_path):
    fields = ['<ResponseField name="a" type="string" />', '<ResponseField name="a" type="number" />']
    result = read_text(tmp_path, response('{"a": "x"}', *fields))
    assert body(result)["properties"]["a"] == {"type": "string"}
    assert "4: a is listed again; left out" in reasons(result)


def test_a_type_that_the_page_does_not_say_is_the_examples(tmp_path):
    result = read_text(tmp_path, response('{"a": 1}', '<ResponseField name="a">Size</ResponseField>'))
    assert body(result)["properties"]["a"] == {"type": "number", "x-from": "example", "description": "Size"}


def test_an_example_with_a_status_in_its_title_is_that_answer(tmp_path):
    text = (
        '# A\n\n<ResponseField name="a" type="string" />\n\n<ResponseExample>\n'
        f'{FENCE}json 202 Accepted\n{{"a": "x"}}\n{FENCE}\n\n'
        f'{FENCE}json 404\n{{"error": null}}\n{FENCE}\n</ResponseExample>'
    )
    result = read_text(tmp_path, text)
    assert list(operation(result)["responses"]) == ["202", "404"]
    assert "x-missing" not in operation(result)["responses"]["202"]
    assert body(result, "404") == {"type": "object", "properties": {"error": {"x-from": "example"}}}


def test_tags_in_a_fence_are_an_example_of_code(tmp_path):
    tag = '<ParamField query="{}" type="string" />'
    text = f"# A\n\n{tag.format('q')}\n\n{FENCE}mdx\n{tag.format('r')}\n{FENCE}\n"
    assert [p["name"] for p in operation(read_text(tmp_path, text))["parameters"]] == ["q"]


def test_html_in_a_description_stays_text(tmp_path):
    text = '<ParamField query="q" type="string">A <b>bold</b> `<id>` &amp; <script>alert("1")</script></ParamField>'
    (parameter,) = operation(read_text(tmp_path, text))["parameters"]
    assert parameter["description"] == 'A <b>bold</b> `<id>` & <script>alert("1")</script>'


def test_a_field_that_stands_in_two_places_beside_the_others_is_noted(tmp_path):
    fields = [f'<ResponseField name="{name}" type="number" />' for name in "acb"]
    example = '{"data": {"a": 1, "c": 1}, "x": {"b": 1}, "y": {"b": 2}}'
    result = read_text(tmp_path, response(example, *fields))
    assert "5: field b: belongs to x or to y; left out" in reasons(result)
    assert "b" not in body(result)["properties"]["data"]["properties"]


def test_what_stands_in_a_tag_that_is_not_closed_is_left_out_with_it(tmp_path):
    text = '<ParamField query="a" type="string" />\n<ParamField query="b">\n<ParamField query="c" type="string" />\n'
    result = read_text(tmp_path, text)
    assert [p["name"] for p in operation(result)["parameters"]] == ["a"]
    assert "2: paramfield is not closed; left out" in reasons(result)


def test_a_header_is_the_same_in_any_case_and_a_query_parameter_is_not(tmp_path):
    tags = [("header", "X-A"), ("header", "x-a"), ("query", "q"), ("query", "Q")]
    text = "\n".join(f'<ParamField {place}="{name}" type="string" />' for place, name in tags)
    result = read_text(tmp_path, text)
    assert [p["name"] for p in operation(result)["parameters"]] == ["X-A", "q", "Q"]
    assert "2: x-a is listed again; left out" in reasons(result)


def test_heading_and_text_under_it_are_title_and_description(tmp_path):
    field = '<ParamField query="q" type="string" />'
    told = operation(read_text(tmp_path, f"# A thing\n\n> Told.\n\n{field}\n"))
    assert (told["summary"], told["description"]) == ("A thing", "Told.")
    assert "description" not in operation(read_text(tmp_path, f"# A thing\n\n{field}\n"))


@pytest.mark.parametrize(
    ("words", "example", "items"),
    [
        ("string[]", "[]", {"type": "string"}),
        ("string[]", '["a"]', {"type": "string"}),
        ("integer[]", "[1]", {"type": "integer"}),
        ("array", '["a"]', {"type": "string", "x-from": "example"}),
    ],
)
def test_what_the_page_says_of_a_list_goes_before_what_its_example_shows(tmp_path, words, example, items):
    page = response(f'{{"tags": {example}}}', f'<ResponseField name="tags" type="{words}"></ResponseField>')
    assert body(read_text(tmp_path, page))["properties"]["tags"] == {"type": "array", "items": items}


def test_objects_in_a_list_keep_the_fields_that_the_example_shows(tmp_path):
    page = response('{"rows": [{"n": 1}]}', '<ResponseField name="rows" type="object[]"></ResponseField>')
    number = {"type": "number", "x-from": "example"}
    items = {"type": "object", "properties": {"n": number}}
    assert body(read_text(tmp_path, page))["properties"]["rows"] == {"type": "array", "items": items}


def test_the_text_under_the_heading_tells_of_the_operation_and_not_of_its_answer(tmp_path):
    field = '<ResponseField name="id" type="string"></ResponseField>'
    result = read_text(tmp_path, f"# A\n\nGets a thing.\n\nThe thing is stored.\n\n{field}\n")
    assert operation(result)["description"] == "Gets a thing."
    assert operation(result)["responses"]["200"]["description"] == "The thing is stored."


def test_a_page_whose_only_tag_is_cut_off_is_unreadable_at_that_tag(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, '# A\n\n<ResponseField name="id" type="string">\n  The i')
    assert (caught.value.line, caught.value.reason) == (3, "responsefield is not closed; left out")


@pytest.mark.parametrize(("flag", "told"), [("required", False), ("", True)])
def test_keys_that_may_be_one_or_the_other_are_noted(tmp_path, flag, told):
    names = ("X-API-Key", "Authorization")
    page = "\n".join(f'<ParamField header="{name}" type="string" {flag}>Who calls</ParamField>' for name in names)
    result = read_text(tmp_path, page)
    assert operation(result)["security"] == [{"X-API-Key": [], "Authorization": []}]
    reason = "1: the page does not say that X-API-Key and Authorization go together; read as if they do"
    assert (reason in reasons(result)) is told


def test_a_field_that_one_content_type_alone_has_stands_in_that_one_alone(tmp_path):
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


def test_a_braced_value_may_stand_right_before_the_end_of_a_tag(tmp_path):
    text = '<ParamField query="a" type="boolean" default={false}/>\n<ParamField query="b" type="string"/>\n'
    parameters = operation(read_text(tmp_path, text))["parameters"]
    assert [parameter["name"] for parameter in parameters] == ["a", "b"]
    assert parameters[0]["schema"] == {"type": "boolean", "default": False}


def test_a_page_cut_off_in_an_expandable_keeps_the_fields_that_are_whole(tmp_path):
    text = (
        '<ResponseField name="data" type="object">\n<Expandable title="data">\n'
        '<ResponseField name="id" type="string">Its id</ResponseField>\n<ResponseField name="n" type="numb'
    )
    result = read_text(tmp_path, text)
    assert list(body(result)["properties"]["data"]["properties"]) == ["id"]
    assert "1: responsefield is not closed; the page may be cut off" in reasons(result)
    assert "4: a tag without its closing '>'; left out" in reasons(result)
