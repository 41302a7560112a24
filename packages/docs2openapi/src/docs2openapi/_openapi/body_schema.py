"""Schemas of bodies: the listed fields, laid over what the page's example shows.

An example proves that a field is there and shows one of its values, no more: what only it shows is marked
``x-from: example``, its numbers are ``number`` (120 does not promise an integer), and a lone null says nothing of the
type.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from docs2openapi._model.operation import Field, Remark, without_twins
from docs2openapi._vocabulary.types import Schema, allow_null, fits, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._text.values import Json

Steps: TypeAlias = tuple[str, ...]

_FROM_EXAMPLE = {"x-from": "example"}
MAX_SHOWN = 1_000  # items of a list that are looked at; more prove no more


def body_schema(fields: Sequence[Field], examples: Sequence[Json]) -> tuple[Schema, list[Remark]]:
    """Give the schema of a body, and what could not be decided about it.

    Fields that a page lists flat are nested where the examples have them: the envelope around them is found so.
    """
    schema = infer(examples) or {"type": "object"}
    kept, remarks = without_twins(fields, lambda field: field.path)
    places, undecided = _place(kept, schema if examples else {})
    remarks += undecided
    schema.pop("x-from", None)
    for prefix, field in places:
        remarks += _lay(schema, prefix, field, examples)
    return schema, remarks


def infer(values: Sequence[Json]) -> Schema:
    """Give the schema of a place where only examples show values; nothing if they show none."""
    kinds = list(dict.fromkeys(_kind(value) for value in values))
    types = [kind for kind in kinds if kind != "null"]
    if not types:
        return dict(_FROM_EXAMPLE) if kinds else {}
    types += ["null"] if "null" in kinds else []
    schema: Schema = {"type": types[0] if len(types) == 1 else types, **_FROM_EXAMPLE}
    if "object" in types:
        shown = [value for value in values if isinstance(value, dict)]
        names = dict.fromkeys(name for value in shown for name in value)
        schema["properties"] = {name: infer([value[name] for value in shown if name in value]) for name in names}
    if "array" in types:
        schema["items"] = infer([item for value in values if isinstance(value, list) for item in value])
    return schema


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    kinds = ("boolean", "string", "number", "object", "array")
    return next(kind for kind in kinds if fits(value, kind))


def find(examples: Sequence[Json], path: Steps) -> list[Json]:
    """Give the values that examples have at a path."""
    values = list(examples)
    for step in path:
        if step == "[]":
            values = [item for value in values if isinstance(value, list) for item in value][:MAX_SHOWN]
        else:
            values = [value[step] for value in values if isinstance(value, dict) and step in value]
    return values


def only_null(schema: Schema, path: Steps = ()) -> Iterator[str]:
    """Name the fields of which the example alone tells, and nothing but null."""
    if schema == _FROM_EXAMPLE:
        yield Field(path, 0, {}).name
    for name, child in schema.get("properties", {}).items():
        yield from only_null(child, (*path, name))
    if "items" in schema:
        yield from only_null(schema["items"], (*path, "[]"))


def shown_values(field: Field, examples: Sequence[Json]) -> list[Json]:
    """Give every value that the examples have for a field, in whatever envelope."""
    homes = (path for path, _ in _objects(infer(examples)))
    return [value for path in homes for value in find(examples, (*path, *field.path))]


def shown_names(examples: Sequence[Json]) -> Iterator[str]:
    """Give the names that examples have, bare and dotted."""
    for path, names in _objects(infer(examples)):
        for name in names:
            yield name
            yield Field((*path, name), 0, {}).name


def _objects(schema: Schema, path: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Give the objects of a schema with the path to each."""
    if "properties" in schema:
        yield path, schema["properties"]
        for name, child in schema["properties"].items():
            yield from _objects(child, (*path, name))
    if "items" in schema:
        yield from _objects(schema["items"], (*path, "[]"))


def _place(fields: Sequence[Field], schema: Schema) -> tuple[list[tuple[Steps, Field]], list[Remark]]:
    objects = dict(_objects(schema))
    if not objects or not fields:
        return [((), field) for field in fields], []
    homes = {path: sum(field.path[0] in names for field in fields) for path, names in objects.items()}
    most = max(homes.values(), default=0)
    best = [path for path, count in homes.items() if count == most]
    if homes.get(()) == len(fields):
        best = [()]  # all of them stand where a reader looks first, whatever stands deeper
    if most and len(best) > 1:
        where = " or in ".join(_show(path) for path in best)
        return [], [Remark(field.line, f"field {field.name}: stands in {where}?") for field in fields]
    home = best[0] if most else ()
    placed = [(field, _home_of(field, home, objects)) for field in fields]
    remarks = [Remark(field.line, reason) for field, (_, reason) in placed if reason]
    return [(path, field) for field, (path, _) in placed if path is not None], remarks


def _home_of(field: Field, home: Steps, objects: dict[Steps, dict[str, Any]]) -> tuple[Steps | None, str]:
    holders = [path for path, names in objects.items() if field.path[0] in names]
    if home in holders:
        return home, ""
    if not holders and not home:
        return home, ""  # the page lists it there, and the example does not say otherwise
    if not holders:
        return home, f"field {field.name}: is not in the example; put into {_show(home)} with the others"
    if len(holders) == 1:
        return holders[0], ""
    return None, f"field {field.name}: stands in {' or in '.join(map(_show, holders))}?"


def _show(path: Steps) -> str:
    return ".".join(path).replace(".[]", "[]") or "the body itself"


def _lay(schema: Schema, prefix: Steps, field: Field, examples: Sequence[Json]) -> list[Remark]:
    parent = reduce(_child, prefix, schema)
    *outer, last = field.path
    for step in outer:
        parent = _child(parent, step)
        parent.pop("x-from", None)  # a dotted name tells of the object around it, too
    node = _child(parent, last)
    _say(node, field.schema)
    if field.required and last != "[]":
        parent.setdefault("required", []).append(last)
    remarks = [_compare(node, field, value) for value in find(examples, (*prefix, *field.path))]
    return list(dict.fromkeys(remark for remark in remarks if remark))


def _child(node: Schema, step: str) -> Schema:
    if step == "[]":
        node.setdefault("type", "array")
        children, name = node, "items"
    else:
        if node == _FROM_EXAMPLE:  # null in the example, and an object as the page tells
            node["type"] = ["object", "null"]
        node.setdefault("type", "object")
        children, name = node.setdefault("properties", {}), step
    child: Schema = children.setdefault(name, {})
    return child


def _say(node: Schema, said: Schema) -> None:
    """Let the page's own words replace what the example showed; what they leave open stays as shown."""
    shown = dict(node)
    node.clear()
    node.update(said)
    if "type" not in said:
        node.update(shown)
        return
    if "properties" in shown and "object" in types_of(node):
        node["properties"] = shown["properties"]
    if "items" in shown and "array" in types_of(node):
        node["items"] = shown["items"]
        _say(node["items"], said.get("items", {}))
    if "required" in shown and "properties" in node:
        node["required"] = shown["required"]


def _compare(node: Schema, field: Field, shown: Json) -> Remark | None:
    types = types_of(node)
    if not types or any(fits(shown, name) for name in types):
        return None
    if shown is None:
        allow_null(node)
        return Remark(field.line, f"field {field.name}: null comes from the example, the page does not say it")
    said = " | ".join(types)
    return Remark(field.line, f"field {field.name}: is {said} by its type, but not in the example")
