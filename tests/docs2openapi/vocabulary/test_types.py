"""The words that pages use for types."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text, reasons


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        ("int64", {"type": "integer"}),
        ("float", {"type": "number"}),
        ("bool", {"type": "boolean"}),
        ("dict", {"type": "object"}),
        ("map<string, number>", {"type": "object"}),
        ("file", {"type": "string", "format": "binary"}),
        ("url", {"type": "string", "format": "uri"}),
        ("string (date-time)", {"type": "string", "format": "date-time"}),
        ("integer (seconds)", {"type": "integer"}),
        ("list of strings", {"type": "array", "items": {"type": "string"}}),
        ("array<number>", {"type": "array", "items": {"type": "number"}}),
        ("Voice[]", {"type": "array"}),
        ("string?", {"type": ["string", "null"]}),
        ("number or null", {"type": ["number", "null"]}),
        ("'mp3' | 'wav'", {"type": "string", "enum": ["mp3", "wav"]}),
    ],
)
def test_a_type_becomes_a_schema(tmp_path, words, schema):
    result = read_text(tmp_path, f'<ParamField query="q" type="{words}" />')
    assert operation(result)["parameters"][0]["schema"] == schema


@pytest.mark.parametrize("words", ["money", "number (integer)", "string[] | number[]"])
def test_a_type_that_is_not_known_gives_a_note(tmp_path, words):
    result = read_text(tmp_path, f'<ParamField query="q" type="{words}" />')
    assert operation(result)["parameters"][0]["schema"] == {}
    assert f"1: field q: type {words!r} is not known" in reasons(result)
