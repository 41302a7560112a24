"""MDX tags: the fields that they describe, and tags that are not well-formed."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import FENCE, body, operation, read_text, reasons


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
def test_what_cannot_be_decided_gives_a_note_with_its_line(tmp_path, tag, reason):
    result = read_text(tmp_path, f'# A\n\n<ParamField query="ok" type="string" />\n\n{tag}\n')
    assert f"5: {reason}" in reasons(result)
    assert operation(result)["parameters"][0]["name"] == "ok"


def test_tags_in_a_fence_are_not_read(tmp_path):
    tag = '<ParamField query="{}" type="string" />'
    text = f"# A\n\n{tag.format('q')}\n\n{FENCE}mdx\n{tag.format('r')}\n{FENCE}\n"
    assert [p["name"] for p in operation(read_text(tmp_path, text))["parameters"]] == ["q"]


def test_html_in_a_description_stays_text(tmp_path):
    text = '<ParamField query="q" type="string">A <b>bold</b> `<id>` &amp; <script>alert("1")</script></ParamField>'
    (parameter,) = operation(read_text(tmp_path, text))["parameters"]
    assert parameter["description"] == 'A <b>bold</b> `<id>` & <script>alert("1")</script>'


def test_a_tag_that_is_not_closed_is_left_out_with_its_content(tmp_path):
    text = '<ParamField query="a" type="string" />\n<ParamField query="b">\n<ParamField query="c" type="string" />\n'
    result = read_text(tmp_path, text)
    assert [p["name"] for p in operation(result)["parameters"]] == ["a"]
    assert "2: paramfield is not closed; left out" in reasons(result)


def test_a_page_whose_only_tag_is_cut_off_is_unreadable_at_that_tag(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, '# A\n\n<ResponseField name="id" type="string">\n  The i')
    assert (caught.value.line, caught.value.reason) == (3, "responsefield is not closed; left out")


def test_a_value_in_braces_may_touch_the_end_of_a_tag(tmp_path):
    text = '<ParamField query="a" type="boolean" default={false}/>\n<ParamField query="b" type="string"/>\n'
    parameters = operation(read_text(tmp_path, text))["parameters"]
    assert [parameter["name"] for parameter in parameters] == ["a", "b"]
    assert parameters[0]["schema"] == {"type": "boolean", "default": False}


def test_a_page_cut_off_inside_an_expandable_keeps_the_complete_fields(tmp_path):
    text = (
        '<ResponseField name="data" type="object">\n<Expandable title="data">\n'
        '<ResponseField name="id" type="string">Its id</ResponseField>\n<ResponseField name="n" type="numb'
    )
    result = read_text(tmp_path, text)
    assert list(body(result)["properties"]["data"]["properties"]) == ["id"]
    assert "1: responsefield is not closed; the page may be cut off" in reasons(result)
    assert "4: a tag without its closing '>'; left out" in reasons(result)
