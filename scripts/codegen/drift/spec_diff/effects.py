"""What a change of a spec means for programs that use the released client.

The same change has another effect in a request than in a response: a new word is harmless in the one, and unknown to
programs in the other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from scripts.codegen.drift.spec_diff.extents import extent_of
from scripts.codegen.openapi.navigation import items, mapping, nodes
from scripts.codegen.openapi.places import value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.drift.spec_diff.difference import Difference
    from scripts.codegen.openapi.document import Document, Json, Place

Effect: TypeAlias = Literal["none", "check", "breaks"]
"""`breaks`: requests that were right are refused, or responses lack what they had; `check`: that depends."""
Side: TypeAlias = Literal["request", "response"]
Component: TypeAlias = tuple[str, str]
"""The kind and the name of a shared element, such as ("schemas", "Job")."""

_SIDES: tuple[Side, ...] = ("request", "response")
_HARMLESS = {"name", "tag", "schema", "response"}
"""What only the Python interface depends on, or what is reported where it is used."""
_EXACT = {"const", "multipleOf"}
"""Limits of which another one refuses what was right before."""
_SENT = {"type", "scheme", "in", "name"}
"""Keywords of a security scheme that say how a credential is sent."""


class Effects:
    """Tells the effects of the differences between two documents."""

    def __init__(self, old: Document, new: Document) -> None:
        self._new = new
        self._sides = defaultdict[Component, set[Side]](set)
        for document in (old, new):
            for component, side in _uses(document):
                self._sides[component].add(side)

    def of(self, found: Difference) -> Effect:
        """Return the effect of a difference: the worst, if it is both in requests and in responses."""
        if found.is_text or found.subject in _HARMLESS:
            return "none"
        effects = {self._on(found, side) for side in self._sides_of(found.place)}
        if "breaks" in effects:
            return "breaks"
        return "check" if "check" in effects else "none"

    def _sides_of(self, place: Place) -> set[Side]:
        owner = _owner(place)
        return self._sides[owner] if isinstance(owner, tuple) else {owner}

    def _on(self, found: Difference, side: Side) -> Effect:
        match found.subject:
            case "parameter" if mapping(value_at(self._new, found.now)).get("in") == "path":
                return "none"  # servers do not see its name
            case "field" | "parameter" | "header":
                return _of_part(found, side, is_demanded=is_required(self._new, found.now))
            case "auth":
                return "none" if _suffices(found.old, found.new) else "breaks"
            case "auth scheme":
                return _of_scheme(found)
            case "deprecation":
                return "check" if found.new else "none"
            case "status":
                return _of_status(found)
            case "documentation":
                return "check" if found.action == "added" else "none"
            case "detail" if found.action == "added" and str(found.place[-1]).startswith("x-"):
                return "none"  # ours, from an overlay: what the API does is as before
            case "error code":
                return "check" if found.action == "removed" else "none"
            case _:
                return _in_request(found) if side == "request" else _in_response(found)


def is_required(document: Document, place: Place) -> bool:
    """Return whether the field or parameter at a place is required."""
    if place[-2:-1] == ("properties",):
        return place[-1] in items(mapping(value_at(document, place[:-2])).get("required"))
    return mapping(value_at(document, place)).get("required") is True


def _of_part(found: Difference, side: Side, *, is_demanded: bool) -> Effect:
    if found.action == "added":
        return "breaks" if is_demanded and side == "request" else "none"
    return "check" if found.subject == "header" else "breaks"


def _of_scheme(found: Difference) -> Effect:
    if len(found.place) == 3:  # a whole scheme: the operations that use it are reported
        return "none"
    if str(found.old).lower() == str(found.new).lower():  # the name of a header
        return "none"
    return "breaks" if found.place[-1] in _SENT else "check"


def _of_status(found: Difference) -> Effect:
    is_error = str(found.place[-1])[:1] in ("4", "5")
    return "none" if is_error or found.action == "removed" else "check"


def _in_request(found: Difference) -> Effect:
    if found.action == "renamed":
        return "breaks"
    if _is_flag(found, "readOnly", "writeOnly"):
        return "breaks" if found.place[-1] == "readOnly" and found.new else "none"
    if found.action == "added" and found.place[-2:-1] == ("mapping",):
        return "none"  # a word of a new alternative
    if found.subject in {"default", "format", "detail", "server", "callback"}:
        return "check"
    match extent_of(found):
        case "wider":
            return "none"
        case "narrower":
            return "breaks"
        case _:
            return "breaks" if found.subject == "type" or found.place[-1] in _EXACT else "check"


def _in_response(found: Difference) -> Effect:
    if _is_flag(found, "readOnly", "writeOnly"):
        return "breaks" if found.place[-1] == "writeOnly" and found.new else "none"
    if found.subject in {"default", "limit", "openness"}:
        return "none"
    if extent_of(found) == "narrower":
        return "none"
    return "breaks" if found.subject == "type" else "check"


def _is_flag(found: Difference, *keywords: str) -> bool:
    """Return whether a difference is of flags that take a field out of requests or responses."""
    return found.subject == "detail" and found.place[-1] in keywords


def _suffices(old: Json, new: Json) -> bool:
    """Return whether credentials that sufficed before do so still: each list has alternatives."""
    offered: list[Any] = items(new) or [{}]
    return all(any({*mapping(now)} <= {*mapping(before)} for now in offered) for before in items(old) or [{}])


def _uses(document: Document) -> Iterator[tuple[Component, Side]]:
    """Yield each shared element with the sides from which it can be reached."""
    users = defaultdict[Component | Side, set[Component]](set)
    for place, value in nodes(document):
        if isinstance(reference := mapping(value).get("$ref"), str) and reference.startswith("#/components/"):
            kind, _, name = reference.removeprefix("#/components/").partition("/")
            users[_owner(place)].add((kind, name.replace("~1", "/").replace("~0", "~")))
    for side in _SIDES:
        found, waiting = set[Component](), [*users[side]]
        while waiting:
            component = waiting.pop()
            if component not in found:
                found.add(component)
                waiting += users[component]
        for component in found:
            yield component, side


def _owner(place: Place) -> Component | Side:
    """Return the shared element in which a place is, or else its side."""
    if place[:1] == ("components",) and len(place) > 2 and place[1] != "securitySchemes":
        return str(place[1]), str(place[2])
    is_received = {"responses", "callbacks", "webhooks"} & {*map(str, (*place[:1], *place[3:4]))}
    return "response" if is_received else "request"
