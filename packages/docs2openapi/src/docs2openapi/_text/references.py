"""Where a page says that its OpenAPI document stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.page import Page

_FILE = r"[^\s\"'<>()\[\]{}|`]+\.(?:json|ya?ml)"
# Each with the words of which a text has one, in small letters, if it has any such address.
_PATTERNS = (
    # the front matter of Mintlify: ``openapi: "specs/voices.json GET /v1/voices"``
    (("openapi:",), re.compile(rf"^openapi:\s*[\"']?(?P<address>{_FILE})\s+[A-Za-z]+\s+/", re.MULTILINE)),
    # the blocks of GitBook
    (("{%",), re.compile(r"\{%\s*(?:swagger|openapi)[\w-]*\s[^%\n]*?\b(?:src|spec)=\"(?P<address>[^\"\n]+)\"")),
    # the elements of Redoc, Swagger UI and Scalar
    (("url=",), re.compile(r"\b(?:spec-url|data-url|apiDescriptionUrl)=[\"'](?P<address>[^\"'\n]+)[\"']")),
    # a link or an address that is called so
    (
        ("openapi", "swagger", "api-docs"),
        re.compile(
            r"(?P<address>(?:https?://[^\s\"'<>()\[\]|`]*|(?<![\w./-])[\w./-]*)"
            r"(?:openapi|swagger|api-docs)[\w.-]*\.(?:json|ya?ml))",
            re.IGNORECASE,
        ),
    ),
    # the index of the documentation
    (("/llms",), re.compile(r"(?P<address>https?://[^\s\"'<>()\[\]|`]+/llms(?:-full)?\.txt)")),
)
MAX_REFERENCES = 20


def find_references(page: Page) -> list[str]:
    """List the addresses of the OpenAPI documents that a page names, the surest first; then that of its index."""
    return list(dict.fromkeys(_addresses(page.text)))[:MAX_REFERENCES]


def _addresses(text: str) -> Iterator[str]:
    lowered = text.lower()
    patterns = (pattern for words, pattern in _PATTERNS if any(word in lowered for word in words))
    for pattern in patterns:
        for number, match in enumerate(pattern.finditer(text)):
            if number >= MAX_REFERENCES:
                break
            yield match["address"]
