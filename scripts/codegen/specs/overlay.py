"""Apply an OpenAPI Overlay document (https://spec.openapis.org/overlay/v1.2.0.html): update, remove, copy.

Stricter than the specification in two points. A target that matches nothing is an error, since the page has changed
under the overlay. So is an action with both `update` and `copy`: the specification says of each that it has no effect
beside the other.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from jsonpath_rfc9535 import JSONPathError, find

from scripts.codegen.openapi.document import Document, Json, pointer
from scripts.codegen.specs.overlay_form import OverlayError, read_actions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.openapi.document import Place


def apply_overlay(document: Document, overlay: Document) -> Document:
    """Return a copy of ``document`` with every action of ``overlay`` applied in order.

    Raises:
        OverlayError: The overlay is malformed, a target is not RFC 9535 or matches nothing, a copy does not
            select exactly one node, or values of different kinds would be merged.
    """
    result = deepcopy(document)
    for number, action in enumerate(read_actions(overlay), start=1):
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


def _apply(document: Document, action: Document) -> Document:
    """Apply one action; what is to be removed is not updated before."""
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
        places = list(dict.fromkeys(node.location for node in find(query, document)))
    except JSONPathError as error:
        raise OverlayError(f"{query!r} is not an RFC 9535 query: {error.args[0]}") from error
    except TypeError as error:  # it fails itself on some filters, such as those with `value(@)`
        raise OverlayError(f"{query!r} cannot be evaluated ({error}); write it in another way") from error
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
    advice = "; write a list" if isinstance(old, list) else ""
    raise OverlayError(f"cannot merge {_kind(new)} into {_kind(old)} at {pointer(place) or 'root'}{advice}")


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
