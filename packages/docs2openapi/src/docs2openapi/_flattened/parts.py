"""The parts of a page that is flattened to text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from docs2openapi._model.page import Remark
from docs2openapi._sections.endpoints.lines import Endpoint
from docs2openapi._vocabulary.columns import column_kind, split_fused_header
from docs2openapi._vocabulary.headings import section_role

if TYPE_CHECKING:
    from docs2openapi._fields.field import FieldText
    from docs2openapi._model.schema import Json
    from docs2openapi._sections.tables import Table


@dataclass(slots=True)
class ResponseBlock:
    """A status line with the JSON below it, or JSON under a title.

    Attributes:
        role: ``body`` for the JSON of a request, else ``response``.
    """

    line: int
    status: str | None
    text: str
    example: Json = None
    has_example: bool = False
    role: str = "response"
    content_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines between two empty ones that are nothing else."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FusedTable:
    """A header line and the rows below it, each with its line, in a section with a status.

    Attributes:
        title: The last line of text above it.
    """

    line: int
    rows: tuple[tuple[int, str], ...]
    header: str = ""
    title: str = ""
    status: str | None = None

    @property
    def kinds(self) -> list[str | None]:
        """What each column holds; empty if the header cannot be split into known words."""
        return [column_kind(word) for word in split_fused_header(self.header) or ()]

    @property
    def role(self) -> str | None:
        """The role of a section with this title."""
        return section_role(self.title)


@dataclass(frozen=True, slots=True)
class StackedField:
    """A field whose name, type and flags stand one below the other, in a section with a role and a status.

    Attributes:
        inner: The number of the fields below that are inside it.
        is_open: True if fields below are inside it, but the page does not say how many.
    """

    text: FieldText
    role: str | None
    status: str | None = None
    location: str | None = None
    inner: int = 0
    is_open: bool = False

    @property
    def line(self) -> int:
        """The line of its name."""
        return self.text.line


@dataclass(frozen=True, slots=True)
class TabbedTable:
    """A table with tabs between its cells, in a section with a role and a status."""

    table: Table
    role: str | None
    status: str | None = None

    @property
    def line(self) -> int:
        """The line of its header."""
        return self.table.line


Part: TypeAlias = Endpoint | ResponseBlock | TextBlock | FusedTable | StackedField | TabbedTable


@dataclass(slots=True)
class FlattenedPage:
    """The lines of a page, its parts in order, the types of its body, and remarks about what cannot be read."""

    lines: list[str] = field(default_factory=list[str])
    parts: list[Part] = field(default_factory=list["Part"])
    remarks: list[Remark] = field(default_factory=list[Remark])
    body_types: list[str] = field(default_factory=list[str])
    has_response: bool = False  # noted, so that nobody goes through all parts for each example

    def add(self, part: Part) -> None:
        """Add the next part."""
        self.parts.append(part)
        self.has_response = self.has_response or isinstance(part, ResponseBlock)

    def remark(self, line: int, reason: str) -> None:
        """Add a remark about a line."""
        self.remarks.append(Remark(line, reason))

    @property
    def last_text(self) -> str:
        """The last line of the text that the page ends with so far; empty if it ends with another part."""
        last = self.parts[-1] if self.parts else None
        return last.lines[-1] if isinstance(last, TextBlock) else ""
