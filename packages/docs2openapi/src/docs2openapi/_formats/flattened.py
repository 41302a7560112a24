"""Rendered pages flattened to text, the cells of their tables fused.

Nothing here needs a heading, field or status by its name: tables in front of the first answer tell what is sent, each
name placed by the page's own path and request example; tables behind it tell what comes back. Where a title over a
table or the words over its columns are known, they are believed.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from docs2openapi._assemble.endpoint import decide_endpoint, decide_keys
from docs2openapi._assemble.locations import Placer
from docs2openapi._assemble.responses import Answers
from docs2openapi._fields.field import make_field
from docs2openapi._flattened.fields import fused_fields, read_listings
from docs2openapi._flattened.parser import flatten
from docs2openapi._flattened.parts import AnswerBlock, Flattened, Part, Prose, Stacked, Tabbed, Table
from docs2openapi._flattened.rows import CodeRow, code_rows, coded_rows, field_rows
from docs2openapi._formats.tables import ErrorRow, read_grid
from docs2openapi._model.operation import Example, Listed, Operation, Remark
from docs2openapi._openapi.body_schema import shown_names
from docs2openapi._sections.endpoints import Call, OperationLine, bases, calls
from docs2openapi._sections.outline import Context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.page import Page
    from docs2openapi._text.values import Json

_TITLED = ("path", "query", "header", "body")


def read_tables(page: Page) -> Operation | None:
    """Read what the text of a page says of one operation; None where it says nothing of any.

    Raises:
        UnreadablePage: The page is about more than one operation.
    """
    flattened = flatten(page)
    lines = [part for part in flattened.parts if isinstance(part, OperationLine)]
    if not lines and not any(map(_is_of_api, flattened.parts)):
        return None
    _refuse_several(lines, page)
    operation = Operation(lines[0].line if lines else 1, remarks=flattened.remarks)
    called = list(calls(page.text, 1, operation.remarks))
    numbered = list(enumerate(page.lines, 1))
    decide_endpoint(operation, lines, called, list(bases(numbered)))
    if lines and lines[0].server is None:  # the page's heading
        _read_head_texts(flattened, lines[0], operation)
    elif lines:
        operation.title = _text_over(flattened, lines[0])
    _read_parts(flattened, operation, called)
    decide_keys(operation, numbered, called)
    return operation


def _is_of_api(part: Part) -> bool:
    """Whether a part is a table with fused cells, or a field in lines."""
    return isinstance(part, Stacked | Tabbed) or (isinstance(part, Table) and _kind(part) is not None)


def _refuse_several(lines: Sequence[OperationLine], page: Page) -> None:
    for other in lines[1:]:
        if (other.method, other.path) != (lines[0].method, lines[0].path):
            what = f"{other.method.upper()} {other.path}"
            raise page.unreadable(other.line, f"{what} is a second operation: one page tells one")


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


def _text_over(flattened: Flattened, line: OperationLine) -> str | None:
    """Give the line of text right over an operation."""
    at = flattened.parts.index(line)
    before = flattened.parts[at - 1] if at else None
    return before.lines[-1].strip() if isinstance(before, Prose) else None


def _read_parts(flattened: Flattened, operation: Operation, called: Sequence[Call]) -> None:
    blocks = [part for part in flattened.parts if isinstance(part, AnswerBlock)]
    answers = Answers(operation)
    for block in blocks:
        _take_block(block, answers, operation)
    first = min((block.line for block in blocks if block.role != "body"), default=None)
    tables = [part for part in flattened.parts if isinstance(part, Table) and part.role != "limits"]
    sent = [table for table in tables if (first is None or table.line < first) and not _is_answered(table)]
    returned = [table for table in tables if table not in sent]
    placer = Placer(operation, answers, called)
    stacked = _stacked([part for part in flattened.parts if isinstance(part, Stacked)], operation.remarks)
    grids = [part for part in flattened.parts if isinstance(part, Tabbed)]
    told = [read_grid(part.grid, Context(part.role, part.status), operation.remarks) for part in grids]
    listed = [each for one in told for each in one.listed]
    placer.place([*_sent(sent, operation, placer), *_returned(returned, operation), *stacked, *listed])
    for one in told:
        answers.take_errors(one.errors)
        answers.take_values(one.values)
    answers.take_errors(
        [row for table in tables if _kind(table) == "codes" for row in _codes(table, operation.remarks)]
    )
    answers.finish("")


def _stacked(parts: Sequence[Stacked], remarks: list[Remark]) -> Iterator[Listed]:
    for part in parts:
        field = make_field(part.written, remarks)
        role = {"auth": "header", "errors": "answer", "limits": "answer header", None: "unknown"}.get(
            part.role, part.role
        )
        yield from [Listed(role or "unknown", field, part.status)] if field else []


def _is_answered(table: Table) -> bool:
    return (table.role or "").startswith("answer")


def _take_block(block: AnswerBlock, answers: Answers, operation: Operation) -> None:
    """Take an example in its place, and the status over it."""
    example = [Example(block.line, block.example)] if block.has_example else []
    if block.role == "body":
        operation.body_examples += example
        return
    known = next((answer for answer in operation.answers if answer.status == block.status), None)
    if known is not None:
        reason = f"a second answer with status {block.status or 'unknown'}: another example of it"
        operation.remarks.append(Remark(block.line, reason))
    answer = known or answers.get(block.status, block.line)
    answer.description = answer.description or block.text
    answer.examples += example
    answer.types += [name for name in block.types if name not in answer.types]


def _kind(table: Table) -> str | None:
    """Tell a table of fields from one of error codes by what most of its rows can be read as; None is neither."""
    rows = [row for _, row in table.rows]
    if {"status", "code"} & set(table.kinds[:1]):
        return (
            "codes"
            if 2 * sum(bool(coded_rows(row, table.kinds)) for row in rows) >= len(rows) and _is_of_errors(table)
            else None
        )
    codes = [
        reading
        for row in rows
        for reading in code_rows(row)[:1]
        if reading.rest[:1].isalpha() and reading.status >= "4"
    ]
    counts = {"fields": sum(map(bool, map(field_rows, rows))), "codes": len(codes)}
    kind = max(counts, key=lambda name: counts[name])
    is_one = len(set(counts.values())) > 1 and 2 * counts[kind] >= len(rows)
    return kind if is_one else None


def _is_of_errors(table: Table) -> bool:
    """Whether a table whose first column is a status or a code tells of errors, not of the words of a field."""
    return table.role == "errors" or any(row[:3].isdigit() for _, row in table.rows) or "status" in table.kinds[1:]


def _sent(tables: Sequence[Table], operation: Operation, placer: Placer) -> list[Listed]:
    """Read what is sent: each field is put where a title says, else where the path or the example has its name."""
    _tell_undecided([table for table in tables if _kind(table) is None], operation.remarks)
    shown = [example.value for example in operation.body_examples]
    names = placer.known_names | set(shown_names(shown))
    listed: list[Listed] = []
    for table in tables:
        if _kind(table) == "fields":
            place = table.role if table.role in _TITLED else "header" if table.role == "auth" else "sent"
            fields = fused_fields(
                table, lambda name: name in names or name.casefold() in names, shown, operation.remarks
            )
            is_titled = table.role == "sent"
            listed += [Listed(place if place != "sent" or is_titled else "unknown", field) for field in fields]
    return listed


def _returned(tables: Sequence[Table], operation: Operation) -> list[Listed]:
    """Read the fields of the successful answer, and the words that its fields can take."""
    main = next((answer for answer in operation.answers if answer.is_success), None)
    shown: list[Json] = [example.value for example in main.examples] if main else []
    names = set(shown_names(shown))
    listed: list[Listed] = []
    for table in tables:
        if _kind(table) == "fields":
            place = "answer header" if table.role in ("answer header", "header") else "answer"
            fields = fused_fields(table, names.__contains__, shown, operation.remarks)
            listed += [Listed(place, field) for field in fields]
    listings = [table for table in tables if _kind(table) is None]
    read_listings([each.field for each in listed if each.place == "answer"], shown, listings, operation.remarks)
    _tell_undecided(listings, operation.remarks)
    return listed


def _tell_undecided(tables: Sequence[Table], remarks: list[Remark]) -> None:
    reason = "reads like a table, but its cells cannot be told apart; left out"
    remarks += [Remark(table.line, reason) for table in tables]


def _codes(table: Table, remarks: list[Remark]) -> list[ErrorRow]:
    rows: list[ErrorRow] = []
    for line, row in table.rows:
        is_known = bool({"status", "code"} & set(table.kinds[:1]))
        readings: list[CodeRow] = coded_rows(row, table.kinds) if is_known else code_rows(row)
        if len(readings) == 1:
            ((code, status, text),) = readings
            rows.append(ErrorRow(line, [status] if status else [], [code] if code else [], text))
        else:
            ways = " or ".join(f"{reading.code}: {reading.status}" for reading in readings) or "no status"
            remarks.append(Remark(line, f"fused cells ({ways}); left out"))
    return rows
