"""Differences in words that a person understands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code, reworded, shown, word
from scripts.codegen.drift.spec_diff.compare import differences
from scripts.codegen.drift.spec_diff.facets import NULL, facets
from scripts.codegen.drift.spec_diff.place_names import told_place
from scripts.codegen.openapi.document import pointer
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.drift.spec_diff.difference import Action, Difference
    from scripts.codegen.openapi.document import Document, Json

_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
_FLAGS = {
    ("nullability", True): "may be null now",
    ("nullability", False): "is never null any more",
    ("requiredness", True): "is required now",
    ("requiredness", False): "is not required any more",
    ("deprecation", True): "is deprecated now",
    ("deprecation", False): "is not deprecated any more",
}
_OPAQUE = {"example", "examples", "x-codeSamples"}
"""Keywords that hold whatever a provider likes."""
_ACTIONS = {"added": "is new", "removed": "is gone"}


@dataclass(frozen=True)
class Change:
    """One change of a spec: where (JSON pointer), of what, and in words.

    ``place`` leads into the new document, or into the old one where the thing is gone. ``old`` and ``new`` are the
    values, null where there is none; of a rename they are the names. ``is_text`` where only what people read changed.
    """

    place: str
    subject: str
    action: Action
    told: str
    old: Json
    new: Json
    is_text: bool


def spec_changes(old: Document, new: Document) -> tuple[Change, ...]:
    """Tell everything that differs between two OpenAPI documents, in the order of the old one."""
    return tuple(_change(each, old, new) for each in differences(old, new))


def _change(found: Difference, old: Document, new: Document) -> Change:
    told = _told(found, told_place(old if found.action == "removed" else new, found.place), old)
    return Change(pointer(found.place), found.subject, found.action, told, found.old, found.new, found.is_text)


def _told(found: Difference, place: str, old: Document) -> str:
    if found.rename:
        return f"{told_place(old, found.was)} is gone and {shown(found.new)} is new: {found.rename}"
    if isinstance(found.new, bool) and (found.subject, found.new) in _FLAGS:
        return f"{place} {_FLAGS[found.subject, found.new]}"
    if found.action in _ACTIONS:
        return _come_or_gone(found, place)
    if found.is_text:
        return f"{place}: {word(_keyword(found))} reworded, no change of behaviour: {_texts(found)}"
    return f"{place}: {_what(found)} {_value(found.old)} → {_value(found.new)}{_direction(found)}"


def _come_or_gone(found: Difference, place: str) -> str:
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
    """Name the keyword of OpenAPI that a difference is of: the last name on the way to it, or what it is inside of."""
    names = [step for step in found.place if isinstance(step, str)]
    inside = [name for before, name in pairwise(names) if name in _OPAQUE and before != "properties"]
    return inside[0] if inside else names[-1]


def _what(found: Difference) -> str:
    """Name what changed where the place alone does not say it."""
    return code(_keyword(found)) if found.subject in {"limit", "detail", "auth scheme"} else found.subject


def _value(value: Json) -> str:
    if isinstance(value, dict) and "type" in value:
        return _brief(value)
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return " or ".join(" and ".join(map(code, mapping(each))) for each in value)  # what a request must be signed by
    return shown(value.removeprefix("#/components/schemas/") if isinstance(value, str) else value)


def _texts(found: Difference) -> str:
    if isinstance(found.old, str) and isinstance(found.new, str):
        return reworded(found.old, found.new)
    return reworded(*(json.dumps(value, ensure_ascii=False) for value in (found.old, found.new)))


def _direction(found: Difference) -> str:
    """Say whether a limit lets more through than before, where that can be told."""
    if found.subject != "limit" or found.action != "changed":
        return {"added": " (narrower)", "removed": " (wider)"}[found.action] if found.subject == "limit" else ""
    keyword, old, new = _keyword(found), found.old, found.new
    if isinstance(old, int | float) and isinstance(new, int | float) and keyword in _LOWER | _UPPER:
        return " (wider)" if (new > old) == (keyword in _UPPER) else " (narrower)"
    return ""


def _brief(value: Document) -> str:
    """Say in a few words of what type a value is; ``value`` is a schema, or what carries one."""
    said = facets(mapping(value.get("schema")) or value)
    kind = _kind({key: facet for key, (_, facet) in said.items()})
    notes = [*(["may be null"] if said[NULL][1] else []), *(["required"] if value.get("required") is True else [])]
    return ", ".join((kind, *notes)) if kind else ""


def _kind(said: Document) -> str:
    if "$ref" in said:
        return _value(said["$ref"])
    if "enum" in said:
        return f"one of {', '.join(map(shown, items(said['enum'])))}"
    if said.get("type") == "array":
        return f"array of {_kind(mapping(said.get('items'))) or 'anything'}"
    return shown(said["type"]) if "type" in said else ""
