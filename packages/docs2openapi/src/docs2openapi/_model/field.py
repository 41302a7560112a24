"""Named values: parameters, headers and fields of bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docs2openapi._model.page import Remark
from docs2openapi._model.schema import types_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docs2openapi._model.schema import Schema

# Deeper than any body that a person documents; a longer name is an attack or an accident.
MAX_PATH_STEPS = 16


def parse_path(name: str) -> tuple[str, ...] | None:
    """Split a dotted name into steps; None if it is not one.

    >>> parse_path("data.items[].id")
    ('data', 'items', '[]', 'id')
    """
    if name.startswith(("<", "{")) and name.endswith((">", "}")):
        return None  # stands for other names
    steps = tuple(name.replace("[]", ".[]").split("."))
    if not all(step.strip() for step in steps) or steps[0] == "[]" or len(steps) > MAX_PATH_STEPS:
        return None
    return steps


@dataclass(frozen=True, slots=True)
class Field:
    """A named value.

    Attributes:
        path: The name in steps, ``("data", "id")`` for ``data.id``; the step ``[]`` enters a list.
        line: The line of the page that describes it, from 1.
        schema: Its schema, with the description.
        required: True only where the page says so.
        type_name: The name of its type, if that is one of the page's own.
        is_list: True if it is a list of that type.
    """

    path: tuple[str, ...]
    line: int
    schema: Schema
    required: bool = False
    type_name: str = ""
    is_list: bool = False

    @property
    def name(self) -> str:
        """The name as a page writes it, dotted."""
        return ".".join(self.path).replace(".[]", "[]")

    @property
    def inner_path(self) -> tuple[str, ...]:
        """The path that the fields inside this one begin with."""
        return (*self.path, "[]") if "array" in types_of(self.schema) else self.path


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field that is sent in the ``path``, the ``query``, a ``header`` or a ``cookie``."""

    location: str
    field: Field

    @property
    def name(self) -> str:
        """The name that is sent."""
        return self.field.name

    @property
    def line(self) -> int:
        """The line of the page that describes it."""
        return self.field.line


Named = TypeVar("Named", Field, Parameter)


def without_duplicates(named: Sequence[Named], key: Callable[[Named], object]) -> tuple[list[Named], list[Remark]]:
    """Keep the first of those with the same key; each of the others gives a remark."""
    kept: dict[object, Named] = {}
    for each in named:
        kept.setdefault(key(each), each)
    repeated = [each for each in named if kept[key(each)] is not each]
    return list(kept.values()), [Remark(each.line, f"{each.name} is listed again; left out") for each in repeated]
