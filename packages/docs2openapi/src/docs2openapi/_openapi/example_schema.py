"""Schemas inferred from examples.

An example proves that a field exists and shows one of its values, no more. What only an example shows is marked
``x-from: example``, its numbers are ``number`` (120 does not promise an integer), and null alone says nothing about
the type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from docs2openapi._model.field import Field
from docs2openapi._model.schema import is_of_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.schema import Json, Schema

Path: TypeAlias = tuple[str, ...]

FROM_EXAMPLE = {"x-from": "example"}
_TYPE_WORDS = ("boolean", "integer", "number")  # in place of a value: no text is that
_UNKNOWN = "unknown"
MAX_ITEMS = 1_000  # items of a list that are looked at; more of them prove no more
MAX_EXAMPLES = 100  # the same for the examples of one body


def infer_schema(values: Sequence[Json]) -> Schema:
    """Infer the schema of the values that examples have in one place; empty if there are none."""
    kinds = list(dict.fromkeys(_kind(value) for value in values))
    types = [kind for kind in kinds if kind not in ("null", _UNKNOWN)]
    if not types:
        return dict(FROM_EXAMPLE) if kinds else {}
    types += ["null"] if "null" in kinds else []
    schema: Schema = {"type": types[0] if len(types) == 1 else types, **FROM_EXAMPLE}
    if "object" in types:
        schema["properties"] = {name: infer_schema(shown) for name, shown in _by_name(values).items()}
    if "array" in types:
        schema["items"] = infer_schema([item for value in values if isinstance(value, list) for item in value])
    return schema


def _by_name(values: Sequence[Json]) -> dict[str, list[Json]]:
    """Return the values of each name that objects have, in one pass over all objects."""
    shown: dict[str, list[Json]] = {}
    for value in values:
        for name, inner in value.items() if isinstance(value, dict) else ():
            shown.setdefault(name, []).append(inner)
    return shown


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    if value in _TYPE_WORDS:
        return _UNKNOWN
    return next(kind for kind in ("boolean", "string", "number", "object", "array") if is_of_type(value, kind))


def values_at(examples: Sequence[Json], path: Path) -> list[Json]:
    """List the values that examples have at a path."""
    values = list(examples[:MAX_EXAMPLES])
    for step in path:
        if step == "[]":
            values = [item for value in values if isinstance(value, list) for item in value][:MAX_ITEMS]
        else:
            values = [value[step] for value in values if isinstance(value, dict) and step in value]
    return values


def objects_in(schema: Schema, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Return the properties of each object in a schema, with the path to it."""
    if "properties" in schema:
        yield path, schema["properties"]
        for name, child in schema["properties"].items():
            yield from objects_in(child, (*path, name))
    if "items" in schema:
        yield from objects_in(schema["items"], (*path, "[]"))


def null_only_fields(schema: Schema, path: Path = ()) -> Iterator[str]:
    """Name the fields that only examples show, and only as null."""
    if schema == FROM_EXAMPLE:
        yield Field(path, 0, {}).name
    for name, child in schema.get("properties", {}).items():
        yield from null_only_fields(child, (*path, name))
    if "items" in schema:
        yield from null_only_fields(schema["items"], (*path, "[]"))


class ShownValues:
    """The values of examples, by the field that has them, in any envelope."""

    def __init__(self, examples: Sequence[Json]) -> None:
        self.examples = examples
        self.places: dict[str, list[Path]] = {}
        for path, names in objects_in(infer_schema(examples)):
            for name in names:
                self.places.setdefault(name, []).append(path)

    def of(self, path: Path) -> list[Json]:
        """List the values that the examples have for a field."""
        places = self.places.get(path[0], ())
        return [value for place in places for value in values_at(self.examples, (*place, *path))]


def example_names(examples: Sequence[Json]) -> Iterator[str]:
    """Return the names in examples, bare and dotted."""
    for path, properties in objects_in(infer_schema(examples)):
        for name in properties:
            yield name
            yield Field((*path, name), 0, {}).name
