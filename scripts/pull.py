"""Pull the pages that provider.toml names, from their providers or from files, and write down what came in specs.lock.

    python -m scripts.pull [PROVIDER...] [--from DIR] [--accept]

A provider's pages are written only when all of them came and are the pages. Exit code: 0 all are there, 1 some are not.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Column, Table

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import write_all
from scripts.codegen.pages.fetching import Fetched, Fetcher, NotFetched, Validators
from scripts.codegen.pages.lock import LockedPage, find_entry, lock_page, lock_text, read_lock
from scripts.codegen.pages.page_check import NotThePage, check_content, check_likeness
from scripts.codegen.pages.provider import SPECS, load_providers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.codegen.pages.provider import Page, Provider

    Source = Callable[[Provider, Page, Validators], Fetched]


@dataclass(frozen=True)
class Pulled:
    """What became of one page: what is told of it, and where it came, its bytes and its entry."""

    provider: Provider
    page: Page
    told: str
    content: bytes | None = None
    entry: LockedPage | None = None


def main(arguments: Sequence[str] | None = None, *, specs: Path = SPECS, fetcher: Fetcher | None = None) -> int:
    """Run the chore on the folder ``specs``. Gives the exit code."""
    options = _parser().parse_args(arguments)
    fetcher = fetcher or Fetcher()
    source = _from_files(options.folder) if options.folder else _from_hosts(fetcher)
    try:
        providers = load_providers(options.provider, specs)
        pull = _Pull(specs, source, fetcher, accept=options.accept)
        pulled = [page for provider in providers for page in pull.provider(provider)]
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 1
    Console(width=None if sys.stdout.isatty() else 160).print(_table(pulled))
    return int(any(one.entry is None for one in pulled))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.pull", description="Pull the pages of the providers.")
    parser.add_argument("provider", nargs="*", help="the providers to pull for, all when none is named")
    parser.add_argument("--from", dest="folder", type=Path, metavar="DIR", help="read DIR/PROVIDER/FILE instead")
    parser.add_argument(
        "--accept", action="store_true", help="take pages that differ more than by an edit; somebody has looked"
    )
    return parser


def _from_hosts(fetcher: Fetcher) -> Source:
    def fetch(_: Provider, page: Page, known: Validators) -> Fetched:
        if page.url is None:
            raise NotFetched("provider.toml gives no url for it: pull it by --from DIR")
        return fetcher.fetch(page.url, known)

    return fetch


def _from_files(folder: Path) -> Source:
    def fetch(provider: Provider, page: Page, _: Validators) -> Fetched:
        path = folder / provider.name / page.file
        try:
            return Fetched(page.url or "", path.read_bytes(), "", Validators())
        except OSError as error:
            raise NotFetched(f"{path}: cannot be read: {error.strerror}") from error

    return fetch


@dataclass
class _Pull:
    specs: Path
    source: Source
    fetcher: Fetcher
    accept: bool

    def provider(self, provider: Provider) -> list[Pulled]:
        """Pull the pages of one provider, and write them if all of them came."""
        lock = read_lock(self.specs / "specs.lock")
        pulled = [self._page(provider, page, find_entry(lock, provider, page)) for page in provider.pages]
        entries = [one.entry for one in pulled if one.entry is not None]
        if len(entries) == len(pulled):
            self._write(lock, provider, pulled, entries)
        return pulled

    def _write(
        self, lock: Sequence[LockedPage], provider: Provider, pulled: list[Pulled], entries: list[LockedPage]
    ) -> None:
        """Write pages, then the lock, which vouches for them; nothing where nothing has changed."""
        others = [entry for entry in lock if entry.provider != provider.name]
        pages = {provider.page_path(one.page): one.content for one in pulled if one.content is not None}
        path, text = self.specs / "specs.lock", lock_text([*others, *entries]).encode()
        if pages or path.read_bytes() != text:
            write_all({**pages, path: text})

    def _page(self, provider: Provider, page: Page, entry: LockedPage | None) -> Pulled:
        before = _locked_bytes(provider, page, entry)
        try:
            fetched = self.source(provider, page, _validators(entry, page) if before else Validators())
            if fetched.content is None or fetched.content == before:
                return Pulled(provider, page, _unchanged(fetched, page), entry=self._kept(entry, page, fetched))
            self._check(page, before, fetched)
        except (NotFetched, NotThePage) as error:
            return Pulled(provider, page, f"not got: {error}")
        told = f"{'new' if before is None else 'changed'}, {len(fetched.content)} bytes{_led(fetched, page)}"
        entry = lock_page(provider.name, page, fetched.content, self.fetcher.now().date(), fetched.validators)
        return Pulled(provider, page, told, fetched.content, entry)

    def _check(self, page: Page, before: bytes | None, fetched: Fetched) -> None:
        content = fetched.content or b""
        try:
            new = check_content(page, content, fetched.content_type)
            if before is not None and not self.accept:
                check_likeness(page, before, content, new)
        except NotThePage as error:
            raise NotThePage(f"{error}{_led(fetched, page)}") from error

    def _kept(self, entry: LockedPage | None, page: Page, fetched: Fetched) -> LockedPage | None:
        """The entry of unchanged bytes: its day stays, and so do its validators where it has some."""
        if entry is None:
            return None
        if entry.etag or entry.last_modified:
            return replace(entry, url=page.url)
        told = fetched.validators
        return replace(entry, url=page.url, etag=told.etag, last_modified=told.last_modified)


def _locked_bytes(provider: Provider, page: Page, entry: LockedPage | None) -> bytes | None:
    """The page that is there, None where it is not the one that specs.lock vouches for."""
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
    how = "304" if fetched.content is None else "the same bytes"
    return f"unchanged ({how}){_led(fetched, page)}"


def _led(fetched: Fetched, page: Page) -> str:
    """Where redirects led, so that somebody sees that a page has moved."""
    return "" if fetched.url == (page.url or "") else f" (redirected to {fetched.url})"


def _table(pulled: Sequence[Pulled]) -> Table:
    table = Table("provider", "page", Column("what came", overflow="fold"), box=None, pad_edge=False)
    for one in pulled:
        others_failed = one.entry is not None and any(
            other.entry is None for other in pulled if other.provider is one.provider
        )
        told = f"{one.told}; not written, since another page of it did not come" if others_failed else one.told
        table.add_row(one.provider.name, one.page.file, told)
    return table


if __name__ == "__main__":
    sys.exit(main())
