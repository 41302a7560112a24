"""A repository of one provider, of which tests change pages and make releases."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

from scripts import drift, release
from scripts.codegen.pages.provider import ROOT, load_provider
from tests.codegen.copies import Copy

if TYPE_CHECKING:
    from pathlib import Path

DRIFTS = ROOT / "tests" / "codegen" / "drift" / "drifts"
TODAY = date(2026, 12, 1)
CHANGELOG = "# Changelog\n\n## [0.2.0] - 2026-11-23\n\n### Added\n\n- The first.\n"


class Repository(Copy):
    """A copy of a provider's specs, of which nothing is released yet, as version 0.2.0."""

    def __init__(self, folder: Path, provider: str) -> None:
        super().__init__(folder, provider)
        self.out, self.cassettes, self.scratch = folder / "generated", folder / "cassettes", folder
        shutil.rmtree(self.folder / "released", ignore_errors=True)
        self.edit("provider.toml", f'version = "{load_provider(provider).version}"', 'version = "0.2.0"')
        (self.folder / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")

    def take(self, other: Repository) -> Repository:
        """Become what another repository of the same provider is."""
        for name in ("specs", "generated"):
            shutil.rmtree(self.scratch / name, ignore_errors=True)
            shutil.copytree(other.scratch / name, self.scratch / name)
        return self

    @property
    def page(self) -> Path:
        (page,) = (self.folder / "pages").iterdir()
        return page

    def put(self, text: str) -> None:
        """Let a text be the page, as if it had been pulled."""
        self.page.write_text(text, encoding="utf-8")
        self.pull_again(self.page.name)

    def reword(self, old: str, new: str) -> None:
        text = self.page.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        self.put(text.replace(old, new))

    def release(self, *options: str) -> int:
        return release.main([self.provider, *options], specs=self.specs, out=self.out, today=TODAY)

    def drift(self, *options: str) -> dict[str, Any]:
        """The report, as its JSON has it."""
        path = self.scratch / "drift.json"
        assert drift.main([*options, "--json", str(path)], specs=self.specs, cassettes=self.cassettes) == 0
        (report,) = json.loads(path.read_text(encoding="utf-8"))["providers"]
        found: dict[str, Any] = report
        return found

    def files(self) -> dict[str, bytes]:
        """Everything that a release could write."""
        paths = [path for folder in (self.specs, self.out) for path in sorted(folder.rglob("*")) if path.is_file()]
        return {path.relative_to(self.scratch).as_posix(): path.read_bytes() for path in paths}


def descriptions(report: dict[str, Any], part: str) -> list[str]:
    return [change["description"] for change in report[part]]


def api(report: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(change["name"], change["description"], change["is_breaking"]) for change in report["api"]]
