"""Schemas of bodies: what the page says about fields, merged into what its examples show."""

from __future__ import annotations

import json
from functools import reduce
from typing import TYPE_CHECKING, Any

from docs2openapi._model.field import Field, without_duplicates
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import allow_null, is_of_type, types_of
from docs2openapi._model.variants import join_variants
from docs2openapi._openapi.example_schema import FROM_EXAMPLE, Path, infer_schema, objects_in, values_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.schema import Json, Schema


AFTER_ALL = 1_000_000  # where a name is that only dotted names begin with
MAX_BETWEEN = 8  # fields in a row that no example has


def body_schema(fields: Sequence[Field], examples: Sequence[Json]) -> tuple[Schema, list[Remark]]:
    """Build the schema of a body.

    Args:
        fields: The fields that the page lists; flat ones are nested where the examples have them.
        examples: The bodies that the page shows.

    Returns:
        The schema, and remarks about fields whose place or type is undecided.
    """
    schema = infer_schema(examples) or {"type": "object"}
    kept, remarks = without_duplicates(join_variants(fields), lambda field: field.path)
    placed, undecided = _place(kept, schema if examples else {})
    remarks += undecided
    schema.pop("x-from", None)
    for prefix, field in placed:
        remarks += _add_field(schema, prefix, field, examples)
    return schema, remarks


def _place(fields: Sequence[Field], schema: Schema) -> tuple[list[tuple[Path, Field]], list[Remark]]:
    """Find the object of the examples that each field belongs to."""
    objects = dict(objects_in(schema))
    if not objects or not fields:
        return [((), field) for field in fields], []
    counts = {path: sum(field.path[0] in names for field in fields) for path, names in objects.items()}
    most = max(counts.values(), default=0)
    best = [path for path, count in counts.items() if count == most]
    if counts.get(()) == len(fields):
        best = [()]  # the body itself has all of them, whatever is inside it
    # A dotted name lists what is inside of an object, not the object.
    order = {field.path[0]: at for at, field in reversed(list(enumerate(fields))) if len(field.path) == 1}
    if most and len(best) > 1:
        apart = [_parents(field, objects, order) for field in fields]
        if all(len(paths) == 1 for paths in apart):  # the list goes through the whole body
            return [(paths[0], field) for paths, field in zip(apart, fields, strict=True)], []
        if () in best and any(map(order.__contains__, objects[()])) and not all(apart):
            best = [()]  # what is listed above the object that it could be in is not in it
    if most and len(best) > 1:
        where = " or to ".join(_describe(path) for path in best)
        return [], [Remark(field.line, f"field {field.name}: belongs to {where}; left out") for field in fields]
    main = best[0] if most else ()
    having = _with_those_between([_parents(field, objects, order) for field in fields], main)
    parents = [
        (field, _parent_of(field, main if _is_below(field, main, order) else (), paths))
        for field, paths in zip(fields, having, strict=True)
    ]
    remarks = [Remark(field.line, reason) for field, (_, reason) in parents if reason]
    return [(path, field) for field, (path, _) in parents if path is not None], remarks


def _with_those_between(having: list[list[Path]], main: Path) -> list[list[Path]]:
    """Put the fields that no example has beside those above and below them, if both are in one object."""
    out = list(having)
    for at, paths in enumerate(having):
        below = next((each for each in having[at + 1 : at + MAX_BETWEEN] if each), list[Path]())
        if not paths and at and out[at - 1] == below and len(below) == 1 and below[0] != main:
            out[at] = below
    return out


def _parents(field: Field, objects: dict[Path, dict[str, Any]], order: dict[str, int]) -> list[Path]:
    """Return the paths to the objects that have a field; one that is listed further below does not have it."""
    at = order.get(field.path[0], AFTER_ALL)
    having = (path for path, names in objects.items() if field.path[0] in names)
    return [path for path in having if not path or order.get(path[0], at) <= at]


