"""Bodies that are made up from schemas."""

from __future__ import annotations

from typing import Any

import pytest
from generation_jobs_sandbox.providers._samples import allows_text, clear, put, sample
from jsonschema_rs import Draft202012Validator

SPEC = {"definitions": {"A": {"type": "string", "enum": ["a", "b"]}}}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"$ref": "#/definitions/A"}, "a"),
        ({"const": 7}, 7),
        ({"type": "integer", "minimum": 3}, 3),
        ({"type": "string", "format": "date"}, "2026-01-01"),
        ({"type": ["string", "null"]}, None),
        ({"type": "string", "pattern": "^job_[a-z]{3,}$", "minLength": 8}, "job_aaaa"),
        ({"type": "string", "pattern": "^[\\p{L}\\d]+$"}, "a"),
        ({"type": "string", "minLength": 3}, "aaa"),
        ({"type": "string", "pattern": "("}, ""),
        ({"properties": {"a": {"type": "string", "pattern": "^[!?]$"}, "b": {"const": 1}}}, {"b": 1}),
        ({"anyOf": [{"type": "boolean"}, {"type": "string"}]}, False),
        (
            {"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {"const": 1}}}]},
            {"a": "", "b": 1},
        ),
        ({"type": "array", "minItems": 2, "items": {"type": "number"}}, [0, 0]),
        ({"type": "object", "example": {"x": [1]}}, {"x": [1]}),
    ],
)
def test_a_value_is_made_up_by_its_schema(schema: dict[str, Any], value: object) -> None:
    assert sample(SPEC, schema) == value


def test_a_schema_that_holds_itself_comes_to_an_end() -> None:
    spec = {"A": {"type": "object", "properties": {"a": {"$ref": "#/A"}}}}
    assert "a" in str(sample(spec, {"$ref": "#/A"}))


def test_values_are_put_and_cleared_at_pointers() -> None:
    null, plain = {"type": ["string", "null"]}, {"type": "string"}
    inner = {"type": "object", "properties": {"null": null, "optional": plain, "needed": plain}, "required": ["needed"]}
    schema = {"type": "object", "properties": {"inner": inner}}
    body: Any = {}
    for field in ("null", "optional", "needed"):
        put({}, schema, body, f"/inner/{field}", "x")
        clear({}, schema, body, f"/inner/{field}")
    assert body == {"inner": {"null": None, "needed": "x"}}
    assert allows_text({}, schema, "/inner/optional")
    assert not allows_text({}, schema, "/inner/nothing")


FILE: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "url"],
    "properties": {"kind": {"enum": ["image"]}, "url": {"type": "string", "format": "uri"}},
}
FILES: dict[str, Any] = {"anyOf": [{"type": "array", "items": FILE}, {"type": "null"}]}
TASK: dict[str, Any] = {"type": "object", "properties": {"id": {"type": "string"}, "files": FILES}}
LISTS: dict[str, Any] = {"type": "object", "properties": {"tasks": {"type": "array", "items": TASK}}}


def test_values_are_put_into_lists_and_lists_are_cleared() -> None:
    body: Any = sample({}, LISTS)
    put({}, LISTS, body, "/tasks/0/id", "a")
    put({}, LISTS, body, "/tasks/0/files/0/url", "https://files.example/a")
    assert body == {"tasks": [{"id": "a", "files": [{"kind": "image", "url": "https://files.example/a"}]}]}
    clear({}, LISTS, body, "/tasks/0/files/0/url")
    assert body == {"tasks": [{"id": "a", "files": []}]}
    clear({}, LISTS, body, "/tasks/1/files/0/url")
    assert body == {"tasks": [{"id": "a", "files": []}]}
    assert allows_text({}, LISTS, "/tasks/0/id")
    assert not allows_text({}, LISTS, "/tasks/0/files/0/kind")


def test_item_of_a_list_of_texts_is_put() -> None:
    schema = {"type": "object", "properties": {"output": {"type": ["array", "null"], "items": {"type": "string"}}}}
    body: Any = sample({}, schema)
    put({}, schema, body, "/output/0", "u")
    assert body == {"output": ["u"]}
    clear({}, schema, body, "/output/0")
    assert body == {"output": []}


@pytest.mark.parametrize("name", ["email", "time", "duration", "hostname", "ipv4", "ipv6", "uuid", "uri", "date"])
def test_text_of_a_format_fits_it(name: str) -> None:
    schema = {"type": "string", "format": name}
    assert Draft202012Validator(schema, validate_formats=True).is_valid(sample({}, schema))
