"""Build the spec and client of a provider as far as possible; what stops the build is recorded, not raised."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.codegen.clients.generator import generate_client
from scripts.codegen.drift.builds.overlay_effects import OverlayResult, apply_overlays
from scripts.codegen.drift.interface_diff.client_interface import interface_text
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.lock import check_pages, read_lock
from scripts.codegen.specs.build import invalidities, merge_documents, read_pages, shortcomings

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Provider


@dataclass(frozen=True)
class Client:
    """A generated client: its Python interface, and a hash of its files without the changelog."""

    interface: str
    sha256: str


@dataclass(frozen=True)
class BuildResult:
    """The result of a build. What could not be built is None.

    Attributes:
        pages: The bytes of the pages, by file.
        documented: The document that the pages describe.
        overlaid: The same with overlays applied: the spec.
        client: The generated client.
        faults: What stopped the build.
    """

    pages: dict[str, bytes]
    documented: Document | None
    overlaid: OverlayResult | None
    client: Client | None
    faults: tuple[str, ...]


def attempt_build(provider: Provider, folder: Path) -> BuildResult:
    """Build spec and client from the pages in a folder, without writing them.

    Every overlay action that fits is applied, so that one fault does not hide others.
    """
    pages, missing = _pages(provider, folder)
    missing = missing or _unlocked(provider, folder)
    try:
        documented = merge_documents([reading.document for reading in read_pages(provider, folder)])
    except CodegenError as error:
        return BuildResult(pages, None, None, None, (*missing, *str(error).splitlines()))
    overlaid = apply_overlays(provider, documented)
    faults = [*missing, *overlaid.faults]
    if invalid := invalidities(provider, overlaid.document):
        return BuildResult(pages, documented, overlaid, None, (*faults, *invalid))
    faults += shortcomings(provider, overlaid.document)
    try:
        return BuildResult(pages, documented, overlaid, client_of(provider, overlaid.document), tuple(faults))
    except CodegenError as error:
        return BuildResult(pages, documented, overlaid, None, (*faults, *str(error).splitlines()))


def client_of(provider: Provider, spec: Document) -> Client:
    """Generate a client in a temporary folder.

    Raises:
        CodegenError: As `generate_client`.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / provider.distribution
        generate_client(provider, spec, root)
        return client_in(root, provider.package)


def client_in(root: Path, package: str) -> Client:
    """Read the client in a folder."""
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
    """Return which of the repository's own pages is not the one in specs.lock."""
    if folder != provider.folder / "pages":
        return ()
    try:
        check_pages(provider, read_lock(provider.folder.parent / "specs.lock"))
    except CodegenError as error:
        return (str(error),)
    return ()


def _digest(root: Path) -> str:
    """Hash the files of a client, except its changelog."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.name != "CHANGELOG.md" and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
