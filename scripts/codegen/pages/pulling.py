"""Pull the pages of a provider: fetch them, check them, and write them together with specs.lock."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from scripts.codegen.openapi.files import write_all
from scripts.codegen.pages.fetching import Fetched, NotFetched, Validators
from scripts.codegen.pages.lock import find_entry, lock_page, lock_text, read_lock
from scripts.codegen.pages.page_check import UnexpectedContent, check_content, check_similarity
from scripts.codegen.pages.stubs import is_stub, page_of_document, with_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from scripts.codegen.pages.fetching import Fetcher
    from scripts.codegen.pages.lock import LockedPage
    from scripts.codegen.pages.provider import Page, Provider

Source: TypeAlias = "Callable[[Provider, Page, Validators], Fetched]"


@dataclass(frozen=True)
class Pulled:
    """The result for one page; ``entry`` is None if it failed, ``content`` if it has not changed.

    Attributes:
        stub: The page of provider.toml in whose place this one stands, since it names this one only.
    """

    provider: Provider
    page: Page
    result: str
    content: bytes | None = None
    entry: LockedPage | None = None
    stub: Page | None = None


def from_hosts(fetcher: Fetcher) -> Source:
    """Return a source that fetches pages from their URLs."""

    def fetch(_: Provider, page: Page, known: Validators) -> Fetched:
        if page.url is None:
            raise NotFetched("it has no url in provider.toml: pull it with --from DIR")
        return fetcher.fetch(page.url, known)

    return fetch


def from_files(folder: Path) -> Source:
    """Return a source that reads pages from `folder`/PROVIDER/FILE."""

    def fetch(provider: Provider, page: Page, _: Validators) -> Fetched:
        path = folder / provider.name / page.file
        try:
            return Fetched(page.url or "", path.read_bytes(), "", Validators())
        except OSError as error:
            raise NotFetched(f"{path}: cannot be read: {error.strerror}") from error

    return fetch


@dataclass
class Pull:
    """Pulls pages into the folder ``specs``; ``accept`` allows pages that differ more than edits explain."""

    specs: Path
    source: Source
    now: Callable[[], datetime]
    accept: bool

    def provider(self, provider: Provider) -> list[Pulled]:
        """Pull the pages of one provider, and write them if none of them failed."""
        lock = read_lock(self.specs / "specs.lock")
        pulled = [self._page(provider, page, find_entry(lock, provider, page)) for page in provider.pages]
        entries = [one.entry for one in pulled if one.entry is not None]
        if len(entries) == len(pulled):
            self._write(lock, provider, pulled, entries)
        return pulled

    def _write(
        self, lock: Sequence[LockedPage], provider: Provider, pulled: list[Pulled], entries: list[LockedPage]
    ) -> None:
        """Write the pages, then the lock, unless nothing has changed; documents replace the stubs that name them."""
        others = [entry for entry in lock if entry.provider != provider.name]
        pages = {provider.page_path(one.page): one.content for one in pulled if one.content is not None}
        path, text = self.specs / "specs.lock", lock_text([*others, *dict.fromkeys(entries)]).encode()
        documents = {one.stub.file: one.page for one in pulled if one.stub is not None}
        if documents:
            toml = provider.folder / "provider.toml"
            pages[toml] = with_documents(toml.read_text(encoding="utf-8"), documents).encode()
        if pages or path.read_bytes() != text:
            write_all({**pages, path: text})
        for file in documents:
            (provider.folder / "pages" / file).unlink(missing_ok=True)

    def _page(self, provider: Provider, page: Page, entry: LockedPage | None) -> Pulled:
        before = _locked_bytes(provider, page, entry)
        try:
            fetched = self.source(provider, page, _validators(entry, page) if before else Validators())
            document = _document_of_stub(page, fetched, before)
            if document is not None:
                return self._document(provider, page, document, before)
            if fetched.content is None or fetched.content == before:
                return Pulled(provider, page, _unchanged(fetched, page), entry=_kept(entry, page, fetched))
            self._check(page, before, fetched)
        except (NotFetched, UnexpectedContent) as error:
            return Pulled(provider, page, f"failed: {error}")
        result = f"{'new' if before is None else 'changed'}, {len(fetched.content)} bytes{_redirect(fetched, page)}"
        entry = lock_page(provider.name, page, fetched.content, self.now().date(), fetched.validators)
        return Pulled(provider, page, result, fetched.content, entry)

    def _document(self, provider: Provider, stub: Page, page: Page, before: bytes | None) -> Pulled:
        """Pull the OpenAPI document that a stub names, in its place."""
        place = page.url or page.file
        try:
            fetched = self.source(provider, page, Validators())
            self._check(stub, before, fetched, document=page)
        except (NotFetched, UnexpectedContent) as error:
            return Pulled(provider, stub, f"failed: it only names the OpenAPI document {place}, and that {error}")
        content = fetched.content or b""
        entry = lock_page(provider.name, page, content, self.now().date(), fetched.validators)
        result = f"new, {len(content)} bytes, in place of {stub.file}, which only names it; provider.toml is changed"
        return Pulled(provider, page, result, content, entry, stub)

    def _check(self, page: Page, before: bytes | None, fetched: Fetched, *, document: Page | None = None) -> None:
        """Check what was fetched for a page, or the document in its place."""
        content = fetched.content or b""
        try:
            new = check_content(document or page, content, fetched.content_type)
            if before is not None and not self.accept:
                check_similarity(page, before, content, new)
        except UnexpectedContent as error:
            raise UnexpectedContent(f"{error}{_redirect(fetched, document or page)}") from error


def _document_of_stub(page: Page, fetched: Fetched, before: bytes | None) -> Page | None:
    """Return the page of the OpenAPI document that a page only names; None for a page that describes its API itself."""
    content = before if fetched.content is None else fetched.content
    try:
        reading = check_content(page, content or b"", fetched.content_type)
    except UnexpectedContent as error:
        return page_of_document(page, error.references)
    return page_of_document(page, reading.references) if is_stub(page, reading) else None


def _kept(entry: LockedPage | None, page: Page, fetched: Fetched) -> LockedPage | None:
    """Return the entry of unchanged bytes, which keeps its date, and its validators if it has any."""
    if entry is None:
        return None
    if entry.etag or entry.last_modified:
        return replace(entry, url=page.url)
    return replace(entry, url=page.url, etag=fetched.validators.etag, last_modified=fetched.validators.last_modified)


def _locked_bytes(provider: Provider, page: Page, entry: LockedPage | None) -> bytes | None:
    """Return the present page, None if it is not the one in specs.lock."""
    path = provider.page_path(page)
    if entry is None or not path.is_file():
        return None
    content = path.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == entry.sha256 else None


def _validators(entry: LockedPage | None, page: Page) -> Validators:
    if entry is None or entry.url != page.url:
        return Validators()
    return Validators(entry.etag, entry.last_modified)


def _unchanged(fetched: Fetched, page: Page) -> str:
    reason = "304" if fetched.content is None else "the same bytes"
    return f"unchanged ({reason}){_redirect(fetched, page)}"


def _redirect(fetched: Fetched, page: Page) -> str:
    """Return where redirects led, to show that a page has moved."""
    return "" if fetched.url == (page.url or "") else f" (redirected to {fetched.url})"
