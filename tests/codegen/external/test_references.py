"""Documents in several files: what references lead to, by path, anchor or id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from scripts.codegen.external.adapt import adapt
from scripts.codegen.external.reading import read_external
from scripts.codegen.openapi.document import CodegenError
from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def test_references_to_files_anchors_and_ids_are_followed(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "hull.yaml").write_text("Hull: {properties: {keel: {$ref: 'keel.yaml'}}}\n")
    (tmp_path / "parts" / "keel.yaml").write_text(
        "{$id: 'https://a.example/keel', type: object, properties: {depth: {type: integer}},"
        " $defs: {Fin: {$anchor: fin, type: object, properties: {area: {type: integer}}}}}\n"
    )
    references = {
        "/file": "parts/hull.yaml#/Hull",
        "/anchor": "#rope",
        "/fin": "parts/keel.yaml#fin",
        "/id": "https://a.example/sail",
        "/page": "#/components/schemas/Ropes",
        "/outside": "../secret.yaml",
        "/long": f"{'keel' * 100}.yaml",
        "/no-name": "%00.yaml",
    }
    schemas = {
        "Rope": {"$anchor": "rope", **fields(size=NUMBER)},
        "Sail": {
            "$id": "https://a.example/sail",
            **fields(cloth={"$ref": "#/$defs/Cloth"}),
            "$defs": {"Cloth": fields(ply=NUMBER)},
        },
        "Page": {
            "$defs": {"item": {"$dynamicAnchor": "item"}},
            **fields(rows={"type": "array", "items": {"$dynamicRef": "#item"}}),
        },
        "Ropes": {
            "$ref": "#/components/schemas/Page",
            "$defs": {"item": {"$dynamicAnchor": "item", "$ref": "#/components/schemas/Rope"}},
        },
    }
    paths = {path: {"get": answering({"$ref": to})} for path, to in references.items()}
    (tmp_path.parent / "secret.yaml").write_text("{type: string}")
    (tmp_path / "openapi.yaml").write_text(json.dumps(document(paths, schemas, openapi="3.1.0")))
    adapted = adapt(read_external(tmp_path / "openapi.yaml"), "files", "Files")
    schemas = adapted.spec["components"]["schemas"]
    assert schemas["Hull"]["properties"] == {"keel": reference("Keel")}
    assert schemas["Keel"]["properties"] == {"depth": {"type": "integer"}}
    assert schemas["Fin"]["properties"] == {"area": NUMBER}
    assert schemas["Sail"]["properties"] == {"cloth": reference("Cloth")}
    assert schemas["Rope"]["properties"] == {"size": NUMBER}
    assert schemas["Ropes"]["properties"] == {"rows": {"type": "array", "items": reference("Rope")}}
    assert [*adapted.notes.left_out] == ["GET /outside", "GET /long", "GET /no-name"]


def test_references_are_followed_under_keys_that_are_names(tmp_path: Path) -> None:
    why = {"content": {JSON: {"schema": {"$ref": "#/x/Why"}}}, "x": {"Why": fields(why=TEXT)}}
    (tmp_path / "errors.yaml").write_text(json.dumps(why))
    responses = {
        "default": {"$ref": "errors.yaml"},
        "204": {"description": "", "headers": {"const": {"$ref": "errors.yaml"}}},
    }
    (tmp_path / "openapi.yaml").write_text(json.dumps(document({"/x": {"get": {"responses": responses}}})))
    adapted = adapt(read_external(tmp_path / "openapi.yaml"), "named", "Named")
    assert [*adapted.spec["components"]["schemas"]] == ["Why"]


def test_sections_and_mappings_may_lead_to_files(tmp_path: Path) -> None:
    pet = {
        "oneOf": [{"$ref": "dog.yaml"}, {"$ref": "cat.yaml"}],
        "discriminator": {"propertyName": "kind", "mapping": {"puppy": "./dog.yaml", "cat": "cat.yaml"}},
    }
    files: dict[str, Any] = {
        "openapi.yaml": document({"$ref": "paths.yaml"}, components={"schemas": {"$ref": "schemas/all.yaml"}}),
        "paths.yaml": {"/pets": {"get": answering({"$ref": "openapi.yaml#/components/schemas/Pet"})}},
        "schemas/all.yaml": {"Pet": {"$ref": "pet.yaml"}},
        "schemas/pet.yaml": pet,
        "schemas/dog.yaml": fields("kind", kind=TEXT),
        "schemas/cat.yaml": fields("kind", "lives", kind=TEXT, lives=NUMBER),
    }
    (tmp_path / "schemas").mkdir()
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content))
    adapted = adapt(read_external(tmp_path / "openapi.yaml"), "sections", "Sections")
    assert adapted.notes.kept == ["GET /pets"]
    schemas = adapted.spec["components"]["schemas"]
    assert {name: schemas[name]["x-tags"] for name in ("Dog", "Cat")} == {
        "Dog": {"kind": ["puppy"]},
        "Cat": {"kind": ["cat"]},
    }
    (tmp_path / "paths.yaml").unlink()
    with pytest.raises(CodegenError, match=r"refers to paths\.yaml"):
        read_external(tmp_path / "openapi.yaml")


def test_merge_keys_of_yaml_are_merged(tmp_path: Path) -> None:
    text = """
