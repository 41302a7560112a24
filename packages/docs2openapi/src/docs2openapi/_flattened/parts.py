"""The parts of a page flattened to text: answers with their example, tables, fields in lines, prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from docs2openapi._model.operation import Remark
from docs2openapi._sections.endpoints import OperationLine
from docs2openapi._sections.outline import role_of
from docs2openapi._vocabulary.columns import fused_columns, kind_of

if TYPE_CHECKING:
    from docs2openapi._fields.field import Written
    from docs2openapi._sections.tables import Grid
    from docs2openapi._text.values import Json


@dataclass(slots=True)
class AnswerBlock:
    """A status line with the JSON under it, or JSON under a title; ``role`` is ``body`` for that of the request."""

    line: int
    status: str | None
    text: str
    example: Json = None
    has_example: bool = False
    role: str = "answer"
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines between two empty ones that are nothing else."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header line and the rows under it, each with its line; ``title`` is the last line of text over it."""

    line: int
    rows: tuple[tuple[int, str], ...]
    header: str = ""
    title: str = ""

    @property
    def kinds(self) -> list[str | None]:
        """What each column holds; none where the header cannot be taken apart into known words."""
        return [kind_of(word) for word in fused_columns(self.header) or ()]

    @property
    def role(self) -> str | None:
        """What the title over the table says that it is about."""
        return role_of(self.title)


@dataclass(frozen=True, slots=True)
class Stacked:
    """A field whose name, type and flags stand one under another, under a title or a status."""

    written: Written
    role: str | None
    status: str | None = None

    @property
    def line(self) -> int:
        """The line of its name."""
        return self.written.line


@dataclass(frozen=True, slots=True)
class Tabbed:
    """A table whose cells have tabs between them, under a title or a status."""

    grid: Grid
    role: str | None
    status: str | None = None

    @property
    def line(self) -> int:
        """The line of its header."""
        return self.grid.line


Part: TypeAlias = OperationLine | AnswerBlock | Prose | Table | Stacked | Tabbed


@dataclass(slots=True)
class Flattened:
    """The parts of a page in order, and remarks on those that cannot be read."""

    parts: list[Part] = field(default_factory=list["Part"])
    remarks: list[Remark] = field(default_factory=list[Remark])
