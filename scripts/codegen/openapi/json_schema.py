"""Check values against JSON Schema."""

# jsonschema's own annotations are incomplete, and this is the only module that uses it:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from scripts.codegen.openapi.document import Document, Json, pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Place

Fault = tuple["Place", str]
"""Where in the value it is, and a message."""


def faults(value: Json, schema: Document) -> Iterator[Fault]:
    """Yield each fault of a value under a schema (draft 2020-12)."""
    yield from _faults(value, Draft202012Validator(schema))


def example_faults(example: Json, document: Document, schema: Place) -> Iterator[Fault]:
    """Yield each fault of an example under the schema at a place of an OpenAPI document; formats are checked too.

    None for a schema that is none, such as one with ``required: true``: the validator of documents names that.
    """
    registry = Registry[Any]().with_resource("urn:spec", DRAFT202012.create_resource(document))
    target = {"$ref": f"urn:spec#{pointer(schema)}"}
    try:
        yield from _faults(example, Draft202012Validator(target, registry=registry, format_checker=FormatChecker()))
    except Exception:  # whatever the validator raises then
        return


def _faults(value: Json, validator: Draft202012Validator) -> Iterator[Fault]:
    for fault in sorted(validator.iter_errors(value), key=lambda fault: list(map(str, fault.absolute_path))):
        yield tuple(fault.absolute_path), fault.message
