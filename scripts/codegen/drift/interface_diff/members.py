"""The members of a client's public modules and classes, inherited ones included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator

Members: TypeAlias = "dict[str, Member]"


@dataclass(frozen=True)
class Member:
    """What users find under a path.

    Attributes:
        object: Its definition; for an inherited member, that of the base class.
        is_inherited: It is defined in a base class.
    """

    object: griffe.Object
    is_inherited: bool = False


def members(module: griffe.Module) -> Members:
    """Return everything public in a module, by its path; an inherited member under each class that has it."""
    return {path: member for path, member in _members(module) if member.object.name not in {"__all__", "__version__"}}


def is_typed_dict(owner: griffe.Object | None) -> bool:
    """Return whether an object is a TypedDict, or derived from one."""
    return isinstance(owner, griffe.Class) and "TypedDict" in {
        base_name(base) for each in (owner, *owner.mro()) for base in each.bases
    }


def is_required(key: griffe.Attribute) -> bool:
    """Return whether a key of a TypedDict is required, by its annotation or else by `total=` of its class."""
    annotation = str(key.annotation)
    is_total = isinstance(key.parent, griffe.Class) and str(key.parent.keywords.get("total")) != "False"
    return annotation.startswith("Required[") or (is_total and not annotation.startswith("NotRequired["))


def base_name(base: str | griffe.Expr) -> str:
    """Return the name of a base class, without its module and type arguments."""
    return str(base).partition("[")[0].rpartition(".")[2]


def _members(owner: griffe.Module | griffe.Class) -> Iterator[tuple[str, Member]]:
    for name, member in owner.all_members.items():
        if not _is_public(name):
            continue
        if isinstance(member, griffe.Alias):
            if member.inherited:
                yield f"{owner.path}.{name}", Member(member.final_target, is_inherited=True)
            continue
        yield member.path, Member(member)
        if isinstance(member, griffe.Module | griffe.Class):
            yield from _members(member)


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name.endswith("__")
