"""A copy of a provider's specs, for tests that change them."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts import specs
from scripts.codegen.pages.lock import lock_text, read_lock
from scripts.codegen.pages.provider import SPECS

if TYPE_CHECKING:
    from pathlib import Path


class Copy:
    """A copy of one provider's specs that a test may spoil."""

    def __init__(self, folder: Path, provider: str) -> None:
        self.specs, self.models = folder / "specs", folder / "models"
        self.folder, self.provider = self.specs / provider, provider
        shutil.copytree(SPECS / provider, self.folder)
        shutil.copy(SPECS / "specs.lock", self.specs)

    def build(self, *options: str) -> int:
        return specs.main([self.provider, *options], specs=self.specs, models=self.models)

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text
        (self.folder / file).write_text(text.replace(old, new), encoding="utf-8")

    def pull_again(self, page: str) -> None:
        """Let specs.lock vouch for the page as it is now."""
        lock = self.specs / "specs.lock"
        now = hashlib.sha256((self.folder / "pages" / page).read_bytes()).hexdigest()
        entries = [replace(each, sha256=now) if each.file == page else each for each in read_lock(lock)]
        lock.write_text(lock_text(entries), encoding="utf-8")
