"""The tables of a page, of Markdown and of HTML, in one form: a header and rows of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.page import Remark
from docs2openapi._text.inline import html_to_markdown, plain_text
from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.flags import is_flag_title
from docs2openapi._vocabulary.headings import FIELD_ROLES, section_role
from docs2openapi._vocabulary.http import CONTENT_TYPE
from docs2openapi._vocabulary.locations import named_location
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._text.markdown import Block
    from docs2openapi._text.tags import Tag

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_WORD = re.compile(r"[a-z]\w*")
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w.$\[\]-]*\*?")
_TYPE_TITLES = ("content type", "mime type", "media type", "mime")
MAX_CELLS = 40
MAX_NAMED = 100  # a longer table does not say what an operation is


class TableRow(NamedTuple):
    """The cells of a row, as Markdown, with its line."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A table: its header's cells and its rows."""

    line: int
    header: list[str]
    rows: list[TableRow]

    @cached_property
    def kinds(self) -> list[str | None]:
        """What each column holds, as `_vocabulary.columns` names it."""
        kinds = [column_kind(cell) for cell in self.header]
        if "name" in kinds and "schema" in kinds:
            kinds = self._with_schemas(kinds)
        if kinds[0] is None and "type" in kinds and section_role(plain_text(self.header[0])) in FIELD_ROLES:
            kinds[0] = "name"  # ``JSON Body``
        if self._begins_with_names(kinds):
            kinds[0] = "name"  # in whatever language
        if "type" in kinds:
            kinds = self._with_flags_or_codes(kinds)
        if "name" in kinds and "type" not in kinds and "values" in kinds:
            kinds = self._with_types(kinds)
        if self._names_only_first():
            return ["name", "type", "description"]
        is_unnamed = len(kinds) == 2 and kinds[0] in ("name", "values") and not self.header[1].strip()
        return [kinds[0], "description"] if is_unnamed else kinds

    def _begins_with_names(self, kinds: list[str | None]) -> bool:
        """Return whether the first column, whose word is not known, has names: types and flags stand behind them."""
        is_open = kinds[0] is None and "name" not in kinds and {"type", "required"}.issubset(kinds)
        cells = [plain_text(row.cells[0]) for row in self.rows[:MAX_NAMED]]
        at = kinds.index("type") if is_open else 0
        types = [plain_text(row.cells[at]) for row in self.rows[:MAX_NAMED] if len(row.cells) > at]
        has_types = bool(types) and all(parse_type(word.lower()) is not None for word in types)
        return is_open and has_types and all(_IDENTIFIER.fullmatch(cell) for cell in cells)

    def _with_schemas(self, kinds: list[str | None]) -> list[str | None]:
        """Read a column of schemas as types; one of "types" beside it that names places holds these."""
        at = kinds.index("type") if "type" in kinds else None
        if at is None:
            return ["type" if kind == "schema" else kind for kind in kinds]
        are_places = all(named_location(plain_text(row.cells[at])) for row in self.rows if len(row.cells) > at)
        swapped = {"type": "place", "schema": "type"} if self.rows and are_places else {}
        return [swapped.get(kind or "", kind) for kind in kinds]

    def _names_only_first(self) -> bool:
        """Return whether of three columns only the first has a title, of what is sent, and the second has types."""
        if len(self.header) != 3 or self.header[1].strip() or self.header[2].strip():
            return False
        is_titled = section_role(plain_text(self.header[0])) in FIELD_ROLES
        return is_titled and all(parse_type(plain_text(row.cells[1])) is not None for row in self.rows)

    def _with_flags_or_codes(self, kinds: list[str | None]) -> list[str | None]:
        """Read a column of "types" as what it has: flags, if another one has the types, or the codes of errors."""
        at = kinds.index("type")
        cells = [plain_text(row.cells[at]) for row in self.rows[:MAX_NAMED] if len(row.cells) > at]
        if kinds.count("type") > 1 and cells and all(map(is_flag_title, cells)):
            return [*kinds[:at], "required", *kinds[at + 1 :]]
        are_codes = "status" in kinds and "code" not in kinds and not any(parse_type(cell) for cell in cells)
        return ["code" if are_codes and kind == "type" else kind for kind in kinds]

    def _with_types(self, kinds: list[str | None]) -> list[str | None]:
        """Read a column of values as types if most of its cells name one."""
        at = kinds.index("values")
        cells = [plain_text(row.cells[at]) for row in self.rows if len(row.cells) > at]
        are_types = bool(cells) and 2 * sum(parse_type(cell.lower()) is not None for cell in cells) > len(cells)
        return ["type" if are_types and kind == "values" else kind for kind in kinds]

    @property
    def lists_content_types(self) -> bool:
        """Whether there are two columns, of the values of a field and of the content type that each one means."""
        if len(self.header) != 2 or _WORD.fullmatch(plain_text(self.header[0])) is None:
            return False
        is_titled = plain_text(self.header[1]).lower().replace("-", " ") in _TYPE_TITLES
        return is_titled and all(CONTENT_TYPE.fullmatch(plain_text("".join(row.cells[1:]))) for row in self.rows)

    def column(self, kind: str) -> int | None:
        """Return the index of the first column of a kind."""
        kinds = self.kinds
        return kinds.index(kind) if kind in kinds else None

    def cell(self, row: TableRow, kind: str) -> str:
        """Return the cell of a row in the first column of a kind; empty if there is none."""
        column = self.column(kind)
        return row.cells[column] if column is not None and column < len(row.cells) else ""

    def text(self, row: TableRow, kind: str) -> str:
        """Return the cells of a row in all columns of a kind, a line each."""
        cells = [cell for cell, each in zip(row.cells, self.kinds, strict=False) if each == kind]
        return "\n".join(filter(None, cells))

    @cached_property
    def values_by_name(self) -> dict[str, tuple[int, str]]:
        """The second cell of the first rows, also of the header, by the first one in lower case; with its line."""
        pairs = [(self.line, self.header), *((row.line, row.cells) for row in self.rows[:MAX_NAMED])]
        return {plain_text(cells[0]).lower(): (line, cells[1]) for line, cells in pairs if len(cells) == 2}


