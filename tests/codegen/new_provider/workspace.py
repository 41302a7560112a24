"""A workspace in which a new provider is made, and the pages of two invented providers."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts import new_provider
from scripts.codegen.pages.provider import ROOT
from tests.codegen.docs import Clock

PAGES = Path(__file__).parent / "pages"
LUMEN, VOX = PAGES / "get-render.md", PAGES / "retrieve-speech.mdx"
HOMEPAGE = ("--homepage", "https://docs.example")
FACADE = "packages/generation-jobs/src/generation_jobs"
SANDBOX = "packages/generation-jobs-sandbox/src/generation_jobs_sandbox"
LUMEN_SETTINGS = "packages/generation-jobs-lumen/src/generation_jobs_lumen/__init__.py"
ADAPTER = "packages/generation-jobs-lumen/src/generation_jobs_lumen/adapter.py"


class Workspace:
    """What the chore needs of a workspace, without any provider; or a copy of another one."""

    def __init__(self, root: Path, of: Workspace | None = None) -> None:
        self.root, self.clock = root, Clock()
        if of is not None:
            shutil.copytree(of.root, root, dirs_exist_ok=True)
            return
        for file in (
            "LICENSE",
            "pyproject.toml",
            "importlinter/packages.ini",
            "packages/generation-jobs/src/generation_jobs/_core/version.py",
        ):
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, root / file)
        (root / FACADE / "providers").mkdir()
        (root / FACADE / "providers/breeze.py").touch()
        (root / "specs").mkdir()
        (root / "specs/specs.lock").write_text("page = []\n", encoding="utf-8")

    def run(self, *arguments: str | Path) -> int:
        return new_provider.main([str(each) for each in arguments], root=self.root, fetcher=self.clock.fetcher())

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, *changes: tuple[str, str]) -> None:
        text = self.text(path)
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (self.root / path).write_text(text, encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}
