"""Names for what a foreign document calls otherwise, or not at all: each fit for Python, and each only once."""

from __future__ import annotations

import builtins
import re
from keyword import iskeyword
from typing import TYPE_CHECKING

from openapi_python_client.strings import ClassName, PythonIdentifier

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60


class Names:
    """Names of one kind that are taken. Names that differ in case only are the same: they may become files."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in taken}
        self._next: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """Take a name: the wanted one, or the next to it that is free."""
        name, number = wanted, self._next.get(wanted, 2)
        while _folded(name) in self._taken:
            between = "_" if wanted.islower() else ""
            name, number = f"{wanted.rstrip('_')}{between}{number}", number + 1
        self._next[wanted] = number
        self._taken.add(_folded(name))
        return name

    def take(self, names: Iterable[str]) -> None:
        """Let nobody else have these names."""
        self._taken.update(map(_folded, names))

    def __contains__(self, name: object) -> bool:
        return _folded(str(name)) in self._taken


def snake(text: str, otherwise: str) -> str:
    """Write a text as a name of a function or argument; ``otherwise`` begins it where the text cannot."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", text))
    name = "_".join(word.lower() for word in re.findall(r"[A-Za-z0-9]+", words))[:_LONGEST].strip("_")
    if not name or not name[0].isalpha():
        name = f"{otherwise}_{name}".strip("_")
    return str(PythonIdentifier(name, prefix=""))


def pascal(text: str, otherwise: str) -> str:
    """Write a text as the name of a class, as the generator will write it."""
    words = re.findall(r"[A-Za-z0-9]+", text)
    name = "".join(word[0].upper() + word[1:] for word in words)[:_LONGEST]
    if not name or not name[0].isalpha() or iskeyword(name) or name in dir(builtins):
        name = f"{otherwise}{name}"
    return str(ClassName(name, prefix=""))


def _folded(name: str) -> str:
    return name.replace("_", "").lower()
