"""From a provider's pages to its OpenAPI document: read, correct, validate, lint."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docs2openapi import UnreadablePage
from openapi_spec_validator import OpenAPIV31SpecValidator

from scripts.codegen.openapi.document import CodegenError, Document, Json, pointer
from scripts.codegen.openapi.findings import Finding, finding
from scripts.codegen.openapi.navigation import operation_names
from scripts.codegen.openapi.yaml_file import read_yaml, yaml_text
from scripts.codegen.pages.lock import check_pages, read_lock
from scripts.codegen.pages.reading import read_source
from scripts.codegen.specs.lint import lint_spec, lint_unchecked
from scripts.codegen.specs.overlay import OverlayError, apply_overlay
from scripts.codegen.specs.overlay_lint import lint_overlay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from docs2openapi import Result

    from scripts.codegen.openapi.document import Steps
    from scripts.codegen.pages.provider import Provider


_HEADER = "# Built by `python -m scripts.specs` from pages/ and its overlays: do not edit.\n"


@dataclass(frozen=True)
class Built:
    """A provider's spec and what it was built from: the pages as read, and how many actions of overlays."""

    provider: Provider
    readings: tuple[Result, ...]
    actions: int
    document: Document

    @property
    def text(self) -> str:
        """The spec as it stands in openapi.yaml."""
        return _HEADER + yaml_text(self.document)


def build_spec(provider: Provider) -> Built:
    """Build a provider's spec from its pages, as specs.lock has them, and its overlays; nothing is written.

    Raises:
        CodegenError: A page is not the locked one or cannot be read, an overlay does not fit it, the result is
            not OpenAPI 3.1 or the lint finds something. The message names file, place and what to do.
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
    """Read the provider's pages as they stand in a folder.

    Raises:
        CodegenError: One cannot be read; the message names its file and line.
    """
    for page in provider.pages:
        try:
            yield read_source(page, folder / page.file)
        except UnreadablePage as error:
            where = f"specs/{provider.name}/pages/{page.file}:{error.line}"
            raise CodegenError(f"{where}: {error.reason}") from error


def document_faults(provider: Provider, document: Document) -> tuple[str, ...]:
    """Tell what is wrong with a provider's document, a line each; none where clients can be made of it.

    What makes it no OpenAPI document comes alone: the lint would fall over it.
    """
    return invalidities(provider, document) or shortcomings(provider, document)


def invalidities(provider: Provider, document: Document) -> tuple[str, ...]:
    """Tell why a provider's document is no OpenAPI 3.1 document, a line each: tools may fall over it."""
    return _lines(provider, "openapi.yaml", lint_unchecked(document) or _invalid(document))


def shortcomings(provider: Provider, document: Document) -> tuple[str, ...]:
    """Tell what a client would suffer from in a valid document, a line each."""
    submit = _lines(provider, "provider.toml", _lint_submit(provider, document))
    return (*_lines(provider, "openapi.yaml", lint_spec(document)), *submit)


def merge_documents(documents: Sequence[Document]) -> Document:
    """Give one document with everything that several say of one API.

    Raises:
        CodegenError: Two of them say different things at one place; the message names it.
    """
    merged: Json = deepcopy(documents[0])
    for document in documents[1:]:
        merged = _merge(merged, document, ())
    assert isinstance(merged, dict)
    return merged


def _merge(first: Json, second: Json, place: Steps) -> Json:
    if isinstance(first, dict) and isinstance(second, dict):
        both = {key: _merge(first[key], second[key], (*place, key)) for key in first if key in second}
        return {**first, **deepcopy(second), **both}
    if first == second:
        return first
    raise CodegenError(f"{pointer(place)}: the provider's pages say different things here")


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
        advice = f"{provider.submit!r} is none of the operations {', '.join(names)}"
        yield finding(("submit",), "no-such-operation", advice)


def _invalid(document: Document) -> Iterator[str]:
    try:
        for fault in OpenAPIV31SpecValidator(document).iter_errors():
            yield f"{pointer(tuple(fault.absolute_path)) or 'root'}: {fault.message}; see the overlays"
    except Exception as error:  # the validator itself falls over a parameter whose name is null, among others
        yield f"root: cannot be validated ({type(error).__name__}: {error}); see the overlays"
