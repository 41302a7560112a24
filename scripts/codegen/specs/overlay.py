"""Apply an OpenAPI Overlay document (https://spec.openapis.org/overlay/v1.1.0.html): update, remove, copy.

Stricter than the specification in one point: a target that matches nothing is an error, since the page has changed
under the overlay.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from jsonpath import JSONPathEnvironment, JSONPathError

from scripts.codegen.openapi.document import CodegenError, Document, Json, pointer
from scripts.codegen.openapi.json_schema import faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.openapi.document import Place

# Without ``strict`` the library accepts its own extensions of RFC 9535.
_QUERIES = JSONPathEnvironment(strict=True)

_INFO: Document = {"type": "object", "required": ["title", "version"]}
_ACTION: Document = {
    "type": "object",
    "required": ["target"],
    "properties": {
        "target": {"type": "string"},
        "description": {"type": "string"},
        "copy": {"type": "string"},
        "remove": {"type": "boolean"},
        "update": {},
    },
    "patternProperties": {"^x-": {}},
    "additionalProperties": False,
    "anyOf": [{"required": ["update"]}, {"required": ["copy"]}, {"required": ["remove"]}],
}
_OVERLAY: Document = {
    "type": "object",
    "required": ["overlay", "info", "actions"],
    "properties": {
        "overlay": {"type": "string", "pattern": r"^1\.[012]\.\d+$"},
        "info": _INFO,
        "extends": {"type": "string"},
        "targetFormat": {"type": "string"},  # the only addition of 1.2; ignored
        "actions": {"type": "array", "minItems": 1, "uniqueItems": True, "items": _ACTION},
    },
    "patternProperties": {"^x-": {}},
    "additionalProperties": False,
}


class OverlayError(CodegenError):
    """An overlay is malformed or does not fit its document; the message names the action and its target."""


def apply_overlay(document: Document, overlay: Document) -> Document:
    """Return a copy of ``document`` with every action of ``overlay`` applied in order.

    Raises:
        OverlayError: The overlay is malformed, a target is not RFC 9535 or matches nothing, a copy does not
            select exactly one node, or values of different kinds would be merged.
    """
    check_form(overlay)
    result = deepcopy(document)
    for number, action in enumerate(overlay["actions"], start=1):
        try:
            result = _apply(result, action)
        except OverlayError as error:
            why = f" ({action['description'].strip()})" if "description" in action else ""
            raise OverlayError(f"action {number}, target {action['target']}: {error}{why}") from error
    return result


def apply_action(document: Document, action: Document) -> Document:
    """Return a copy of ``document`` with one action applied.

    Raises:
        OverlayError: As `apply_overlay`.
    """
    return _apply(deepcopy(document), action)


def selected(document: Document, query: str) -> tuple[Place, ...]:
    """Return the places that a JSONPath query selects, each once.

    Raises:
        OverlayError: There is none.
    """
    return tuple(_select(document, query))


def check_form(overlay: Document) -> None:
    """Check that a document is an overlay.

    Raises:
        OverlayError: It is not; the message has the JSON pointer of each fault.
    """
    found = [f"{pointer(place) or 'root'}: {message}" for place, message in faults(overlay, _OVERLAY)]
    if found:
        raise OverlayError("; ".join(found))


def _apply(document: Document, action: Document) -> Document:
    """Apply one action. If it has several kinds, remove goes before update, and update before copy."""
    places = _select(document, action["target"])
    if action.get("remove"):
        return _remove(document, places)
    if "update" in action:
        return _combine(document, places, action["update"])
    if "copy" in action:
        return _combine(document, places, _single(document, action["copy"]))
    return document


def _select(document: Document, query: str) -> list[Place]:
    """Return the places that a JSONPath query selects, each once; at least one."""
    try:
        places = list(dict.fromkeys(match.parts for match in _QUERIES.finditer(query, document)))
    except JSONPathError as error:
        raise OverlayError(f"{query} is not an RFC 9535 query: {error}") from error
    if not places:
        raise OverlayError(f"{query} matches nothing in the document: has the page changed?")
    return places


def _single(document: Document, query: str) -> Json:
    places = _select(document, query)
    if len(places) > 1:
        raise OverlayError(f"copy needs one node, but {query} selects {len(places)}")
    return _value(document, places[0])


def _combine(document: Document, places: Sequence[Place], value: Json) -> Document:
    kinds = {_kind(_value(document, place)) for place in places}
    if len(kinds) > 1:
        raise OverlayError(f"selects nodes of different kinds: {', '.join(sorted(kinds))}")
    for place in places:
        old = _value(document, place)
        # A single entry stands for an array of one only if the target itself is an array.
        entry: Json = [value] if isinstance(old, list) and not isinstance(value, list) else value
        document = _replace(document, place, _merge(old, entry, place))
    return document


def _merge(old: Json, new: Json, place: Place) -> Json:
    """Merge as in Overlay 1.1: objects by key, arrays concatenated, primitives replaced."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {
            **old,
            **{
                key: _merge(old[key], value, (*place, key)) if key in old else deepcopy(value)
                for key, value in new.items()
            },
        }
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *deepcopy(new)]
    if _kind(old) == _kind(new) == "primitive":
        return new
    raise OverlayError(f"cannot merge {_kind(new)} into {_kind(old)} at {pointer(place) or 'root'}")


def _kind(value: Json) -> str:
    if isinstance(value, dict):
        return "object"
    return "array" if isinstance(value, list) else "primitive"


def _remove(document: Document, places: Sequence[Place]) -> Document:
    if () in places:
        raise OverlayError("the root cannot be removed")
    # From the end, so that the indexes of the remaining entries stay right.
    for place in sorted(places, key=_depth_and_index, reverse=True):
        parent: Any = _value(document, place[:-1])
        del parent[place[-1]]
    return document


def _depth_and_index(place: Place) -> tuple[int, int]:
    return len(place), place[-1] if isinstance(place[-1], int) else 0


def _value(document: Document, place: Place) -> Json:
    value: Any = document
    for step in place:
        value = value[step]
    return cast("Json", value)


def _replace(document: Document, place: Place, value: Json) -> Document:
    if not place:
        return cast("Document", value)
    parent: Any = _value(document, place[:-1])
    parent[place[-1]] = value
    return document
