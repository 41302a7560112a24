"""The interface of one module."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EMPTY = re.compile(r":\n +\.\.\.$", re.MULTILINE)
_KEPT_DECORATORS = {"property", "classmethod", "staticmethod", "overload"}
_SPECIAL = {"Literal": "Literal[", "overload": "@overload"}
"""Names of `typing` that griffe knows only if they are imported, each with the text that shows its use."""


class Module:
    """A module, read from its file.

    Args:
        path: The file.
        root: The folder that contains the package.
    """

    def __init__(self, path: Path, root: Path) -> None:
        parts = path.relative_to(root).with_suffix("").parts
        self._package = parts[:-1]
        self.name = ".".join(self._package if parts[-1] == "__init__" else parts)
        self._defined: dict[str, list[ast.stmt]] = {}
        self._imported: dict[str, tuple[ast.ImportFrom, ast.alias]] = {}
        self._exported: list[str] | None = None
        for statement in _statements(ast.parse(path.read_text(encoding="utf-8"))):
            self._note(statement)

    def _note(self, statement: ast.stmt) -> None:
        if isinstance(statement, ast.ImportFrom) and statement.level:
            self._imported.update({alias.asname or alias.name: (statement, alias) for alias in statement.names})
        elif isinstance(statement, ast.Assign) and _target(statement) == "__all__":
            self._exported = ast.literal_eval(statement.value)
        elif name := _target(statement):
            is_overloaded = any(map(_is_overload, self._defined.get(name, [])))
            self._defined[name] = [*self._defined[name], statement] if is_overloaded else [statement]

    @property
    def is_public(self) -> bool:
        """Whether users may import it."""
        return not any(part.startswith("_") for part in self.name.split("."))

    @property
    def public(self) -> list[str]:
        """The public names: those in `__all__`, or all without a leading underscore."""
        if self._exported is not None:
            return [name for name in self._exported if name in self._defined or name in self._imported]
        return [name for name in self._defined if not name.startswith("_")]

    def needs(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield what a name depends on, as module and name: where it is imported from, or the bases of a class."""
        if name in self._imported:
            imported, alias = self._imported[name]
            yield self._source(imported), alias.name
        elif isinstance(statement := self._defined.get(name, [None])[-1], ast.ClassDef):
            bases = {each.id for base in statement.bases for each in ast.walk(base) if isinstance(each, ast.Name)}
            yield from ((self.name, base) for base in sorted(bases) if base in self._defined or base in self._imported)

    def text(self, names: set[str]) -> str:
        """Return the definitions of names, in the order of the module."""
        imports = {name: self._imported[name] for name in sorted(names & self._imported.keys())}
        lines = [f"from {self._source(statement)} import {alias.name}" for statement, alias in imports.values()]
        if self._exported is not None:
            lines.append(f"__all__ = {sorted(names & {*self._exported})}")
        definitions = [each for name, found in self._defined.items() if name in names for each in found]
        lines += [ast.unparse(_bare(each)) for each in definitions]
        if special := [name for name, use in _SPECIAL.items() if any(use in line for line in lines)]:
            lines.insert(0, f"from typing import {', '.join(special)}")
        return _EMPTY.sub(": ...", "".join(f"{line}\n" for line in lines))

    def _source(self, statement: ast.ImportFrom) -> str:
        """Return the module that a statement imports from."""
        parents = self._package[: len(self._package) + 1 - statement.level]
        return ".".join((*parents, statement.module) if statement.module else parents)


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the top-level statements that a type checker sees."""
    for statement in tree.body:
        is_for_checkers = isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING"
        yield from statement.body if isinstance(statement, ast.If) and is_for_checkers else [statement]


def _target(statement: ast.stmt) -> str | None:
    """Return the name that a statement defines."""
    match statement:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return None


def _bare(statement: ast.stmt) -> ast.stmt:
    """Remove what is not part of the interface; members of enums keep their values."""
    match statement:
        case ast.ClassDef():
            statement.body = [_bare(each) for each in statement.body if _is_seen(_target(each))] or [_nothing()]
            statement.keywords = [each for each in statement.keywords if each.arg == "total"]
            statement.decorator_list = []
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            kept = [each for each in statement.decorator_list if ast.unparse(each) in _KEPT_DECORATORS]
            statement.body, statement.decorator_list = [_nothing()], kept
        case ast.AnnAssign() if not _is_constant(statement):
            statement.value = None
        case _:
            pass
    return statement


def _is_constant(statement: ast.AnnAssign) -> bool:
    """Return whether an annotated value is part of the interface; the default of a model's field is not."""
    return re.search(r"\b(Final|TypeAlias)\b", ast.unparse(statement.annotation)) is not None


def _is_overload(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and any(
        ast.unparse(each) == "overload" for each in statement.decorator_list
    )


def _is_seen(name: str | None) -> bool:
    return name is not None and (not name.startswith("_") or (name.startswith("__") and name.endswith("__")))


def _nothing() -> ast.stmt:
    return ast.Expr(ast.Constant(...))
