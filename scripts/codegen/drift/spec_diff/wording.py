"""Describe differences in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code, reworded, shown, word
from scripts.codegen.drift.spec_diff.compare import differences
from scripts.codegen.drift.spec_diff.facets import NULL, facets
from scripts.codegen.drift.spec_diff.place_names import place_name
from scripts.codegen.openapi.document import pointer
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.drift.spec_diff.difference import Action, Difference
    from scripts.codegen.openapi.document import Document, Json

_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
_FLAGS = {
    ("nullability", True): "may be null now",
    ("nullability", False): "is no longer null",
    ("requiredness", True): "is required now",
    ("requiredness", False): "is no longer required",
    ("deprecation", True): "is deprecated now",
    ("deprecation", False): "is no longer deprecated",
}
_OPAQUE = {"example", "examples", "x-codeSamples"}
"""Keywords with arbitrary values."""
_ACTIONS = {"added": "is new", "removed": "is gone"}


@dataclass(frozen=True)
class Change:
    """One change of a spec.

    Attributes:
        place: A JSON pointer into the new document, or into the old one if the element is gone.
        description: The change in words.
        old, new: The values, None if missing; the names for a rename.
        is_text: Only texts for people changed.
    """

    place: str
    subject: str
    action: Action
    description: str
    old: Json
    new: Json
    is_text: bool


def spec_changes(old: Document, new: Document) -> tuple[Change, ...]:
    """Return the differences between two OpenAPI documents in words, in the order of the old one."""
    return tuple(_change(each, old, new) for each in differences(old, new))


def _change(found: Difference, old: Document, new: Document) -> Change:
    description = _describe(found, place_name(old if found.action == "removed" else new, found.place), old)
    return Change(pointer(found.place), found.subject, found.action, description, found.old, found.new, found.is_text)


def _describe(found: Difference, place: str, old: Document) -> str:
    if found.rename:
        return f"{place_name(old, found.was)} is gone and {shown(found.new)} is new: {found.rename}"
    if isinstance(found.new, bool) and (found.subject, found.new) in _FLAGS:
        return f"{place} {_FLAGS[found.subject, found.new]}"
    if found.action in _ACTIONS:
        return _added_or_removed(found, place)
    if found.is_text:
        return f"{place}: {word(_keyword(found))} reworded, no change of behaviour: {_texts(found)}"
    return f"{place}: {_what(found)} {_value(found.old)} → {_value(found.new)}{_direction(found)}"


def _added_or_removed(found: Difference, place: str) -> str:
    value = found.new if found.action == "added" else found.old
    if isinstance(value, dict) and not found.is_text and found.subject != "alternative":
        brief = _brief(value) if found.subject in {"field", "parameter", "header"} else ""
        return f"{place} {_ACTIONS[found.action]}{f': {brief}' if brief and found.action == 'added' else ''}"
    if found.is_text:
        return f"{place}: {word(_keyword(found))} {_ACTIONS[found.action]}, no change of behaviour"
    if isinstance(value, list) and found.subject in {"word", "error code"}:
        return f"{place}: a list of {found.subject}s {_ACTIONS[found.action]}: {', '.join(map(shown, value))}"
    return f"{place}: {_what(found)} {_value(value)} {_ACTIONS[found.action]}{_direction(found)}"


def _keyword(found: Difference) -> str:
    """Return the OpenAPI keyword of a difference: the last name of its place, or the opaque keyword it is inside of."""
    names = [step for step in found.place if isinstance(step, str)]
    inside = [name for before, name in pairwise(names) if name in _OPAQUE and before != "properties"]
    return inside[0] if inside else names[-1]


def _what(found: Difference) -> str:
    """Return what changed if the place does not show it."""
    return code(_keyword(found)) if found.subject in {"limit", "detail", "auth scheme"} else found.subject


def _value(value: Json) -> str:
    if isinstance(value, dict) and "type" in value:
        return _brief(value)
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return " or ".join(" and ".join(map(code, mapping(each))) for each in value)  # security requirements
    return shown(value.removeprefix("#/components/schemas/") if isinstance(value, str) else value)


def _texts(found: Difference) -> str:
    if isinstance(found.old, str) and isinstance(found.new, str):
        return reworded(found.old, found.new)
    return reworded(*(json.dumps(value, ensure_ascii=False) for value in (found.old, found.new)))


def _direction(found: Difference) -> str:
    """Return whether a limit became wider or narrower, if that is known."""
    if found.subject != "limit" or found.action != "changed":
        return {"added": " (narrower)", "removed": " (wider)"}[found.action] if found.subject == "limit" else ""
    keyword, old, new = _keyword(found), found.old, found.new
    if isinstance(old, int | float) and isinstance(new, int | float) and keyword in _LOWER | _UPPER:
        return " (wider)" if (new > old) == (keyword in _UPPER) else " (narrower)"
    return ""


def _brief(value: Document) -> str:
    """Describe the type of a schema, or of an element that has one, in a few words."""
    found = facets(mapping(value.get("schema")) or value)
    kind = _kind({key: facet for key, (_, facet) in found.items()})
    notes = [*(["may be null"] if found[NULL][1] else []), *(["required"] if value.get("required") is True else [])]
    return ", ".join((kind, *notes)) if kind else ""


def _kind(schema: Document) -> str:
    if "$ref" in schema:
        return _value(schema["$ref"])
    if "enum" in schema:
        return f"one of {', '.join(map(shown, items(schema['enum'])))}"
    if schema.get("type") == "array":
        return f"array of {_kind(mapping(schema.get('items'))) or 'anything'}"
    return shown(schema["type"]) if "type" in schema else ""
