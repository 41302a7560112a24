"""Actions that remove what the client does not need or cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.new_provider.job_fields import job_operation
from scripts.codegen.new_provider.skeleton.actions import JSON, UNDOCUMENTED, UNKNOWN_SOURCE
from scripts.codegen.new_provider.unused_components import unused_components
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.json_schema import example_faults
from scripts.codegen.openapi.navigation import examples, items, mapping, nodes, operations
from scripts.codegen.openapi.places import place_at, resolved_place, value_at
from scripts.codegen.specs.lint import lint_spec

if TYPE_CHECKING:
    from scripts.codegen.new_provider.skeleton.actions import Actions
    from scripts.codegen.openapi.document import Document, Json, Place


_REFERENCES = {"requestBody", "parameters", "responses", "requestBodies", "headers"}
"""Keys of what may be a reference with a description (OpenAPI 3.1, Reference Object), or of a map or list of such."""


def keep_operations(on: Actions, kept: set[str]) -> None:
    """Remove the operations that are not named."""
    places = {f"{str(place[2]).upper()} {place[1]}": place for place, _ in operations(on.document)}
    if unknown := sorted(kept - set(places)):
        raise CodegenError(f"{', '.join(unknown)}: no such operation; the pages describe {', '.join(places)}")
    why = "The client does not need this operation."
    used = {places[name][:2] for name in kept}
    for name in sorted(set(places) - kept):
        if places[name][:2] in used:
            on.add(places[name], why, remove=True)
    if others := sorted({str(place[1]) for place in places.values() if place[:2] not in used}):
        on.remove_keys(("paths",), others, "The client does not need these operations.")
    _remove_unused(on)


def _remove_unused(on: Actions) -> None:
    for kind, unused in unused_components(on.document).items():
        on.remove_keys(("components", kind), unused, "No operation that is left needs these.")


def remove_marks(on: Actions) -> None:
    """Remove the marks of missing parts."""
    marked = [(place, mapping(value)["x-missing"]) for place, value in nodes(on.document) if _is_marked(value)]
    for place, missing in marked:
        if len(place) == len(("paths", "path", "method")):
            gap = f"The page does not document: {', '.join(map(str, items(missing)))}."
            on.add((*place, "x-missing"), f"{gap} Other actions add it.", remove=True)
        else:
            why = (
                f"The page does not name the HTTP status of this response; {place[-1]} is assumed. If you find the "
                "right one, copy the response to it. The source is where you found it, or the page."
            )
            on.add((*place, "x-missing"), why, UNKNOWN_SOURCE, remove=True)


def remove_siblings(on: Actions) -> None:
    """Remove what stands beside a reference to anything but a schema, which OpenAPI does not allow."""
    for place, value in list(nodes(on.document)):
        beside = sorted(set(mapping(value)) - {"$ref", "summary", "description"})
        is_reference = "$ref" in mapping(value) and bool({place[-1], *place[-2:-1]} & _REFERENCES)
        if is_reference and beside:
            on.remove_keys(place, beside, "Nothing else may stand beside a reference.")


def keep_json(on: Actions, place: Place) -> None:
    """Remove the other kinds of a body that may be JSON."""
    at = (*resolved_place(on.document, (*place, "requestBody")), "content")
    if JSON in on.at(at) and (others := [kind for kind in on.at(at) if kind != JSON]):
        why = "A client sends one kind of body, here JSON. What only the others take, such as files, it cannot send."
        on.remove_keys(at, others, why)


def leave_out_unions(on: Actions) -> None:
    """Remove the operations with unions whose variants a client cannot tell apart, but not the one of a job."""
    unions = [one.pointer for one in lint_spec(on.document) if one.rule == "undiscriminated"]
    job, document = job_operation(on.document), on.document
    for place, _ in operations(document) if unions else ():
        found = [each for each in unions if _leads_to(document, place, place_at(document, each))]
        if found and not (job and job[0] == place):
            why = f"The client cannot tell the variants of {found[0]} apart: make them one object to have it."
            on.add(place, why, remove=True)
    if on.document is not document:
        _remove_unused(on)


def remove_examples(on: Actions) -> int:
    """Remove examples and defaults that do not fit their schemas, and return how many.

    The last comes first: the others keep their places.
    """
    misfits = 0
    for place, schema, example in reversed(list(examples(on.document))):
        fault = next(example_faults(example, on.document, schema), None)
        if fault is not None:
            misfits += 1
            kind = "default" if place[-1] == "default" else "example"
            message = f"This {kind} does not fit its schema: {fault[1]}. If the schema is wrong, correct it instead."
            on.add(place, message, remove=True)
    return misfits


def remove_empty(on: Actions, place: Place) -> None:
    """Remove what is empty."""
    if place[-1] == "description" and place[-3] == "responses":  # a response must have one
        on.add(place, "Empty.", update=UNDOCUMENTED)
        return
    on.add(place, "Empty.", remove=True)


def _is_marked(value: Json) -> bool:
    return isinstance(value, dict) and "x-missing" in value


def _leads_to(document: Document, operation: Place, place: Place) -> bool:
    """Return whether a place is in an operation, or in a component that it needs."""
    _, path, method = operation
    alone = {**document, "paths": {path: {method: value_at(document, operation)}}}
    unused = unused_components(alone)
    return place[:3] == operation or (place[0] == "components" and place[2] not in unused.get(str(place[1]), ()))
