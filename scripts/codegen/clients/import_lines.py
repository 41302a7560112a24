"""The imports of a generated module.

Ruff sorts imports and removes unused ones, but parses a module anew after each pass of fixes, which takes longer than
all of its other work. So the templates import what they use in ruff's order, and ruff only has the exceptions to fix.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST = 120
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"(\d+)")


def imports(code: str, modules: Mapping[str, Iterable[str]]) -> str:
    """Return the imports of the names that occur in some code, if only as a part of others.

    Args:
        code: The code.
        modules: The names that it may use, by the module that they are imported from, both in ruff's order.
            `thing as _thing` is imported in a line of its own.
    """
    return "\n".join(line for module, names in modules.items() for line in _lines(module, names, code))


def import_block(lines: Iterable[str], depth: int = 0) -> str:
    """Return imports of one name each in ruff's order, for a block that is indented by ``depth``."""
    return f"\n{' ' * depth}".join(_wrapped(line, depth) for line in sorted({*lines}, key=_place))


def words_in(code: str) -> set[str]:
    """Return the names in some code, and all other words."""
    return {*_WORD.findall(code)}


def _lines(module: str, names: Iterable[str], code: str) -> list[str]:
    used = [name for name in names if name.rpartition(" ")[2] in code]
    plain = ", ".join(name for name in used if " " not in name)
    renamed = [f"from {module} import {name}" for name in used if " " in name]
    return [*([_wrapped(f"from {module} import {plain}")] if plain else []), *renamed]


def _wrapped(line: str, depth: int = 0) -> str:
    if len(line) + depth <= _LONGEST:
        return line
    head, _, names = line.partition(" import ")
    inner = "".join(f"{' ' * depth}    {name},\n" for name in names.split(", "))
    return f"{head} import (\n{inner}{' ' * depth})"


def _place(line: str) -> list[tuple[int, str]]:
    """Return what ruff sorts by: numbers by their value."""
    return [(int(part) if part.isdecimal() else -1, part) for part in _DIGITS.split(line.split(" ")[1])]
