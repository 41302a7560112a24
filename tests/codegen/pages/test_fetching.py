"""What a fetched page is, and what its messages advise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.codegen.pages.fetching import NotFetched, Validators
from tests.codegen.docs import Clock, Docs
from tests.facade.loopback import say

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "# Prüfe einen Auftrag ☃\n"


@pytest.fixture
def docs() -> Iterator[Docs]:
    host = Docs()
    yield host
    host.end()


def fetched(docs: Docs) -> bytes | None:
    return Clock().fetcher().fetch(f"{docs.url}/page.md", Validators()).content


@pytest.mark.parametrize(
    ("text", "coding", "charset"),
    [
        (TEXT, "utf-16", "utf-16"),
        (TEXT[:-3], "latin-1", "ISO-8859-1"),
        (TEXT, "utf-8", "iso-8859-1"),  # a host may declare one charset for all its files
        (TEXT, "utf-8", "no-such-charset"),
    ],
)
def test_a_page_in_another_charset_becomes_utf8(docs: Docs, text: str, coding: str, charset: str) -> None:
    docs.on("/page.md", say(text.encode(coding), f"Content-Type: text/markdown; charset={charset}"))
    assert fetched(docs) == text.encode()


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("403 Forbidden", "HTTP 403: save the page in a browser, and give the file"),
        ("401 Unauthorized", "HTTP 401: save the page in a browser, and give the file"),
        ("404 Not Found", "HTTP 404: has the page moved? Give its new address"),
        ("410 Gone", "HTTP 410: has the page moved? Give its new address"),
        ("500 Internal Server Error", "HTTP 500"),
    ],
)
def test_a_refusal_says_what_to_do(docs: Docs, status: str, advice: str) -> None:
    docs.on("/page.md", say(b"", status=status))
    with pytest.raises(NotFetched) as caught:
        fetched(docs)
    assert str(caught.value) == advice
