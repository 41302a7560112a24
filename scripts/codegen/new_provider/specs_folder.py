"""The folder specs/NAME of a new provider: its pages, provider.toml, changelog, and an overlay to fill in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from keyword import iskeyword
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scripts.codegen.new_provider.first_pages import credentials_of, first_page
from scripts.codegen.new_provider.job_fields import NO_JOB, job_operation
from scripts.codegen.new_provider.media_kinds import guessed_kind
from scripts.codegen.new_provider.overlay_skeleton import OverlaySkeleton
from scripts.codegen.new_provider.scaffold import render
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import write_all
from scripts.codegen.openapi.folders import workshop
from scripts.codegen.openapi.navigation import are_names, mapping, nodes, operations
from scripts.codegen.openapi.yaml_file import yaml_text
from scripts.codegen.pages.lock import lock_page, lock_text, read_lock
from scripts.codegen.pages.provider import load_provider
from scripts.codegen.specs.build import merge_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from scripts.codegen.new_provider.first_pages import FirstPage
    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.fetching import Fetcher

_NAME = re.compile(r"[a-z][a-z0-9]{1,30}")
_MANY = 10
"""Operations of one document after which the option that keeps only some is worth knowing."""

_RESERVED = {
    "airflow",
    "all",
    "base",
    "byspec",
    "cli",
    "commands",
    "generation",
    "sandbox",
    "temporal",
    "test",
    "tests",
}
"""Packages and extras of ours, modules of the sandbox, and words of the command line."""


@dataclass(frozen=True)
class NewProvider:
    """What a person says about a new provider.

    Attributes:
        pages: URLs or files, first the page of the operation that gets a job.
        base_url: Of the API, if the pages lack it.
        makes: What the results are, if their field does not show it.
        homepage: Of the docs, if no page is a URL.
        operations: Those that the client gets, as ``GET /v1/things``; all if none is named.
    """

    name: str
    pages: Sequence[str]
    base_url: str | None
    makes: str | None
    homepage: str | None
    title: str
    operations: Sequence[str] = ()


@dataclass(frozen=True)
class SpecsFolder:
    """A new folder: the files that were written, and what is doubtful in them, one line each."""

    written: tuple[Path, ...]
    doubts: tuple[str, ...]


def check_name(name: str, root: Path) -> None:
    """Check that a name can be that of a new provider.

    Raises:
        CodegenError: It cannot, or the facade has a provider of that name.
    """
    if not _NAME.fullmatch(name) or iskeyword(name) or name in _RESERVED:
        raise CodegenError(
            f"{name!r} cannot name a provider: use 2 to 31 lower-case letters and digits, first a letter, and no "
            "word of Python, of the command line or of our packages"
        )
    if (root / "packages/generation-jobs/src/generation_jobs/providers" / f"{name}.py").exists():
        raise CodegenError(f"{name!r} is a provider of generation-jobs itself")


def create_specs_folder(new: NewProvider, root: Path, fetcher: Fetcher) -> SpecsFolder:
    """Write specs/NAME and its entries in specs.lock: both or neither.

    Args:
        new: The provider.
        root: The workspace.
        fetcher: Fetches pages that are URLs.

    Raises:
        CodegenError: There are no pages, one cannot be read, or they contradict each other.
    """
    if not new.pages:
        raise CodegenError(f"specs/{new.name}: does not exist; give the first pages, as URLs or files")
    pages = [first_page(place, fetcher) for place in new.pages]
    skeleton, today = _skeleton(new, pages), fetcher.now().date()
    files = _files(new, pages, skeleton, today)
    lock = root / "specs/specs.lock"
    entries = [lock_page(new.name, one.page, one.content, today, one.validators) for one in pages]
    text = lock_text([*read_lock(lock), *entries])
    folder = root / "specs" / new.name
    with workshop(folder) as place:
        write_all({place / new.name / name: content for name, content in files.items()})
        load_provider(new.name, place)
        (place / new.name).rename(folder)
    write_all({lock: text.encode()})
    return SpecsFolder((*(folder / name for name in files), lock), tuple(_doubts(new, pages, skeleton)))


def _skeleton(new: NewProvider, pages: Sequence[FirstPage]) -> OverlaySkeleton:
    files = [one.page.file for one in pages]
    twice = sorted({file for file in files if files.count(file) > 1})
    if twice:
        raise CodegenError(f"{', '.join(twice)}: two pages have this name; rename one of the files")
    for one in pages:
        if other := next(_other_files(one.reading.document), None):
            raise CodegenError(
                f"{one.page.file}: refers to other files, such as {other}: bundle them to one document first, for "
                "instance with `npx @redocly/cli bundle`"
            )
    try:
        document = merge_documents([one.reading.document for one in pages])
    except CodegenError as error:
        advice = "begin with fewer pages, and add the facts of the others in an overlay"
        raise CodegenError(f"{error}; {advice}") from error
    return OverlaySkeleton(document, files, new.title, new.base_url, new.operations)


def _other_files(document: Document) -> Iterator[str]:
    """Yield the references that leave a document."""
    for place, value in nodes(document):
        reference = mapping(value).get("$ref")
        if isinstance(reference, str) and not reference.startswith("#") and not are_names(place):
            yield reference


def _files(new: NewProvider, pages: Sequence[FirstPage], skeleton: OverlaySkeleton, today: date) -> dict[str, bytes]:
    context = {
        "name": new.name,
        "title": new.title,
        "prefix": new.name.capitalize(),
        "makes": new.makes or guessed_kind(skeleton.document)[0],
        "homepage": _homepage(new, pages, skeleton.document),
        "credentials": credentials_of(new.name, skeleton.document),
        "pages": [one.page for one in pages],
        "today": today,
    }
    texts = {
        "provider.toml": render("provider.toml.jinja", **context),
        "CHANGELOG.md": render("CHANGELOG.md.jinja", **context),
        "overlay.yaml": yaml_text(skeleton.overlay),
    }
    written = {name: text.encode() for name, text in texts.items()}
    return {**written, **{f"pages/{one.page.file}": one.content for one in pages}}


def _homepage(new: NewProvider, pages: Sequence[FirstPage], document: Document) -> str:
    """Return the URL of the docs: the given one, or the host of the first page with a URL, or that of the API."""
    servers = [str(server["url"]) for server in document.get("servers", [])]
    known = [new.homepage, *(one.page.url for one in pages), new.base_url, *servers]
    for url in known:
        if url is not None and url.startswith("https://"):
            return url if url == new.homepage else f"https://{urlsplit(url).netloc}"
    raise CodegenError("no page is a URL: give the URL of the docs with --homepage")


def _doubts(new: NewProvider, pages: Sequence[FirstPage], skeleton: OverlaySkeleton) -> Iterator[str]:
    """Yield the notes of the page reader, the findings that no overlay action addresses, and what was guessed."""
    name = new.name
    for one in pages:
        if one.stub:
            yield f"specs/{name}/pages/{one.page.file}: comes from {one.page.url}, which {one.stub} names"
        for note in one.reading.notes:
            yield f"specs/{name}/pages/{one.page.file}:{note.line}: {note.reason}"
    if job_operation(skeleton.document) is None:
        yield f"specs/{name}: {NO_JOB}"
    for found in skeleton.left:
        yield f"specs/{name}/overlay.yaml: no action is prepared for {found}"
    count = sum(1 for _ in operations(skeleton.document))
    if count > _MANY and not new.operations:
        yield (
            f"specs/{name}: the client gets {count} operations; to keep only some, delete the folder and begin again "
            "with --operation 'GET /…' for each"
        )
    if skeleton.misfits:
        misfits = f"{skeleton.misfits} examples or defaults"
        yield f"specs/{name}/overlay.yaml: {misfits} do not fit their schemas; see what it says there"
    if new.makes is None:
        kind, why = guessed_kind(skeleton.document)
        yield f"specs/{name}/provider.toml: makes is {kind}, {why}; change it if that is wrong"