openapi: 3.0.3
x-first: &first {name: a, in: query}
x-second: &second {name: b, in: query, required: true}
paths:
  /x: {get: {parameters: [{<<: [*first, *second], description: c}]}}
"""
    (tmp_path / "openapi.yaml").write_text(text)
    found = read_external(tmp_path / "openapi.yaml")["paths"]["/x"]["get"]["parameters"]
    assert found == [{"name": "a", "in": "query", "required": True, "description": "c"}]


def test_references_lead_into_extensions_and_to_the_whole_document(tmp_path: Path) -> None:
    (tmp_path / "paths").mkdir()
    (tmp_path / "paths" / "boat.yaml").write_text(
        "get: {responses: {'200': {$ref: '#/x-responses/boat'}, default: {$ref: '#/components/responses/Leak'}}}\n"
        "x-responses: {boat: {content: {application/json: {schema: {$ref: '../boat.yaml'}}}}}\n"
    )
    (tmp_path / "boat.yaml").write_text(
        "{$id: 'https://a.example/boat', type: object, properties: {deck: {$ref: '#/components/schemas/Deck'}}}"
    )
    external = document({"/boat": {"$ref": "paths/boat.yaml"}}, {"Deck": fields(planks=NUMBER)}, openapi="3.1.0")
    external["components"]["responses"] = {"Leak": {"content": {JSON: {"schema": fields(rate=NUMBER)}}}}
    (tmp_path / "openapi.yaml").write_text(json.dumps(external))
    adapted = adapt(read_external(tmp_path / "openapi.yaml"), "files", "Files")
    assert adapted.notes.adaptations == []
    assert adapted.spec["components"]["schemas"]["Boat"]["properties"] == {"deck": reference("Deck")}


@pytest.mark.parametrize("name", ["two words.json", "100%.json", "50%25.json"])
def test_file_with_a_name_that_is_quoted_in_references(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(json.dumps({"get": answering({"$ref": "#/x-word"}), "x-word": {"type": "string"}}))
    made = make(tmp_path, f"quoted_{len(name)}", document({"/a": {"$ref": quote(name)}}))
    assert made.client(b'"ok"').get_a() == "ok"


def test_path_that_refers_to_nothing_with_operations_is_noted(tmp_path: Path) -> None:
    paths = {"/a": {"$ref": "#/components/schemas/Word"}, "/b": {"get": answering({"type": "string"})}}
    made = make(tmp_path, "nothing", document(paths, {"Word": {"type": "string"}}))
    assert made.notes.left_out == {"* /a": "refers to #/components/schemas/Word, which has no operation"}
