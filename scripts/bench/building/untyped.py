"""How much of a client is typed `Any`, beside what its document leaves untyped."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, cast

from scripts.codegen.external.reading import read_external
from scripts.codegen.openapi.navigation import items, mapping, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.codegen.openapi.document import Document, Json

_OURS = {"additional_properties", "_nulls", "extra", "extra_query", "extra_headers"}
"""Fields and arguments that no document has."""

_UNIONS = ("anyOf", "oneOf")
_DEEPEST = 20


def typed_any(package: Path) -> set[str]:
    """Return the names of the arguments and fields of a generated package that have `Any` in their types."""
    found = (each for path in package.rglob("*.py") for each in _annotated(path))
    return {_folded(name) for name, annotation in found if re.search(r"\bAny\b", annotation)}


def left_untyped(path: Path) -> set[str]:
    """Return the names of the parameters and properties of a document that it leaves untyped, if only in part."""
    document = read_external(path)
    return {_folded(name) for name, schema in _described(document) if _is_open(document, schema, 0)}


def _folded(name: str) -> str:
    """Return a name without what changes when it becomes one in Python."""
    return re.sub(r"[\W_]", "", name).lower()


def _annotated(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the fields of models and of objects in requests, and the arguments of operations, with their types."""
    has_fields = path.parent.name == "models" or path.name == "requests.py"
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        found = list(_fields(node)) if has_fields else list(_arguments(node))
        yield from ((name, ast.unparse(kind)) for name, kind in found if name not in _OURS)


def _fields(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.ClassDef):
        yield from (
            (ast.unparse(each.target), each.annotation) for each in node.body if isinstance(each, ast.AnnAssign)
        )
    elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        keys = cast("ast.Dict", node.value.args[1])  # of a TypedDict whose keys are no names
        for key, value in zip(keys.keys, keys.values, strict=True):
            yield ast.literal_eval(cast("ast.expr", key)), value


def _arguments(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.FunctionDef) and node.name == "get_kwargs":
        every = (*node.args.args, *node.args.kwonlyargs)
        yield from ((each.arg, each.annotation) for each in every if each.annotation is not None)


def _described(document: Document) -> Iterator[tuple[str, Json]]:
    """Yield each parameter and each property, wherever it is, with its schema."""
    waiting: list[Json] = [document.get("paths"), document.get("components")]
    while waiting:
        each = waiting.pop()
        waiting += each if isinstance(each, list) else mapping(each).values()
        found = mapping(each)
        if "in" in found and "name" in found:
            yield str(found["name"]), found.get("schema")
        yield from mapping(found.get("properties")).items()


def _is_open(document: Document, raw: Json, depth: int) -> bool:
    """Return whether a schema allows anything, itself or in its items or values."""
    schema = mapping(resolve(document, raw))
    if depth > _DEEPEST or {"enum", "const"} & schema.keys() or schema.get("properties"):
        return False
    if items(schema.get("allOf")):
        return all(_is_open(document, each, depth + 1) for each in items(schema["allOf"]))
    if union := [each for key in _UNIONS for each in items(schema.get(key))]:
        return any(_is_open(document, each, depth + 1) for each in union)
    kinds = items(schema.get("type")) or [schema.get("type")]
    if "object" in kinds or "additionalProperties" in schema:
        return _is_open(document, mapping(schema.get("additionalProperties")), depth + 1)
    if "array" in kinds:
        return _is_open(document, schema.get("items"), depth + 1)
    return kinds == [None]
