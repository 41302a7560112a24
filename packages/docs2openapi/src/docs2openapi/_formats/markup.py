"""Pages of Markdown and MDX. A page may list fields in several formats; together they make one operation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._assemble.content_types import add_request_types, add_response_types
from docs2openapi._assemble.credentials import resolve_credentials
from docs2openapi._assemble.descriptions import describe_operation, describe_response
from docs2openapi._assemble.endpoint import resolve_endpoint
from docs2openapi._assemble.flags_in_text import mark_required
from docs2openapi._assemble.nesting import nest_fields
from docs2openapi._assemble.placement import FieldPlacer
from docs2openapi._assemble.responses import ResponseCollector
from docs2openapi._formats.attribute_lines import find_attribute_lines
from docs2openapi._formats.components import find_in_components
from docs2openapi._formats.declared.commented_json import fields_of_comments
from docs2openapi._formats.declared.field_examples import take_field_examples
from docs2openapi._formats.declared.inline_objects import find_inline_objects
from docs2openapi._formats.declared.json_schema import find_json_schemas
from docs2openapi._formats.declared.json_words import fields_of_words
from docs2openapi._formats.declared.typescript import find_typescript
from docs2openapi._formats.headings import find_under_headings
from docs2openapi._formats.in_text.headers import find_headers_in_text
from docs2openapi._formats.in_text.queries import find_queries_in_text
from docs2openapi._formats.in_text.statuses import find_statuses_in_text
from docs2openapi._formats.lists import find_in_lists
from docs2openapi._formats.tables import find_in_tables
from docs2openapi._formats.value_lists import find_value_lists
from docs2openapi._model.findings import Findings
from docs2openapi._model.page import Remark
from docs2openapi._sections.examples import read_examples
from docs2openapi._vocabulary.columns import split_fused_header
from docs2openapi._vocabulary.headings import is_planned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docs2openapi._model.findings import ErrorRow
    from docs2openapi._model.operation import Operation
    from docs2openapi._sections.examples import ExampleBlock
    from docs2openapi._sections.parsed_page import ParsedPage

# The formats in which pages list fields. A new one is a module with such a function, and a line here.
FIELD_FORMATS: tuple[Callable[[ParsedPage], Findings], ...] = (
    find_in_components,
    find_in_tables,
    find_under_headings,
    find_in_lists,
    find_attribute_lines,
    find_value_lists,
    find_json_schemas,
    find_typescript,
    find_inline_objects,
    find_headers_in_text,
    find_statuses_in_text,
)


# A sentence about all operations, or a line of a list of statuses.
_OF_ALL = re.compile(r"\b(?:all|every|each|any)\b|^\s*(?:[-*|]\s*)?\W{0,4}[2-5]\d\d|^\s*\|", re.IGNORECASE)
_FUSED = re.compile(r"[a-z][A-Z]")
STUB = (
    "the page has the name of its operation only; the OpenAPI document that docs.json or mint.json names has the rest, "
    "and so has the page's address with .md"
)


def read_markup(page: ParsedPage) -> Operation | None:
    """Read the operation of a page; None if it describes none."""
    findings = Findings()
    for find in FIELD_FORMATS:
        findings.add(find(page))
    if all(listed.location != "query" for listed in findings.fields):
        findings.add(find_queries_in_text(page))
    page.remarks += _fused_tables(page)
    nest_fields(findings, page.remarks)
    after = next((listed.field.line for listed in findings.fields if listed.location == "response"), None)
    examples = take_field_examples(read_examples(page, after), findings, page)
    for block in examples:
        findings.fields += [*fields_of_words(block, page.remarks), *fields_of_comments(page, block, page.remarks)]
    shown = [block for block in examples if block.location == "response"]
    is_called = bool(page.called) or any(block.is_message for block in shown)
    is_named = any(not each.is_in_prose or each.name or examples for each in page.endpoints)
    is_sent = any(each.calls_api for each in page.requests)
    if not (findings.fields or is_named or (shown and is_called) or is_sent):
        return None
    operation = _assemble(page, findings, examples)
    return operation if operation.says_something else None


def _is_success_of_all(row: ErrorRow, page: ParsedPage, operation: Operation) -> bool:
    """Return whether a status that the page lists for all operations says how others succeed than this one."""
    is_shared = page.end is not None and not (page.start or 0) <= row.line <= page.end
    is_success = all(status.startswith("2") for status in row.statuses) and bool(row.statuses)
    if is_shared and is_success and not _OF_ALL.search(page.prose[row.line - 1]):
        return True
    has_own = any(each.is_success and each.status not in (None, *row.statuses) for each in operation.responses)
    return is_shared and is_success and has_own


def _fused_tables(page: ParsedPage) -> Iterator[Remark]:
    """Note the tables whose cells have run together, on a page that has others which tell more."""
    for block in page.blocks:
        first, _, rows = block.text.partition("\n") if block.kind == "p" else ("", "", "")
        if rows and _FUSED.search(first) and split_fused_header(first.strip()):
            yield Remark(block.first, "reads like a table whose cells have run together; left out")


def _assemble(page: ParsedPage, findings: Findings, examples: list[ExampleBlock]) -> Operation:
    operation = describe_operation(page)
    resolve_endpoint(operation, page.endpoints, page.requests, page.base_urls)
    responses = ResponseCollector(operation)
    responses.add_headings(page.outline)
    for block in examples:
        if block.location == "response":
            responses.add_example(block)
        elif block.example:
            operation.body_examples.append(block.example)
    add_request_types(operation, page)
    FieldPlacer(operation, responses, page.asked).place(findings.fields)
    responses.add_errors([row for row in findings.errors if not _is_success_of_all(row, page, operation)])
    responses.add_values(findings.values)
    responses.finish(describe_response(page))
    add_response_types(operation, page)
    mark_required(operation, enumerate(page.prose, 1))
    prose, code = _in_force(enumerate(page.prose, 1), page), _in_force(page.code_lines, page)
    resolve_credentials(operation, prose, page.asked, code, page.header_lines, end=page.end)
    operation.remarks += page.remarks
    if page.front.endpoint is not None and not (findings.fields or examples):
        operation.remarks.append(Remark(page.front.endpoint.line, STUB))
    return operation


def _in_force(lines: Iterable[tuple[int, str]], page: ParsedPage) -> list[tuple[int, str]]:
    """Return the lines that are not below a title that only promises what is there."""
    if not any(is_planned(section.innermost) for section in page.outline.sections):
        return list(lines)
    return [(line, text) for line, text in lines if not is_planned(page.outline.at(line).innermost)]
