"""Find the base classes that a class lost: `except` and `isinstance` with them stop working."""

from __future__ import annotations

import builtins
import enum
from typing import TYPE_CHECKING

import griffe

from scripts.codegen.drift.escaping import code
from scripts.codegen.drift.interface_diff.change import Found
from scripts.codegen.drift.interface_diff.members import base_name

if TYPE_CHECKING:
    from collections.abc import Iterator


def lost_bases(path: str, old: griffe.Class, new: griffe.Class) -> Iterator[Found]:
    """Yield each base class, direct or not, that a class no longer has; private ones do not count."""
    for name in sorted(_ancestors(old) - _ancestors(new)):
        yield Found(path, "", f"no longer derives from {code(name)}", "changed", is_breaking=True)


def _ancestors(owner: griffe.Class) -> set[str]:
    direct = {base_name(base) for base in owner.bases}
    inherited = {name for base in owner.resolved_bases if isinstance(base, griffe.Class) for name in _ancestors(base)}
    standard = {name for base in direct for name in _standard_ancestors(base)}
    private = {base.name for base in owner.resolved_bases if _is_private(base)}
    return (direct | inherited | standard) - private


def _is_private(base: griffe.Object) -> bool:
    """Return whether users cannot import a class: no public module defines or exports it."""
    if not any(part.startswith("_") for part in base.path.split(".")):
        return False
    return base.name not in base.package.members


def _standard_ancestors(name: str) -> set[str]:
    """Return the names of a class of the standard library and its bases."""
    found = getattr(builtins, name, None) or getattr(enum, name, None)
    return {each.__name__ for each in found.__mro__ if each is not object} if isinstance(found, type) else set()
