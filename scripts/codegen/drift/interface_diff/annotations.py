"""Compare annotations: does one accept all values of another? The order of a union's members makes no difference."""

from __future__ import annotations

import ast
from functools import cache

_WRAPPERS = {"Final", "NotRequired", "ReadOnly", "Required", "ClassVar"}
_WIDER = {"int": {"float"}, "bool": {"int", "float"}}
_READ_ONLY = {"AsyncIterator", "Iterable", "Iterator", "Sequence"}
"""Types with one argument, of which a wider one accepts more values."""


def accepts_all(wide: str, narrow: str) -> bool:
    """Return whether ``wide`` accepts every value of ``narrow``.

    Type arguments have to be the same, except of what can only be read: `list[A]` accepts no other list.
    """
    wanted = parts(wide)
    return bool({"Any", "object"} & wanted) or all(_is_in(part, wanted) for part in parts(narrow))


@cache
def parts(annotation: str) -> frozenset[str]:
    """Return the types of a union, with the values of a `Literal` one by one."""
    return frozenset(_parts(ast.parse(annotation, mode="eval").body)) if annotation else frozenset({"Any"})


def is_literal(part: str) -> bool:
    """Return whether a type is one value of a `Literal`."""
    return part.startswith("Literal[")


def _parts(node: ast.expr) -> list[str]:
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return [*_parts(left), *_parts(right)]
        case ast.Subscript(value=ast.Name(id="Literal"), slice=words):
            return [f"Literal[{ast.unparse(value)}]" for value in _arguments(words)]
        case ast.Subscript(value=ast.Name(id=name), slice=inner) if name in _WRAPPERS:
            return _parts(inner)
        case ast.Constant(value=str(quoted)):
            return _parts(ast.parse(quoted, mode="eval").body)
        case _:
            return [_text(node)]


def _text(node: ast.expr) -> str:
    """Return a type as text, with the unions among its arguments in one order."""
    match node:
        case ast.Subscript(value=value, slice=arguments):
            return f"{ast.unparse(value)}[{', '.join(map(_union, _arguments(arguments)))}]"
        case ast.List(elts=entries):
            return f"[{', '.join(map(_union, entries))}]"
        case _:
            return ast.unparse(node)


def _union(node: ast.expr) -> str:
    return " | ".join(sorted(_parts(node)))


def _arguments(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def _is_in(part: str, wanted: frozenset[str]) -> bool:
    kind = _kind(part)
    is_wider = bool({kind, *_WIDER.get(kind, set())} & wanted)
    return part in wanted or is_wider or any(_is_read_as(part, each) for each in wanted)


def _is_read_as(part: str, wanted: str) -> bool:
    head, _, argument = part.partition("[")
    return (
        head in _READ_ONLY and wanted.startswith(f"{head}[") and accepts_all(wanted[len(head) + 1 : -1], argument[:-1])
    )


def _kind(part: str) -> str:
    """Return the type of a literal's value."""
    if not is_literal(part):
        return part
    return type(ast.literal_eval(part.removeprefix("Literal[").removesuffix("]"))).__name__
