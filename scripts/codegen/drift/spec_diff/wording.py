"""Describe differences in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scripts.codegen.drift.escaping import code, reworded, shown, word
from scripts.codegen.drift.spec_diff.compare import differences
from scripts.codegen.drift.spec_diff.effects import Effects, is_required
from scripts.codegen.drift.spec_diff.extents import extent_of
from scripts.codegen.drift.spec_diff.facets import NULL, facets
from scripts.codegen.drift.spec_diff.inheritance import with_merged_parts
from scripts.codegen.drift.spec_diff.place_names import place_name
from scripts.codegen.openapi.document import pointer
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.drift.spec_diff.difference import Action, Difference
    from scripts.codegen.drift.spec_diff.effects import Effect
    from scripts.codegen.openapi.document import Document, Json

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
        effect: What it means for programs that use the released client.
    """

    place: str
    subject: str
    action: Action
    description: str
    old: Json
    new: Json
    is_text: bool
    effect: Effect


def spec_changes(old: Document, new: Document) -> tuple[Change, ...]:
    """Return the differences between two OpenAPI documents in words, in the order of the old one."""
    old, new = with_merged_parts(old, new)
    effects = Effects(old, new)
    return tuple(_change(each, old, new, effects.of(each)) for each in differences(old, new))


def _change(found: Difference, old: Document, new: Document, effect: Effect) -> Change:
    description = _describe(found, place_name(old if found.action == "removed" else new, found.place), old)
    if found.subject == "field" and found.action == "added" and is_required(new, found.now):
        description += ", required"
    return Change(
        pointer(found.place), found.subject, found.action, description, found.old, found.new, found.is_text, effect
    )


def _describe(found: Difference, place: str, old: Document) -> str:
    if found.rename:
        name = place if found.subject == "operation" else shown(found.new)
        return f"{place_name(old, found.was)} is gone and {name} is new: {found.rename}"
    if isinstance(found.new, bool) and (found.subject, found.new) in _FLAGS:
        return f"{place} {_FLAGS[found.subject, found.new]}"
    if found.subject == "openness" and False in (found.old, found.new):
        return f"{place}: unknown fields are {'refused' if found.new is False else 'accepted'} now"
    if found.action in _ACTIONS:
        return _added_or_removed(found, place)
    if found.is_text:
        return f"{place}: {word(_keyword(found))} reworded, no change of behaviour: {_texts(found)}"
    what = "" if found.subject == "server" else f"{_what(found)} "  # its place says so
    return f"{place}: {what}{_shown(found, found.old)} → {_shown(found, found.new)}{_direction(found)}"


def _added_or_removed(found: Difference, place: str) -> str:
    value = found.new if found.action == "added" else found.old
    if found.subject == "documentation":  # x-from
        return f"{place} is {'only in an example' if found.action == 'added' else 'documented'} now"
    if found.subject == "requiredness":
        return f"{place}: {shown(value)} {_FLAGS['requiredness', found.action == 'added']}"
    if isinstance(value, dict) and not found.is_text and found.subject not in {"alternative", "detail"}:
        brief = _brief(value) if found.subject in {"field", "parameter", "header"} else ""
        return f"{place} {_ACTIONS[found.action]}{f': {brief}' if brief and found.action == 'added' else ''}"
    if found.is_text:
        return f"{place}: {word(_keyword(found))} {_ACTIONS[found.action]}, no change of behaviour"
    if isinstance(value, list) and found.subject in {"word", "error code"}:
        return f"{place}: a list of {found.subject}s {_ACTIONS[found.action]}: {', '.join(map(shown, value))}"
    return f"{place}: {_what(found)} {_shown(found, value)} {_ACTIONS[found.action]}{_direction(found)}"


def _keyword(found: Difference) -> str:
    """Return the OpenAPI keyword of a difference: the last name of its place, or the opaque keyword it is inside of."""
    names = [step for step in found.place if isinstance(step, str)]
    inside = [name for before, name in pairwise(names) if name in _OPAQUE and before != "properties"]
    return inside[0] if inside else names[-1]


def _what(found: Difference) -> str:
    """Return what changed if the place does not show it."""
    return code(_keyword(found)) if found.subject in {"limit", "detail", "auth scheme", "openness"} else found.subject


def _value(value: Json) -> str:
    if isinstance(value, dict) and {"type", "$ref"} & value.keys():
        return _brief(value)
    return shown(value.removeprefix("#/components/schemas/") if isinstance(value, str) else value)


def _shown(found: Difference, value: Json) -> str:
    return _security(value) if found.subject == "auth" else _value(value)


def _security(requirements: Json) -> str:
    """Describe alternatives of credentials; an empty one means that none is needed."""
    return " or ".join(" and ".join(map(code, mapping(each))) or "none" for each in items(requirements)) or "none"


def _texts(found: Difference) -> str:
    if isinstance(found.old, str) and isinstance(found.new, str):
        return reworded(found.old, found.new)
    return reworded(*(json.dumps(value, ensure_ascii=False) for value in (found.old, found.new)))


def _direction(found: Difference) -> str:
    """Return whether a limit became wider or narrower, if that is known."""
    extent = extent_of(found) if found.subject == "limit" else "other"
    return "" if extent == "other" else f" ({extent})"


def _brief(value: Document) -> str:
    """Describe the type of a schema, or of an element that has one, in a few words."""
    found = facets(mapping(value.get("schema")) or value)
    kind = _kind({key: facet for key, (_, facet) in found.items()})
    notes = [*(["may be null"] if found[NULL][1] else []), *(["required"] if value.get("required") is True else [])]
    return ", ".join((kind, *notes)) if kind else ""


def _kind(schema: Document) -> str:
    if "enum" in schema:
        return f"one of {', '.join(map(shown, items(schema['enum'])))}"
    if schema.get("type") == "array":
        return f"array of {_kind(mapping(schema.get('items'))) or 'anything'}"
    kind = schema.get("type", schema.get("$ref"))
    return _value(kind) if kind is not None else ""
