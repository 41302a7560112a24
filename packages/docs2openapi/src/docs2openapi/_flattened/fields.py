"""The fields of a table with fused cells: what every way of reading a row agrees on; the rest is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs2openapi._fields.description import read_prose, typed
from docs2openapi._flattened.default_cells import default_cells, have_capitals
from docs2openapi._flattened.flag_cells import has_other_columns, split_flags
from docs2openapi._flattened.rows import FieldRow, field_rows, word_list, word_rows
from docs2openapi._model.operation import Field, Remark, name_path
from docs2openapi._openapi.body_schema import shown_values
from docs2openapi._vocabulary.types import Schema, allow_null, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docs2openapi._flattened.parts import Table
    from docs2openapi._text.values import Json


def fused_fields(
    table: Table, is_known: Callable[[str], bool], shown: Sequence[Json], remarks: list[Remark]
) -> list[Field]:
    """Read the rows of a table as fields; ``is_known`` tells whether the page has a name elsewhere."""
    decided = [(line, _decide(line, row, is_known, remarks)) for line, row in table.rows]
    rows = [(line, row) for line, row in decided if row is not None]
    flags, rests = split_flags(rows, table.kinds, remarks)
    if has_other_columns(table.kinds):
        texts = _undecided(rows, rests, remarks)
    elif "default" in table.kinds:
        texts = _defaults(rows, rests, shown, remarks)
    else:
        texts = [("", rest) for rest in rests]
    fields: list[Field] = []
    for (line, row), flag, (default, description) in zip(rows, flags, texts, strict=True):
        schema = _schema(line, row, default, description, remarks)
        if flag.nullable:
            allow_null(schema)
        fields.append(Field(name_path(row.name) or (row.name,), line, schema, flag.required))
    return fields


def _schema(line: int, row: FieldRow, default: str, description: str, remarks: list[Remark]) -> Schema:
    schema: Schema = schema_of(row.words) or {}
    if not schema:
        remarks.append(Remark(line, f"field {row.name}: type {row.words!r} has no plain schema"))
    if default and default not in "-–—":
        try:
            schema["default"] = typed(default.strip("\"'`"), schema)
        except ValueError:
            remarks.append(Remark(line, f"field {row.name}: default {default!r} cannot be read; left out"))
    remarks += [Remark(line, f"field {row.name}: {fault}") for fault in read_prose(schema, description)]
    if description:
        schema["description"] = description
    return schema


def _undecided(
    rows: Sequence[tuple[int, FieldRow]], rests: Sequence[str], remarks: list[Remark]
) -> list[tuple[str, str]]:
    for (line, row), rest in zip(rows, rests, strict=True):
        if rest:
            remarks.append(Remark(line, f"field {row.name}: the cells in {rest!r} cannot be told apart; left out"))
    return [("", "") for _ in rows]


def _defaults(
    rows: Sequence[tuple[int, FieldRow]],
    rests: Sequence[str],
    shown: Sequence[Json],
    remarks: list[Remark],
) -> list[tuple[str, str]]:
    """Part defaults from descriptions; where a row can be read in several ways, both are left out and noted."""
    is_capital = have_capitals(rests)
    texts: list[tuple[str, str]] = []
    for (line, row), rest in zip(rows, rests, strict=True):
        values = shown_values(Field(name_path(row.name) or (row.name,), line, {}), shown)
        cells = default_cells(rest, row.words, values, is_capital=is_capital)
        if len(cells) == 1:
            texts.append((cells[0].default, cells[0].text))
            continue
        texts.append(("", ""))
        ways = " or ".join(repr(cell.default) for cell in cells) or "none"
        remarks.append(Remark(line, f"field {row.name}: {rest!r} begins with a default ({ways}) or none?; left out"))
    return texts


def _decide(line: int, row: str, is_known: Callable[[str], bool], remarks: list[Remark]) -> FieldRow | None:
    """Take the one way to read a row; where there are several, the one whose name the page shows elsewhere."""
    readings = field_rows(row)
    shown = [reading for reading in readings if is_known(reading.name)]
    chosen = shown if len(readings) > 1 and shown else readings
    if len(chosen) != 1:
        ways = " or ".join(f"{reading.name}: {reading.words}" for reading in chosen) or "no type word"
        remarks.append(Remark(line, f"fused cells ({ways}); left out"))
        return None
    ends = range(len(chosen[0].name) + 1, len(row.split(maxsplit=1)[0]) + 1)
    longer = next((row[:end] for end in ends if is_known(row[:end])), None)
    if longer is None:
        return chosen[0]
    remarks.append(Remark(line, f"fused cells: the name is {chosen[0].name} or {longer}?; left out"))
    return None


def read_listings(
    fields: Sequence[Field], example: Sequence[Json], listings: list[Table], remarks: list[Remark]
) -> None:
    """Read descriptions that are lists of words as enums; tables that list those words are taken from ``listings``."""
    for each in fields:
        _read_words(each, example, listings, remarks)


def _read_words(each: Field, example: Sequence[Json], listings: list[Table], remarks: list[Remark]) -> None:
    """Read a description that is a list of words as an enum, if the example or a table of the words confirms it."""
    words = word_list(str(each.schema.get("description", ""))) if each.schema.get("type") == "string" else []
    if not words:
        return
    table = next((table for table in listings if _meanings(table, words)), None)
    values = shown_values(each, example)
    if table is None and not (values and all(value in words for value in values)):
        remarks.append(Remark(each.line, f"field {each.name}: values or prose? kept as its description"))
        return
    each.schema["enum"] = words
    if table is not None:
        listings.remove(table)
        meanings = _meanings(table, words).items()
        each.schema["description"] = "\n".join(f"{word}: {meaning}" for word, meaning in meanings)


def _meanings(table: Table, words: list[str]) -> dict[str, str]:
    """Read a table as words and their meanings; it is none if a row is not exactly one of the words."""
    meanings: dict[str, str] = {}
    for _, row in table.rows:
        readings = word_rows(row, words)
        if len(readings) != 1 or readings[0][0] in meanings:
            return {}
        meanings[readings[0][0]] = readings[0][1]
    return meanings
