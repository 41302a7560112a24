"""specs/specs.lock: the URL, SHA-256 and date of each page that a spec is built from."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from scripts.codegen.pages.fetching import Validators
    from scripts.codegen.pages.provider import Page, Provider


_HEAD = "# The pages that the specs are built from. The build stops when a page no longer has these bytes.\n"


@dataclass(frozen=True, kw_only=True)
class LockedPage:
    """One entry of specs.lock.

    Attributes:
        sha256: Of the bytes of the page's file.
        etag, last_modified: Validators from the provider's host, for conditional requests.
    """

    provider: str
    file: str
    url: str | None = None
    sha256: str
    pulled: date
    etag: str | None = None
    last_modified: str | None = None


def read_lock(path: Path) -> tuple[LockedPage, ...]:
    """Read specs.lock.

    Raises:
        CodegenError: The file is missing, is not TOML, or an entry lacks a key or has an unknown one.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["page"]
        return tuple(LockedPage(**entry) for entry in entries)
    except OSError as error:
        raise CodegenError(f"specs.lock: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CodegenError(f"specs.lock: not a list of [[page]] with all its keys: {error}") from error


def lock_page(provider: str, page: Page, content: bytes, pulled: date, validators: Validators) -> LockedPage:
    """Make the entry of a page that was pulled."""
    return LockedPage(
        provider=provider,
        file=page.file,
        url=page.url,
        sha256=hashlib.sha256(content).hexdigest(),
        pulled=pulled,
        etag=validators.etag,
        last_modified=validators.last_modified,
    )


def lock_text(entries: Iterable[LockedPage]) -> str:
    """Return the text of specs.lock, with entries sorted by provider and file."""
    ordered = sorted(entries, key=lambda entry: (entry.provider, entry.file))
    return _HEAD + "".join(f"\n[[page]]\n{_table(entry)}" for entry in ordered)


def _table(entry: LockedPage) -> str:
    known = {name: value for name, value in asdict(entry).items() if value is not None}
    # A string in JSON form is the same string in TOML.
    texts = {name: json.dumps(value) if isinstance(value, str) else str(value) for name, value in known.items()}
    return "".join(f"{name} = {text}\n" for name, text in texts.items())


def find_entry(lock: Iterable[LockedPage], provider: Provider, page: Page) -> LockedPage | None:
    """Return the entry of a page, None if it has none."""
    wanted = (provider.name, page.file)
    return next((entry for entry in lock if (entry.provider, entry.file) == wanted), None)


def check_pages(provider: Provider, lock: Sequence[LockedPage]) -> None:
    """Check that the provider's pages are the ones in specs.lock.

    Raises:
        CodegenError: A page has no entry, another URL or other bytes.
    """
    for page in provider.pages:
        _check_page(provider, page, _entry(provider, page, lock))


def _entry(provider: Provider, page: Page, lock: Sequence[LockedPage]) -> LockedPage:
    entry = find_entry(lock, provider, page)
    if entry is not None:
        return entry
    raise CodegenError(
        f"specs/{provider.name}/pages/{page.file}: has no entry in specs.lock; pull it with: nox -s pull"
    )


def _check_page(provider: Provider, page: Page, entry: LockedPage) -> None:
    where = f"specs/{provider.name}/pages/{page.file}"
    if entry.url != page.url:
        raise CodegenError(f"{where}: its URL is {page.url}, but {entry.url} in specs.lock; pull it again")
    try:
        found = hashlib.sha256(provider.page_path(page).read_bytes()).hexdigest()
    except OSError as error:
        raise CodegenError(f"{where}: cannot be read: {error.strerror}; pull the page again") from error
    if found != entry.sha256:
        raise CodegenError(
            f"{where}: differs from the page pulled on {entry.pulled}: SHA-256 {found}, in specs.lock "
            f"{entry.sha256}; restore the page, and put corrections into overlay.yaml"
        )
