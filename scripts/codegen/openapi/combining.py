"""Combine two schemas that a value must both fit, as the parts of an `allOf`."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.codegen.openapi.document import Document, Json

UNIONS = ("oneOf", "anyOf")
MOST_VARIANTS = 200
ANNOTATIONS = {"title", "description", "example", "examples", "default", "deprecated", "readOnly", "writeOnly"}
"""Keywords that do not restrict values."""

CONDITIONAL = "x-conditional"
"""The schemas that an object must fit only if it has certain fields or values, from all of its parts."""

_BY_FIELD = ("dependentSchemas", "dependencies")
CONDITIONS = ("then", "else", *_BY_FIELD, CONDITIONAL)
"""The keywords that have such schemas."""

_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")


def combined(first: Document, second: Document, note: Callable[[str], None]) -> Document:
    """Return a schema for what fits both: all fields, the tighter limits, the common types and words.

    Args:
        first: A schema without `allOf`.
        second: Another one; its texts have precedence.
        note: Takes a note on what contradicts, where the second schema has precedence.
    """
    found = {**first, **second}
    for key in first.keys() & second.keys():
        found[key] = _value(key, first[key], second[key], note)
    if "anyOf" in first and "anyOf" in second:
        found.pop("discriminator", None)  # it is found again in the combined variants
    if CONDITIONAL in first and CONDITIONAL in second:
        found[CONDITIONAL] = [*first[CONDITIONAL], *second[CONDITIONAL]]
    return found


def both(first: Json, second: Json) -> Json:
    """Return a schema that stands for two, without repetition."""
    found: list[Json] = []
    for part in (*_parts(first), *_parts(second)):
        if not any(part is each or part == each for each in found):
            found.append(part)
    if any("$ref" in mapping(each) for each in found):
        found = [each for each in found if not _is_any_object(each)]
    texts = {key: value for each in found if _is_text(each) for key, value in mapping(each).items()}
    others = [each for each in found if not _is_text(each)]
    if len(others) != 1:
        return {"allOf": found}
    return {"allOf": others, **texts} if "$ref" in mapping(others[0]) else {**mapping(others[0]), **texts}


def with_one_union(schema: Document, note: Callable[[str], None]) -> Document:
    """Return a schema with its union under `anyOf`, whichever keyword it has."""
    unions = [list(map(_with_null, items(schema.get(key)))) for key in UNIONS if items(schema.get(key))]
    rest = {key: value for key, value in schema.items() if key not in UNIONS}
    if not unions:
        return rest
    return {**rest, "anyOf": unions[0] if len(unions) == 1 else _merged(unions[0], unions[1], note)}


def with_conditional(schema: Document) -> Document:
    """Return a schema with what it says of some of its values only (`if`, `dependentSchemas`) under one keyword."""
    by_field = [each for key in _BY_FIELD for each in mapping(schema.get(key)).values()]
    every = (*items(schema.get(CONDITIONAL)), schema.get("then"), schema.get("else"), *by_field)
    found: list[Json] = [each for each in every if mapping(each)]
    return {**schema, CONDITIONAL: found} if found else schema


def _merged(first: list[Json], second: list[Json], note: Callable[[str], None]) -> list[Json]:
    """Return the variants of two unions beside each other; frameworks add one to the other, which is meant to be it."""
    shorter, longer = sorted((first, second), key=len)
    if not all(each in longer for each in shorter):
        return _product(first, second, note)
    if len(shorter) < len(longer):
        note("oneOf and anyOf have the same variants, but one of them has more: all are allowed")
    return longer


def _with_null(variant: Json) -> Json:
    """Return null for a variant that only says `nullable`, as converters to OpenAPI 3.0 write it."""
    known = mapping(variant)
    return {"type": "null"} if known.get("nullable") is True and {*known} <= {"nullable", *ANNOTATIONS} else variant


def _parts(schema: Json) -> list[Json]:
    found = mapping(schema)
    return items(found["allOf"]) if [*found] == ["allOf"] else [schema]


def _is_text(schema: Json) -> bool:
    """Return whether a schema only describes its values."""
    return isinstance(schema, dict) and {*schema} <= ANNOTATIONS


def _is_any_object(schema: Json) -> bool:
    """Return whether a schema only says that a value is an object, as a page of any objects does of its items."""
    return (
        mapping(schema).get("type") == "object"
        and {*mapping(schema)} <= {"type", "additionalProperties"}
        and (mapping(schema).get("additionalProperties", True) in (True, {}))
    )


def _value(key: str, first: Any, second: Any, note: Callable[[str], None]) -> Any:
    """Return the value of a keyword that both schemas have."""
    if first == second:
        return second
    if key in ("properties", "patternProperties"):
        return _fields(mapping(first), mapping(second))
    if key == "required":
        return list(dict.fromkeys(str(each) for each in (*items(first), *items(second))))
    if key in ("items", "additionalProperties"):
        return _inner(first, second)
    if key == "anyOf":
        return _product(first, second, note)
    if (limit := _tighter(key, first, second)) is not None:
        return limit
    if key in ("type", "enum"):
        return _common(key, first, second, note)
    if key == "pattern":
        return f"^(?=[\\s\\S]*?(?:{first}))(?=[\\s\\S]*?(?:{second}))"  # found anywhere, both of them
    if key in ("const", "multipleOf"):
        note(f"its parts contradict each other: {first!r} is ignored, {second!r} is used")
    return second


def _tighter(key: str, first: Any, second: Any) -> Any:
    """Return the limit that holds both; None if the keyword or one of its values is no limit."""
    if key == "uniqueItems":
        return True in (first, second)
    if key == "multipleOf" and isinstance(first, int) and isinstance(second, int):
        return lcm(first, second)
    if key in (*_LOWER, *_UPPER) and _is_number(first) and _is_number(second):
        return max(first, second) if key in _LOWER else min(first, second)
    return None


def _fields(first: Document, second: Document) -> Document:
    common = {key: both(first[key], second[key]) for key in first if key in second}
    return {**first, **second, **common}


def _inner(first: Json, second: Json) -> Json:
    """Return the schema of items or further fields; a schema has precedence over true and false."""
    if isinstance(first, dict) and isinstance(second, dict):
        return both(first, second)
    return first if isinstance(first, dict) else second


def _product(first: list[Json], second: list[Json], note: Callable[[str], None]) -> list[Json]:
    shorter, longer = sorted((first, second), key=len)
    if all(each in longer for each in shorter):
        return shorter
    if len(first) * len(second) > MOST_VARIANTS:
        note(f"two unions with more than {MOST_VARIANTS} combinations: the second is ignored")
        return first
    return [both(one, other) for one in first for other in second]


def _common(key: str, first: Any, second: Any, note: Callable[[str], None]) -> Any:
    """Return the common types or words; if there are none, those of the second schema."""
    ours, theirs = (items(each) or [each] for each in (first, second))
    found = [each for each in theirs if each in ours]
    if not found and key == "type" and {*map(str, ours), *map(str, theirs)} <= {"integer", "number", "null"}:
        found = ["integer"]
    if not found:
        note(f"its parts contradict each other: {key} {first!r} is ignored, {second!r} is used")
        return second
    return found[0] if key == "type" and len(found) == 1 else found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
