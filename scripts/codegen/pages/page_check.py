"""Whether what came is the page: a login, a notice in HTML, another page, an older layout and half a page are not.

The page that is there tells what to expect. What changes from week to week (fields, types, texts) passes; what a page
does not lose by an edit (its shape, its operations, what it says of server and security, half of its facts) does not,
unless a person has looked.
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


class NotThePage(Exception):
    """What came is not what was asked for; the message says what it is."""


def check_content(page: Page, content: bytes, content_type: str = "") -> Result:
    """Read what came for a page. Raises `NotThePage` where it cannot be read as one."""
    if not content.strip():
        raise NotThePage("came empty")
    if content_type and not _TEXT_TYPES.match(content_type):
        raise NotThePage(f"came as {content_type}")
    if _HTML.match(content) and Path(page.file).suffix not in {".html", ".htm"}:
        raise NotThePage("came as HTML: a login, a notice, the docs' home, or a page that has no text of its own there")
    with TemporaryDirectory() as folder:
        path = Path(folder) / page.file
        path.write_bytes(content)
        try:
            return read_source(page, path)
        except UnreadablePage as error:
            raise NotThePage(f"line {error.line}: {error.reason}") from error


def check_likeness(page: Page, before: bytes, content: bytes, new: Result) -> None:
    """Compare what came with the page that is there. Raises `NotThePage` for more than pages change by edits."""
    try:
        old = check_content(page, before)
    except NotThePage as error:
        raise NotThePage(f"cannot be compared, since the page that is there cannot be read: {error}") from error
    reasons = list(_differences(before, content, old, new))
    if reasons:
        raise NotThePage("; ".join(reasons))


def _differences(before: bytes, content: bytes, old: Result, new: Result) -> Iterator[str]:
    if len(content) < len(before) and before.startswith(content.rstrip()):
        yield f"is cut off: it ends at byte {len(content.rstrip())} of {len(before)}"
    if new.shape != old.shape:
        yield f"has another layout: {new.shape}, not {old.shape}"
    gone = sorted(_labels(old.document) - _labels(new.document))
    if gone:
        yield f"does not tell {', '.join(gone)}, but {', '.join(sorted(_labels(new.document))) or 'nothing'}"
    unsaid = sorted({*new.missing} - {*old.missing})
    if unsaid:
        yield f"no longer says: {', '.join(unsaid)}"
    if new.facts < old.facts * _KEPT_FACTS:
        yield f"holds {new.facts} facts, where the page that is there holds {old.facts}"


def _labels(document: Document) -> set[str]:
    """Each operation by method and path, whatever the parameters are called; by its summary where it has no path."""
    found: set[str] = set()
    for (_, path, method), operation in operations(document):
        place = operation.get("summary", "") if path == "/UNKNOWN" else re.sub(r"\{[^}]*\}", "{}", str(path))
        found.add(f"{str(method).upper()} {place}")
    return found
