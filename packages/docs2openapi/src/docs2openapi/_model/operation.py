"""What was read from a page: one operation, before it is an OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docs2openapi._text.values import Json
    from docs2openapi._vocabulary.types import Schema


# Deeper than any body that a person documents; a longer name is an attack or an accident.
MAX_STEPS = 16


class Remark(NamedTuple):
    """What cannot be read or decided at a line (from 1) of the page."""

    line: int
    reason: str


def name_path(name: str) -> tuple[str, ...] | None:
    """Give the steps of a dotted name, or None where it is not one.

    >>> name_path("data.items[].id")
    ('data', 'items', '[]', 'id')
    """
    steps = tuple(name.replace("[]", ".[]").split("."))
    if not all(step.strip() for step in steps) or steps[0] == "[]" or len(steps) > MAX_STEPS:
        return None
    return steps


@dataclass(frozen=True, slots=True)
class Field:
    """A named value: a parameter, a header, a field of a body.

    ``path`` is its name in steps, ``("data", "id")`` for ``data.id``; the step ``[]`` goes into a list.
    ``required`` is True only where the page says so.
    """

    path: tuple[str, ...]
    line: int
    schema: Schema
    required: bool = False

    @property
    def name(self) -> str:
        """The name as a page writes it, dotted."""
        return ".".join(self.path).replace(".[]", "[]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field that is sent in the ``path``, the ``query`` or a ``header``."""

    place: str
    field: Field

    @property
    def name(self) -> str:
        """The name that is sent."""
        return self.field.name

    @property
    def line(self) -> int:
        """The line of the page that tells of it."""
        return self.field.line


Named = TypeVar("Named", Field, Parameter)


def without_twins(named: Sequence[Named], key: Callable[[Named], object]) -> tuple[list[Named], list[Remark]]:
    """Keep the first of those that have the same key, and tell of the others."""
    kept: dict[object, Named] = {}
    for each in named:
        kept.setdefault(key(each), each)
    twins = [each for each in named if kept[key(each)] is not each]
    return list(kept.values()), [Remark(twin.line, f"{twin.name} is listed again; left out") for twin in twins]


class Example(NamedTuple):
    """A body that the page shows, with the name that the page gives it."""

    line: int
    value: Json
    name: str = ""


class Key(NamedTuple):
    """How a caller says who they are: ``kind`` is ``bearer``, ``basic`` or ``apiKey``, ``place`` where it is sent."""

    line: int
    kind: str
    place: str = "header"
    name: str = "Authorization"
    description: str = ""
    required: bool = False


class Listed(NamedTuple):
    """A field as some part of a page lists it, before it is put where it belongs.

    ``place`` is ``path``, ``query``, ``header``, ``cookie`` or ``body``; ``answer`` or ``answer header``, with the
    status where the page says it; ``sent`` where the page does not say how, ``unknown`` where not even that.
    ``types`` are the content types of the body that has it, where the page says that not all have.
    """

    place: str
    field: Field
    status: str | None = None
    types: tuple[str, ...] = ()


@dataclass(slots=True)
class Answer:
    """A response: ``status`` is None where the page shows it without one; ``types`` are content types."""

    line: int
    status: str | None = None
    description: str = ""
    fields: list[Field] = field(default_factory=list[Field])
    headers: list[Field] = field(default_factory=list[Field])
    examples: list[Example] = field(default_factory=list[Example])
    types: list[str] = field(default_factory=list[str])
    error_codes: list[str] = field(default_factory=list[str])

    @property
    def is_success(self) -> bool:
        """Whether it tells what comes when all went well, as an answer without a status is taken to."""
        return self.status is None or self.status.startswith("2")


@dataclass(slots=True)
class Operation:
    """One operation; what the page does not say is None or empty.

    ``body_of`` has the fields that only the body of a content type has.

    ``is_open`` tells that the page says that no key is asked.
    """

    line: int
    title: str | None = None
    description: str | None = None
    method: str | None = None
    path: str | None = None
    servers: list[str] = field(default_factory=list[str])
    parameters: list[Parameter] = field(default_factory=list[Parameter])
    body: list[Field] = field(default_factory=list[Field])
    body_of: dict[str, list[Field]] = field(default_factory=dict[str, list[Field]])
    body_types: list[str] = field(default_factory=list[str])
    body_examples: list[Example] = field(default_factory=list[Example])
    keys: list[Key] = field(default_factory=list[Key])
    is_open: bool = False
    answers: list[Answer] = field(default_factory=list[Answer])
    remarks: list[Remark] = field(default_factory=list[Remark])
