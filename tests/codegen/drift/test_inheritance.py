"""What is said of schemas with parts (`allOf`), of maps, and of limits that are no bounds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.codegen.drift.spec_diff.wording import spec_changes

if TYPE_CHECKING:
    from collections.abc import Callable

JSON = "application/json"
TEXT = {"type": "string"}


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


ASK = _fields(
    "prompt",
    prompt=TEXT,
    tags={"type": "object", "additionalProperties": TEXT},
    step={"type": "number", "multipleOf": 0.5},
    mode={"const": "fast"},
    voice={"allOf": [_reference("Base")], "description": "Who speaks."},
)
SPEC: dict[str, Any] = {
    "paths": {
        "/songs": {
            "post": {
                "operationId": "sing",
                "requestBody": {"content": {JSON: {"schema": _reference("Ask")}}},
                "responses": {"200": {"content": {JSON: {"schema": _reference("Job")}}}},
            }
        }
    },
    "components": {
        "schemas": {
            "Base": _fields("key", key=TEXT),
            "Ask": {"allOf": [_reference("Base"), ASK]},
            "Job": {"allOf": [_reference("Base"), _fields("id", id=TEXT, url=TEXT)]},
        }
    },
}


def _copy() -> Any:
    return json.loads(json.dumps(SPEC))  # nothing in it is shared


def _changes(change: Callable[[dict[str, Any]], object]) -> dict[str, str]:
    new = _copy()
    change(new["components"]["schemas"])
    return {each.description: each.effect for each in spec_changes(SPEC, new)}


def _ask(schemas: dict[str, Any]) -> Any:
    return schemas["Ask"]["allOf"][1]["properties"]


def _add_part(schemas: dict[str, Any], name: str, *required: str) -> None:
    schemas["More"] = _fields(*required, mood=TEXT)
    schemas[name]["allOf"].append(_reference("More"))


@pytest.mark.parametrize(
    ("change", "description", "effect"),
    [
        (
            lambda schemas: _add_part(schemas, "Ask", "mood"),
            "field `mood` of `Ask` is new: `string`, required",
            "breaks",
        ),
        (lambda schemas: _add_part(schemas, "Ask"), "field `mood` of `Ask` is new: `string`", "none"),
        (lambda schemas: _add_part(schemas, "Job", "mood"), "field `mood` of `Job` is new: `string`, required", "none"),
        (lambda schemas: schemas["Job"]["allOf"].pop(0), "field `key` of `Job` is gone", "breaks"),
        (
            lambda schemas: schemas["Base"]["required"].clear(),
            "field `key` of `Base` is no longer required",
            "check",
        ),
        (
            lambda schemas: _ask(schemas)["tags"].update(additionalProperties={"type": "integer"}),
            "field `tags{}` of `Ask`: type `string` → `integer`",
            "breaks",
        ),
        (
            lambda schemas: _ask(schemas)["step"].update(multipleOf=1),
            "field `step` of `Ask`: `multipleOf` `0.5` → `1` (narrower)",
            "breaks",
        ),
        (
            lambda schemas: _ask(schemas)["step"].update(multipleOf=0.25),
            "field `step` of `Ask`: `multipleOf` `0.5` → `0.25` (wider)",
            "none",
        ),
        (
            lambda schemas: _ask(schemas)["mode"].update(const="slow"),
            "field `mode` of `Ask`: `const` `fast` → `slow`",
            "breaks",
        ),
        (
            lambda schemas: _ask(schemas)["prompt"].update(readOnly=True),
            "field `prompt` of `Ask`: `readOnly` `true` is new",
            "breaks",
        ),
        (
            lambda schemas: schemas["Job"]["allOf"][1]["properties"]["url"].update(writeOnly=True),
            "field `url` of `Job`: `writeOnly` `true` is new",
            "breaks",
        ),
    ],
)
def test_the_effect_of_a_change(change: Callable[[dict[str, Any]], object], description: str, effect: str) -> None:
    changes = _changes(change)
    changes.pop("`More` is new", None)
    assert changes == {description: effect}


def _flatten(schemas: dict[str, Any]) -> None:
    schemas["Ask"] = {**ASK, "properties": {"key": TEXT, **ASK["properties"]}, "required": ["prompt", "key"]}


@pytest.mark.parametrize(
    "change",
    [
        _flatten,
        lambda schemas: schemas["Ask"]["allOf"].reverse(),
        lambda schemas: _ask(schemas).update(voice={**_reference("Base"), "description": "Who speaks."}),
    ],
)
def test_parts_that_are_written_in_another_way_are_no_change(change: Callable[[dict[str, Any]], object]) -> None:
    assert _changes(change) == {}


def test_a_callback_is_known_by_its_name() -> None:
    new = _copy()
    new["paths"]["/songs"]["post"]["callbacks"] = {"sung": {"{$request.body#/url}": {"post": {"responses": {}}}}}
    assert [each.description for each in spec_changes(SPEC, new)] == ["callback `sung` of `POST /songs` is new"]
