"""What the tables of a flattened page list: fields or error codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs2openapi._flattened.rows import CodeRow, code_rows, code_rows_by_columns, field_rows
from docs2openapi._model.findings import ErrorRow
from docs2openapi._model.page import Remark

if TYPE_CHECKING:
    from docs2openapi._flattened.parts import FusedTable


MAX_TOLD = 200  # rows that tell what a table lists


def table_kind(table: FusedTable) -> str | None:
    """Return ``fields`` or ``codes``, by what most rows of a table can be read as; None if neither."""
    rows = [row for _, row in table.rows[:MAX_TOLD]]
    if _begins_with_code(table):
        readable = [row for row in rows if code_rows_by_columns(row, table.kinds)]
        return "codes" if 2 * len(readable) >= len(rows) and _is_of_errors(table) else None
    fields = sum(bool(field_rows(row)) for row in rows)
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
