"""Actions for matters of form: the syntax of OpenAPI 3.1, names, and where generators look."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from scripts.codegen.new_provider.job_fields import response_of
from scripts.codegen.new_provider.skeleton.actions import JSON, UNDOCUMENTED
from scripts.codegen.new_provider.suggested_names import operation_name, schema_name
from scripts.codegen.openapi.navigation import items, mapping, operations, resolve
from scripts.codegen.openapi.places import json_path, quoted, resolved_place, value_at

if TYPE_CHECKING:
    from scripts.codegen.new_provider.skeleton.actions import Actions
    from scripts.codegen.openapi.document import Document, Json, Place

_SPECIFICATION = "https://spec.openapis.org/oas/v3.1.0.html"
_ANY = "*/*"

_ANNOTATIONS = {"nullable", "description", "title", "example", "examples", "default", "deprecated", "readOnly"}
"""Keywords that stay beside `anyOf` when a type becomes a choice with null."""


def upgrade(on: Actions, _: Place) -> None:
    """Set the version of OpenAPI to 3.1."""
    why = "OpenAPI 3.1, like the other specs; the actions on `nullable` are needed for it."
    on.add(("openapi",), why, *on.pages, _SPECIFICATION, update="3.1.0")


def allow_null(on: Actions, place: Place) -> None:
    """Write `nullable` as OpenAPI 3.1 does: as a choice with null."""
    schema = on.at(place)
    if schema["nullable"] is not True:
        on.add((*place, "nullable"), "OpenAPI 3.1 has no `nullable`.", _SPECIFICATION, remove=True)
        return
    inner = {key: value for key, value in schema.items() if key not in _ANNOTATIONS}
    keys = ", ".join(quoted(key) for key in (*inner, "nullable"))
    why = "OpenAPI 3.1 has no `nullable`; null is a choice."
    on.add(f"{json_path(place)}[{keys}]", f"{why} Added below.", *on.pages, _SPECIFICATION, remove=True)
    if inner:
        on.add(place, why, *on.pages, _SPECIFICATION, update={"anyOf": [inner, {"type": "null"}]})


def move_parameters(on: Actions, place: Place) -> None:
    """Give the parameters of a path to its operations; one that an operation has itself stays as it is."""
    shared, why = items(value_at(on.document, place)), "Generators read the parameters of the operation only."
    for at, operation in [each for each in operations(on.document) if each[0][:2] == place[:2]]:
        own = [_placed(on.document, each) for each in items(operation.get("parameters"))]
        if missing := [each for each in shared if _placed(on.document, each) not in own]:
            on.add(at, why, update={"parameters": missing})
    on.add(place, f"{why} Each has them.", remove=True)


def name_operation(on: Actions, place: Place) -> None:
    """Give an operation a name, which the method of the client gets."""
    taken = {str(one.get("operationId")) for at, one in operations(on.document) if at != place}
    name = operation_name(place, on.at(place), taken, PurePath(on.pages[0]).stem)
    on.add(place, "The name of the client's method; you may change it.", update={"operationId": name})


def tag_operation(on: Actions, place: Place) -> None:
    """Give an operation a tag, after which the module of the client is named."""
    why = "The name of the client's module; you may change it."
    if "tags" in on.at(place):
        on.add((*place, "tags"), why, update="Jobs")
    else:
        on.add(place, why, update={"tags": ["Jobs"]})


def describe(on: Actions, place: Place) -> None:
    """Describe a parameter, or the fields of a body, that the page does not document."""
    if place[-2] == "parameters":
        on.add(resolved_place(on.document, place), UNDOCUMENTED, update={"description": UNDOCUMENTED})
        return
    body = resolved_place(on.document, place[:-2])
    schema = resolved_place(on.document, (*body, *place[-2:], "schema"))
    for name, field in mapping(on.at(schema).get("properties")).items():
        if "description" not in {**mapping(field), **mapping(resolve(on.document, field))}:
            on.add((*schema, "properties", name), UNDOCUMENTED, update={"description": UNDOCUMENTED})


def require_body(on: Actions, place: Place) -> None:
    """Require a body with a required field: pages say it of the field alone, and OpenAPI of the body."""
    at = resolved_place(on.document, (*place, "requestBody"))
    schema = mapping(resolve(on.document, mapping(on.at((*at, "content")).get(JSON)).get("schema")))
    if schema.get("required") and "required" not in on.at(at):
        on.add(at, "A field of the body is required.", update={"required": True})


def name_json(on: Actions, place: Place, operation: Document) -> None:
    """Call by its name what comes or is sent as `*/*`, but is no file."""
    holders = [(*place, "requestBody"), *((*place, "responses", status) for status in operation["responses"])]
    for holder in holders:
        at = (*resolved_place(on.document, holder), "content")
        content = on.at(at)
        schema = mapping(resolve(on.document, mapping(content.get(_ANY)).get("schema")))
        if JSON not in content and schema and schema.get("format") != "binary":
            why = "The page says `*/*`, but its schema is not that of a file."
            on.add(at, why, update={JSON: {}})
            on.add((*at, JSON), why, copy=json_path((*at, _ANY)))
            on.add((*at, _ANY), f"{why} Copied above.", remove=True)


def name_response(on: Actions, place: Place, operation: Document) -> None:
    """Give a name to an inline response schema: models are named after it."""
    status, schema = response_of(on.document, operation)
    whole = mapping(schema)
    if "$ref" in whole or not ("properties" in whole or whole.get("type") == "object"):
        return
    at = (*resolved_place(on.document, (*place, "responses", status)), "content", JSON, "schema")
    name = schema_name(str(operation.get("operationId")), on.at(("components", "schemas")))
    on.add("$", "A schema for the response, which is inline.", update=_components("schemas", {name: {}}))
    on.add(("components", "schemas", name), "The response as a schema with a name.", copy=json_path(at))
    on.add(at, f"Replaced by {name}.", remove=True)
    on.add(at[:-1], f"The response is {name}.", update={"schema": {"$ref": f"#/components/schemas/{name}"}})


def _placed(document: Document, parameter: Json) -> tuple[Json, Json]:
    """Return what identifies a parameter: its place and its name."""
    found = mapping(resolve(document, parameter))
    return found.get("in"), found.get("name")


def _components(kind: str, named: Document) -> Document:
    return {"components": {kind: named}}
