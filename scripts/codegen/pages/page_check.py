"""Check that fetched content is the expected page, not a login form, a notice, another page or half a page.

The content is compared with the page that is already there. Changed fields, types and texts are accepted. A changed
layout, missing operations, server or security, or less than half of the facts need a person's approval.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from docs2openapi import UnreadablePage

from scripts.codegen.openapi.navigation import operations
from scripts.codegen.pages.reading import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi import Result

    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Page

_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_TEXT_TYPES = re.compile(r"text/|application/([\w.-]+\+)?(json|yaml|x-yaml|markdown|octet-stream)\b", re.IGNORECASE)
_KEPT_FACTS = 0.5


class UnexpectedContent(Exception):
    """The content is not the expected page; the message says what it is.

    Attributes:
        references: The addresses of OpenAPI documents that it names, as they stand there.
    """

    def __init__(self, message: str, references: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.references = references


def check_content(page: Page, content: bytes, content_type: str = "") -> Result:
    """Read fetched content as a page.

    Raises:
        UnexpectedContent: It is not one.
    """
    if not content.strip():
        raise UnexpectedContent("is empty")
    if content_type and not _TEXT_TYPES.match(content_type):
        raise UnexpectedContent(f"has the content type {content_type}")
    if _HTML.match(content) and Path(page.file).suffix not in {".html", ".htm"}:
        raise UnexpectedContent("is HTML: a login form, a notice, or a page that is rendered by scripts")
    with TemporaryDirectory() as folder:
        path = Path(folder) / page.file
        path.write_bytes(content)
        try:
            return read_source(page, path)
        except UnreadablePage as error:
            raise UnexpectedContent(f"line {error.line}: {error.reason}", error.references) from error


def check_similarity(page: Page, before: bytes, content: bytes, new: Result) -> None:
    """Compare fetched content with the page that is already there.

    Args:
        page: The page.
        before: Its bytes so far.
        content: The bytes that were fetched.
        new: What was read from ``content``.

    Raises:
        UnexpectedContent: They differ more than edits of a page explain.
    """
    try:
        old = check_content(page, before)
    except UnexpectedContent as error:
        raise UnexpectedContent(f"cannot be compared: the present page cannot be read: {error}") from error
    reasons = list(_differences(before, content, old, new))
    if reasons:
        raise UnexpectedContent("; ".join(reasons))


def _differences(before: bytes, content: bytes, old: Result, new: Result) -> Iterator[str]:
    if len(content) < len(before) and before.startswith(content.rstrip()):
        yield f"is truncated at byte {len(content.rstrip())} of {len(before)}"
    if new.shape not in (old.shape, "openapi"):  # that of the document which a stub names is another on purpose
        yield f"has the layout {new.shape}, not {old.shape}"
    gone = sorted(_labels(old.document) - _labels(new.document))
    if gone:
        yield f"lacks {', '.join(gone)}; it documents {', '.join(sorted(_labels(new.document))) or 'nothing'}"
    missing = sorted({*new.missing} - {*old.missing})
    if missing:
        yield f"no longer documents: {', '.join(missing)}"
    if new.facts < old.facts * _KEPT_FACTS:
        yield f"has {new.facts} facts; the present page has {old.facts}"


def _labels(document: Document) -> set[str]:
    """Label operations by method and path without parameter names, or by summary if there is no path."""
    found: set[str] = set()
    for (_, path, method), operation in operations(document):
        place = operation.get("summary", "") if path == "/UNKNOWN" else re.sub(r"\{[^}]*\}", "{}", str(path))
        found.add(f"{str(method).upper()} {place}")
    return found
