"""Python annotations and decoders for the properties that the generator parsed."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from openapi_python_client.parser.properties import AnyProperty, EnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from scripts.codegen.clients.normalise import MAP
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
    "fitting",
    "full_date",
    "integer",
    "null",
    "nullable",
    "number",
    "open_choice",
    "record",
    "string",
    "table",
    "tagged",
)
"""The decoders of templates/runtime/_decoding.py.jinja; ruff removes unused imports of generated files."""

Word = str | int | None
"""A value of a field that discriminates; None if the field is missing."""

_SIMPLE: dict[type[PropertyProtocol], tuple[str, str]] = {
    AnyProperty: ("Any", "anything"),
    BooleanProperty: ("bool", "boolean"),
    DateProperty: ("datetime.date", "full_date"),
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
    values = values_of(value)
    return f"dict[str, {annotation(values)}]" if values else f"list[{annotation(value.inner_property)}]"


@decoder.register
def _(value: ListProperty) -> str:
    values = values_of(value)
    return f"table({decoder(values)})" if values else f"array({decoder(value.inner_property)})"


@annotation.register
def _(value: UnionProperty) -> str:
    kinds = [annotation(inner) for inner in value.inner_properties]
    return "Any" if "Any" in kinds else " | ".join(sorted(dict.fromkeys(kinds), key="None".__eq__))


@decoder.register
def _(value: UnionProperty) -> str:
    kinds = [inner for inner in value.inner_properties if not isinstance(inner, NoneProperty)]
    if not kinds:
        return "null"
    models = [inner for inner in kinds if isinstance(inner, ModelProperty)]
    lists = [inner for inner in kinds if isinstance(inner, ListProperty) and not values_of(inner)]
    rest = [inner for inner in kinds if inner not in models and inner not in lists]
    rest.sort(key=lambda each: isinstance(each, StringProperty))  # any text comes last: dates are texts, too
    parts = [*_variants(models), *_chain("fitting", [decoder(each) for each in lists]), *_simple_parts(rest)]
    expression = _chain("either", parts)[0]
    return expression if len(kinds) == len(value.inner_properties) else f"nullable({expression})"


def _simple_parts(values: list[PropertyProtocol]) -> list[str]:
    """Return the decoders of values that are no objects; an enumeration that any text extends is one decoder."""
    match values:
        case [EnumProperty(value_type=kind) as words, StringProperty()] if kind is str:
            return [f"open_{decoder(words)}"]
        case _:
            return [decoder(each) for each in values]


def _variants(models: list[ModelProperty]) -> list[str]:
    """Return the decoder of objects, by the field that discriminates all that have one, or else by their fields."""
    key = _discriminator(models)
    if not key:
        return _chain("fitting", [decoder(each) for each in models])
    known: dict[Word, list[ModelProperty]] = {}
    for model in models:
        for word in _tags(model).get(key, []):
            known.setdefault(word, []).append(model)
    others = [each for each in models if key not in _tags(each)] or [models[-1]]
    known |= _without_tag(models, key) if len(others) == 1 else {}
    other = _chain("fitting", [decoder(each) for each in others])[0]
    words: dict[str, list[Word]] = {}
    for word, found in known.items():
        words.setdefault(_of_one_word(found, key, other), []).append(word)
    return [_tagged(key, [*words.items()], other)]


def _of_one_word(models: list[ModelProperty], key: str, other: str) -> str:
    """Return the decoder of objects with the same word: a second tag decides, or else their fields do."""
    tags = [_tags(each) for each in models]
    shared = [each for each in tags[0] if each != key and _are_unique([one.get(each) for one in tags])]
    if len(models) == 1 or not shared:
        return _chain("fitting", [decoder(each) for each in models])[0]
    return _tagged(shared[0], [(decoder(each), _tags(each)[shared[0]]) for each in models], other)


def _are_unique(listed: list[list[Word] | None]) -> bool:
    words = [word for each in listed for word in each or ()]
    return all(listed) and len({*words}) == len(words)


def _without_tag(models: list[ModelProperty], key: str) -> dict[Word, list[ModelProperty]]:
    """Return the object that has no tag: the only documented variant which need not have it."""
    documented = [each for each in models if key in _tags(each) or each.data.properties]
    found = [each for each in documented if not _requires(each, key)]
    return {None: found} if len(found) == 1 else {}


def _requires(model: ModelProperty, key: str) -> bool:
    keys = (model.data.model_extra or {}).get("x-keys", {})
    names = [each.get_untrusted_value() for each in model.data.required or ()]
    return key in [keys.get(name, name) for name in names]


def _tagged(key: str, found: list[tuple[str, list[Word]]], other: str) -> str:
    """Return the decoder of objects as a tree: Python parses only so many brackets inside each other."""
    half = len(found) // 2
    if not half:
        inside, words = found[0]
        return f"tagged({key!r}, {(*words,)!r}, {inside}, {other})" if other else inside
    words = [word for _, listed in found[:half] for word in listed]
    return f"tagged({key!r}, {(*words,)!r}, {_tagged(key, found[:half], '')}, {_tagged(key, found[half:], other)})"


def _discriminator(models: list[ModelProperty]) -> str:
    """Return the field that discriminates most objects of a union, empty if there is none."""
    keys = [key for each in models for key in _tags(each)]
    return max(keys, key=keys.count, default="") if len(models) > 1 else ""


def _tags(model: ModelProperty) -> dict[str, list[Word]]:
    return dict((model.data.model_extra or {}).get("x-tags", {}))


def _chain(name: str, decoders: list[str]) -> list[str]:
    """Return one decoder that combines others, none for none."""
    if not decoders:
        return []
    expression = decoders[-1]
    for each in reversed(decoders[:-1]):
        expression = f"{name}({each}, {expression})"
    return [expression]


def values_of(value: ListProperty) -> PropertyProtocol | None:
    """Return the values of a map, None for a list: the generator has no maps, see ``normalise.as_list``."""
    if value.example is None or str(value.example.get_untrusted_value()) != MAP:
        return None
    inner = value.inner_property
    return inner.inner_property.inner_property  # type: ignore[attr-defined,no-any-return]  # lists of lists
