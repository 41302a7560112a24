"""Hostile documents: whatever text in whatever place, and documents that want time and memory without end."""

from __future__ import annotations

import ast
import keyword
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.codegen.external.documents import JSON, document, reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CANARY = "canary"
PIECES = [
    *('"""', "'''", '"', "'", "\\", "\n", "\r", "\t", "\x00", "\x1b"),
    *("\u2028", "\u0085", "\ufeff", "\u202e", "\u2066", "\ud800"),
    *("{", "}", "{{ 7 * 7 }}", "{% raise %}", "{#", "#}", "#", "`", "$(id)"),
    *("<script>", "-->", "](x)", "|", "../", "/etc/"),
    *(f"import {CANARY}", f"{CANARY}()", f"; {CANARY} = 1", f"\n{CANARY}()\n", f'"); {CANARY}("', f"\\N{{{CANARY}}}"),
    *("\\x", "\\u0041", "%s", "{0}", "type: ignore", "noqa", "ﬁ", "é", "漢", "🎵", "__class__", " "),
]


def texts() -> st.SearchStrategy[str]:
    """Any text, most of it made to break out of where it stands; sometimes a very long one."""
    pieces = st.one_of(st.sampled_from(PIECES), st.text(max_size=4), st.sampled_from(keyword.kwlist))
    long = st.sampled_from([f"{CANARY} " * 2_000, "\\" * 5_000, "x" * 10_000, '"' * 5_000])
    return st.one_of(st.lists(pieces, max_size=6).map("".join), pieces, long)


def filled(text: Callable[[], str], name: Callable[[str], str]) -> dict[str, Any]:
    """A document that says ``text()`` wherever that names nothing, and ``name(…)`` where it does."""
    thing = {
        "type": "object",
        "title": text(),
        "description": text(),
        "required": [name("first")],
        "example": {text(): text()},
        "properties": {
            name("first"): {"type": "string", "description": text(), "default": text(), "example": text()},
            name("second"): {"type": "string", "enum": [name("low"), name("high")], "description": text()},
            name("third"): {"type": "array", "items": reference(name("Part")), "description": text()},
            name("fourth"): {"type": "integer", "description": text(), "format": text(), text(): text()},
            name("fifth"): {
                "oneOf": [reference(name("Part")), {"type": "object", "properties": {name("kind"): {"const": "none"}}}],
                "discriminator": {
                    "propertyName": name("kind"),
                    "mapping": {name("part"): reference(name("Part"))["$ref"]},
                },
                "description": text(),
            },
        },
    }
    part = {
        "type": "object",
        "description": text(),
        "properties": {name("size"): {"type": "number", "title": text()}, name("kind"): {"type": "string"}},
    }
    parameters = [
        {"name": name("where"), "in": "query", "description": text(), "schema": {"type": "string", "default": text()}},
        {"name": "X-Trace", "in": "header", "description": text(), "schema": {"type": "string"}},
    ]
    answer = {"description": text(), "content": {JSON: {"schema": reference(name("Thing")), "example": text()}}}
    operation = {
        "operationId": name("create_thing"),
        "tags": [name("things")],
        "summary": text(),
        "description": text(),
        "parameters": parameters,
        "requestBody": {"description": text(), "content": {JSON: {"schema": reference(name("Thing"))}}},
        "responses": {"200": answer, "404": {"description": text()}},
        "security": [{name("key"): []}],
        "externalDocs": {"url": text()},
        "x-more": text(),
    }
    return document(
        {f"/things/{{{name('thing_id')}}}": {"post": operation, "description": text()}},
        info={"title": text(), "version": text(), "description": text(), "contact": {"url": text()}},
        servers=[{"url": "https://api.example", "description": text()}],
        tags=[{"name": name("things"), "description": text()}],
        components={
            "schemas": {name("Thing"): thing, name("Part"): part},
            "securitySchemes": {
                name("key"): {"type": "apiKey", "in": "header", "name": "X-Key", "description": text()}
            },
        },
    )


