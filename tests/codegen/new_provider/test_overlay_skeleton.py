"""The first overlay of a provider: what is filled in, what is left to a person, and whether the spec can be built."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from docs2openapi import read_page

from scripts.codegen.new_provider.error_fields import error_pointers
from scripts.codegen.new_provider.job_fields import (
    JobFields,
    job_fields_of,
    job_operation,
    response_of,
    status_words,
    submit_operation,
)
from scripts.codegen.new_provider.overlay_skeleton import OverlaySkeleton
from scripts.codegen.new_provider.suggested_names import operation_name
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.openapi.places import json_path, place_at
from scripts.codegen.pages.provider import ROOT, load_provider, provider_names
from scripts.codegen.specs.lint import lint_spec
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.overlay_lint import lint_overlay
from scripts.codegen.specs.placeholders import FILL_IN, unfilled
from tests.codegen.committed import committed

if TYPE_CHECKING:
    from pathlib import Path

UNDECIDED = {"playai": ["undiscriminated"]}
"""What no skeleton can see to: how to flatten variants is a decision."""


def page_of(name: str) -> dict[str, Any]:
    provider = load_provider(name)
    return read_page(provider.page_path(provider.pages[0])).document


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


def document(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A 3.0 document with one operation, whose answer has one field."""
    answer = {"type": "object", "properties": {"field": schema}}
    content = {"application/json": {"schema": answer}}
    operation = {"operationId": "getJob", "responses": {"200": {"description": "It.", "content": content}}, **more}
    return {"openapi": "3.0.0", "info": {"title": "A", "version": "1"}, "paths": {"/jobs/{id}": {"get": operation}}}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (
            {"type": "string", "nullable": True, "description": "D"},
            {"description": "D", "anyOf": [{"type": "string"}, {"type": "null"}]},
        ),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]},
        ),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"nullable": True}, {}),
        (
            {"type": "object", "nullable": True, "properties": {"b": {"type": "integer", "nullable": True}}},
            {
                "anyOf": [
                    {
                        "type": "object",
                        "properties": {"b": {"anyOf": [{"type": "integer"}, {"type": "null"}]}},
                    },
                    {"type": "null"},
                ]
            },
        ),
    ],
)
def test_null_is_written_as_openapi_31_writes_it(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    made = OverlaySkeleton(document(schema), ["page.md"], "A").document
    assert made["openapi"] == "3.1.0"
    assert made["components"]["schemas"]["Job"]["properties"]["field"] == expected


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


@pytest.mark.parametrize(
    ("name", "places"),
    [
        (
            "breeze",
            JobFields(
                "/generation_job_id",
                "/status",
                "/download_url",
                "/created_at",
                "/completed_at",
                "/error/detail",
                "/error/code",
            ),
        ),
        ("playai", JobFields("/id", "/output/status", "/output/url", "/createdAt", "/completedAt")),
        (
            "oxen",
            JobFields(
                "/generation/generation_id",
                "/generation/status",
                "/generation/result_url",
                "",
                "/generation/completed_at",
                "/generation/error_message",
            ),
        ),
    ],
)
def test_the_facts_of_a_job_are_found_by_their_names(name: str, places: JobFields) -> None:
    spec = committed(name)
    found = job_operation(spec)
    assert found is not None
    assert job_fields_of(spec, response_of(spec, found[1])[1]) == places


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string"}
URI = {"type": "string", "format": "uri"}


@pytest.mark.parametrize(
    ("schema", "places"),
    [
        (
            _object(data=_object(task_id=TEXT, status=TEXT, outputs=_list(_object(url=URI, status={"enum": ["x"]})))),
            JobFields("/data/task_id", "/data/status", "/data/outputs/0/url"),
        ),
        (
            _object(tasks=_list(_object(id=TEXT, state={"enum": ["on"]}, audio=_list(_object(src=URI))))),
            JobFields("/tasks/0/id", "/tasks/0/state", "/tasks/0/audio/0/src"),
        ),
        (
            _object(id=TEXT, status=TEXT, output={"anyOf": [_list(URI), {"type": "null"}]}),
            JobFields("/id", "/status", "/output/0"),
        ),
        (_object(id=TEXT, status=TEXT, output=URI), JobFields("/id", "/status", "/output")),
        (
            _object(uid=TEXT, condition={"enum": ["pending", "ready"]}, fault=TEXT, made_at=TEXT),
            JobFields("/uid", "/condition", "", "/made_at", "", "/fault"),
        ),
        (
            _object(id=TEXT, format={"enum": ["mp3", "wav"]}, mood={"enum": ["Pending", "Done"]}, queued_on=TEXT),
            JobFields("/id", "/mood", "", "/queued_on"),
        ),
        (_object(id=TEXT, status=TEXT, tags=_list(TEXT)), JobFields("/id", "/status")),
    ],
)
def test_the_facts_of_a_job_are_found_in_lists(schema: dict[str, Any], places: JobFields) -> None:
    assert job_fields_of({}, schema) == places


@pytest.mark.parametrize(
    ("names", "code", "message"), [(("reason", "detail"), ["/reason"], ["/detail"]), (("reason",), [], ["/reason"])]
)
def test_a_reason_is_the_code_of_an_error_beside_its_message(
    names: tuple[str, ...], code: list[str], message: list[str]
) -> None:
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
    responses = {"404": {"description": "", "content": {"application/json": {"schema": schema}}}}
    pointers = error_pointers({"paths": {"/a/{b}": {"get": {"responses": responses}}}})
    assert pointers == {"code": code, "message": message}


def test_kind_is_the_code_of_an_error() -> None:
    body = _object(problem=_object(kind=TEXT, detail=TEXT))
    responses = {"404": {"content": {"application/json": {"schema": body}}}}
    pointers = error_pointers({"paths": {"/a/{b}": {"get": {"responses": responses}}}})
    assert pointers == {"code": ["/problem/kind"], "message": ["/problem/detail"]}


@pytest.mark.parametrize(
    ("summary", "name"), [("Tracks", "get_tracks"), ("Retrieve", "retrieve"), ("Get a track", "get_track")]
)
def test_a_method_is_named_by_what_it_does(summary: str, name: str) -> None:
    assert operation_name(("paths", "/tracks/{id}", "get"), {"summary": summary}, (), "page") == name


def test_words_and_submits_are_found() -> None:
    spec = committed("oxen")
    found, submit = job_operation(spec), submit_operation(committed("finetuning"))
    assert found is not None
    assert submit is not None
    words = status_words(spec, response_of(spec, found[1])[1], "/generation/status")
    assert words == ("queued", "processing", "succeeded", "failed", "cancelled")
    assert submit[1]["operationId"] == "create_generation"


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


def test_operations_that_are_not_named_are_removed() -> None:
    document = page_of("oxen")
    ((path, item),) = document["paths"].items()
    ((method, operation),) = item.items()
    more = {path: {method: operation, "delete": operation}, "/others": {"get": operation}}
    skeleton = OverlaySkeleton({**document, "paths": more}, ["page.md"], "Oxen", kept=[f"{method.upper()} {path}"])
    assert [tuple(place[1:3]) for place, _ in operations(skeleton.document)] == [(path, method)]
    assert "/others" not in skeleton.document["paths"]


def test_what_no_kept_operation_needs_is_removed() -> None:
    text = {"type": "string"}
    response = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A~1B"}}}}
    document = {
        **page_of("oxen"),
        "paths": {"/a/{id}": {"get": {"responses": {"200": response}}}, "/b": {"get": {}}},
        "components": {
            "schemas": {
                "A/B": {"oneOf": [{"type": "object"}], "discriminator": {"propertyName": "x", "mapping": {"c": "C"}}},
                "C": {"properties": {"d": {"$ref": "#/components/schemas/D/properties/e"}}},
                "D": {"properties": {"e": text}},
                "Other": {"properties": {"more": {"$ref": "#/components/schemas/More"}}},
                "More": text,
            },
            "parameters": {"Page": {"name": "page", "in": "query"}},
            "securitySchemes": {"Key": {"type": "http", "scheme": "bearer"}, "Cookie": {"type": "http"}},
        },
        "security": [{"Key": []}],
    }
    skeleton = OverlaySkeleton(document, ["page.md"], "Oxen", kept=["GET /a/{id}"])
    components = skeleton.document["components"]
    assert {"Other", "More"} & set(components["schemas"]) == set()
    assert {"A/B", "C", "D"} <= set(components["schemas"])
    assert "parameters" not in components
    assert list(components["securitySchemes"]) == ["Key"]


@pytest.mark.parametrize("schema", [{"type": "string"}, {"required": True}, {"type": "moment"}])
def test_an_example_that_does_not_fit_is_removed(schema: dict[str, Any]) -> None:
    media = {"schema": {**schema, "examples": [1, "x", 2]}}
    document = {**page_of("oxen"), "components": {"schemas": {"A": media["schema"]}}}
    skeleton = OverlaySkeleton(document, ["page.md"], "Oxen")
    assert skeleton.misfits == (2 if schema == {"type": "string"} else 0)
    kept = skeleton.document["components"]["schemas"]["A"]["examples"]
    assert kept == (["x"] if skeleton.misfits else [1, "x", 2])


def test_a_default_that_does_not_fit_is_removed() -> None:
    ports = {"type": "array", "items": {"type": "string"}, "default": "8080,22"}
    size = {"type": "integer", "default": 3}
    document = {**page_of("oxen"), "components": {"schemas": {"Ports": ports, "Size": size}}}
    schemas = OverlaySkeleton(document, ["page.md"], "Oxen").document["components"]["schemas"]
    assert ("default" in schemas["Ports"], "default" in schemas["Size"]) == (False, True)


def test_a_parameter_of_several_operations_is_described_once() -> None:
    document = page_of("oxen")
    ((path, item),) = document["paths"].items()
    ((method, operation),) = item.items()
    page = {"name": "page", "in": "query", "schema": {"type": "integer"}}
    document.setdefault("components", {})["parameters"] = {"Page": page}
    operation["parameters"] = [*operation.get("parameters", []), {"$ref": "#/components/parameters/Page"}]
    document["paths"][f"{path}/again"] = {method: {**deepcopy(operation), "operationId": "again"}}
    skeleton = OverlaySkeleton(document, ["page.md"], "Oxen")
    assert apply_overlay(document, skeleton.overlay) == skeleton.document
    assert "description" in skeleton.document["components"]["parameters"]["Page"]


def test_parameters_of_a_path_are_those_of_its_operations() -> None:
    document = page_of("oxen")
    ((path, item),) = document["paths"].items()
    ((method, operation),) = item.items()
    region, page = ({"name": name, "in": "query", "schema": {"type": "string"}} for name in ("region", "page"))
    document.setdefault("components", {})["parameters"] = {"Region": region}
    item["parameters"] = [{"$ref": "#/components/parameters/Region"}, page]
    operation["parameters"] = [*operation.get("parameters", []), {**page, "description": "Its own."}]
    item["delete"] = {**deepcopy(operation), "operationId": "delete_it", "parameters": []}
    skeleton = OverlaySkeleton(document, ["page.md"], "Oxen")
    assert apply_overlay(document, skeleton.overlay) == skeleton.document
    found = skeleton.document["paths"][path]
    assert "parameters" not in found
    assert [each.get("name", each.get("$ref")) for each in found["delete"]["parameters"]] == [
        "#/components/parameters/Region",
        "page",
    ]
    assert [each.get("description") for each in found[method]["parameters"] if each.get("name") == "page"] == [
        "Its own."
    ]


def test_what_is_called_any_type_is_json_unless_it_is_a_file() -> None:
    document = page_of("oxen")
    ((path, item),) = document["paths"].items()
    ((method, operation),) = item.items()
    json = operation["responses"]["200"]["content"].pop("application/json")
    operation["responses"]["200"]["content"]["*/*"] = json
    raw = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    download = {**deepcopy(operation), "responses": {"200": {"description": "It.", "content": raw}}}
    document["paths"][f"{path}/file"] = {"get": {**download, "operationId": "download"}}
    skeleton = OverlaySkeleton(document, ["page.md"], "Oxen")
    assert apply_overlay(document, skeleton.overlay) == skeleton.document
    found = skeleton.document["paths"]
    assert [*found[path][method]["responses"]["200"]["content"]] == ["application/json"]
    assert [*found[f"{path}/file"]["get"]["responses"]["200"]["content"]] == ["*/*"]


def test_a_scheme_that_is_not_declared_is_to_be_filled_in() -> None:
    document = page_of("oxen")
    ((_, item),) = document["paths"].items()
    ((_, operation),) = item.items()
    operation["security"] = [{"Elsewhere": []}]
    skeleton = OverlaySkeleton(document, ["page.md"], "Oxen")
    assert skeleton.left == ()
    assert skeleton.document["components"]["securitySchemes"]["Elsewhere"]["name"] == FILL_IN


def test_a_shared_body_is_described_and_stands_alone() -> None:
    document = page_of("oxen")
    ((_, item),) = document["paths"].items()
    ((_, operation),) = item.items()
    operation["requestBody"] = {"$ref": "#/components/requestBodies/Size", "example": 3}
    size = {"type": "object", "properties": {"width": {"type": "integer"}}}
    document.setdefault("components", {})["requestBodies"] = {
        "Size": {"content": {"application/json": {"schema": size}}}
    }
    skeleton = OverlaySkeleton(document, ["page.md"], "Oxen")
    assert skeleton.left == ()
    ((_, found),) = operations(skeleton.document)
    assert found["requestBody"] == {"$ref": "#/components/requestBodies/Size"}


def test_an_operation_that_no_page_describes_is_refused() -> None:
    with pytest.raises(CodegenError, match=r"GET /nothing: no such operation; the pages describe GET /"):
        OverlaySkeleton(page_of("oxen"), ["page.md"], "Oxen", kept=["GET /nothing"])


def test_a_body_that_may_be_json_is_json() -> None:
    document = page_of("oxen")
    schema = {"type": "object", "properties": {"file": {"type": "string", "description": "A file."}}}
    content = {kind: {"schema": schema} for kind in ("multipart/form-data", "application/json", "text/plain")}
    place, operation = next(operations(document))
    document["paths"]["/sent"] = {"post": {**deepcopy(operation), "requestBody": {"content": content}}}
    skeleton = OverlaySkeleton(document, ["get.md"], "oxen")
    assert list(skeleton.document["paths"]["/sent"]["post"]["requestBody"]["content"]) == ["application/json"]
    assert place[1] in skeleton.document["paths"]
    targets = [action["target"] for action in skeleton.overlay["actions"]]
    assert "$.paths['/sent'].post.requestBody.content['multipart/form-data', 'text/plain']" in targets


def test_an_operation_whose_variants_cannot_be_told_apart_is_left_out() -> None:
    document = page_of("oxen")
    _, operation = next(operations(document))
    variants = [{"type": "object", "properties": {"kind": {"const": kind}}} for kind in ("a", "b")]
    document["components"]["schemas"]["Either"] = {"type": "array", "items": {"oneOf": variants}}
    schema = {"$ref": "#/components/schemas/Either"}
    response = {"description": "", "content": {"application/json": {"schema": schema}}}
    document["paths"]["/either"] = {"put": {**deepcopy(operation), "responses": {"200": response}}}
    skeleton = OverlaySkeleton(document, ["get.md"], "oxen")
    assert skeleton.left == ()
    assert not skeleton.document["paths"]["/either"]
    assert "Either" not in skeleton.document["components"]["schemas"]
    removed = {one["target"]: one["description"] for one in skeleton.overlay["actions"] if one.get("remove")}
    assert "variants of /components/schemas/Either/items/oneOf apart" in removed["$.paths['/either'].put"]


@pytest.mark.parametrize(("required", "body"), [(["prompt"], {"required": True}), ([], {})])
def test_a_body_with_a_required_field_is_required(required: list[str], body: dict[str, bool]) -> None:
    document = page_of("oxen")
    (operation,) = (operation for _, operation in operations(document))
    schema = {"type": "object", "properties": {"prompt": {"type": "string"}}, "required": required}
    content = {"application/json": {"schema": schema}}
    document["paths"]["/sent"] = {"post": {**deepcopy(operation), "requestBody": {"content": content}}}
    sent = OverlaySkeleton(document, ["page.md"], "oxen").document["paths"]["/sent"]["post"]["requestBody"]
    assert {key: value for key, value in sent.items() if key != "content"} == body


def test_a_status_that_the_page_does_not_name_is_the_http_status_of_a_response() -> None:
    document = page_of("oxen")
    (operation,) = (operation for _, operation in operations(document))
    operation["responses"]["200"]["x-missing"] = ["status"]
    actions = OverlaySkeleton(document, ["page.md"], "oxen").overlay["actions"]
    (why,) = (action["description"] for action in actions if action["target"].endswith("['x-missing']"))
    assert why.startswith("The page does not name the HTTP status of this response; 200 is assumed.")
