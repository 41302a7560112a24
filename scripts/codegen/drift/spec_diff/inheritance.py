"""Compare schemas whose parts (`allOf`) are others now by what these parts say: fields, limits, what is required."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import are_names, items, mapping, nodes
from scripts.codegen.openapi.parts import merged
from scripts.codegen.openapi.places import value_at

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json, Place


def with_merged_parts(old: Document, new: Document) -> tuple[Document, Document]:
    """Return two documents in which schemas with other parts than before are merged with them."""
    places = dict.fromkeys(place for document in (old, new) for place in _with_parts(document))
    changed = [place for place in places if _has_other_parts(value_at(old, place), value_at(new, place))]
    if not changed:
        return old, new
    merged_old, merged_new = deepcopy(old), deepcopy(new)
    for place in sorted(changed, key=len):
        try:
            both = [merged(each, mapping(value_at(each, place))) for each in (merged_old, merged_new)]
        except CodegenError:
            continue  # its parts are compared as they are
        for document, schema in zip((merged_old, merged_new), both, strict=True):
            mapping(value_at(document, place[:-1])).update({str(place[-1]): schema})
    return merged_old, merged_new


def _with_parts(document: Document) -> list[Place]:
    """Return the places of the schemas that have parts and a name: components, fields, the schema of a body."""
    return [
        place
        for place, value in nodes(document)
        if "allOf" in mapping(value) and isinstance(place[-1], str) and not are_names(place)
    ]


def _has_other_parts(old: Json, new: Json) -> bool:
    return isinstance(old, dict) and isinstance(new, dict) and _parts(old) != _parts(new)


def _parts(schema: Document) -> list[str]:
    """Return the references of the parts, empty for one that is inline."""
    return sorted(str(mapping(part).get("$ref", "")) for part in items(schema.get("allOf")))