def _is_below(field: Field, path: Path, order: dict[str, int]) -> bool:
    """Return whether a field can be inside of an object: it is not listed above it."""
    return not path or order.get(path[0], -1) < order.get(field.path[0], AFTER_ALL)


def _parent_of(field: Field, main: Path, parents: Sequence[Path]) -> tuple[Path | None, str]:
    """Return the path to the object that has a field, None if there are several; and the reason for a remark."""
    if main in parents or not (parents or main):
        return main, ""
    if not parents:
        return main, f"field {field.name}: is not in the example; put into {_describe(main)} with the others"
    if len(parents) == 1:
        return parents[0], ""
    return None, f"field {field.name}: belongs to {' or to '.join(map(_describe, parents))}; left out"


def _describe(path: Path) -> str:
    return ".".join(path).replace(".[]", "[]") or "the body itself"


def _add_field(schema: Schema, prefix: Path, field: Field, examples: Sequence[Json]) -> list[Remark]:
    parent = reduce(_child, prefix, schema)
    *outer, last = field.path
    for step in outer:
        parent = _child(parent, step)
        parent.pop("x-from", None)  # a dotted name also describes the object around it
    if last != "[]" and types_of(parent)[:1] == ["array"]:
        parent = _child(parent, "[]")
    node = _child(parent, last)
    _describe_node(node, field.schema)
    if field.required and last != "[]" and last not in parent.setdefault("required", []):
        parent["required"].append(last)
    remarks = [_compare(node, field, value) for value in values_at(examples, (*prefix, *field.path))]
    return list(dict.fromkeys(remark for remark in remarks if remark))


def _child(node: Schema, step: str) -> Schema:
    """Return the schema of a step inside another one; it is made if there is none."""
    if step != "[]" and types_of(node)[:1] == ["array"]:
        node = _child(node, "[]")  # ``data.url`` is of each item if ``data`` is a list
    if step == "[]":
        node.setdefault("type", "array")
        children, name = node, "items"
    else:
        if node == FROM_EXAMPLE:  # null in the example, and an object by what the page says
            node["type"] = ["object", "null"]
        if node.get("format") == "binary":  # "File" was the name of an object
            del node["type"], node["format"]
        node.setdefault("type", "object")
        children, name = node.setdefault("properties", {}), step
    child: Schema = children.setdefault(name, {})
    return child


def _describe_node(node: Schema, described: Schema) -> None:
    """Replace what the example shows by what the page says; what the page leaves open stays as shown."""
    shown = dict(node)
    if described.get("format") == "binary" and shown.get("properties"):  # "File" is the name of an object
        described = {key: value for key, value in described.items() if key not in ("type", "format")}
    node.clear()
    node.update(described)
    if "type" not in described:
        node.update(shown)
        _write_as_text(node)
        return
    if "properties" in shown and "object" in types_of(node):
        node["properties"] = shown["properties"]
    if "items" in shown and "array" in types_of(node):
        node["items"] = shown["items"]
        _describe_node(node["items"], described.get("items", {}))
    if "required" in shown and "properties" in node:
        node["required"] = shown["required"]


def _write_as_text(node: Schema) -> None:
    """Write the values that a page lists without a type as text, where its example shows text: ``"10"``."""
    if types_of(node) != ["string"]:
        return
    if "enum" in node:
        node["enum"] = [value if isinstance(value, str) else json.dumps(value) for value in node["enum"]]
    if not isinstance(node.get("default", ""), str):
        node["default"] = json.dumps(node["default"])


def _compare(node: Schema, field: Field, value: Json) -> Remark | None:
    """Compare the type of a field with a value that an example has."""
    types = types_of(node)
    if not types or any(is_of_type(value, name) for name in types):
        return None
    if value is None:
        allow_null(node)
        return Remark(field.line, f"field {field.name}: null comes from the example, the page does not say it")
    described = " | ".join(types)
    return Remark(field.line, f"field {field.name}: is {described} by its type, but not in the example")
