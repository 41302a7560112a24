"""Notes on an external document: operations that are supported, those left out and why, and what was adapted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from scripts.codegen.openapi.document import Place

_SHOWN = 300
_UNSEEN = re.compile(r"[^\w !-~…’“”–—]+")


class Unsupported(Exception):
    """Clients do not support an operation, or a part of it; the message says why."""


@dataclass
class Notes:
    """Notes on a document; operations are labelled by method and path, as in the document.

    Attributes:
        kept: The operations of the client.
        left_out: The others, with the reason.
        adaptations: Places, and what was adapted or ignored there.
        where: The operation that is being read.
    """

    kept: list[str] = field(default_factory=list[str])
    left_out: dict[str, str] = field(default_factory=dict[str, str])
    adaptations: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    where: str = "document"
    _known: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def add(self, note: str, where: str = "") -> None:
        """Note what was adapted or ignored, once for each place."""
        place = where or self.where
        if (place, note) not in self._known:
            self._known.add((place, note))
            self.adaptations.append((place, note))

    @property
    def summary(self) -> str:
        """One line of numbers."""
        count = len(self.kept) + len(self.left_out)
        return f"{len(self.kept)} of {count} operations generated; {len(self.adaptations)} notes"


def operation_label(place: Place) -> str:
    """Return a label such as `GET /things/{id}`."""
    return f"{str(place[2]).upper()} {place[1]}"


def plain(text: object) -> str:
    """Return a text of the document on one line, without control characters and shortened."""
    line = " ".join(_UNSEEN.sub(" ", str(text)).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def table_of(notes: Notes) -> Table:
    """Return a table of the operations that were left out."""
    from rich.table import Table  # late: it is slow to import, and most documents need none

    table = Table("left out", "reason", box=None, title_justify="left")
    for operation, why in notes.left_out.items():
        table.add_row(_unmarked(operation), _unmarked(why))
    return table


def report_text(notes: Notes, source: str) -> str:
    """Return all notes as Markdown."""
    parts = [f"# Client of {plain(source)}\n\n{notes.summary}."]
    parts.append(_section("Operations left out", ("operation", "reason"), list(notes.left_out.items())))
    parts.append(_section("Adapted or ignored", ("where", "note"), notes.adaptations))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, names: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    lines = [f"| {names[0]} | {names[1]} |", "|---|---|"]
    lines += [f"| {_cell(first)} | {_cell(second)} |" for first, second in rows]
    return f"## {title}\n\n" + "\n".join(lines)


def _cell(text: str) -> str:
    """Return a text for a cell of a Markdown table: as code, so that nothing in it is markup."""
    return "`" + plain(text).replace("`", "'").replace("|", "¦") + "`"


def _unmarked(text: str) -> str:
    return plain(text).replace("[", r"\[")