def markdown_tables(blocks: Sequence[Block], last: int, remarks: list[Remark]) -> Iterator[Table]:
    """Read the tables of Markdown, also those whose rule and header differ in width.

    Args:
        blocks: The blocks of the page.
        last: The number of lines of the page: a table that ends there may be cut off.
        remarks: Takes a remark for each row that cannot be read.
    """
    for block in blocks:
        lines = [line.strip().lstrip("> ").strip() for line in block.text.split("\n")]
        if block.kind in ("table", "p") and len(lines) > 1 and "|" in lines[0] and _is_rule(lines[1]):
            yield _markdown_table(block, lines, last, remarks)


def _markdown_table(block: Block, lines: list[str], last: int, remarks: list[Remark]) -> Table:
    header = _split_cells(lines[0])
    header += [""] * (len(_split_cells(lines[1])) - len(header))
    table = Table(block.first, header, [])
    is_cut = block.first + len(lines) - 1 == last and lines[0].endswith("|") and not lines[-1].endswith("|")
    for line, row in enumerate(lines[2:-1] if is_cut else lines[2:], block.first + 2):
        cells = _fit_to_width(_split_cells(row), table)
        if cells is None:
            remarks.append(Remark(line, "the row has more cells than the table, in more than one way; left out"))
        else:
            table.rows.append(TableRow(line, cells))
    if is_cut:
        remarks.append(Remark(last, "the row has no end: the page is cut off; left out"))
    return table


def _is_rule(line: str) -> bool:
    return all(_RULE.fullmatch(cell.strip()) for cell in line.removeprefix("|").removesuffix("|").split("|"))


def _split_cells(row: str) -> list[str]:
    row = row.removeprefix("|")
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    cells = [cell.replace("\\|", "|").strip() for cell in _PIPE.split(row, MAX_CELLS)]
    return _join_code(cells)


def _join_code(cells: list[str]) -> list[str]:
    """Join cells again that a pipe between back-ticks has split."""
    joined: list[str] = []
    for cell in cells:
        if joined and joined[-1].count("`") % 2 and cell.count("`") % 2:
            joined[-1] = f"{joined[-1]} | {cell}"
        else:
            joined.append(cell)
    return joined


def _fit_to_width(cells: list[str], table: Table) -> list[str] | None:
    """Bring a row to as many cells as its table has; None if too many can be joined in more than one way.

    Too many come from pipes that are not escaped, in a type (``string | null``) or in the text of the last cell.
    """
    width, extra = len(table.header), len(cells) - len(table.header)
    if extra <= 0:
        return cells + [""] * -extra
    at = table.column("type")
    if at is not None:
        joined = _join_cells(cells, at, extra)
        if parse_type(joined[at]) is not None:
            return joined
    if (at is None or parse_type(cells[at]) is not None) and table.kinds[-1] == "description":
        return _join_cells(cells, width - 1, extra)
    return None


def _join_cells(cells: list[str], at: int, extra: int) -> list[str]:
    return [*cells[:at], " | ".join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]


def html_tables(tags: Sequence[Tag], remarks: list[Remark]) -> Iterator[Table]:
    """Read the tables of HTML; rows that cannot be read become remarks."""
    rows: dict[int, list[tuple[Tag, list[Tag]]]] = {tag.number: [] for tag in tags if tag.name == "table"}
    cells: dict[int, list[Tag]] = {}
    for tag in tags:  # parents come first
        if tag.parent is None:
            continue
        if tag.name == "tr" and tag.parent in rows:
            cells[tag.number] = []
            rows[tag.parent].append((tag, cells[tag.number]))
        elif tag.name in ("td", "th") and tag.parent in cells:
            cells[tag.parent].append(tag)
    for tag in tags:
        if tag.name == "table" and rows[tag.number]:
            yield _html_table(tag, rows[tag.number], remarks)


def _html_table(tag: Tag, rows: list[tuple[Tag, list[Tag]]], remarks: list[Remark]) -> Table:
    first = rows[0][1]
    has_names = len(first) == 2 and first[0].name == "th" and first[1].name == "td"  # no header, but a name in each row
    header = ["Name", "Description"] if has_names else [html_to_markdown(cell.text) for cell in first]
    table = Table(tag.line, header, [])
    for row, cells in rows if has_names else rows[1:]:
        if any("colspan" in cell.attributes or "rowspan" in cell.attributes for cell in cells):
            remarks.append(Remark(row.line, "the row has cells that span others; left out"))
        elif cells:
            texts = [html_to_markdown(cell.text) for cell in cells[: len(table.header)]]
            table.rows.append(TableRow(row.line, texts + [""] * (len(table.header) - len(texts))))
    return table
