"""A provider's road from pages to client, walked as far as it goes: what stops the build is told, not raised."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.codegen.clients.generator import generate_client
from scripts.codegen.drift.builds.overlay_effects import Corrected, correct
from scripts.codegen.drift.interface_diff.client_interface import interface_text
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.lock import check_pages, read_lock
from scripts.codegen.specs.build import invalidities, merge_documents, read_pages, shortcomings

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Provider


@dataclass(frozen=True)
class Client:
    """A generated client: its interface, and a hash over all of its files but the changelog."""

    interface: str
    sha256: str


@dataclass(frozen=True)
class Walked:
    """What the pages of a folder are, say and make. What could not be made is None; ``faults`` say why."""

    pages: dict[str, bytes]
    said: Document | None
    corrected: Corrected | None
    client: Client | None
    faults: tuple[str, ...]


def walk_road(provider: Provider, folder: Path) -> Walked:
    """Walk the road of a provider with the pages that stand in a folder; nothing is written.

    Every action of an overlay that fits is applied, so that the report of one fault does not hide the rest.
    """
    pages, missing = _pages(provider, folder)
    missing = missing or _unlocked(provider, folder)
    try:
        said = merge_documents([reading.document for reading in read_pages(provider, folder)])
    except CodegenError as error:
        return Walked(pages, None, None, None, (*missing, *str(error).splitlines()))
    corrected = correct(provider, said)
    faults = [*missing, *corrected.faults]
    if invalid := invalidities(provider, corrected.document):
        return Walked(pages, said, corrected, None, (*faults, *invalid))
    faults += shortcomings(provider, corrected.document)
    try:
        return Walked(pages, said, corrected, client_of(provider, corrected.document), tuple(faults))
    except CodegenError as error:
        return Walked(pages, said, corrected, None, (*faults, *str(error).splitlines()))


def client_of(provider: Provider, spec: Document) -> Client:
    """Generate a client, and keep what a release is compared by. Raises `CodegenError` as the generator does."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / provider.distribution
        generate_client(provider, spec, root)
        return client_in(root, provider.package)


def client_in(root: Path, package: str) -> Client:
    """Read the client that stands in a folder."""
    return Client(interface_text(root / "src" / package), _digest(root))


def _pages(provider: Provider, folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    found, missing = dict[str, bytes](), list[str]()
    for page in provider.pages:
        try:
            found[page.file] = (folder / page.file).read_bytes()
        except OSError as error:
            missing.append(f"{folder.name}/{page.file}: cannot be read: {error.strerror}")
    return found, tuple(missing)


def _unlocked(provider: Provider, folder: Path) -> tuple[str, ...]:
    """Say which of the repository's own pages is not the one that specs.lock vouches for."""
    if folder != provider.folder / "pages":
        return ()
    try:
        check_pages(provider, read_lock(provider.folder.parent / "specs.lock"))
    except CodegenError as error:
        return (str(error),)
    return ()


def _digest(root: Path) -> str:
    """Hash what a release hands out; the changelog is about the client, not part of it."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.name != "CHANGELOG.md" and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
