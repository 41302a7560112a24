"""JSON Schema, as far as the road needs it: what is wrong with a value, and where."""

# jsonschema's own annotations are incomplete, and this is the one module of the road that touches it:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from scripts.codegen.openapi.document import Document, Json, pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Steps

Fault = tuple["Steps", str]


def faults(value: Json, schema: Document) -> Iterator[Fault]:
    """Give each fault of a value by a schema (2020-12): its place in the value, and a message."""
    yield from _faults(value, Draft202012Validator(schema))


def example_faults(example: Json, document: Document, schema: Steps) -> Iterator[Fault]:
    """Give each fault of an example by the schema at a place of an OpenAPI document, formats included."""
    registry = Registry[Any]().with_resource("urn:spec", DRAFT202012.create_resource(document))
    target = {"$ref": f"urn:spec#{pointer(schema)}"}
    yield from _faults(example, Draft202012Validator(target, registry=registry, format_checker=FormatChecker()))


def _faults(value: Json, validator: Draft202012Validator) -> Iterator[Fault]:
    for fault in sorted(validator.iter_errors(value), key=lambda fault: list(map(str, fault.absolute_path))):
        yield tuple(fault.absolute_path), fault.message
