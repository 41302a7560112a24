"""Reads a docs page and returns the OpenAPI document of what it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docs2openapi._dialects.rewrite import to_markdown
from docs2openapi._documents.completion import complete_documents
from docs2openapi._documents.embedded import build_found, find_documents
from docs2openapi._formats.operations import read_operations
from docs2openapi._formats.refusal import has_other_fields, refusal
from docs2openapi._model.operation import Operation
from docs2openapi._model.page import Note, Page
from docs2openapi._openapi.document import BuiltDocument, build_document, count_facts, merge_documents
from docs2openapi._sections.parsed_page import parse_page
from docs2openapi._text.files import load_page
from docs2openapi._text.references import find_references
from docs2openapi._text.tags import FIELD_TAGS


@dataclass(frozen=True, slots=True)
class Result:
    """What was read from a page.

    Attributes:
        document: The OpenAPI document, made of JSON values only.
        shape: How the page describes its API: ``fence``, ``components`` or ``tables``.
        notes: What the page does not say and what could not be decided, in the order of its lines.
        facts: The number of values that the document takes from the page.
        missing: What an operation needs and the page does not say: ``path``, ``method``, ``server``, ``security``, or
            a ``$ref`` that leads nowhere.
        references: The addresses of OpenAPI documents that the page names, the surest first; the index last.
    """

    document: dict[str, Any]
    shape: str
    notes: tuple[Note, ...]
    facts: int
    missing: tuple[str, ...]
    references: tuple[str, ...] = ()


def read_page(path: Path | str) -> Result:
    """Read a docs page and return an OpenAPI document.

    Args:
        path: A UTF-8 file of Markdown, MDX or text, of 1 MB at most.

    Raises:
        UnreadablePage: No document can be made of the page; the message is ``file:line: reason``.
    """
    page = to_markdown(load_page(path))
    found = find_documents(page)
    if found:
        added = complete_documents(page, found)
        built = build_found(found)
        return _result(page, "fence", built._replace(remarks=[*built.remarks, *added]))
    parsed = parse_page(page)
    broken = parsed.remarks[:1]
    operations = [] if has_other_fields(parsed) else read_operations(parsed)
    if operations:
        has_tags = any(tag.name in FIELD_TAGS for tag in parsed.tags)
        return _result(page, "components" if has_tags else "tables", _build(operations))
    if broken:
        raise page.unreadable(*broken[0])
    unreadable = refusal(parsed)
    raise unreadable


def _build(operations: Sequence[Operation]) -> BuiltDocument:
    _share_server(operations)
    built = merge_documents([build_document(operation) for operation in operations])
    remarks = [remark for operation in operations for remark in operation.remarks]
    return built._replace(remarks=[*remarks, *built.remarks])


def _share_server(operations: Sequence[Operation]) -> None:
    """Give the one server that the page names for some of its operations to the others: they are of the same API."""
    named = {server for operation in operations for server in operation.servers}
    for operation in operations if len(named) == 1 else ():
        base = re.sub(r"^https?://[^/]*", "", next(iter(named))).rstrip("/")
        is_behind = not base or not (operation.path or "").startswith(f"{base}/")
        operation.servers = operation.servers or (list(named) if operation.path and is_behind else [])


def _result(page: Page, shape: str, built: BuiltDocument) -> Result:
    notes = tuple(page.note(remark) for remark in sorted(set(built.remarks)))
    return Result(
        built.document, shape, notes, count_facts(built.document), built.missing, tuple(find_references(page))
    )
