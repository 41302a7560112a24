"""Build the OpenAPI document of a provider: read pages, apply overlays, validate, lint."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docs2openapi import UnreadablePage

from scripts.codegen.openapi.document import CodegenError, Document, Json, pointer
from scripts.codegen.openapi.findings import Finding, finding
from scripts.codegen.openapi.navigation import mapping, operation_names
from scripts.codegen.openapi.yaml_file import read_yaml, yaml_text
from scripts.codegen.pages.lock import check_pages, read_lock
from scripts.codegen.pages.reading import read_source
from scripts.codegen.specs.lint import lint_spec, lint_unchecked
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.overlay_form import OverlayError
from scripts.codegen.specs.overlay_lint import lint_overlay
from scripts.codegen.specs.validation import invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from docs2openapi import Result

    from scripts.codegen.openapi.document import Place
    from scripts.codegen.pages.provider import Provider

_HEADER = "# Built by `python -m scripts.specs` from pages/ and its overlays: do not edit.\n"


@dataclass(frozen=True)
class Built:
    """A built spec, with the pages as read and the number of overlay actions."""

    provider: Provider
    readings: tuple[Result, ...]
    actions: int
    document: Document

    @property
    def text(self) -> str:
        """The text of openapi.yaml."""
        return _HEADER + yaml_text(self.document)


def build_spec(provider: Provider) -> Built:
    """Build the spec of a provider from its locked pages and its overlays, without writing it.

    Raises:
        CodegenError: A page is not the locked one or cannot be read, an overlay does not fit, the result is not
            OpenAPI 3.1, or the lint has findings. The message names the file, the place and what to do.
    """
    check_pages(provider, read_lock(provider.folder.parent / "specs.lock"))
    readings = tuple(read_pages(provider, provider.folder / "pages"))
    document = merge_documents([reading.document for reading in readings])
    overlays = {path.name: read_yaml(path) for path in provider.overlays}
    for name, overlay in overlays.items():
        _refuse(_lines(provider, name, lint_overlay(overlay, provider.folder)))
        document = _corrected(provider, document, name, overlay)
    _refuse(document_faults(provider, document))
    return Built(provider, readings, sum(len(overlay["actions"]) for overlay in overlays.values()), document)


def read_pages(provider: Provider, folder: Path) -> Iterator[Result]:
    """Read the provider's pages from a folder.

    Raises:
        CodegenError: A page cannot be read; the message names its file and line.
    """
    for page in provider.pages:
        try:
            yield read_source(page, folder / page.file)
        except UnreadablePage as error:
            where = f"specs/{provider.name}/pages/{page.file}:{error.line}"
            raise CodegenError(f"{where}: {error.reason}") from error


def document_faults(provider: Provider, document: Document) -> tuple[str, ...]:
    """Return what is wrong with a provider's document, one line each; empty if a client can be generated.

    An invalid document is not linted: the rules rely on its form.
    """
    return invalidities(provider, document) or shortcomings(provider, document)


def invalidities(provider: Provider, document: Document) -> tuple[str, ...]:
    """Return why a document is not valid OpenAPI 3.1, one line each."""
    return _lines(provider, "openapi.yaml", lint_unchecked(document) or invalid(document))


def shortcomings(provider: Provider, document: Document) -> tuple[str, ...]:
    """Return the lint findings of a valid document, one line each."""
    submit = _lines(provider, "provider.toml", _lint_submit(provider, document))
    return (*_lines(provider, "openapi.yaml", lint_spec(document)), *submit)


def merge_documents(documents: Sequence[Document]) -> Document:
    """Merge documents that describe one API. The title is that of the first: a page is often named by its operation.

    Raises:
        CodegenError: Two of them contradict each other; the message names the place.
    """
    merged: Json = deepcopy(documents[0])
    for document in documents[1:]:
        merged = _merge(merged, _without_title(document), ())
    assert isinstance(merged, dict)
    return merged


def _without_title(document: Document) -> Document:
    copy = deepcopy(document)
    mapping(copy.get("info")).pop("title", None)
    return copy


def _merge(first: Json, second: Json, place: Place) -> Json:
    if isinstance(first, dict) and isinstance(second, dict):
        both = {key: _merge(first[key], second[key], (*place, key)) for key in first if key in second}
        return {**first, **deepcopy(second), **both}
    if first == second:
        return first
    raise CodegenError(f"{pointer(place)}: the provider's pages contradict each other here")


def _corrected(provider: Provider, document: Document, name: str, overlay: Document) -> Document:
    try:
        return apply_overlay(document, overlay)
    except OverlayError as error:
        raise CodegenError(f"specs/{provider.name}/{name}: {error}") from error


def _lines(provider: Provider, file: str, found: Iterable[object]) -> tuple[str, ...]:
    return tuple(f"specs/{provider.name}/{file}: {each}" for each in found)


def _refuse(lines: Sequence[str]) -> None:
    if lines:
        raise CodegenError("\n".join(lines))


def _lint_submit(provider: Provider, document: Document) -> Iterator[Finding]:
    names = operation_names(document)
    if provider.submit is not None and provider.submit not in names:
        advice = f"{provider.submit!r} is not one of the operations {', '.join(names)}"
        yield finding(("submit",), "no-such-operation", advice)
