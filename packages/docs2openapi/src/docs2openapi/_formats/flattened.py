"""Rendered pages flattened to text, with the cells of their tables fused.

No heading, field or status needs to be known by its name. Tables in front of the first response list what is sent; each
field goes where the page's path and example requests have its name. Tables behind it list what comes back. Where the
title over a table or the words over its columns are known, they decide.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from docs2openapi._assemble.credentials import resolve_credentials
from docs2openapi._assemble.endpoint import resolve_endpoint
from docs2openapi._assemble.flags_in_text import mark_required
from docs2openapi._assemble.placement import FieldPlacer
from docs2openapi._assemble.responses import ResponseCollector, is_problem
from docs2openapi._fields.field import build_field
from docs2openapi._flattened.fused_fields import fused_fields, read_word_lists
from docs2openapi._flattened.operations import without_examples
from docs2openapi._flattened.page_lines import COMMAND, MESSAGE_HEADER
from docs2openapi._flattened.parts import (
    FlattenedPage,
    FusedTable,
    Part,
    ResponseBlock,
    StackedField,
    TabbedTable,
    TextBlock,
)
from docs2openapi._flattened.tables import error_rows, table_kind
from docs2openapi._formats.in_text.headers import headers_in_text
from docs2openapi._formats.in_text.queries import queries_in_text
from docs2openapi._formats.in_text.statuses import statuses_in_text
from docs2openapi._formats.tables import read_table
from docs2openapi._formats.value_lists import commented_values, listed_values
from docs2openapi._model.findings import Findings, ListedField, ValueRow
from docs2openapi._model.operation import DEFAULT_STATUS, Example, Operation
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import is_object
from docs2openapi._openapi.example_schema import ShownValues, example_names
from docs2openapi._sections.code_requests import find_programs
from docs2openapi._sections.endpoints.lines import Endpoint, find_base_urls, find_labelled_endpoints
from docs2openapi._sections.endpoints.sentences import find_endpoints_in_sentences, find_labelled_sentences
from docs2openapi._sections.outline import Section
from docs2openapi._sections.request_examples import (
    RequestExample,
    find_curl_requests,
    find_http_requests,
    with_queries,
)
from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.titles.values import valued_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docs2openapi._model.page import Page

MAX_MESSAGES, MAX_MESSAGE = 20, 40  # requests on a page, lines of one
MAX_TITLE = 60
MIN_FIELDS = 3  # fewer can be those of an error too
_REQUEST_WORD = re.compile(r"param|request|argument|input|参数|请求", re.IGNORECASE)
_FIRST_WORD = re.compile(r"(?<=[a-z])[A-Z].*")
_FUSED_WORD = re.compile(r"[a-z][a-z0-9_-]+(?=[A-Z]|[^\x00-\x7f])|[A-Z][A-Z0-9_]+(?=[A-Z][a-z])")
_SENTENCE = re.compile(r"\.\s*$|[\u4e00-\u9fff][,，]")
_TITLE_LOCATIONS = {
    **{role: role for role in ("path", "query", "header", "body", "request")},
    "auth": "header",
}
# What a field says of itself is surer than the title above it.
_SENT = ("path", "query", "header", "body", "request", "unknown")
_STACKED_LOCATIONS = {"auth": "auth header", "errors": "response", "limits": "response header"}


def read_flattened(page: Page, flattened: FlattenedPage) -> Operation | None:
    """Read the operation that the text of a page describes; None if it describes none.

    Args:
        page: The page, or the part of it that describes one operation.
        flattened: Its parts.

    Raises:
        UnreadablePage: The page describes more than one operation.
    """
    named = without_examples([part for part in flattened.parts if isinstance(part, Endpoint)])
    requests = list(find_curl_requests(page.text, 1, flattened.remarks))
    requests = requests or _messages(page.lines) or ([] if named else list(find_programs(page.lines)))
    answers = any(isinstance(part, ResponseBlock) and part.has_example for part in flattened.parts)
    endpoints = named or ([] if requests else _endpoints_in_sentences(page, is_described=answers))
    endpoints = endpoints or list(find_labelled_endpoints(list(enumerate(page.lines, 1))))[:1]
    is_called = bool(requests and answers) or any(each.calls_api for each in requests)
    if not (endpoints or is_called or any(map(_lists_something, flattened.parts))):
        return None
    _refuse_several(endpoints, page)
    operation = Operation(endpoints[0].line if endpoints else 1, remarks=flattened.remarks)
    numbered = list(enumerate(page.lines, 1))
    resolve_endpoint(operation, endpoints, requests, list(find_base_urls(numbered)))
    if named:
        _describe(operation, flattened, named[0])
    operation.add_body_types(flattened.body_types)
    _read_parts(flattened, operation, [*requests, *with_queries(named)])
    mark_required(operation, numbered)
    resolve_credentials(operation, numbered, requests)
    return operation if operation.says_something else None


def _messages(lines: Sequence[str]) -> list[RequestExample]:
    """Read the requests that are written out with their version."""
    starts = [at for at, line in enumerate(lines) if " HTTP/" in line and line.startswith(METHODS)][:MAX_MESSAGES]
    return [each for at in starts for each in find_http_requests("\n".join(lines[at : at + MAX_MESSAGE]), at + 1)]


def _endpoints_in_sentences(page: Page, *, is_described: bool) -> list[Endpoint]:
    """Find the operation that a sentence or an address names, if the page shows what it returns, or else a label."""
    lines = list(enumerate(page.lines, 1))
    return (
        find_endpoints_in_sentences(lines, is_described=True)
        if is_described
        else list(find_labelled_sentences(lines))[:1]
    )


def _lists_something(part: Part) -> bool:
    is_table = isinstance(part, FusedTable) and table_kind(part) is not None
    return is_table or isinstance(part, StackedField | TabbedTable)


def _refuse_several(endpoints: Sequence[Endpoint], page: Page) -> None:
    for other in endpoints[1:]:
        if not other.is_same(endpoints[0]):
            name = f"{other.method.upper()} {other.path}".strip()
            reason = "is a second operation, and the text cannot be split at its operations: give each its own page"
            raise page.unreadable(other.line, f"{name} {reason}")


def _describe(operation: Operation, page: FlattenedPage, endpoint: Endpoint) -> None:
    """Set the title and the description: below a path that is the page's heading, else the title above a URL."""
    at = page.parts.index(endpoint)
    if endpoint.server is not None:
        above = page.parts[at - 1] if at else None
        if isinstance(above, FusedTable) and table_kind(above) is None:
            operation.title = above.rows[-1][1].strip()
        operation.title = above.lines[-1].strip() if isinstance(above, TextBlock) else operation.title
        return
    below = takewhile(lambda part: isinstance(part, TextBlock), page.parts[at + 1 :])
    blocks = [part for part in below if isinstance(part, TextBlock)]
    texts = [
        " ".join(part.lines)
        for part in blocks
        if not (any(map(COMMAND.match, part.lines)) or all(map(MESSAGE_HEADER.fullmatch, part.lines)))
    ]
    if texts and section_role(texts[0]) is not None:  # the title stands above
        texts = [
            part.lines[0].strip() for part in page.parts[:at] if isinstance(part, TextBlock) and not part.lines[1:]
        ]
        operation.title = next((text for text in reversed(texts) if text[-1:].isalnum()), None)
        return
    name = page.lines[endpoint.line - 2].strip() if endpoint.line > 1 else ""
    is_described = texts != [] and (texts[0].endswith(".") or _SENTENCE.search(blocks[0].lines[0]) is not None)
    if name[-1:].isalnum() and len(name) <= MAX_TITLE and is_described:
        texts.insert(0, name)  # the title stands right above, and a description below
    operation.title = texts[0] if texts else None
    operation.description = "\n\n".join(text for text in texts[1:] if text.endswith((".", "!", "?"))) or None


