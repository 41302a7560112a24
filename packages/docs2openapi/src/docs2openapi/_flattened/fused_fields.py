"""The fields of a table with fused cells: what all ways to read a row agree on; the rest becomes remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs2openapi._fields.description import apply_description, parse_value
from docs2openapi._flattened.cells.defaults import have_capitals, split_default
from docs2openapi._flattened.cells.flags import has_other_columns, split_flags
from docs2openapi._flattened.rows import FieldRow, field_readings, split_word_list, word_rows
from docs2openapi._model.field import Field, parse_path
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import Schema, allow_null
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docs2openapi._flattened.parts import FusedTable
    from docs2openapi._openapi.example_schema import ShownValues


_NO_TYPE = "the page does not say its type"


def fused_fields(
    table: FusedTable, is_known: Callable[[str], bool], shown: ShownValues, remarks: list[Remark]
) -> list[Field]:
    """Read the rows of a table as fields.

    Args:
        table: The table.
        is_known: Tells whether the page has a name elsewhere, which decides between several ways to read a row.
        shown: The values in the examples of the body that has the fields.
        remarks: Takes a remark for each row that stays undecided.
    """
    kinds = table.kinds
    chosen = [(line, _choose((line, row), kinds, is_known, remarks)) for line, row in table.rows]
    rows = [(line, row) for line, row in chosen if row is not None]
    flags, rests = split_flags(rows, kinds, remarks)
    if has_other_columns(kinds):
        texts = _leave_out(rows, rests, remarks)
    elif "default" in kinds:
        texts = _split_defaults(rows, rests, shown, remarks)
    else:
        texts = [("", rest) for rest in rests]
    fields: list[Field] = []
    for (line, row), flag, (default, description) in zip(rows, flags, texts, strict=True):
        schema = _schema(line, row, default, description, remarks)
        if flag.nullable:
            allow_null(schema)
        fields.append(Field(_path(row), line, schema, flag.required))
    return fields


def _path(row: FieldRow) -> tuple[str, ...]:
    return parse_path(row.name) or (row.name,)


def _schema(line: int, row: FieldRow, default: str, description: str, remarks: list[Remark]) -> Schema:
    schema: Schema = parse_type(row.words) or {}
    problems = [] if schema else [f"type {row.words!r} has no plain schema" if row.words else _NO_TYPE]
    if default and default not in "-–—":
        try:
            schema["default"] = parse_value(default.strip("\"'`"), schema)
        except ValueError:
            problems.append(f"default {default!r} cannot be read; left out")
    problems += apply_description(schema, description)
    remarks += [Remark(line, f"field {row.name}: {problem}") for problem in problems]
    if description:
        schema["description"] = description
    return schema


def _leave_out(
    rows: Sequence[tuple[int, FieldRow]], rests: Sequence[str], remarks: list[Remark]
) -> list[tuple[str, str]]:
    """Leave out defaults and descriptions whose cells have no recognisable end."""
    for (line, row), rest in zip(rows, rests, strict=True):
        if rest:
            remarks.append(Remark(line, f"field {row.name}: the cells in {rest!r} cannot be told apart; left out"))
    return [("", "") for _ in rows]


def _split_defaults(
    rows: Sequence[tuple[int, FieldRow]],
    rests: Sequence[str],
    shown: ShownValues,
    remarks: list[Remark],
) -> list[tuple[str, str]]:
    """Split defaults from descriptions; if there are several ways, both are left out, with a remark."""
    is_capital = have_capitals(rests)
    texts: list[tuple[str, str]] = []
    for (line, row), rest in zip(rows, rests, strict=True):
        cells = split_default(rest, row.words, shown.of(_path(row)), is_capital=is_capital)
        if len(cells) == 1:
            texts.append((cells[0].default, cells[0].text))
            continue
        texts.append(("", ""))
        ways = " or ".join(repr(cell.default) for cell in cells) or "none"
        remarks.append(
            Remark(line, f"field {row.name}: {rest!r} begins with a default ({ways}) or with none; left out")
        )
    return texts


def _choose(
    numbered: tuple[int, str], kinds: Sequence[str | None], is_known: Callable[[str], bool], remarks: list[Remark]
) -> FieldRow | None:
    """Choose the one way to read a row; if there are several, the one whose name the page has elsewhere."""
    line, row = numbered
    readings = field_readings(row, kinds)
    known = [reading for reading in readings if is_known(reading.name)]
    chosen = known if len(readings) > 1 and known else readings
    if len(chosen) != 1:
        ways = " or ".join(f"{reading.name}: {reading.words}" for reading in chosen) or "no type word"
        remarks.append(Remark(line, f"fused cells ({ways}); left out"))
        return None
    ends = range(len(chosen[0].name) + 1, len(row.split(maxsplit=1)[0]) + 1)
    longer = next((row[:end] for end in ends if is_known(row[:end])), None)
    if longer is None:
        return chosen[0]
    remarks.append(Remark(line, f"fused cells: the name is {chosen[0].name} or {longer}; left out"))
    return None


def read_word_lists(
    fields: Sequence[Field], shown: ShownValues, tables: list[FusedTable], remarks: list[Remark]
) -> None:
    """Read descriptions that are lists of words as enums, if an example or a table of these words confirms it.

    Args:
        fields: The fields; their schemas are changed.
        shown: The values in the examples of the body that has the fields.
        tables: Tables that may list the words with their meanings; those that do are removed.
        remarks: Takes a remark for each description that stays as it is.
    """
    for field in fields:
        _read_word_list(field, shown, tables, remarks)


def _read_word_list(field: Field, shown: ShownValues, tables: list[FusedTable], remarks: list[Remark]) -> None:
    is_text = field.schema.get("type") == "string"
    words = split_word_list(str(field.schema.get("description", ""))) if is_text else []
    if not words:
        return
    table = next((table for table in tables if _meanings(table, words)), None)
    values = shown.of(field.path)
    if table is None and not (values and all(value in words for value in values)):
        remarks.append(
            Remark(field.line, f"field {field.name}: may be a list of values or prose; kept as its description")
        )
        return
    field.schema.pop("enum", None)  # of the description; the values stand behind it
    field.schema["enum"] = words
    if table is not None:
        tables.remove(table)
        meanings = _meanings(table, words).items()
        field.schema["description"] = "\n".join(f"{word}: {meaning}" for word, meaning in meanings)


def _meanings(table: FusedTable, words: Sequence[str]) -> dict[str, str]:
    """Read a table as words and their meanings; empty if a row is not exactly one of the words."""
    meanings: dict[str, str] = {}
    for _, row in table.rows:
        readings = word_rows(row, words)
        if len(readings) != 1 or readings[0][0] in meanings:
            return {}
        meanings[readings[0][0]] = readings[0][1]
    return meanings
