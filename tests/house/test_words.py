"""Words that mean something else to an English reader than to those who wrote them here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTEAD = {"surely": "certainly"}  # "surely" means "I suppose"
TEXTS = [
    *ROOT.glob("README.md"),
    *ROOT.glob("packages/*/README.md"),
    *ROOT.glob("packages/*/src/**/*.py"),
    *(path for path in ROOT.glob("docs/**/*.md") if path.parent.name != "decisions"),
]


@pytest.mark.parametrize("word", INSTEAD)
def test_a_false_friend_is_not_used(word: str) -> None:
    found = [str(path.relative_to(ROOT)) for path in TEXTS if re.search(rf"\b{word}\b", path.read_text("utf-8"))]
    assert found == [], f"write {INSTEAD[word]!r}"