def _is_returned(field: StackedField) -> bool:
    return field.role == "response" and (field.status or "2").startswith("2")


def _settled(block: ResponseBlock, returned: set[str]) -> list[ResponseBlock]:
    """Give an example that stands below an error, and has the fields of the success, to the success."""
    names = set(block.example) if is_object(block.example) else set[str]()
    is_error = block.status is not None and not block.status.startswith("2")
    is_success = is_error and len(names) >= MIN_FIELDS and names <= returned
    if not is_success:
        return [block]
    return [replace(block, example=None, has_example=False), replace(block, status=None, text="")]


def _read_parts(page: FlattenedPage, operation: Operation, requests: Sequence[RequestExample]) -> None:
    responses = ResponseCollector(operation)
    blocks = [part for part in page.parts if isinstance(part, ResponseBlock)]
    returned_fields = {part.text.name for part in page.parts if isinstance(part, StackedField) and _is_returned(part)}
    for block in blocks:
        for settled in _settled(block, returned_fields):
            _add_block(settled, responses)
    first = min((block.line for block in blocks if block.role != "body"), default=None)
    tables = [part for part in page.parts if isinstance(part, FusedTable) and part.role != "limits"]
    placer = FieldPlacer(operation, responses, requests)
    findings = _in_tables(tables, first, operation, placer)
    findings.fields += _in_lines(page, operation, placer, has_requests=bool(requests))
    for part in page.parts:
        if isinstance(part, TabbedTable):
            findings.add(read_table(part.table, Section(part.role, part.status), operation.remarks))
    if all(listed.location != "query" for listed in findings.fields):
        findings.fields += queries_in_text(enumerate(page.lines, 1))
    placer.place([*findings.fields, *headers_in_text(page.lines)])
    responses.add_errors([*findings.errors, *statuses_in_text(page.lines)])
    responses.add_values(findings.values)
    _add_words(page, tables, operation, responses)
    responses.finish("")


