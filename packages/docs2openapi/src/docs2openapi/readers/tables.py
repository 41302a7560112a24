"""Rendered pages flattened to text, the cells of their tables fused.

Nothing here knows a heading, field or status by its name. Tables in front of the first answer tell what is sent,
each name placed by the page's own path and request example; tables behind it tell what comes back.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from docs2openapi.examples import shown_values
from docs2openapi.operation import ABSENT, Absent, Answer, Field, Operation, Parameter, Remark, name_path
from docs2openapi.readers.flattened import AnswerBlock, Flattened, OperationLine, Prose, Table, flatten
from docs2openapi.readers.rows import CodeRow, FieldRow, code_rows, field_rows, flag_row, word_list, word_rows
from docs2openapi.typewords import Schema, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docs2openapi.page import Page
    from docs2openapi.values import Json

_SENT_HEADER = re.compile(r"""(?:-H|--header)\s+(['"]?)(?P<name>[^:'"\s]+):""")
_SENT_QUERY = re.compile(r"""https?://[^\s'"?]+\?(?P<query>[^\s'"#]+)""")


def has_tables(page: Page) -> bool:
    """Whether a page has an operation line, or a table with fused cells."""
    parts = flatten(page).parts
    return any(
        isinstance(part, OperationLine) or (isinstance(part, Table) and _kind(part) is not None) for part in parts
    )


def read_tables(page: Page) -> Operation:
    """Read what the text of a page says of one operation.

    Raises:
        UnreadablePage: The page is about more than one operation.
    """
    flattened = flatten(page)
    operation = _head(flattened, page)
    operation.remarks += flattened.remarks
    answers = [part for part in flattened.parts if isinstance(part, AnswerBlock)]
    first_answer = answers[0].line if answers else len(page.lines) + 1
    operation.answers = _answers(answers, operation.remarks)
    tables = [part for part in flattened.parts if isinstance(part, Table)]
    _read_sent([table for table in tables if table.line < first_answer], page, operation)
    _read_returned([table for table in tables if table.line > first_answer], operation)
    for table in tables:
        _read_codes(table, operation)
    return operation


def _head(flattened: Flattened, page: Page) -> Operation:
    lines = [part for part in flattened.parts if isinstance(part, OperationLine)]
    if not lines:
        return Operation(line=1)
    for other in lines[1:]:
        if (other.method, other.path) != (lines[0].method, lines[0].path):
            what = f"{other.method.upper()} {other.path}"
            raise page.unreadable(other.line, f"{what} is a second operation: one page tells one")
    operation = Operation(lines[0].line, method=lines[0].method, path=lines[0].path)
    servers = sorted({line.server for line in lines if line.server})
    if len(servers) > 1:
        operation.remarks.append(Remark(lines[0].line, f"the server is {' or '.join(servers)}?"))
    operation.server = servers[0] if len(servers) == 1 else None
    if lines[0].server is None:  # the page's heading
        _read_head_texts(flattened, lines[0], operation)
    return operation


def _read_head_texts(flattened: Flattened, heading: OperationLine, operation: Operation) -> None:
    """Take the line under the heading as the title, and what reads like sentences after it as the description."""
    behind = flattened.parts[flattened.parts.index(heading) + 1 :]
    texts = [
        " ".join(part.lines)
        for part in takewhile(lambda part: isinstance(part, Prose), behind)
        if isinstance(part, Prose)
    ]
    operation.title = texts[0] if texts else None
    operation.description = "\n\n".join(text for text in texts[1:] if text.endswith((".", "!", "?"))) or None


def _answers(blocks: Sequence[AnswerBlock], remarks: list[Remark]) -> list[Answer]:
    answers: dict[str, Answer] = {}
    for block in blocks:
        if block.status in answers:
            remarks.append(Remark(block.line, f"a second answer with status {block.status}; left out"))
        else:
            answers[block.status] = Answer(block.line, block.status, block.text, example=block.example)
    return list(answers.values())


def _kind(table: Table) -> str | None:
    """Tell a table of fields from one of error codes by what most of its rows can be read as; None is neither."""
    rows = [row for _, row in table.rows]
    counts = {"fields": sum(map(bool, map(field_rows, rows))), "codes": sum(map(bool, map(code_rows, rows)))}
    kind = max(counts, key=lambda name: counts[name])
    is_one = len(set(counts.values())) > 1 and 2 * counts[kind] >= len(rows)
    return kind if is_one else None


def _read_sent(tables: Sequence[Table], page: Page, operation: Operation) -> None:
    """Read parameters: each is sent where the path or the request example has its name."""
    _tell_undecided([table for table in tables if _kind(table) is None], operation.remarks)
    in_path = re.findall(r"\{([^{}/]+)\}", operation.path or "")
    places = _sent_places(page, in_path)
    for field in _fields(tables, lambda name: name.casefold() in places, operation.remarks):
        place = places.get(field.name.casefold())
        if place is None:
            reason = f"{field.name}: neither the path nor a request example shows where it is sent; left out"
            operation.remarks.append(Remark(field.line, reason))
        else:
            operation.parameters.append(Parameter(place, field))
    described = {given.name for given in operation.parameters if given.place == "path"}
    for name in dict.fromkeys(in_path):
        if name not in described:
            operation.remarks.append(Remark(operation.line, f"the page does not describe {name} of the path"))
            operation.parameters.append(Parameter("path", Field((name,), operation.line, {})))


def _sent_places(page: Page, in_path: Sequence[str]) -> dict[str, str]:
    headers = [match["name"] for match in _SENT_HEADER.finditer(page.text)]
    queries = [match["query"] for match in _SENT_QUERY.finditer(page.text)]
    names = [pair.partition("=")[0] for query in queries for pair in query.split("&")]
    found = [("query", names), ("header", headers), ("path", in_path)]
    return {name.casefold(): place for place, names in found for name in names}


def _read_returned(tables: Sequence[Table], operation: Operation) -> None:
    """Read the fields of the successful answer, and the words that its fields can take."""
    main = next((answer for answer in operation.answers if (answer.status or "").startswith("2")), None)
    example = main.example if main else ABSENT
    names = set(_names(example))
    fields = _fields(tables, names.__contains__, operation.remarks)
    listings = [table for table in tables if _kind(table) is None]
    for each in fields:
        _read_words(each, example, listings, operation.remarks)
    _tell_undecided(listings, operation.remarks)
    if main is not None:
        main.fields = fields
    elif fields:
        operation.remarks.append(Remark(fields[0].line, "fields of an answer that the page does not show; left out"))


def _tell_undecided(tables: Sequence[Table], remarks: list[Remark]) -> None:
    reason = "reads like a table, but its cells cannot be told apart; left out"
    remarks += [Remark(table.line, reason) for table in tables]


def _names(value: Json | Absent, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Give the names that an example has, bare and dotted."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield name
            yield Field((*path, name), 0, {}).name
            yield from _names(child, (*path, name))
    elif isinstance(value, list) and value:
        yield from _names(value[0], (*path, "[]"))


def _fields(tables: Sequence[Table], is_known: Callable[[str], bool], remarks: list[Remark]) -> list[Field]:
    return [field for table in tables if _kind(table) == "fields" for field in _table_fields(table, is_known, remarks)]


def _table_fields(table: Table, is_known: Callable[[str], bool], remarks: list[Remark]) -> list[Field]:
    decided = [(line, _decide(line, row, is_known, remarks)) for line, row in table.rows]
    rows = [(line, row) for line, row in decided if row is not None]
    flags = _flags(rows, remarks)
    fields: list[Field] = []
    for (line, row), (required, description) in zip(rows, flags, strict=True):
        schema: Schema = schema_of(row.words) or {}
        if not schema:
            remarks.append(Remark(line, f"field {row.name}: type {row.words!r} has no plain schema"))
        if description:
            schema["description"] = description
        fields.append(Field(name_path(row.name) or (row.name,), line, schema, required))
    return fields


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


def _flags(rows: Sequence[tuple[int, FieldRow]], remarks: list[Remark]) -> list[tuple[bool, str]]:
    """Split off a column of yes and no, if a table has one: then every row begins so, and one at least clearly."""
    flags = [flag_row(row.rest) for _, row in rows]
    found = [flag for flag in flags if flag is not None]
    if len(found) == len(rows) and any(flag.clear for flag in found):
        return [(flag.required, flag.rest) for flag in found]
    all_likely = len(found) == len(rows) and all(flag.likely for flag in found)
    texts: list[tuple[bool, str]] = []
    for (line, row), flag in zip(rows, flags, strict=True):
        is_doubtful = flag is not None and (flag.clear or all_likely)
        if is_doubtful:
            remarks.append(Remark(line, f"field {row.name}: {row.rest!r} may begin with a cell; left out"))
        texts.append((False, "" if is_doubtful else row.rest))
    return texts


def _read_words(each: Field, example: Json | Absent, listings: list[Table], remarks: list[Remark]) -> None:
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


def _read_codes(table: Table, operation: Operation) -> None:
    for line, row in table.rows if _kind(table) == "codes" else ():
        readings = code_rows(row)
        if len(readings) == 1:
            _add_code(readings[0], line, operation.answers)
        else:
            ways = " or ".join(f"{reading.code}: {reading.status}" for reading in readings) or "no status"
            operation.remarks.append(Remark(line, f"fused cells ({ways}); left out"))


def _add_code(row: CodeRow, line: int, answers: list[Answer]) -> None:
    answer = next((answer for answer in answers if answer.status == row.status), None)
    if answer is None:
        answer = Answer(line, row.status)
        answers.append(answer)
    answer.error_codes.append(row.code)
    answer.description = "\n".join(filter(None, (answer.description, f"{row.code}: {row.rest}")))
