"""A new provider from its docs pages: spec, overlay to fill in, client, imitation, adapter (docs/add-a-provider.md).

    python -m scripts.new_provider NAME PAGE... [--base-url URL] [--makes WHAT] [--homepage URL] [--title TITLE]
    python -m scripts.new_provider NAME          goes on, once the overlay is filled in

Nothing that is there is written over. Exit code: 0 everything is made, 1 something has to be filled in, 2 it cannot be.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scripts import specs
from scripts.codegen.clients.generator import generate_client
from scripts.codegen.new_provider.first_pages import FirstPage, first_page, wanted_credentials
from scripts.codegen.new_provider.import_rules import with_provider
from scripts.codegen.new_provider.job_fields import answer_of, job_operation, places_of
from scripts.codegen.new_provider.overlay_skeleton import Skeleton
from scripts.codegen.new_provider.scaffold import media_kind, render, scaffold, unmapped
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import write_all
from scripts.codegen.openapi.folders import differing_files, replace_folder, workshop
from scripts.codegen.openapi.yaml_file import read_yaml, yaml_text
from scripts.codegen.pages.fetching import Fetcher
from scripts.codegen.pages.lock import lock_page, lock_text, read_lock
from scripts.codegen.pages.provider import ROOT, load_provider
from scripts.codegen.specs.build import build_spec, merge_documents
from scripts.codegen.specs.contract_models import MODELS
from scripts.codegen.specs.placeholders import FILL_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Provider

_NAME = re.compile(r"[a-z][a-z0-9]{1,30}")
_MAKES = ("speech", "music", "audio", "image", "video")
_TAKEN = {"base", "byspec", "commands", "sandbox", "generation", "test", "tests"}
"""Modules beside the imitations, and words that the command line has."""


@dataclass(frozen=True)
class _Asked:
    name: str
    pages: Sequence[str]
    base_url: str | None
    makes: str | None
    homepage: str | None
    title: str


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT, fetcher: Fetcher | None = None) -> int:
    """Run the chore in the workspace ``root``. Gives the exit code."""
    asked = _asked(arguments)
    try:
        _check_name(asked.name, root)
        if not (root / "specs" / asked.name).exists():
            _begin(asked, root, fetcher or Fetcher())
        elif asked.pages:
            raise CodegenError(f"specs/{asked.name}: is there already; to go on with it, name no pages")
        return _go_on(load_provider(asked.name, root / "specs"), root)
    except CodegenError as error:
        print(error, file=sys.stderr)
        return 2


def _asked(arguments: Sequence[str] | None) -> _Asked:
    parser = argparse.ArgumentParser(prog="nox -s new-provider --", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", help="lower-case letters and digits: it stands in refs, packages and variables")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="URL or file; first the one that gets a job")
    parser.add_argument("--base-url", metavar="URL", help="of the API, where the pages do not say it")
    parser.add_argument("--makes", choices=_MAKES, help="what the results are; else by the name of the result's field")
    parser.add_argument("--homepage", metavar="URL", help="of the docs, where no page is a URL")
    parser.add_argument("--title", help="how the provider writes its name")
    options = parser.parse_args(arguments)
    title = options.title or str(options.name).capitalize()
    return _Asked(options.name, options.pages, options.base_url, options.makes, options.homepage, title)


def _check_name(name: str, root: Path) -> None:
    """Raise `CodegenError` for a name that cannot be a provider's, or is one of the facade's own."""
    if not _NAME.fullmatch(name) or iskeyword(name) or name in _TAKEN:
        raise CodegenError(f"{name!r} cannot name a provider: use 2 to 31 lower-case letters and digits, no keyword")
    if (root / "packages/generation-jobs/src/generation_jobs/providers" / f"{name}.py").exists():
        raise CodegenError(f"{name!r} is a provider of generation-jobs itself")


def _begin(asked: _Asked, root: Path, fetcher: Fetcher) -> None:
    """Write specs/NAME and its entries in specs.lock, both or neither."""
    if not asked.pages:
        raise CodegenError(f"specs/{asked.name}: does not exist; name the pages to begin with, as URLs or files")
    pages = [first_page(place, fetcher) for place in asked.pages]
    skeleton = _skeleton(asked, pages)
    files = _first_files(asked, pages, skeleton, fetcher)
    lock, today = root / "specs/specs.lock", fetcher.now().date()
    entries = [lock_page(asked.name, one.page, one.content, today, one.validators) for one in pages]
    text = lock_text([*read_lock(lock), *entries])
    folder = root / "specs" / asked.name
    with workshop(folder) as place:
        write_all({place / asked.name / name: content for name, content in files.items()})
        load_provider(asked.name, place)
        (place / asked.name).rename(folder)
    write_all({lock: text.encode()})
    _tell_written([*(folder / name for name in files), lock], root)
    _tell_doubts(asked.name, pages, skeleton)


def _skeleton(asked: _Asked, pages: Sequence[FirstPage]) -> Skeleton:
    files = [one.page.file for one in pages]
    twice = sorted({file for file in files if files.count(file) > 1})
    if twice:
        raise CodegenError(f"{', '.join(twice)}: two pages have this name; rename one of the files")
    try:
        document = merge_documents([one.reading.document for one in pages])
    except CodegenError as error:
        advice = "begin with fewer pages, and add what the others say in an overlay of its own"
        raise CodegenError(f"{error}; {advice}") from error
    return Skeleton(document, files, asked.title, asked.base_url)


def _first_files(asked: _Asked, pages: Sequence[FirstPage], skeleton: Skeleton, fetcher: Fetcher) -> dict[str, bytes]:
    context = {
        "name": asked.name,
        "title": asked.title,
        "prefix": asked.name.capitalize(),
        "makes": asked.makes or _guessed_makes(skeleton.document),
        "homepage": _homepage(asked, pages, skeleton.document),
        "credentials": wanted_credentials(asked.name, skeleton.document),
        "pages": [one.page for one in pages],
        "today": fetcher.now().date(),
    }
    texts = {
        "provider.toml": render("provider.toml.jinja", **context),
        "CHANGELOG.md": render("CHANGELOG.md.jinja", **context),
        "overlay.yaml": yaml_text(skeleton.overlay),
    }
    written = {name: text.encode() for name, text in texts.items()}
    return {**written, **{f"pages/{one.page.file}": one.content for one in pages}}


def _guessed_makes(document: Document) -> str:
    found = job_operation(document)
    result = places_of(document, answer_of(document, found[1])[1]).result if found else ""
    return media_kind(re.findall(r"[a-z]+", result.lower()))


def _homepage(asked: _Asked, pages: Sequence[FirstPage], document: Document) -> str:
    """Where the docs are: as told, or the host of the first page that has a URL, or that of the API."""
    servers = [str(server["url"]) for server in document.get("servers", [])]
    known = [asked.homepage, *(one.page.url for one in pages), asked.base_url, *servers]
    for url in known:
        if url is not None and url.startswith("https://"):
            return url if url == asked.homepage else f"https://{urlsplit(url).netloc}"
    raise CodegenError("none of the pages is a URL: say where the docs are by --homepage")


def _go_on(provider: Provider, root: Path) -> int:
    """Build what can be built, and say what has to be filled in."""
    try:
        build_spec(provider)
    except CodegenError as error:
        print(f"\nTo be filled in or corrected; then run: nox -s new-provider -- {provider.name}\n\n{error}")
        _tell_places(provider)
        return 1
    models = root / MODELS.relative_to(ROOT)
    if specs.main([provider.name], specs=root / "specs", models=models):
        return 2
    _generate(provider, root)
    made = scaffold(provider, read_yaml(provider.spec), root)
    new = {path: text.encode() for path, text in made.items() if not path.exists()}
    rules = root / ".importlinter"
    text = with_provider(rules.read_text(encoding="utf-8"), provider, f"generation_jobs_{provider.name}")
    if text.encode() != rules.read_bytes():
        new[rules] = text.encode()
    write_all(new)
    _tell_written(new, root)
    _tell_words(provider, root)
    return 0


def _tell_places(provider: Provider) -> None:
    """Say in which lines something waits to be filled in."""
    path = provider.folder / "overlay.yaml"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    waiting = [str(number) for number, line in enumerate(lines, start=1) if FILL_IN in line]
    if waiting:
        print(f"\nspecs/{provider.name}/overlay.yaml: {FILL_IN} stands in the lines {', '.join(waiting)}")


def _tell_doubts(name: str, pages: Sequence[FirstPage], skeleton: Skeleton) -> None:
    """Say what the reader noted of the pages, and what no action of the overlay sees to."""
    for one in pages:
        for note in one.reading.notes:
            print(f"specs/{name}/pages/{one.page.file}:{note.line}: {note.reason}")
    for found in skeleton.left:
        print(f"specs/{name}/overlay.yaml: nothing is prepared for {found}")


def _generate(provider: Provider, root: Path) -> None:
    folder = root / "generated" / provider.distribution
    with workshop(folder) as place:
        built = place / provider.distribution
        generate_client(provider, read_yaml(provider.spec), built)
        if differing_files(built, folder):
            replace_folder(built, folder)
            print(f"written: generated/{provider.distribution}")


def _tell_written(paths: Sequence[Path] | dict[Path, bytes], root: Path) -> None:
    for path in paths:
        print(f"written: {os.path.relpath(path, root)}")


def _tell_words(provider: Provider, root: Path) -> None:
    """Name the status words that nobody has mapped yet, where they stand."""
    adapter = Path("packages", f"generation-jobs-{provider.name}", "src", f"generation_jobs_{provider.name}/adapter.py")
    imitation = Path("packages/generation-jobs-sandbox/src/generation_jobs_sandbox/providers", f"{provider.name}.py")
    open_words = {
        adapter: unmapped(root / adapter, "JobStatus.UNKNOWN"),
        imitation: unmapped(root / imitation, "None"),
    }
    print()
    for path, words in open_words.items():
        if words:
            print(f"{path}: say what these words mean: {', '.join(words)}")
    print(f"Look through both files, then run: nox -s tests -- tests/house -k {provider.name}")


if __name__ == "__main__":
    sys.exit(main())
