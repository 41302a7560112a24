"""Reads the operations of a page that has no OpenAPI document, as marked-up text, as flattened text, or both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._assemble.responses import ResponseCollector
from docs2openapi._assemble.same_bodies import copy_same_bodies
from docs2openapi._assemble.twin_operations import twin_operations
from docs2openapi._fields.stacked import read_stacked
from docs2openapi._flattened.operations import split_flattened
from docs2openapi._formats.flattened import read_flattened
from docs2openapi._formats.markup import read_markup
from docs2openapi._formats.tables import find_in_tables
from docs2openapi._sections.operations import note_mentioned, split_operations
from docs2openapi._vocabulary.columns import split_fused_header
from docs2openapi._vocabulary.types import may_have_types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.operation import Operation
    from docs2openapi._model.page import Page
    from docs2openapi._sections.parsed_page import ParsedPage

MIN_STACKED = 2
_MARK = re.compile(r"^\s{0,3}(?:#{1,6}\s+|(?:`{3,}|~{3,}).*$)")


def read_operations(page: ParsedPage) -> list[Operation]:
    """Read the operations of a page; empty if it describes none.

    Some pages have headings and fences, but fused tables: if the markup gives no field with a type, the page is read
    as flattened text too, and the better result is taken.
    """
    operations: list[Operation] = []
    if page.has_markup:
        split = split_operations(page)
        split[0].remarks += note_mentioned(page)
        parts = [(part, read_markup(part)) for part in split]
        known = [(part, operation) for part, operation in parts if operation is not None]
        operations = [operation for _, operation in known]
        copy_same_bodies([part for part, _ in known], operations)
        operations += twin_operations(page, operations[0]) if len(operations) == 1 else ()
    others = operations[1:] if len(operations) > 1 and _has_text_fields(page.prose) else []
    listed = [operation for operation in others if _is_listed_only(operation)]
    if len(operations) - len(listed) > 1 or not all(map(_is_bare, operations)):
        return operations
    text = _without_marks(page)
    if operations and not may_have_types(text.text):
        return operations
    read = [read_flattened(part, flattened) for part, flattened in split_flattened(text)]
    unmarked = [operation for operation in read if operation is not None]
    if operations and (all(map(_is_bare, unmarked)) or (listed and len(unmarked) != 1)):
        return operations
    if page.has_markup and len(unmarked) == 1:  # a table of errors or values can be the one part with marks
        tables = find_in_tables(page)
        ResponseCollector(unmarked[0]).add_errors(tables.errors)
        ResponseCollector(unmarked[0]).add_values(tables.values)
    return [*unmarked, *listed]


def _has_text_fields(lines: Sequence[str]) -> bool:
    """Return whether a page has fields as rendered pages have them: in fused tables, or with their parts stacked."""
    are_fused = any(split_fused_header(line.strip()) for line in lines)
    return are_fused or sum(read_stacked(lines, at) is not None for at in range(len(lines))) >= MIN_STACKED


def _is_listed_only(operation: Operation) -> bool:
    """Return whether a page says no more of an operation than its method and its path."""
    return not (operation.responses or operation.all_body_fields or operation.body_examples)


def _is_bare(operation: Operation) -> bool:
    """Return whether no field of an operation has a type."""
    fields = [*operation.all_body_fields, *(parameter.field for parameter in operation.parameters)]
    fields += [field for response in operation.responses for field in (*response.fields, *response.headers)]
    return not any(field.schema.get("type") for field in fields)


def _without_marks(page: ParsedPage) -> Page:
    """Remove the front matter and the marks of headings and fences, but no line."""
    source = page.source
    if not page.blocks:
        return source
    marked = [""] * page.front.end + source.lines[page.front.end :]
    lines = [_MARK.sub("", line) if "#" in line or "``" in line or "~~" in line else line for line in marked]
    return source.with_text("\n".join(lines))
