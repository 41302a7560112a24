"""The overlay applier: the specification's rules as cases, and clear refusals."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.specs.overlay import OverlayError, apply_overlay

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
        ({"overlay": "2.0.0"}, "/overlay"),
        ({"info": {"title": "x"}}, "/info: 'version'"),
        ({"actions": []}, "/actions"),
        ({"actions": [{"remove": True}]}, "/actions/0: 'target'"),
        ({"actions": [{"target": "$"}]}, "/actions/0"),
        ({"actions": [{"target": "$", "updates": {}}]}, "'updates' does not match"),
        ({"actions": [{"target": "$.a", "remove": "yes"}]}, "/actions/0/remove: 'yes'"),
        ({"nonsense": 1}, "'nonsense' does not match"),
    ],
)
def test_a_malformed_overlay_is_refused(change: dict[str, object], reason: str) -> None:
    with pytest.raises(OverlayError) as caught:
        apply_overlay(DOCUMENT, {**overlay({"target": "$", "update": {}}), **change})
    assert reason in str(caught.value)
