"""What each change of a spec means for programs that use the released client: it breaks them, or they are to check."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.codegen.drift.report.changelog import entry_text
from scripts.codegen.drift.spec_diff.wording import spec_changes

SPEC = """
{"servers": [{"url": "https://api.kiln.example/v1"}],
 "paths": {
  "/pots": {
   "post": {"operationId": "create_pot", "tags": ["pots"], "security": [{"key": []}],
    "parameters": [{"name": "X-Region", "in": "header", "schema": {"type": "string"}},
                   {"name": "dry", "in": "query", "schema": {"type": "boolean"}}],
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
    "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Job"}}},
                          "headers": {"X-Left": {"schema": {"type": "integer"}}}},
                  "422": {"x-error-codes": ["BAD"]}}}},
  "/pots/{id}": {
   "delete": {"operationId": "delete_pot", "security": [{"key": []}],
    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
    "responses": {"204": {}}}}},
 "components": {
  "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
  "schemas": {
   "Order": {"type": "object", "required": ["shape"], "properties": {
    "shape": {"type": "string", "maxLength": 9}, "clay": {"enum": ["stone", "china"]},
    "glaze": {"$ref": "#/components/schemas/Glaze"}, "size": {"type": "integer", "default": 3}}},
   "Glaze": {"type": "object", "properties": {"tint": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}},
   "Job": {"type": "object", "required": ["id"], "properties": {
    "id": {"type": "string"}, "state": {"enum": ["new", "done"]}, "parent": {"$ref": "#/components/schemas/Job"},
    "glaze": {"$ref": "#/components/schemas/Part"}, "share": {"type": "number", "maximum": 100}}},
   "Part": {"type": "object", "properties": {"weight": {"type": "integer"}}},
   "Unused": {"type": "object", "properties": {"a": {"type": "string"}}}}}}
