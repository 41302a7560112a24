"""The first overlay of a provider: what is filled in, what is left to a person, and whether the spec can be built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs2openapi import read_page

from scripts.codegen.new_provider.overlay_skeleton import OverlaySkeleton
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.openapi.places import json_path, place_at
from scripts.codegen.pages.provider import ROOT, load_provider, provider_names
from scripts.codegen.specs.lint import lint_spec
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.overlay_lint import lint_overlay
from scripts.codegen.specs.placeholders import FILL_IN, unfilled
from tests.codegen.committed import committed
from tests.codegen.new_provider.documents import document, page_of

if TYPE_CHECKING:
    from pathlib import Path

UNDECIDED = {"playai": ["undiscriminated"]}
"""What no skeleton can see to: how to flatten variants is a decision."""


@pytest.mark.parametrize("name", ["bland", "breeze", "finetuning", "oxen", "playai"])
def test_it_sees_to_all_that_the_lint_finds_on_a_real_page(name: str) -> None:
    document = page_of(name)
    skeleton = OverlaySkeleton(document, [load_provider(name).pages[0].file], name)
    assert [found.rule for found in skeleton.left] == UNDECIDED.get(name, [])
    assert apply_overlay(document, skeleton.overlay) == skeleton.document
    for found in lint_overlay(skeleton.overlay, load_provider(name).folder):
        assert found.rule == "unfilled"


def test_one_documented_body_of_all_errors_is_that_of_each_status() -> None:
    schema = {"type": "object", "properties": {"error": {"type": "string"}}}
    document = page_of("oxen")
    place = next(place for place, _ in operations(document))
    responses = document["paths"][place[1]][place[2]]["responses"]
    responses["default"] = {"description": "An error.", "content": {"application/json": {"schema": schema}}}
    responses["410"] = {"description": "It was deleted."}
    built = OverlaySkeleton(document, ["get.md"], "oxen").document
    content = built["paths"][place[1]][place[2]]["responses"]["410"]["content"]
    assert content == {"application/json": {"schema": schema}}


NO_PAGES = {"README.md", "fence-cut.md"}

CORPUS = sorted(
    path
    for path in (ROOT / "tests/docs2openapi/corpus").glob("*.[mt]*")
    if path.name not in NO_PAGES and not path.name.startswith("refused-")
)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_any_page_can_begin_one(path: Path) -> None:
    reading = read_page(path)
    skeleton = OverlaySkeleton(reading.document, [path.name], "Corpus")
    assert apply_overlay(reading.document, skeleton.overlay) == skeleton.document
    assert skeleton.left == ()
    assert {found.rule for found in lint_overlay(skeleton.overlay, path.parent)} <= {"unfilled", "unknown-source"}


def test_what_is_not_known_is_left_to_a_person() -> None:
    skeleton = OverlaySkeleton(page_of("bland"), ["get-tts-generation.md"], "Bland")
    result = " ".join(found.advice for found in unfilled(skeleton.overlay))
    for words in ("base URL", "the path", "the code and the message of an error"):
        assert words in result
    assert list(skeleton.document["paths"]) == [f"/{FILL_IN}/{{id}}"]


def test_an_unfilled_overlay_is_refused_by_name() -> None:
    overlay = {
        "actions": [{"target": "$", "description": "The key.", "update": {"a": [{FILL_IN: 1}]}}, {"target": "$"}]
    }
    (found,) = lint_overlay(overlay, load_provider("bland").folder)
    assert str(found) == "/actions/0: unfilled: replace FILL_IN: The key."


def test_an_answer_that_no_page_shows_is_left_to_a_person() -> None:
    skeleton = OverlaySkeleton(document({"type": "string"}, responses={}), ["page.md"], "A")
    assert "The page does not document the response" in " ".join(found.advice for found in unfilled(skeleton.overlay))
    ((_, done),) = operations(skeleton.document)
    assert done["responses"]["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Job"}


def test_forms_are_filled_in() -> None:
    error = {
        "content": {"application/json": {"schema": {"type": "object", "properties": {"detail": {"type": "string"}}}}}
    }
    made = document({"type": "string"})
    operation = made["paths"]["/jobs/{id}"]["get"]
    operation["responses"] |= {"401": {"description": ""}, "404": {"description": "None.", **error}}
    operation["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    operation["security"] = []
    made["security"] = [{"Key": []}]
    made["components"] = {"securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}}}
    ((_, done),) = operations(OverlaySkeleton(made, ["page.md"], "A").document)
    assert done["operationId"] == "get_job"
    assert done["tags"] == ["Jobs"]
    assert done["security"] == [{"Key": []}]
    assert done["parameters"][0]["description"] == "Not documented on the page."
    assert done["responses"]["401"]["content"]["application/json"]["x-unverified"] is True
    assert done["responses"]["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Job"}


@pytest.mark.parametrize("name", provider_names())
def test_places_are_written_both_ways(name: str) -> None:
    spec = committed(name)
    for place, _ in operations(spec):
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in place)
        assert place_at(spec, pointer) == place
        update = {"overlay": "1.1.0", "info": {}, "actions": [{"target": json_path(place), "update": {"x-seen": True}}]}
        info = {"title": "A", "version": "1"}
        done = apply_overlay(spec, {**update, "info": info})
        assert [at for at, one in operations(done) if one.get("x-seen")] == [place]


def test_a_finished_spec_needs_none_of_it() -> None:
    assert lint_spec(committed("breeze")) == ()
