"""Unique Python names for the elements of an external document."""

from __future__ import annotations

import builtins
import re
import unicodedata
from keyword import iskeyword
from typing import TYPE_CHECKING

from openapi_python_client.strings import ClassName, PythonIdentifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.external.notes import Notes

_LONGEST = 120
"""Frameworks make names of a hundred letters from paths; file systems allow 255."""


class Names:
    """The names in use. Names that only differ in case are the same, since they may become files."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in taken}
        self._next: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """Reserve the wanted name, or the same with a number if it is in use."""
        name, number = wanted, self._next.get(wanted, 2)
        while _folded(name) in self._taken:
            between = "_" if wanted.islower() else ""
            name, number = f"{wanted.rstrip('_')}{between}{number}", number + 1
        self._next[wanted] = number
        self._taken.add(_folded(name))
        return name

    def take(self, names: Iterable[str]) -> None:
        """Reserve names."""
        self._taken.update(map(_folded, names))

    def __contains__(self, name: object) -> bool:
        return _folded(str(name)) in self._taken


def snake(text: str, prefix: str) -> str:
    """Return a text as the name of a function or argument; ``prefix`` is added if it cannot begin one."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", text))
    name = "_".join(word.lower() for word in _words(words))[:_LONGEST].strip("_")
    if not name.isidentifier() or name == "l":  # linters refuse that, since it looks like 1
        name = f"{prefix}_{name}".strip("_")
    return str(PythonIdentifier(name, prefix=""))


def pascal(text: str, prefix: str) -> str:
    """Return a text as the name of a class, in the form of the generator; ``prefix`` is added if necessary."""
    name = "".join(word[0].upper() + word[1:] for word in _words(text))[:_LONGEST]
    is_taken = iskeyword(name) or name in dir(builtins) or name.startswith("ClassVar")  # attrs leaves out such fields
    if is_taken or not name.isidentifier():
        name = f"{prefix}{name}"
    return str(ClassName(name, prefix=""))


def note_name(notes: Notes, what: str, key: str, role: str, name: str) -> None:
    """Note, once for the document, a name that is not made of the words of the key that it stands for."""
    if name.endswith("_") or _folded(name) != _folded("".join(_words(key))):
        notes.add(f"{what} {key}: is {role} {name}", "document")


def _words(text: str) -> list[str]:
    """Return the words of a text that can be in a name, in any script."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))
    return [word for word in words if f"a{word}".isidentifier()]


def _folded(name: str) -> str:
    return name.replace("_", "").lower()
