"""Python annotations and decoders for the properties that the generator parsed."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from openapi_python_client.parser.properties import AnyProperty, EnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from openapi_python_client.parser.properties.protocol import PropertyProtocol

DECODERS = (
    "anything",
    "array",
    "boolean",
    "choice",
    "date_time",
    "either",
    "integer",
    "null",
    "nullable",
    "number",
    "record",
    "string",
)
"""The decoders of templates/runtime/_decoding.py.jinja; ruff removes unused imports of generated files."""

_SIMPLE: dict[type[PropertyProtocol], tuple[str, str]] = {
    AnyProperty: ("Any", "anything"),
    BooleanProperty: ("bool", "boolean"),
    DateTimeProperty: ("datetime.datetime", "date_time"),
    FloatProperty: ("float", "number"),
    IntProperty: ("int", "integer"),
    NoneProperty: ("None", "null"),
    StringProperty: ("str", "string"),
}


@singledispatch
def annotation(value: PropertyProtocol) -> str:
    """Return the annotation of a decoded value."""
    return _simple(value)[0]


@singledispatch
def decoder(value: PropertyProtocol) -> str:
    """Return the expression that checks and decodes a value."""
    return _simple(value)[1]


def _simple(value: PropertyProtocol) -> tuple[str, str]:
    if type(value) not in _SIMPLE:
        raise CodegenError(f"{value.name.get_untrusted_value()!r}: {type(value).__name__} has no place in a client yet")
    return _SIMPLE[type(value)]


@annotation.register
def _(value: EnumProperty) -> str:
    return value.class_info.name


@decoder.register
def _(value: EnumProperty) -> str:
    return f"choice({value.class_info.name})"


@annotation.register
def _(value: ModelProperty) -> str:
    return value.class_info.name


@decoder.register
def _(value: ModelProperty) -> str:
    return f"record({value.class_info.name}.from_dict)"


@annotation.register
def _(value: ListProperty) -> str:
    return f"list[{annotation(value.inner_property)}]"


@decoder.register
def _(value: ListProperty) -> str:
    return f"array({decoder(value.inner_property)})"


@annotation.register
def _(value: UnionProperty) -> str:
    kinds = [annotation(inner) for inner in value.inner_properties]
    return "Any" if "Any" in kinds else " | ".join(sorted(dict.fromkeys(kinds), key="None".__eq__))


@decoder.register
def _(value: UnionProperty) -> str:
    kinds = [inner for inner in value.inner_properties if not isinstance(inner, NoneProperty)]
    expression = decoder(kinds[-1]) if kinds else "null"
    for inner in reversed(kinds[:-1]):
        expression = f"either({decoder(inner)}, {expression})"
    return expression if len(kinds) == len(value.inner_properties) or not kinds else f"nullable({expression})"
