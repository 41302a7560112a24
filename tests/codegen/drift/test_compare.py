"""Two specs compared: each difference is told at its place, and nothing else is."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.codegen.drift.spec_diff.wording import spec_changes
from tests.codegen.committed import committed
from tests.codegen.drift.mutations import MUTATIONS, Mutation, Spec

PROVIDERS = ["bland", "breeze", "finetuning", "oxen", "playai"]


def spec_of(provider: str) -> Spec:
    """A spec of one's own, in which no two places share a value."""
    found: Spec = json.loads(json.dumps(committed(provider)))
    return found


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_single_change_is_reported_at_its_place_and_nothing_else_is(mutation: Mutation, data: st.DataObject) -> None:
    old = spec_of(data.draw(st.sampled_from(["breeze", "finetuning"])))
    new = json.loads(json.dumps(old))
    expected = mutation(new, data.draw)
    found = spec_changes(old, new)
    assert [(change.place, change.subject, change.action) for change in found] == [expected]
    assert [change.is_text for change in found] == [expected[1] == "text"]


def shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: shuffled(value[key], chance) for key in chance.sample([*value], len(value))}
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return chance.sample(value, len(value))
    return value


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_spec_is_no_different_from_itself_in_another_order(provider: str) -> None:
    spec = spec_of(provider)
    pointers = spec.pop("x-error-body")  # the one list of texts of which the order counts
    again = shuffled(spec, random.Random(provider))
    assert spec_changes({**spec, "x-error-body": pointers}, {**again, "x-error-body": pointers}) == ()


def descriptions(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What is said where a shared schema `Job` with these fields becomes another."""
    specs = [{"components": {"schemas": {"Job": {"type": "object", "properties": each}}}} for each in (old, new)]
    return [change.description for change in spec_changes(specs[0], specs[1])]


STRING, NUMBER = {"type": "string"}, {"type": "number"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"b": STRING}, "field `b` of `Job` is new: `string`"),
        ({"a": STRING}, {}, "field `a` of `Job` is gone"),
        ({"a": STRING}, {"a": NUMBER}, "field `a` of `Job`: type `string` → `number`"),
        ({"a": STRING}, {"a": {"type": ["string", "null"]}}, "field `a` of `Job` may be null now"),
        ({"a": {"anyOf": [STRING, {"type": "null"}]}}, {"a": STRING}, "field `a` of `Job` is no longer null"),
        (
            {"a": {**STRING, "maxLength": 500}},
            {"a": {**STRING, "maxLength": 700}},
            "field `a` of `Job`: `maxLength` `500` → `700` (wider)",
        ),
        (
            {"a": {**NUMBER, "minimum": 1}},
            {"a": {**NUMBER, "minimum": 2}},
            "field `a` of `Job`: `minimum` `1` → `2` (narrower)",
        ),
        (
            {"a": {**STRING, "enum": ["x"]}},
            {"a": {**STRING, "enum": ["x", "y"]}},
            "field `a` of `Job`: word `y` is new",
        ),
        (
            {"a": {**STRING, "default": "mp3"}},
            {"a": {**STRING, "default": "wav"}},
            "field `a` of `Job`: default `mp3` → `wav`",
        ),
        (
            {"a": {**STRING, "description": "Format of the audio, as the caller wants it."}},
            {"a": {**STRING, "description": "Form of the audio, as the caller wants it."}},
            "field `a` of `Job`: description reworded, no change of behaviour: `Format of the …` → `Form of the …`",
        ),
        (
            {"a": {"type": "array", "items": {"type": "object", "properties": {"b": STRING}}}},
            {"a": {"type": "array", "items": {"type": "object", "properties": {"b": NUMBER}}}},
            "field `a[].b` of `Job`: type `string` → `number`",
        ),
        (
            {"before": NUMBER, "voice_category": STRING, "after": NUMBER},
            {"before": NUMBER, "origin": STRING, "after": NUMBER},
            "field `voice_category` of `Job` is gone and `origin` is new: likely renamed: "
            "the same type, the same neighbours, nothing else of that type was removed or added",
        ),
        (
            {"before": NUMBER, "voice": STRING},
            {"speaker": STRING, "lasts": STRING, "before": NUMBER},
            "field `voice` of `Job` is gone",  # two could be its new name, and nothing decides
        ),
    ],
)
def test_what_is_said_of_a_field(old: dict[str, Any], new: dict[str, Any], expected: str) -> None:
    assert descriptions(old, new)[0] == expected


def test_a_renamed_field_that_changed_too_is_reported_as_both() -> None:
    old = {"a": {**STRING, "description": "Kind."}, "b": NUMBER}
    new = {"z": {**STRING, "description": "Kind of voice."}, "b": NUMBER}
    assert descriptions(old, new) == [
        "field `a` of `Job` is gone and `z` is new: likely renamed: "
        "the same type, the same neighbours, nothing else of that type was removed or added",
        "field `z` of `Job`: description reworded, no change of behaviour: `Kind.` → `Kind of voice.`",
    ]


def test_an_endpoint_that_moved_is_known_by_its_operation() -> None:
    operation = {"operationId": "get_job", "summary": "Get a job.", "responses": {"200": {"description": "A job."}}}
    other = {**operation, "operationId": "show", "summary": "Show a job."}
    changes = spec_changes({"paths": {"/v1/jobs": {"get": operation}}}, {"paths": {"/v2/jobs": {"get": other}}})
    assert [change.description for change in changes] == [
        "`/v1/jobs` is gone and `/v2/jobs` is new: possibly renamed: the same type, "
        "nothing else of that type was removed or added",
        "`GET /v2/jobs`: name `get_job` → `show`",
        "`GET /v2/jobs`: summary reworded, no change of behaviour: `Get a job.` → `Show a job.`",
    ]


def test_hostile_texts_stay_texts() -> None:
    (description,) = descriptions({}, {"`\n# x\x1b[2J<b>": {"type": "``"}})
    assert description == "field `` `\\n# x\\x1b[2J<b> `` of `Job` is new: ``` `` ```"


def test_hostile_names_stay_names_wherever_they_stand() -> None:
    evil = "<b>\n# x"
    old: Spec = {"paths": {"/a": {"get": {"parameters": [], "responses": {}}}}}
    new: Spec = {"info": {evil: "x"}, "paths": {"/a": {"get": {"parameters": [], "responses": {}}, "post": {}}}}
    new["paths"]["/a"]["get"] = {"parameters": [{"in": evil, "name": evil}], "responses": {evil: {}}, evil: evil}
    for change in spec_changes(old, new):
        assert "\n" not in change.description
        assert "<b>" not in re.sub("`[^`]*`", "", change.description)


def test_documents_of_many_parts_are_compared_in_no_time() -> None:
    """Nothing here grows with the square of the number of schemas, which would take minutes."""
    names = [[f"{word}{number}" for number in range(2000)] for word in ("old", "new")]
    old, new = ({"components": {"schemas": {name: {"type": "object"} for name in each}}} for each in names)
    assert len(spec_changes(old, new)) == 4000
