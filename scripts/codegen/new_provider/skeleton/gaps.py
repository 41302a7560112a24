"""Actions for what a page does not document: left to a person as FILL_IN, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.new_provider.error_fields import error_pointers
from scripts.codegen.new_provider.job_fields import job_fields_of, job_operation, response_of, status_words
from scripts.codegen.new_provider.skeleton.actions import JSON, UNDOCUMENTED, UNKNOWN_SOURCE
from scripts.codegen.openapi.navigation import items, mapping, resolve
from scripts.codegen.openapi.places import json_path, place_at, resolved_place
from scripts.codegen.specs.placeholders import FILL_IN

if TYPE_CHECKING:
    from scripts.codegen.new_provider.skeleton.actions import Actions
    from scripts.codegen.openapi.document import Document, Json, Place

_BASE_URL_FORM = "https, without a trailing slash, such as `https://api.example.com/v1`"


def add_response(on: Actions, place: Place, operation: Document) -> None:
    """Add a placeholder for the response of an operation without any success."""
    if any(str(status)[0] in "23dD" for status in mapping(operation.get("responses"))):
        return
    schema = {"type": "object", "properties": {FILL_IN: {"type": "string"}}}
    response = {"description": UNDOCUMENTED, "content": {JSON: {"schema": schema}}}
    why = "The page does not document the response: add its status and its fields, such as `state: {type: string}`."
    on.add(place, why, UNKNOWN_SOURCE, update={"responses": {"200": response}})


def add_server(on: Actions, _: Place) -> None:
    """Ask for the base URL where the page has none."""
    why = f"The page does not document the base URL of the API: {_BASE_URL_FORM}."
    on.add("$", why, UNKNOWN_SOURCE, update={"servers": [{"url": on.base_url or FILL_IN}]})


def replace_server(on: Actions, place: Place) -> None:
    """Ask for the base URL where the page only has one of an example, such as `https://localhost:8080`."""
    why = f"The page names no base URL of a live API: {_BASE_URL_FORM}."
    on.add(place, why, UNKNOWN_SOURCE, update=on.base_url or FILL_IN)


def add_security(on: Actions, place: Place) -> None:
    """Give an operation the security of the document, or ask for it."""
    known = on.at(("components", "securitySchemes"))
    every: Document = {name: [] for name in known}
    needed: list[Any] = [each for each in items(on.document.get("security")) if each] or [every]
    if not any(needed):
        why = (
            "The page does not document the authentication. For a key in a header, write the name of the header, "
            "such as `X-API-Key`; for a bearer token, write `type: http` and `scheme: bearer` instead of the three "
            "lines."
        )
        scheme = {"type": "apiKey", "in": "header", "name": FILL_IN}
        on.add("$", why, UNKNOWN_SOURCE, update={"components": {"securitySchemes": {"ApiKeyAuth": scheme}}})
        needed = [{"ApiKeyAuth": []}]
    if "security" in on.at(place):
        on.add((*place, "security"), "An empty list means that no credential is needed.", remove=True)
    on.add(place, "Generators read the security of the operation only.", update={"security": needed})


def add_scheme(on: Actions, place: Place) -> None:
    """Declare a scheme that an operation needs."""
    why = (
        "The document does not declare this scheme. For a key in a header, write the name of the header, such as "
        "`X-API-Key`; for a bearer token, write `type: http` and `scheme: bearer` instead of the three lines."
    )
    scheme = {"type": "apiKey", "in": "header", "name": FILL_IN}
    needed = {name for each in items(on.at(place).get("security")) for name in mapping(each)}
    for name in sorted(needed - set(on.at(("components", "securitySchemes")))):
        on.add("$", why, UNKNOWN_SOURCE, update={"components": {"securitySchemes": {name: scheme}}})


def add_error_content(on: Actions, place: Place) -> None:
    """Give an error without a body that of all errors, or any."""
    general = mapping(mapping(on.at(place[:-1]).get("default")).get("content")).get(JSON)
    if general is None:
        content: Document = {JSON: {"x-unverified": True, "schema": {"type": "object"}}}
        why = "The page does not document the body of this error; clients accept any."
    else:
        content = {JSON: {"schema": mapping(general)["schema"]}}
        why = "The page documents one body for all errors."
    on.add(resolved_place(on.document, place), why, update={"content": content})


def add_error_pointers(on: Actions, _: Place) -> None:
    """Say where an error has its code and its message, or ask for it."""
    if "x-error-body" in on.document:  # there is a finding for each of its two parts
        return
    pointers = error_pointers(on.document)
    if all(pointers.values()):
        on.add("$", "The code and the message of an error, by the page.", update={"x-error-body": pointers})
        return
    missing = [key for key, found in pointers.items() if not found]
    unknown = " and ".join(f"`/{key}`" for key in missing)
    why = (
        f"The page does not document the {' and the '.join(missing)} of an error: JSON pointers into its body, "
        f"such as `/error/{missing[0]}`. If unknown, write {unknown}: a pointer that leads nowhere is ignored."
    )
    body = {key: found or [f"/{FILL_IN}"] for key, found in pointers.items()}
    on.add("$", why, UNKNOWN_SOURCE, update={"x-error-body": body})


def add_info(on: Actions, place: Place) -> None:
    """Fill in the version and the title of the document."""
    value = "1" if place[-1] == "version" else on.title
    on.add("$", "Not documented on the page, but required by OpenAPI.", update={"info": {str(place[-1]): value}})


def add_status_words(on: Actions) -> None:
    """Ask for the values of the status where the page does not list them."""
    found = job_operation(on.document)
    _, schema = response_of(on.document, found[1]) if found else ("", None)
    pointer = job_fields_of(on.document, schema).status
    if not pointer or status_words(on.document, schema, pointer):
        return
    why = (
        f"The page does not list the values of {pointer}: write them, each on a line of its own. If they are not "
        "all known, remove this action, and write the known ones into the adapter."
    )
    on.add(_field(on, schema, pointer), why, UNKNOWN_SOURCE, update={"enum": [FILL_IN]})


def _field(on: Actions, schema: Json, pointer: str) -> Place:
    """Return the place of a field, given its JSON pointer into a response whose schema has a name."""
    place = place_at(on.document, str(mapping(schema)["$ref"]).removeprefix("#"))
    for step in place_at({}, pointer):
        inner = ("items",) if step == "0" else ("properties", step)
        place = resolved_place(on.document, (*place, *inner))
    return place


def move_from_unknown(on: Actions) -> None:
    """Ask for the paths of the operations without one."""
    for method in list(on.at(("paths", "/UNKNOWN"))):
        place = ("paths", "/UNKNOWN", method)
        parameters = [mapping(resolve(on.document, each)) for each in items(on.at(place).get("parameters"))]
        names = [f"/{{{one.get('name')}}}" for one in parameters if one.get("in") == "path"]
        path = f"/{FILL_IN}{''.join(names)}"
        why = (
            "The page does not document the path (and possibly not the method): write it in both actions, such as "
            f"`/v1/jobs{''.join(names)}`."
        )
        on.add(("paths",), why, UNKNOWN_SOURCE, update={path: {method: {}}})
        on.add(("paths", path, method), "The operation, under its path.", copy=json_path(place))
        on.add(place[:2], "Moved to its path.", remove=True)
