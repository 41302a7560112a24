"""What the actions of a first overlay do to a document: removals and matters of form."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from scripts.codegen.new_provider.overlay_skeleton import OverlaySkeleton
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.placeholders import FILL_IN
from tests.codegen.new_provider.documents import document, page_of


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