def _in_tables(tables: Sequence[FusedTable], first: int | None, operation: Operation, placer: FieldPlacer) -> Findings:
    """Read the fields of tables; those above the first response are sent, unless they say otherwise."""
    sent = [table for table in tables if (first is None or table.line < first) and not _is_of_response(table)]
    lines_sent = {table.line for table in sent}
    returned = [table for table in tables if table.line not in lines_sent]
    return Findings([*_sent_fields(sent, operation, placer), *_returned_fields(returned, operation)])


def _in_lines(
    page: FlattenedPage, operation: Operation, placer: FieldPlacer, *, has_requests: bool
) -> Iterable[ListedField]:
    """Read the fields that stand in lines below each other."""
    stacked = _without_item_rows([part for part in page.parts if isinstance(part, StackedField)])
    if not (operation.path or has_requests or _is_sent_somewhere(page)):  # "Properties" alone does not say of what
        stacked = [replace(part, role=None) if part.role == "request" else part for part in stacked]
    return _stacked_fields(_with_inner(stacked, placer.returned_names, operation.remarks), operation.remarks)


def _add_words(
    page: FlattenedPage, tables: Sequence[FusedTable], operation: Operation, responses: ResponseCollector
) -> None:
    """Add the values of fields and the codes of errors that are listed by themselves."""
    titles = [(number, line) for number, line in enumerate(page.lines, 1) if 0 < len(line) <= MAX_TITLE]
    commented = commented_values(enumerate(page.lines, 1))
    responses.add_values([*_value_rows(tables), *listed_values(page.lines, titles), *commented])
    for table in tables:
        if table_kind(table) == "codes":
            responses.add_errors(error_rows(table, operation.remarks))


def _value_rows(tables: Sequence[FusedTable]) -> Iterator[ValueRow]:
    """Read tables of words and their meanings that are titled after a field: ``Status values``."""
    for table in tables:
        name = valued_name(table.title) or valued_name(_FIRST_WORD.sub("", table.header))
        words = [_FUSED_WORD.match(row) for _, row in table.rows]
        if name and table_kind(table) is None and all(words):
            yield from (ValueRow(table.line, name, word[0]) for word in words if word)


def _is_of_response(table: FusedTable) -> bool:
    return (table.role or "").startswith("response")


def _add_block(block: ResponseBlock, responses: ResponseCollector) -> None:
    """Add an example to the body that it shows, and the status over it to the responses."""
    operation = responses.operation
    example = Example(block.line, block.example) if block.has_example else None
    if block.role == "body":
        operation.body_examples += [example] if example else []
        return
    status = block.status or (DEFAULT_STATUS if example and is_problem(example.value) else None)
    if any(response.status == status and response.examples for response in operation.responses):
        reason = f"a second response with status {status or 'unknown'}: read as another example of it"
        operation.remarks.append(Remark(block.line, reason))
    response = responses.get(status, block.line)
    response.description = response.description or block.text
    if example:
        response.add_example(example)
    response.add_content_types(block.content_types)


def _is_sent_somewhere(page: FlattenedPage) -> bool:
    """Return whether a title of the page is about what is sent."""
    titles = [
        line for part in page.parts if isinstance(part, TextBlock) for line in part.lines if len(line) <= MAX_TITLE
    ]
    return any(_REQUEST_WORD.search(title) and section_role(title) in _SENT for title in titles)


