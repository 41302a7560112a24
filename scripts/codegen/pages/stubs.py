"""Pages that have no more than the name of an operation, and the OpenAPI document that has the rest."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from scripts.codegen.openapi.navigation import mapping, operations
from scripts.codegen.pages.provider import Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docs2openapi import Result

WHOLE = (".json", ".yaml", ".yml")
_TABLE = re.compile(r"^\[\[pages\]\]\n(?:(?!\[).*\n?)*", re.MULTILINE)
_FILE = re.compile(r'^file\s*=\s*["\'](?P<file>[^"\'\n]*)["\']', re.MULTILINE)


def is_stub(page: Page, reading: Result) -> bool:
    """Return whether a page names its operations only: no response has a body."""
    responses = (one.get("responses") for _, one in operations(reading.document))
    bodies = (mapping(response).get("content") for each in responses for response in mapping(each).values())
    return page.kind == "page" and not any(bodies)


def named_document(place: str, references: Sequence[str]) -> str:
    """Return the URL of the OpenAPI document that a page names; empty if there is none that can be fetched safely."""
    addresses = (urljoin(place, reference) for reference in references if reference.endswith(WHOLE))
    first = next(addresses, "") if re.match(r"https?://", place) else ""
    is_safe = first.startswith("https://") or urlsplit(first)[:2] == urlsplit(place)[:2]
    return first if is_safe else ""


def page_of_document(page: Page, references: Sequence[str]) -> Page | None:
    """Return the page of the OpenAPI document that a stub names; None if it names none.

    A stub that comes from a file names another file beside it.
    """
    names = [reference for reference in references if reference.endswith(WHOLE)]
    url = named_document(page.url, references) if page.url else None
    if not names or url == "":
        return None
    name = PurePosixPath(unquote(urlsplit(url or names[0]).path)).name
    return Page(file=re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).lstrip("-."), url=url, kind="openapi")


def with_documents(toml: str, documents: Mapping[str, Page]) -> str:
    """Write the pages of OpenAPI documents into a provider.toml, in place of the stubs that name them.

    Args:
        toml: Its text.
        documents: The pages, by the files of the stubs; several stubs may name one.
    """
    written: set[str] = set()

    def table(match: re.Match[str]) -> str:
        file = _FILE.search(match[0])
        page = documents.get(file["file"]) if file else None
        if page is None:
            return match[0]
        if page.file in written:
            return ""
        written.add(page.file)
        url = f"url = {json.dumps(page.url)}\n" if page.url else ""
        return f'[[pages]]\nfile = {json.dumps(page.file)}\n{url}kind = "openapi"\n\n'

    return _TABLE.sub(table, toml).rstrip("\n") + "\n"
