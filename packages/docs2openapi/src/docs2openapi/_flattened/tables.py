"""The tables of a flattened page: what they list, fields or error codes, and those with tabs between their cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from docs2openapi._fields.attributes import is_flags
from docs2openapi._flattened.page_lines import is_header
from docs2openapi._flattened.rows import CodeRow, code_rows, code_rows_by_columns, field_readings
from docs2openapi._model.findings import ErrorRow
from docs2openapi._model.page import Remark
from docs2openapi._sections.tables import Table, TableRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._flattened.parts import FusedTable

MAX_EVIDENCE = 200  # rows that tell what a table lists
_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]-]*")
MAX_CELL = 12  # lines that a cell can have
_Lines: TypeAlias = "list[tuple[int, str]]"


def table_kind(table: FusedTable) -> str | None:
    """Return ``fields`` or ``codes``, by what most rows of a table can be read as; None if neither."""
    rows = [row for _, row in table.rows[:MAX_EVIDENCE]]
    if _begins_with_code(table):
        readable = [row for row in rows if code_rows_by_columns(row, table.kinds)]
        return "codes" if 2 * len(readable) >= len(rows) and _is_of_errors(table) else None
    fields = sum(bool(field_readings(row, table.kinds)) for row in rows)
    codes = sum(any(map(_is_error, code_rows(row)[:1])) for row in rows)
    if fields == codes or 2 * max(fields, codes) < len(rows):
        return None
    return "fields" if fields > codes else "codes"


def _begins_with_code(table: FusedTable) -> bool:
    return table.kinds[:1] in (["status"], ["code"])


def _is_error(row: CodeRow) -> bool:
    return row.rest[:1].isalpha() and row.status >= "4"


def _is_of_errors(table: FusedTable) -> bool:
    """Return whether a table that begins with a status or a code lists errors, not the values of a field."""
    return table.role == "errors" or any(row[:3].isdigit() for _, row in table.rows) or "status" in table.kinds[1:]


def error_rows(table: FusedTable, remarks: list[Remark]) -> list[ErrorRow]:
    """Read the rows of a table of error codes; each that can be read in several ways becomes a remark."""
    rows: list[ErrorRow] = []
    for line, row in table.rows:
        readings = code_rows_by_columns(row, table.kinds) if _begins_with_code(table) else code_rows(row)
        if len(readings) == 1:
            ((code, status, text),) = readings
            rows.append(ErrorRow(line, [status] if status else [], [code] if code else [], text))
        else:
            ways = " or ".join(f"{reading.code}: {reading.status}" for reading in readings) or "no status"
            remarks.append(Remark(line, f"fused cells ({ways}); left out"))
    return rows


def tabbed_lines(block: list[str]) -> list[str]:
    """Return a header and its rows: they end before another header, or before lines without tabs and rows below."""
    end = next((at for at, row in enumerate(block) if at and is_header(row)), len(block))
    last = max(at for at, row in enumerate(block[:end]) if "\t" in row)
    apart = next((at for at in range(1, last) if not any("\t" in row for row in block[at : at + MAX_CELL])), last + 1)
    return block[:apart]


def tabbed_table(block: Sequence[str], line: int) -> Table:
    """Read the rows of a table with tabs; a line without them goes on in the last cell of the row above.

    A row without its first cell has it on lines of its own above: a name, and perhaps a flag below that.
    """
    header = block[0].split("\t")
    table = Table(line, header, [])
    above: _Lines = []
    for at, row in enumerate(block[1:], line + 1):
        if "\t" not in row:
            above.append((at, row.strip()))
            continue
        cells = row.split("\t")
        name = _name_in(above) if len(cells) == len(header) - 1 and table.kinds[:1] == ["name"] else []
        _go_on(table, above[: len(above) - len(name)])
        cells = [" ".join(text for _, text in name), *cells] if name else cells
        table.rows.append(TableRow(name[0][0] if name else at, _fitted(cells, table)))
        above = []
    _go_on(table, above)
    return table


def _name_in(lines: _Lines) -> _Lines:
    """Return the last of some lines if they are a name, and flags below it; else nothing."""
    at = len(lines) - 1
    while at > 0 and is_flags(lines[at][1]):
        at -= 1
    is_name = at >= 0 and _NAME.fullmatch(lines[at][1]) is not None and not is_flags(lines[at][1])
    return lines[at:] if is_name else []


def _go_on(table: Table, lines: _Lines) -> None:
    """Add lines to the last cell of the last row; the first of a table without rows begins one."""
    for at, text in lines:
        if table.rows:
            table.rows[-1].cells[-1] += f"\n{text}"
        else:
            table.rows.append(TableRow(at, _fitted([text], table)))


def _fitted(cells: list[str], table: Table) -> list[str]:
    """Bring a row to the width of its table; where the second column names inner fields, the first cell is missing."""
    missing = len(table.header) - len(cells)
    if missing == 1 and table.kinds[1:2] == ["inner name"]:
        return ["", *cells]
    return (cells + [""] * missing)[: len(table.header)]
