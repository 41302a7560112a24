"""Why a page cannot be read: which manner it is in, what it lacks, and where its OpenAPI document may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._text.references import find_references
from docs2openapi._vocabulary.manners import recognise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.page import UnreadablePage
    from docs2openapi._sections.parsed_page import ParsedPage

_USUAL_PLACES = "look for an OpenAPI document at /openapi.json, /llms.txt or the page's address with .md"


def refusal(page: ParsedPage) -> UnreadablePage:
    """Make the error that a page describes no operation that can be read; the caller raises it."""
    references = find_references(page.source)
    found = recognise(page.source.text)
    what = f"{found.manner.name}: {found.manner.advice}" if found else _unknown(page)
    rest = () if found and found.manner.is_document else (_missed(page), _places(references, what))
    error = page.source.unreadable(found.line if found else 1, "; ".join((what, *rest)))
    error.references = tuple(references)
    return error


def _places(references: Sequence[str], advice: str) -> str:
    """Return where an OpenAPI document may be; that of the page as Markdown is named once."""
    if references:
        return f"an OpenAPI document may be at {', '.join(references)}"
    return "or look for an OpenAPI document at /openapi.json or /llms.txt" if ".md" in advice else _USUAL_PLACES


def has_other_fields(page: ParsedPage) -> bool:
    """Return whether the fields of a page are not those of an HTTP operation, but of code; it then names none."""
    found = recognise(page.source.text)
    return found is not None and found.manner.has_other_fields and not (page.endpoints or page.called)


def _unknown(page: ParsedPage) -> str:
    words = " ".join(line for line in page.prose if not re.match(r"\s*(?:#|import\s|<)", line)).split()
    if len(words) < MIN_WORDS and not page.tables and not any(block.kind == "fence" for block in page.blocks):
        return "nothing but a title: the page is empty, or was pulled before it was drawn"
    return "prose, or in no manner that is known"


def _missed(page: ParsedPage) -> str:
    missed = [] if page.endpoints or page.called else ["no operation such as GET /v1/things"]
    missed += [] if page.tables or page.tags else ["no table, list or tag of fields"]
    return f"it has {' and '.join(missed) or 'no fields that belong to an operation'}"


MIN_WORDS = 12
