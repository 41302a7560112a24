"""Whether a spec is valid OpenAPI."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

from openapi_spec_validator import OpenAPIV31SpecValidator

from scripts.codegen.openapi.document import Document, pointer
from scripts.codegen.openapi.navigation import nodes
from scripts.codegen.openapi.patterns import is_pattern
from scripts.codegen.openapi.places import value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Json, Place

_SCHEMAS = {"schema", "schemas"}

_VALIDATED: dict[bytes, tuple[str, ...]] = {}


def invalid(document: Document) -> tuple[str, ...]:
    """Return what the validator says, which takes longer than the build: each document is validated once."""
    digest = hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).digest()
    if digest not in _VALIDATED:
        _VALIDATED[digest] = tuple(dict.fromkeys(_validated(document)))
    return _VALIDATED[digest]


def _validated(document: Document) -> Iterator[str]:
    try:
        for fault in OpenAPIV31SpecValidator(document).iter_errors():
            if fault.validator_value == "regex" and is_pattern(str(fault.instance)):
                continue  # only Python cannot read it
            message = fault.message.partition("\n")[0]  # with jsonschema-rs, the schema and the value follow
            place = _place(document, tuple(fault.absolute_path), cast("Any", fault.instance))
            yield f"{pointer(place) or 'root'}: {message}; see the overlays"
    except Exception as error:  # the validator itself fails on some documents, for instance a parameter named null
        yield f"root: cannot be validated ({type(error).__name__}: {error}); see the overlays"


def _place(document: Document, path: Place, value: Json) -> Place:
    """Return where a fault is: the validator gives paths in the document, of schemas within them, of defaults none."""
    if not path:
        holders = (place for place, found in nodes(document) if isinstance(found, dict) and "default" in found)
        return next(((*each, "default") for each in holders if value_at(document, (*each, "default")) == value), path)
    if value_at(document, path) == value:
        return path
    ends = (place for place, found in nodes(document) if place[-len(path) :] == path and found == value)
    return next((place for place in ends if _SCHEMAS & set(place[: -len(path)])), path)
