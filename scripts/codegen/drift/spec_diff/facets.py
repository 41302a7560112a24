"""The facets of a schema: its keywords in a form that is the same for OpenAPI 3.0 and 3.1.

`anyOf: [{type: string}, {type: 'null'}]`, `type: [string, 'null']` and `nullable: true` all mean "a string, or null".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json, Place

Facets = dict[str, tuple["Place", "Json"]]
"""By keyword, its place and value; `null` is whether the value may be null."""

NULL = "null"


def facets(schema: Document, place: Place = ()) -> Facets:
    """Return the facets of the schema at a place."""
    found: Facets = {key: ((*place, key), value) for key, value in schema.items() if key != "nullable"}
    if "$ref" in found and "type" not in found:  # what a value is, as `type` is
        found["type"] = found.pop("$ref")
    may_be_null = schema.get("nullable") is True
    if isinstance(schema.get("type"), list):
        kinds = [kind for kind in schema["type"] if kind != NULL]
        may_be_null = may_be_null or len(kinds) < len(schema["type"])
        found["type"] = ((*place, "type"), kinds[0] if len(kinds) == 1 else [*kinds])
    part = facets(mapping(items(schema["allOf"])[0]), (*place, "allOf", 0)) if _has_one_part(schema) else {}
    if part and not set(part) & set(found) - {"allOf"}:
        del found["allOf"]
        may_be_null = may_be_null or bool(part.pop(NULL)[1])
        found.update(part)
    for key in ("anyOf", "oneOf"):
        inner = _only_variant(schema, key, place)
        if inner and not set(inner) & set(found) - {key}:
            del found[key]
            found.update(inner)
            may_be_null = True
    return {**found, NULL: (place, may_be_null)}


def _has_one_part(schema: Document) -> bool:
    """Return whether a schema is that of its only part: frameworks write so what stands beside a reference."""
    return len(items(schema.get("allOf"))) == 1


def _only_variant(schema: Document, key: str, place: Place) -> Facets | None:
    """Return the facets of the only variant besides null, None if there is not exactly one."""
    variants = [(number, mapping(each)) for number, each in enumerate(items(schema.get(key)))]
    concrete = [(number, each) for number, each in variants if each != {"type": NULL}]
    if len(variants) != 2 or len(concrete) != 1:
        return None
    number, only = concrete[0]
    return {name: facet for name, facet in facets(only, (*place, key, number)).items() if name != NULL}
