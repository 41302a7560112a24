"""A document that was found on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docs2openapi._openapi.document import Document


class FoundDocument(NamedTuple):
    """An OpenAPI document and the lines of the page that hold it, from 1."""

    first: int
    last: int
    document: Document
