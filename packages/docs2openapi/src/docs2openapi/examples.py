"""Schemas of bodies: the listed fields, laid over what the page's example shows.

An example proves that a field is there and shows one of its values, no more: what only it shows is marked
``x-from: example``, its numbers are ``number`` (120 does not promise an integer), and a lone null says nothing of the
type.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from docs2openapi.operation import ABSENT, Absent, Field, Remark, without_twins
from docs2openapi.typewords import Schema, allow_null, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi.values import Json

Steps: TypeAlias = tuple[str, ...]

_FROM_EXAMPLE = {"x-from": "example"}
_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


def body_schema(fields: Sequence[Field], example: Json | Absent) -> tuple[Schema, list[Remark]]:
    """Give the schema of a body, and what could not be decided about it.

    Fields that a page lists flat are nested where the example has them: the envelope around them is found so.
    """
    schema: Schema = {"type": "object"} if example is ABSENT else infer(example)
    schema.pop("x-from", None)
    kept, remarks = without_twins(fields, lambda field: field.path)
    places, undecided = _place(kept, example)
    remarks += undecided
    for prefix, field in places:
        remarks += _lay(schema, prefix, field, example)
    return schema, remarks


def infer(value: Json) -> Schema:
    """Give the schema of a value that only an example shows."""
    if isinstance(value, dict):
        properties = {name: infer(child) for name, child in value.items()}
        return {"type": "object", **_FROM_EXAMPLE, "properties": properties}
    if isinstance(value, list):
        kinds = [infer(item) for item in value]
        alike = kinds[:1] if all(kind == kinds[0] for kind in kinds) else []
        return {"type": "array", **_FROM_EXAMPLE, "items": alike[0] if alike else {}}
    if value is None:
        return dict(_FROM_EXAMPLE)
    name = "boolean" if isinstance(value, bool) else "string" if isinstance(value, str) else "number"
    return {"type": name, **_FROM_EXAMPLE}


def find(example: Json | Absent, path: Steps) -> Json | Absent:
    """Give the example's value at a path; of a list, its first item."""
    value = example
    for step in path:
        if step == "[]" and isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return ABSENT
    return value


def only_null(schema: Schema, path: Steps = ()) -> Iterator[str]:
    """Name the fields of which the example alone tells, and nothing but null."""
    if schema == _FROM_EXAMPLE:
        yield Field(path, 0, {}).name
    for name, child in schema.get("properties", {}).items():
        yield from only_null(child, (*path, name))
    if "items" in schema:
        yield from only_null(schema["items"], (*path, "[]"))


def shown_values(field: Field, example: Json | Absent) -> list[Json]:
    """Give every value that the example has for a field, in whatever envelope."""
    values = [find(example, (*path, *field.path)) for path, _ in _objects(example)]
    return [value for value in values if value is not ABSENT]


def _objects(value: Json | Absent, path: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for name, child in value.items():
            yield from _objects(child, (*path, name))
    elif isinstance(value, list) and value:
        yield from _objects(value[0], (*path, "[]"))


def _place(fields: Sequence[Field], example: Json | Absent) -> tuple[list[tuple[Steps, Field]], list[Remark]]:
    if example is ABSENT or not fields:
        return [((), field) for field in fields], []
    homes = {path: sum(field.path[0] in value for field in fields) for path, value in _objects(example)}
    most = max(homes.values(), default=0)
    best = [path for path, count in homes.items() if count == most]
    if most and len(best) > 1:
        where = " or in ".join(_show(path) for path in best)
        return [], [Remark(field.line, f"field {field.name}: stands in {where}?") for field in fields]
    home = best[0] if most else ()
    placed = [(field, _home_of(field, home, example)) for field in fields]
    remarks = [Remark(field.line, reason) for field, (_, reason) in placed if reason]
    return [(path, field) for field, (path, _) in placed if path is not None], remarks


def _home_of(field: Field, home: Steps, example: Json | Absent) -> tuple[Steps | None, str]:
    holders = [path for path, value in _objects(example) if field.path[0] in value]
    if home in holders:
        return home, ""
    if not holders:
        return home, f"field {field.name}: is not in the example; put into {_show(home)} with the others"
    if len(holders) == 1:
        return holders[0], ""
    return None, f"field {field.name}: stands in {' or in '.join(map(_show, holders))}?"


def _show(path: Steps) -> str:
    return ".".join(path).replace(".[]", "[]") or "the body itself"


def _lay(schema: Schema, prefix: Steps, field: Field, example: Json | Absent) -> list[Remark]:
    parent = reduce(_child, prefix, schema)
    *outer, last = field.path
    for step in outer:
        parent = _child(parent, step)
        parent.pop("x-from", None)  # a dotted name tells of the object around it, too
    node = _child(parent, last)
    _say(node, field.schema)
    if field.required and last != "[]":
        parent.setdefault("required", []).append(last)
    return _compare(node, field, find(example, (*prefix, *field.path)))


def _child(node: Schema, step: str) -> Schema:
    if step == "[]":
        node.setdefault("type", "array")
        children, name = node, "items"
    else:
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


def _compare(node: Schema, field: Field, shown: Json | Absent) -> list[Remark]:
    types = types_of(node)
    if shown is ABSENT or not types or any(_fits(shown, name) for name in types):
        return []
    if shown is None:
        allow_null(node)
        return [Remark(field.line, f"field {field.name}: null comes from the example, the page does not say it")]
    said = " | ".join(types)
    return [Remark(field.line, f"field {field.name}: is {said} by its type, but not in the example")]


def _fits(value: Json, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _KINDS[name])