"""
CREATE, DELETE = '"operationId": "create_pot",', '"operationId": "delete_pot",'
NULL = '{"type": "null"}'
CASES: dict[str, list[tuple[str, str, str, str]]] = {
    "extensions": [
        (CREATE, CREATE + ' "x-job-id": "/id",', "none", "`POST /pots`: `x-job-id` `/id` is new"),
        (
            CREATE,
            CREATE + ' "x-pages": {"items": "/rows"},',
            "none",
            '`POST /pots`: `x-pages` `{"items": "/rows"}` is new',
        ),
        (
            '"size": {',
            '"size": {"not": {"const": 5}, ',
            "check",
            'field `size` of `Order`: `not` `{"const": 5}` is new',
        ),
    ],
    "fields": [
        ('"size": {', '"height": {"type": "string"}, "size": {', "none", "field `height` of `Order` is new: `string`"),
        (
            '["shape"], "properties": {',
            '["shape", "a"], "properties": {"a": {"type": "string"},',
            "breaks",
            "field `a` of `Order` is new: `string`, required",
        ),
        ('"size": {"type": "integer", "default": 3}', '"glaze2": {}', "breaks", "field `size` of `Order` is gone"),
        (', "share": {"type": "number", "maximum": 100}', "", "breaks", "field `share` of `Job` is gone"),
        ('"id": {"type": "string"},', '"id": {"type": "string"}, "a": {},', "none", "field `a` of `Job` is new"),
        ('"required": ["shape"]', '"required": ["shape", "size"]', "breaks", "field `size` of `Order` is required now"),
        ('"required": ["shape"],', "", "none", "field `shape` of `Order` is no longer required"),
        ('"required": ["id"]', '"required": ["id", "state"]', "none", "field `state` of `Job` is required now"),
        ('"required": ["id"],', "", "check", "field `id` of `Job` is no longer required"),
        ('{"a": {"type": "string"}}', "{}", "none", "field `a` of `Unused` is gone"),
    ],
    "values": [
        ('["stone", "china"]', '["stone", "china", "raku"]', "none", "field `clay` of `Order`: word `raku` is new"),
        ('["stone", "china"]', '["stone"]', "breaks", "field `clay` of `Order`: word `china` is gone"),
        ('["new", "done"]', '["new", "done", "lost"]', "check", "field `state` of `Job`: word `lost` is new"),
        ('["new", "done"]', '["new"]', "none", "field `state` of `Job`: word `done` is gone"),
        (
            '"enum": ["stone", "china"]',
            '"type": "string"',
            "none",
            "field `clay` of `Order`: a list of words is gone: `stone`, `china`",
        ),
        (
            '"maxLength": 9',
            '"maxLength": 8',
            "breaks",
            "field `shape` of `Order`: `maxLength` `9` → `8` (narrower)",
        ),
        ('"maxLength": 9', '"maxLength": 10', "none", "field `shape` of `Order`: `maxLength` `9` → `10` (wider)"),
        (
            '"maxLength": 9',
            '"maxLength": 9, "pattern": "x"',
            "breaks",
            "field `shape` of `Order`: `pattern` `x` is new (narrower)",
        ),
        (', "maximum": 100', "", "none", "field `share` of `Job`: `maximum` `100` is gone (wider)"),
        ('"default": 3', '"default": 4', "check", "field `size` of `Order`: default `3` → `4`"),
        (
            '"integer", "default"',
            '["integer", "null"], "default"',
            "none",
            "field `size` of `Order` may be null now",
        ),
        ('"number", "maximum"', '["number", "null"], "maximum"', "check", "field `share` of `Job` may be null now"),
        ('"share": {', '"share": {"format": "float",', "none", "field `share` of `Job`: format `float` is new"),
        ('"size": {', '"size": {"deprecated": true,', "check", "field `size` of `Order` is deprecated now"),
        (
            '"Order": {"type": "object",',
            '"Order": {"type": "object", "additionalProperties": false,',
            "breaks",
            "`Order`: unknown fields are refused now",
        ),
        (
            '"Job": {"type": "object",',
            '"Job": {"type": "object", "additionalProperties": false,',
            "none",
            "`Job`: unknown fields are refused now",
        ),
    ],
    "types": [
        ('"integer", "default"', '"number", "default"', "none", "field `size` of `Order`: type `integer` → `number`"),
        (
            '{"weight": {"type": "integer"}}',
            '{"weight": {"type": "number"}}',
            "breaks",
            "field `weight` of `Part`: type `integer` → `number`",
        ),
        (
            '"share": {"type": "number"',
            '"share": {"type": "integer"',
            "none",
            "field `share` of `Job`: type `number` → `integer`",
        ),
        (
            '"shape": {"type": "string"',
            '"shape": {"type": "integer"',
            "breaks",
            "field `shape` of `Order`: type `string` → `integer`",
        ),
        (
            ', {"type": "integer"}]',
            ', {"type": "integer"}, {"type": "boolean"}]',
            "none",
            "field `tint` of `Glaze`: alternative `boolean` is new",
        ),
        (
            '[{"type": "string"}, {"type": "integer"}]',
            '[{"type": "integer"}]',
            "breaks",
            "field `tint` of `Glaze`: alternative `string` is gone",
        ),
        (
            '"parent": {"$ref": "#/components/schemas/Job"}',
            '"parent": {"type": "string"}',
            "breaks",
            "field `parent` of `Job`: type `Job` → `string`",
        ),
    ],
    "operations": [
        (
            '"delete": {',
            '"post": {',
            "breaks",
            "`DELETE /pots/{id}` is gone and `POST /pots/{id}` is new: possibly renamed",
        ),
        (
            '"/pots/{id}"',
            '"/v2/pots/{id}"',
            "breaks",
            "`/pots/{id}` is gone and `/v2/pots/{id}` is new: likely renamed",
        ),
        (DELETE, '"operationId": "drop_pot",', "none", "`DELETE /pots/{id}`: name `delete_pot` → `drop_pot`"),
        ('["pots"]', '["jars"]', "none", "`POST /pots`: tag `pots` is gone"),
        (
            '"url": "https://api.',
            '"url": "https://eu.',
            "check",
            "the server: `https://api.kiln.example/v1` → `https://eu.kiln.example/v1`",
        ),
        (CREATE, f'{CREATE} "deprecated": true,', "check", "`POST /pots` is deprecated now"),
        (
            '"application/json": {"schema": {"$ref": "#/components/schemas/Order"',
            '"multipart/form-data": {"schema": {"$ref": "#/components/schemas/Order"',
            "breaks",
            "`application/json` of the body of `POST /pots` is gone",
        ),
        (
            '"name": "dry", "in": "query"',
            '"name": "dry", "in": "query", "required": true',
            "breaks",
            "query parameter `dry` of `POST /pots` is required now",
        ),
        (
            '{"name": "dry"',
            '{"name": "wet", "in": "query", "schema": {}}, {"name": "dry"',
            "none",
            "query parameter `wet` of `POST /pots` is new",
        ),
        (
            '{"name": "dry"',
            '{"name": "wet", "in": "query", "required": true, "schema": {}}, {"name": "dry"',
            "breaks",
            "query parameter `wet` of `POST /pots` is new",
        ),
        (
            '"name": "X-Region"',
            '"name": "x-region"',
            "none",
            "header parameter `x-region` of `POST /pots`: name `X-Region` → `x-region`",
        ),
    ],
    "security": [
        (
            f'{DELETE} "security": [{{"key": []}}]',
            f'{DELETE} "security": []',
            "none",
            "`DELETE /pots/{id}`: auth `key` → none",
        ),
        (
            f'{DELETE} "security": [{{"key": []}}]',
            f'{DELETE} "security": [{{}}, {{"key": []}}]',
            "none",
            "`DELETE /pots/{id}`: auth `key` → none or `key`",
        ),
        (
            f'{DELETE} "security": [{{"key": []}}]',
            f'{DELETE} "security": [{{"key": [], "user": []}}]',
            "breaks",
            "`DELETE /pots/{id}`: auth `key` → `key` and `user`",
        ),
        ('"bearer"', '"basic"', "breaks", "auth scheme `key`: `scheme` `bearer` → `basic`"),
        ('"bearer"', '"bearer", "bearerFormat": "JWT"', "check", "auth scheme `key`: `bearerFormat` `JWT` is new"),
        (
            '"securitySchemes": {',
            '"securitySchemes": {"user": {"type": "http", "scheme": "basic"},',
            "none",
            "auth scheme `user` is new",
        ),
    ],
    "responses": [
        ('"204": {}', '"204": {}, "202": {}', "check", "response 202 of `DELETE /pots/{id}` is new"),
        ('"204": {}', '"204": {}, "409": {}', "none", "response 409 of `DELETE /pots/{id}` is new"),
        ('"422": {"x-error-codes": ["BAD"]}', '"429": {}', "none", "response 422 of `POST /pots` is gone"),
        ('["BAD"]', '["BAD", "WORSE"]', "none", "response 422 of `POST /pots`: error code `WORSE` is new"),
        ('["BAD"]', '["WORSE"]', "check", "response 422 of `POST /pots`: error code `BAD` is gone"),
        (
            '"X-Left": {"schema": {"type": "integer"}}',
            "",
            "check",
            "header `X-Left` of response 200 of `POST /pots` is gone",
        ),
    ],
}


def changes(*edits: tuple[str, str]) -> dict[str, str]:
    """The effect of each change, by what is said of it."""
    text = SPEC
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    old_spec, new_spec = json.loads(SPEC), json.loads(text)
    return {change.description: change.effect for change in spec_changes(old_spec, new_spec)}


@pytest.mark.parametrize("group", CASES)
def test_the_effect_of_a_change(group: str) -> None:
    for old, new, effect, description in CASES[group]:
        found = changes((old, new))
        said = {text.partition(": the same type, ")[0]: each for text, each in found.items()}
        assert said.get(description) == effect, (description, found)


def test_a_field_that_only_an_example_shows_is_to_be_checked() -> None:
    shown = '"id": {"type": "string", "x-from": "example"}, "state"'
    assert changes(('"id": {"type": "string"}, "state"', shown)) == {
        "field `id` of `Job` is only in an example now": "check"
    }


def test_a_required_name_without_a_field_is_said_plainly() -> None:
    assert changes(('"required": ["id"]', '"required": ["id", "more"]')) == {"`Job`: `more` is required now": "none"}


def test_letters_of_a_header_in_another_case_make_no_difference() -> None:
    keys = ('{"type": "http", "scheme": "bearer"}', '{"type": "apiKey", "in": "header", "name": "X-KEY"}')
    old, new = (json.loads(SPEC.replace(*keys).replace("X-KEY", name)) for name in ("X-KEY", "X-Key"))
    assert [change.effect for change in spec_changes(old, new)] == ["none"]


def test_the_changelog_has_what_the_interface_does_not_show() -> None:
    new = SPEC.replace('"delete": {', '"post": {').replace(
        '"name": "dry", "in": "query"', '"name": "dry", "in": "header"'
    )
    entry = entry_text((), spec_changes(json.loads(SPEC), json.loads(new)))
    assert "- `DELETE /pots/{id}` is gone and `POST /pots/{id}` is new: " in entry
    assert "- Query parameter `dry` of `POST /pots` is gone.\n" in entry


def test_the_order_of_alternatives_is_no_change() -> None:
    assert changes(('[{"type": "string"}, {"type": "integer"}]', '[{"type": "integer"}, {"type": "string"}]')) == {}


def test_the_name_of_a_path_parameter_is_not_sent() -> None:
    found = changes(('"/pots/{id}"', '"/pots/{pot}"'), ('"name": "id"', '"name": "pot"'))
    assert [*found.values()] == ["none"]
    assert next(iter(found)).startswith("path parameter `id` of `DELETE /pots/{id}` is gone and `pot` is new: ")


def test_a_renamed_schema_that_contains_itself_is_one_change() -> None:
    old: dict[str, Any] = json.loads(SPEC)
    new = json.loads(SPEC.replace("schemas/Job", "schemas/Task").replace('"Job":', '"Task":'))
    (change,) = spec_changes(old, new)
    assert (change.description.partition(":")[0], change.effect) == ("`Job` is gone and `Task` is new", "none")


def test_a_schema_of_both_requests_and_responses_has_the_worse_effect() -> None:
    shared = SPEC.replace('"$ref": "#/components/schemas/Part"', '"$ref": "#/components/schemas/Glaze"')
    wider = shared.replace('{"type": "integer"}]', '{"type": "integer"}, {"type": "boolean"}]')
    (change,) = spec_changes(json.loads(shared), json.loads(wider))
    assert (change.description, change.effect) == ("field `tint` of `Glaze`: alternative `boolean` is new", "check")
