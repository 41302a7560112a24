"""What became of a foreign document: which operations came out, which did not and why, what was passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Place

_SHOWN = 300
_UNSEEN = re.compile(r"[^\w !-~…’“”–—]+")


class LeftOut(Exception):
    """An operation cannot be expressed by a client; the message says why."""


@dataclass
class Notes:
    """What there is to tell of a document: operations are named by verb and path, as the document has them."""

    kept: list[str] = field(default_factory=list[str])
    left_out: dict[str, str] = field(default_factory=dict[str, str])
    passed_over: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    where: str = "document"
    """The operation that is being looked at."""

    def tell(self, what: str) -> None:
        """Note what was cured or passed over, once for each place."""
        if (self.where, what) not in self.passed_over:
            self.passed_over.append((self.where, what))

    @property
    def summary(self) -> str:
        """Everything in one line."""
        count = len(self.kept) + len(self.left_out)
        return f"{len(self.kept)} of {count} operations came out; {len(self.passed_over)} notes"


def operation_label(place: Place) -> str:
    """Name an operation as people do, `GET /things/{id}`."""
    return f"{str(place[2]).upper()} {place[1]}"


def plain(text: object) -> str:
    """A text of the document on one line of a table: nothing in it can be taken for anything but text."""
    said = " ".join(_UNSEEN.sub(" ", str(text)).split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def table_of(notes: Notes) -> Table:
    """The operations that were left out, for the terminal."""
    table = Table("left out", "why", box=None, title_justify="left")
    for operation, why in notes.left_out.items():
        table.add_row(_unmarked(operation), _unmarked(why))
    return table


def report_text(notes: Notes, source: str) -> str:
    """All notes as Markdown, to lie beside the client."""
    parts = [f"# What became of {plain(source)}\n\n{notes.summary}."]
    parts.append(_section("Left out", ("operation", "why"), list(notes.left_out.items())))
    parts.append(_section("Cured or passed over", ("where", "what"), notes.passed_over))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, names: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    lines = [f"| {names[0]} | {names[1]} |", "|---|---|"]
    lines += [f"| {_cell(first)} | {_cell(second)} |" for first, second in rows]
    return f"## {title}\n\n" + "\n".join(lines)


def _cell(text: str) -> str:
    """Text for a cell of a Markdown table: as code, so that no markup in it is markup."""
    return "`" + plain(text).replace("`", "'").replace("|", "¦") + "`"


def _unmarked(text: str) -> str:
    return plain(text).replace("[", r"\[")
