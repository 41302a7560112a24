"""Get the first pages of a provider, and the credentials that they document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.openapi.navigation import items, mapping, operations
from scripts.codegen.pages.fetching import Fetcher, NotFetched, Validators
from scripts.codegen.pages.page_check import UnexpectedContent, check_content
from scripts.codegen.pages.provider import Credential, Page
from scripts.codegen.pages.stubs import WHOLE, is_stub, named_document

if TYPE_CHECKING:
    from docs2openapi import Result

_TEXTS = {".md", ".mdx", ".txt", ".html", ".htm"}


@dataclass(frozen=True)
class FirstPage:
    """A page: its entry in provider.toml, its bytes, their validators, and what was read from them.

    Attributes:
        stub: The page that named this one as its OpenAPI document; empty if it was given itself.
    """

    page: Page
    content: bytes
    validators: Validators
    reading: Result
    stub: str = ""


def first_page(place: str, fetcher: Fetcher) -> FirstPage:
    """Get a page from a URL or a file, and read it; for a stub, get the OpenAPI document that it names.

    Raises:
        CodegenError: It cannot be fetched or read.
    """
    try:
        found = _read(place, fetcher)
        document = named_document(place, found.reading.references) if is_stub(found.page, found.reading) else ""
    except _Unread as error:
        document = named_document(place, error.references)
        if not document:
            raise CodegenError(str(error)) from error
        return replace(_read(document, fetcher), stub=place)
    return replace(_read(document, fetcher), stub=place) if document else found


class _Unread(CodegenError):
    """A page that is none; it may name an OpenAPI document."""

    references: tuple[str, ...] = ()


def _read(place: str, fetcher: Fetcher) -> FirstPage:
    try:
        if re.match(r"https?://", place):
            fetched = fetcher.fetch(place, Validators())
            content, content_type, validators = fetched.content or b"", fetched.content_type, fetched.validators
            page = _page(PurePosixPath(unquote(urlsplit(place).path)).name, place, content_type)
        else:
            content, content_type, validators = Path(place).read_bytes(), "", Validators()
            page = _page(Path(place).name)
        return FirstPage(page, content, validators, check_content(page, content, content_type))
    except OSError as error:
        raise CodegenError(f"{place}: cannot be read: {error.strerror}") from error
    except NotFetched as error:
        raise CodegenError(f"{place}: {error}") from error
    except UnexpectedContent as error:
        advice = "; many docs serve Markdown if `.md` is added to the URL" if re.match(r"https?://", place) else ""
        unread = _Unread(f"{place}: {error}{advice}")
        unread.references = error.references
        raise unread from error


def _page(name: str, url: str | None = None, content_type: str = "") -> Page:
    plain = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip("-.") or "index"
    kind = re.search(r"\b(json|yaml)\b", content_type)
    file = plain if PurePosixPath(plain).suffix in {*WHOLE, *_TEXTS} else f"{plain}.{kind[1] if kind else 'md'}"
    suffix = PurePosixPath(file).suffix
    return Page(file=file, url=url, kind="openapi" if suffix in WHOLE else "page")


def credentials_of(name: str, document: Document) -> list[Credential]:
    """Return the credentials for the schemes that operations need: `api_key`, and others named after their headers.

    Args:
        name: The provider.
        document: The document.
    """
    schemes: dict[str, Document] = document["components"]["securitySchemes"]
    needed = {
        scheme for _, one in operations(document) for each in items(one.get("security")) for scheme in mapping(each)
    }
    arguments = {scheme: _argument(schemes[scheme]) for scheme in schemes if scheme in needed}
    found = [Credential(scheme, argument, f"{name}_{argument}".upper()) for scheme, argument in arguments.items()]
    return sorted(found, key=lambda one: one.argument != "api_key")


def _argument(scheme: Document) -> str:
    header = str(scheme.get("name", "authorization")).lower().removeprefix("x-")
    if scheme["type"] == "http" or re.search(r"auth|key|token|FILL_IN", header, re.IGNORECASE):
        return "api_key"
    return re.sub(r"\W+", "_", header).strip("_")
