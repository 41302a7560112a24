"""Make a release: built beside the present files, then moved into place as a whole or not at all."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.clients.generator import generate_client
from scripts.codegen.drift.builds.baseline import RELEASED, Baseline, read_baseline, write_baseline
from scripts.codegen.drift.builds.build import BuildResult, client_in, client_of
from scripts.codegen.drift.builds.overlay_effects import OverlayResult
from scripts.codegen.drift.report.changelog import FIRST, has_entry, with_entry
from scripts.codegen.drift.report.next_version import Level, order
from scripts.codegen.drift.report.report import report_of
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import differs
from scripts.codegen.openapi.folders import replace_folders, workshop
from scripts.codegen.pages.provider import load_provider
from scripts.codegen.specs.build import build_spec, merge_documents

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from scripts.codegen.drift.report.report import Report
    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Provider

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_VERSION_LINE = re.compile(r'^version = ".*"$', re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """A release.

    Attributes:
        level: Why it has this version; None for the first one.
        entry: Of the changelog; empty if it has one already.
    """

    version: str
    level: Level | None
    entry: str
    day: date
    spec: Document
    pages: dict[str, bytes]


def release_client(provider: Provider, wanted: str | None, day: date, client: Path) -> Release:
    """Release the client of a provider.

    Args:
        provider: The provider.
        wanted: The version, None for the lowest possible one.
        day: The date of the release.
        client: The folder of the client.

    Raises:
        CodegenError: There is nothing to release, the build fails, or the version is too low.
        OSError: A file could not be written. Nothing has changed in either case.
    """
    release = _planned(provider, wanted, day)
    with workshop(provider.folder) as specs_folder, workshop(client) as client_folder:
        specs, generated = specs_folder / provider.name, client_folder / provider.distribution
        shutil.copytree(provider.folder, specs)
        _note(release, specs)
        generate_client(load_provider(provider.name, specs_folder), release.spec, generated)
        shutil.rmtree(specs / RELEASED, ignore_errors=True)
        made = client_in(generated, provider.package)
        write_baseline(Baseline(release.version, day, release.pages, release.spec, made), specs / RELEASED)
        replace_folders({specs: provider.folder, generated: client})
    return release


def _planned(provider: Provider, wanted: str | None, day: date) -> Release:
    built = build_spec(provider)
    if differs(provider.spec, built.text):
        raise CodegenError(f"specs/{provider.name}/openapi.yaml: is not up to date; run: nox -s specs generate")
    pages = {page.file: provider.page_path(page).read_bytes() for page in provider.pages}
    documented = merge_documents([reading.document for reading in built.readings])
    overlaid = OverlayResult(built.document, (), ())
    present = BuildResult(pages, documented, overlaid, client_of(provider, built.document), ())
    report = report_of(provider, read_baseline(provider), present)
    version = _version(provider, report, wanted)
    is_noted = has_entry((provider.folder / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    entry = "" if is_noted else report.changelog or FIRST
    return Release(version, report.level, entry, day, built.document, pages)


def _version(provider: Provider, report: Report, wanted: str | None) -> str:
    """Return the wanted version, or the lowest possible one, or a higher one from provider.toml."""
    if report.level is Level.NOTHING:
        raise CodegenError(f"{provider.distribution}: nothing to release: it equals {report.released}")
    lowest = report.version or provider.version
    version = wanted or max(lowest, provider.version, key=order)
    if not _VERSION.fullmatch(version):
        raise CodegenError(f"{version!r} is not a version; write three numbers, for instance {lowest}")
    if order(version) < order(lowest):
        why = next((f": {change}" for change in report.api), "")
        raise CodegenError(f"{version} is too low: this release is {report.level}, use {lowest} or higher{why}")
    return version


def _note(release: Release, specs: Path) -> None:
    """Write version and changelog entry into a provider's folder."""
    toml, changelog = specs / "provider.toml", specs / "CHANGELOG.md"
    text, count = _VERSION_LINE.subn(f'version = "{release.version}"', toml.read_text(encoding="utf-8"), count=1)
    if not count:
        raise CodegenError(f'specs/{specs.name}/provider.toml: expected a line `version = "…"`')
    toml.write_text(text, encoding="utf-8")
    if release.entry:
        text = with_entry(changelog.read_text(encoding="utf-8"), release.version, release.day, release.entry)
        changelog.write_text(text, encoding="utf-8")
