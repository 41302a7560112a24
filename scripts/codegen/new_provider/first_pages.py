"""The first pages of a provider, from its docs or from files, and what they tell about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.pages.fetching import Fetcher, NotFetched, Validators
from scripts.codegen.pages.page_check import NotThePage, check_content
from scripts.codegen.pages.provider import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi import Result

_WHOLE = {".json", ".yaml", ".yml"}
_TEXTS = {".md", ".mdx", ".txt", ".html", ".htm"}


@dataclass(frozen=True)
class FirstPage:
    """A page: what provider.toml says of it, its bytes, what its host said of them, and what was read."""

    page: Page
    content: bytes
    validators: Validators
    reading: Result


@dataclass(frozen=True)
class Wanted:
    """What a user supplies for one security scheme, named after the header that it goes into."""

    scheme: str
    argument: str
    env: str


def first_page(place: str, fetcher: Fetcher) -> FirstPage:
    """Get a page from a URL or a file, and read it. Raises `CodegenError` for one that is none."""
    try:
        if re.match(r"https?://", place):
            fetched = fetcher.fetch(place, Validators())
            content, told, validators = fetched.content or b"", fetched.content_type, fetched.validators
            page = _page(PurePosixPath(unquote(urlsplit(place).path)).name, place, told)
        else:
            page, content, told, validators = _page(Path(place).name), Path(place).read_bytes(), "", Validators()
        return FirstPage(page, content, validators, check_content(page, content, told))
    except OSError as error:
        raise CodegenError(f"{place}: cannot be read: {error.strerror}") from error
    except NotFetched as error:
        raise CodegenError(f"{place}: {error}") from error
    except NotThePage as error:
        advice = "; many docs give Markdown where `.md` is added to the URL" if re.match(r"https?://", place) else ""
        raise CodegenError(f"{place}: {error}{advice}") from error


def _page(name: str, url: str | None = None, content_type: str = "") -> Page:
    plain = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip("-.") or "index"
    told = re.search(r"\b(json|yaml)\b", content_type)
    file = plain if PurePosixPath(plain).suffix in _WHOLE | _TEXTS else f"{plain}.{told[1] if told else 'md'}"
    suffix = PurePosixPath(file).suffix
    return Page(file=file, url=url, kind="openapi" if suffix in _WHOLE else "page")


def wanted_credentials(name: str, document: Document) -> list[Wanted]:
    """What the security schemes of a document ask a user for: `api_key`, and further headers by their own names."""
    schemes: dict[str, Document] = document["components"]["securitySchemes"]
    found = [Wanted(scheme, argument, f"{name}_{argument}".upper()) for scheme, argument in _arguments(schemes)]
    return sorted(found, key=lambda one: one.argument != "api_key")


def _arguments(schemes: dict[str, Document]) -> Sequence[tuple[str, str]]:
    return [(scheme, _argument(told)) for scheme, told in schemes.items()]


def _argument(scheme: Document) -> str:
    header = str(scheme.get("name", "authorization")).lower().removeprefix("x-")
    if scheme["type"] == "http" or re.search(r"auth|key|token|FILL_IN", header, re.IGNORECASE):
        return "api_key"
    return re.sub(r"\W+", "_", header).strip("_")
