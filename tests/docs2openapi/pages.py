"""The five real pages, and pages written inside tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs2openapi import read_page

if TYPE_CHECKING:
    from docs2openapi import Result

SPECS = Path(__file__).resolve().parents[2] / "specs"
EXPECTED = Path(__file__).parent / "expected"
FIVE = ("bland", "breeze", "finetuning", "oxen", "playai")  # read by a person; providers that come later are not
PAGES = {name: path for name in FIVE for path in sorted((SPECS / name / "pages").iterdir())}


def read_text(folder: Path, text: str) -> Result:
    """Read a page that a test has written."""
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return read_page(page)


def reasons(result: Result) -> list[str]:
    """What a result notes, as ``line: reason``."""
    return [f"{note.line}: {note.reason}" for note in result.notes]


def operation(result: Result) -> dict[str, Any]:
    """The one operation of a document."""
    (item,) = result.document["paths"].values()
    (found,) = item.values()
    return found


def body(result: Result, status: str = "200") -> dict[str, Any]:
    """The schema of an answer."""
    return operation(result)["responses"][status]["content"]["application/json"]["schema"]
