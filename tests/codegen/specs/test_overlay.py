"""The overlay applier: the specification's rules as cases, and clear refusals."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.overlay_form import OverlayError

CASES = sorted(path for path in (Path(__file__).parent / "overlay_cases").iterdir() if path.is_dir())
DOCUMENT = {"openapi": "3.1.0", "tags": ["a", "b"], "paths": {"/a": {"get": {}}, "/b": {"get": {}}}}


def overlay(*actions: dict[str, object]) -> dict[str, object]:
    return {"overlay": "1.1.0", "info": {"title": "Test", "version": "1"}, "actions": list(actions)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    document, actions = read_yaml(case / "openapi.yaml"), read_yaml(case / "overlay.yaml")
    before = deepcopy((document, actions))

    assert apply_overlay(document, actions) == read_yaml(case / "output.yaml")
    assert (document, actions) == before, "an argument was changed"


def test_a_copied_value_is_not_shared() -> None:
    result = apply_overlay(
        DOCUMENT,
        overlay(
            {"target": "$.paths", "update": {"/c": {}, "/d": {}}},
            {"target": "$.paths['/c', '/d']", "update": {"get": {"tags": ["x"]}}},
            {"target": "$.paths['/c'].get.tags", "update": "y"},
        ),
    )
    assert result["paths"]["/d"] == {"get": {"tags": ["x"]}}


@pytest.mark.parametrize(
    ("action", "reasons"),
    [
        ({"target": "$.nothing", "remove": True}, ["$.nothing", "matches nothing", "has the page changed"]),
        ({"target": "$.paths[", "remove": True}, ["not an RFC 9535 query"]),
        ({"target": "paths", "remove": True}, ["not an RFC 9535 query"]),
        ({"target": "$", "remove": True}, ["the root cannot be removed"]),
        ({"target": "$.paths", "copy": "$.paths.*"}, ["copy needs one node", "selects 2"]),
        ({"target": "$.paths", "copy": "$.nothing"}, ["$.nothing", "matches nothing"]),
        ({"target": "$.paths", "update": "text"}, ["cannot merge primitive into object at /paths"]),
        ({"target": "$.paths['/a']", "update": {"get": 1}}, ["cannot merge primitive into object at /paths/~1a/get"]),
        ({"target": "$", "update": {"tags": "c"}}, ["cannot merge primitive into array at /tags; write a list"]),
        ({"target": "$.openapi", "update": {}}, ["cannot merge object into primitive at /openapi"]),
        ({"target": "$['openapi', 'paths']", "update": {}}, ["different kinds: object, primitive"]),
        ({"target": "$.x", "update": 1, "description": "Why it is here"}, ["action 1", "Why it is here"]),
    ],
)
def test_an_action_that_does_not_fit_is_refused(action: dict[str, object], reasons: list[str]) -> None:
    with pytest.raises(OverlayError) as caught:
        apply_overlay(DOCUMENT, overlay(action))
    for reason in reasons:
        assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"overlay": "2.0.0"}, "/overlay: version 2.0.0 is not supported; the versions are 1.0.0, 1.1.0 and 1.2.0"),
        ({"overlay": "1.3.0"}, "/overlay: version 1.3.0 is not supported"),
        ({"info": {"title": "x"}}, "/info: 'version'"),
        ({"actions": []}, "/actions"),
        ({"actions": [{"remove": True}]}, "/actions/0: 'target'"),
        ({"actions": [{"target": "$"}]}, "/actions/0: has no `update`, `copy` or `remove`"),
        ({"actions": [{"target": "$", "update": {}}] * 2}, "/actions/1: is the same as /actions/0; remove one of them"),
        ({"actions": [{"target": "$", "updates": {}}]}, "'updates' does not match"),
        ({"actions": [{"target": "$.a", "remove": "yes"}]}, "/actions/0/remove: 'yes'"),
        ({"actions": [{"target": "$", "update": {}, "copy": "$.a"}]}, "/actions/0: has `update` and `copy`"),
        ({"actions": [{"target": "$", "update": {}, "copy": "$.a", "remove": True}]}, "write two actions"),
        ({"overlay": "1.0.0", "actions": [{"target": "$", "copy": "$.a"}]}, "/actions/0/copy: needs `overlay: 1.1.0`"),
        ({"extends": "https://api.example/openapi.yaml#/paths"}, "/extends: "),
        ({"$self": "tides.overlay.yaml"}, "/$self: needs `overlay: 1.2.0`"),
        ({"components": {}}, "/components: needs `overlay: 1.2.0`"),
        ({"overlay": "1.2.0", "targetFormat": "openapi"}, "'targetFormat' does not match"),
        ({"overlay": "1.2.0", "$self": "tides.overlay.yaml#top"}, "/$self: "),
        (
            {"overlay": "1.2.0", "components": {"actions": {"mark": {"update": {}}}}},
            "/components/actions/mark: 'update'",
        ),
        (
            {"overlay": "1.2.0", "components": {"actions": {"mark": {"fields": {"target": "$"}}}}},
            "mark/fields: 'target'",
        ),
        ({"actions": [{"target": "$", "$ref": "#/components/actions/mark"}]}, "the reusable actions are: none"),
        ({"nonsense": 1}, "'nonsense' does not match"),
    ],
)
def test_a_malformed_overlay_is_refused(change: dict[str, object], reason: str) -> None:
    with pytest.raises(OverlayError) as caught:
        apply_overlay(DOCUMENT, {**overlay({"target": "$", "update": {}}), **change})
    assert reason in str(caught.value)


MARKS = {
    "mark": {"description": "Says who answers.", "fields": {"update": {"x-by": "harbour"}, "description": "Mark it."}},
    "from ~/b": {"fields": {"copy": "$.paths['/b']"}},
    "empty": {"fields": {}},
}


def reusing(*actions: dict[str, object]) -> dict[str, object]:
    return {**overlay(*actions), "overlay": "1.2.0", "$self": "tides.overlay.yaml", "components": {"actions": MARKS}}


def test_a_reusable_action_is_applied_to_each_target_that_refers_to_it() -> None:
    mark, copy = "#/components/actions/mark", "#/components/actions/from%20~0~1b"
    result = apply_overlay(
        DOCUMENT,
        reusing(
            {"$ref": mark, "target": "$.paths['/b'].get"},
            {"$ref": copy, "target": "$.paths['/a']"},
            {"$ref": mark, "target": "$", "update": {"x-by": "pier"}},
        ),
    )
    paths = {"/a": {"get": {"x-by": "harbour"}}, "/b": {"get": {"x-by": "harbour"}}}
    assert result == {**DOCUMENT, "paths": paths, "x-by": "pier"}


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ({"$ref": "#/components/actions/gone", "target": "$"}, "the reusable actions are: mark, from ~/b, empty"),
        ({"$ref": "#/components/actions/mark"}, "/actions/0: 'target' is a required property"),
        ({"$ref": "other.yaml#/components/actions/mark", "target": "$"}, "/actions/0/$ref: "),
        ({"$ref": "#/components/actions/empty", "target": "$"}, "empty has no `update`, `copy` or `remove`"),
        ({"$ref": "#/components/actions/mark", "target": "$", "copy": "$.tags"}, "has `update` and `copy`"),
        ({"$ref": "#/components/actions/mark", "target": "$.x"}, "Mark it."),
    ],
)
def test_a_reference_that_does_not_fit_is_refused(action: dict[str, object], reason: str) -> None:
    with pytest.raises(OverlayError) as caught:
        apply_overlay(DOCUMENT, reusing(action))
    assert reason in str(caught.value)