def _without_item_rows(parts: list[StackedField]) -> list[StackedField]:
    """Leave out the rows ``items`` that only say how many fields the entries of the list above them have."""
    kept: list[StackedField] = []
    for part in parts:
        if part.text.name == "items" and part.inner and kept and _is_uncounted_list(kept[-1]):
            kept[-1] = replace(kept[-1], inner=part.inner)
        else:
            kept.append(part)
    return kept


def _is_uncounted_list(part: StackedField) -> bool:
    return not part.inner and (part.text.words or "").partition(",")[0] in ("array", "list")


def _with_inner(parts: list[StackedField], top: set[str], remarks: list[Remark]) -> Iterator[StackedField]:
    """Count the fields inside of those whose fields are shown below them, up to the next one of the body itself.

    Only the examples, whose names are ``top``, show where the inside ends. Without that the fields are left out.
    """
    left_out = 0
    for at, part in enumerate(parts):
        if left_out:
            left_out -= 1
            remarks.append(Remark(part.line, f"{part.text.name}: inside the field above or beside it?; left out"))
            continue
        inside = _following(parts, at) if part.is_open else []
        if not inside or inside[0].text.name.startswith(f"{part.text.name}."):
            yield part
            continue
        end = next((number for number, each in enumerate(inside) if each.text.name in top), None)
        left_out = len(inside) if end is None else 0
        yield replace(part, inner=end or 0)


def _following(parts: list[StackedField], at: int) -> list[StackedField]:
    """Return the fields behind one, up to the end of its section."""
    section = (parts[at].role, parts[at].status)
    return list(takewhile(lambda each: (each.role, each.status) == section, parts[at + 1 :]))


def _stacked_fields(parts: Iterable[StackedField], remarks: list[Remark]) -> list[ListedField]:
    """Read fields on lines below one another; one can say how many of the following are inside it."""
    fields: list[ListedField] = []
    around: list[tuple[tuple[str, ...], int]] = []  # the path of each field around, and how many are left inside it
    for part in parts:
        while around and around[-1][1] == 0:
            around.pop()
        outer, left = around[-1] if around else ((), 0)
        field = build_field(part.text, remarks, outer)
        if around:
            around[-1] = (outer, left - 1)
        if field is not None:
            fields.append(ListedField(_stacked_location(part), field, Section(part.role, part.status).response_status))
            around += [(field.inner_path, part.inner)] if part.inner else []
    return fields


def _stacked_location(part: StackedField) -> str:
    if part.role == "auth" and part.location:
        return f"auth {part.location}"
    location = _STACKED_LOCATIONS.get(part.role or "", part.role or "unknown")
    return part.location or location if location in _SENT else location


def _sent_fields(tables: Sequence[FusedTable], operation: Operation, placer: FieldPlacer) -> list[ListedField]:
    """Read what is sent; the location is that of the title, else where the path or an example has the name."""
    _remark_unread([table for table in tables if table_kind(table) is None], operation.remarks)
    shown = [example.value for example in operation.body_examples]
    names, values = placer.known_names | set(example_names(shown)), ShownValues(shown)
    fields: list[ListedField] = []
    for table in tables:
        if table_kind(table) == "fields":
            location = _TITLE_LOCATIONS.get(table.role or "", "unknown")
            read = fused_fields(
                table, lambda name: name in names or name.casefold() in names, values, operation.remarks
            )
            fields += [ListedField(location, field, group=table.line) for field in read]
    return fields


def _returned_fields(tables: Sequence[FusedTable], operation: Operation) -> list[ListedField]:
    """Read the fields of the successful response, and the words that its fields can have."""
    main = operation.main_response
    shown = [example.value for example in main.examples] if main else []
    names, values = set(example_names(shown)), ShownValues(shown)
    fields: list[ListedField] = []
    for table in tables:
        if table_kind(table) == "fields":
            location = "response header" if table.role in ("response header", "header") else "response"
            read = fused_fields(table, names.__contains__, values, operation.remarks)
            status = Section(table.role, table.status).response_status
            fields += [ListedField(location, field, status) for field in read]
    others = [table for table in tables if table_kind(table) is None]
    read_word_lists([each.field for each in fields if each.location == "response"], values, others, operation.remarks)
    _remark_unread(others, operation.remarks)
    return fields


def _remark_unread(tables: Sequence[FusedTable], remarks: list[Remark]) -> None:
    reason = "reads like a table, but its cells cannot be told apart; left out"
    remarks += [Remark(table.line, reason) for table in tables]