def trees(folder: Path) -> dict[str, ast.Module]:
    """The syntax trees of a package, without its texts."""
    files = sorted(folder.rglob("*.py"))
    return {path.relative_to(folder).as_posix(): _without_texts(path.read_text(encoding="utf-8")) for path in files}


class _Blank(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if is_text else self.generic_visit(node)  # type: ignore[return-value]


def _without_texts(text: str) -> ast.Module:
    return _Blank().visit(ast.parse(text))


def shape(folder: Path) -> dict[str, str]:
    """What a package does, apart from its texts."""
    return {name: ast.dump(tree) for name, tree in trees(folder).items()}


def reached(folder: Path) -> tuple[set[str], set[str]]:
    """The modules of others that a package imports, and the names that it calls or reads without making them."""
    found = [node for tree in trees(folder).values() for node in ast.walk(tree)]
    imported = {alias.name for node in found if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in found if isinstance(node, ast.ImportFrom) and not node.level}
    made = {node.id for node in found if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    made |= {node.arg for node in found if isinstance(node, ast.arg)}
    made |= {node.name for node in found if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)}
    own = [alias for node in found if isinstance(node, ast.ImportFrom) for alias in node.names]
    made |= {alias.asname or alias.name for alias in own}
    read = {node.id for node in found if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return imported, read - made


def _nested(depth: int, wrap: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        schema = wrap(schema)
    return schema


def _diamond(key: str) -> dict[str, Any]:
    """Schemas of which each says the one before it twice: two to the power of their number, written out."""
    names = [f"D{number}" for number in range(40)]
    last = {"D0": {"type": "object", "properties": {"end": {"type": "string"}}}}
    twice = {name: {key: [reference(before), reference(before)]} for before, name in pairwise(names)}
    return {**last, **twice}


def _fields_diamond() -> dict[str, Any]:
    names = [f"F{number}" for number in range(40)]
    objects = {
        name: {"type": "object", "properties": {"left": reference(inner), "right": {"oneOf": [reference(inner), {}]}}}
        for inner, name in pairwise(names)
    }
    return {"F0": {"type": "string"}, **objects}


def _chain(wrap: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """Schemas of which each refers to the next."""
    names = [f"C{number}" for number in range(600)]
    return {**{name: wrap(reference(inner)) for name, inner in pairwise(names)}, "C599": {"type": "string"}}


MONSTERS: dict[str, tuple[Any, dict[str, Any]]] = {
    "arrays in arrays": (_nested(170, lambda inner: {"type": "array", "items": inner}), {}),
    "objects in objects": (_nested(80, lambda inner: {"type": "object", "properties": {"in": inner}}), {}),
    "unions in unions": (_nested(80, lambda inner: {"anyOf": [inner, {"type": "integer"}]}), {}),
    "parts of parts": (_nested(80, lambda inner: {"allOf": [inner, {"properties": {"a": {}}}]}), {}),
    "allOf that doubles": (reference("D39"), _diamond("allOf")),
    "oneOf that doubles": (reference("D39"), _diamond("oneOf")),
    "fields that double": (reference("F39"), _fields_diamond()),
    "lists from one to the next": (reference("C0"), _chain(lambda inner: {"type": "array", "items": inner})),
    "unions from one to the next": (reference("C0"), _chain(lambda inner: {"oneOf": [inner, {"type": "integer"}]})),
    "parts from one to the next": (
        reference("C0"),
        _chain(lambda inner: {"allOf": [inner, {"properties": {"a": {}}}]}),
    ),
    "objects from one to the next": (reference("C0"), _chain(lambda inner: {"properties": {"in": inner}})),
    "words without end": ({"type": "string", "enum": [f"word {number}" for number in range(50_000)]}, {}),
    "fields without end": ({"type": "object", "properties": {f"f{number}": {} for number in range(20_000)}}, {}),
    "variants without end": (
        {"oneOf": [{"type": "object", "properties": {f"v{number}": {"type": "string"}}} for number in range(1_000)]},
        {},
    ),
    "a text without end": ({"type": "object", "description": "word " * 2_000_000, "properties": {"a": {}}}, {}),
}
"""Schemas, and the components that they refer to."""
