"""The OpenAPI documents that a page holds, joined to one. A new way to hold one is a module and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs2openapi._documents.fence import find_fenced
from docs2openapi._documents.front_matter import find_in_front_matter
from docs2openapi._documents.join import join_documents
from docs2openapi._documents.old_export import find_old_exports
from docs2openapi._documents.shape import misshapen
from docs2openapi._documents.type_words import read_type_words
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import is_object
from docs2openapi._openapi.document import BuiltDocument
from docs2openapi._openapi.references import broken_references

if TYPE_CHECKING:
    from collections.abc import Callable

    from docs2openapi._documents.found import FoundDocument
    from docs2openapi._model.page import Page
    from docs2openapi._openapi.document import Document

# The ways in which pages hold documents; the first that finds one decides.
DOCUMENT_FORMATS: tuple[Callable[[Page], list[FoundDocument]], ...] = (
    find_fenced,
    find_old_exports,
    find_in_front_matter,
)


def find_documents(page: Page) -> list[FoundDocument]:
    """Find the OpenAPI documents of a page; empty if it has none.

    Raises:
        UnreadablePage: A document is cut off, is not OpenAPI 3, or lacks the operation that it is said to describe.
    """
    for find in DOCUMENT_FORMATS:
        if found := find(page):
            _refuse_misshapen(page, found)
            return found
    return []


def _refuse_misshapen(page: Page, found: list[FoundDocument]) -> None:
    for each in found:
        if problem := misshapen(each.document):
            raise page.unreadable(each.first, f"the OpenAPI document is broken: {problem}")


def build_found(found: list[FoundDocument]) -> BuiltDocument:
    """Join the documents of a page to one, with remarks about what it lacks."""
    line = found[0].first
    words = [Remark(each.first, word) for each in found for word in read_type_words(each.document)]
    document = join_documents([each.document for each in found])
    missing = _missing(document)
    remarks = [Remark(line, f"the document names no {name}") for name in missing]
    broken = broken_references(document)
    remarks += [Remark(line, f"$ref {reference} cannot be resolved") for reference in broken]
    remarks += words
    return BuiltDocument(document, (*missing, *broken), remarks)


def _missing(document: Document) -> list[str]:
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    operations = [operation for operation in operations if is_object(operation)]
    missing = [] if document.get("servers") or all(each.get("servers") for each in operations) else ["server"]
    if not document.get("security") and not all(each.get("security") for each in operations):
        missing.append("security")
    return missing
