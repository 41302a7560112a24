"""Whether a change of a spec allows more values than before, or fewer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from scripts.codegen.drift.spec_diff.difference import Difference
    from scripts.codegen.openapi.document import Json

Extent: TypeAlias = Literal["wider", "narrower", "other"]

_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
_RULES = {"limit", "type", "format", "requiredness"}
"""Subjects that exclude values: a new one allows fewer. Of other subjects a new one allows more, such as a word."""


def extent_of(found: Difference) -> Extent:
    """Return whether a difference allows more values or fewer; "other" if both or unknown."""
    match found.subject:
        case "nullability":
            return "wider" if found.new else "narrower"
        case "requiredness" if found.action == "changed":
            return "narrower" if found.new else "wider"
        case "openness":
            return _of_openness(found.old, found.new)
        case _:
            return _of_values(found)


def _of_values(found: Difference) -> Extent:
    if found.action in ("added", "removed"):
        is_rule = found.subject in _RULES or isinstance(found.old or found.new, list)  # a whole list of words
        return "narrower" if is_rule == (found.action == "added") else "wider"
    if found.subject == "limit":
        return _of_limit(str(found.place[-1]), found.old, found.new)
    return _of_type(found.old, found.new) if found.subject == "type" else "other"


def _of_openness(old: Json, new: Json) -> Extent:
    if (old is False) == (new is False):
        return "other"
    return "narrower" if new is False else "wider"


def _of_limit(keyword: str, old: Json, new: Json) -> Extent:
    if not (isinstance(old, int | float) and isinstance(new, int | float)):
        return "other"
    if keyword == "multipleOf":
        return "narrower" if _is_multiple(new, old) else "wider" if _is_multiple(old, new) else "other"
    if keyword not in _LOWER | _UPPER:
        return "other"
    return "wider" if (new > old) == (keyword in _UPPER) else "narrower"


def _is_multiple(number: float, step: float) -> bool:
    return step > 0 and (Fraction(str(number)) / Fraction(str(step))).denominator == 1


def _of_type(old: Json, new: Json) -> Extent:
    before, after = _types(old), _types(new)
    if before <= after:
        return "wider"
    return "narrower" if after <= before else "other"


def _types(value: Json) -> set[str]:
    """Return the types of a `type`; a number may be an integer."""
    types = {str(each) for each in (value if isinstance(value, list) else [value])}
    return types | {"integer"} if "number" in types else types
