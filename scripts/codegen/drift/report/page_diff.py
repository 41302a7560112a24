"""Line diffs of pages."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 2
"""The number of unchanged lines around changed ones."""


@dataclass(frozen=True)
class Line:
    """A removed, added or unchanged line. Line numbers count from 1, in the old and in the new page."""

    sign: Literal["-", "+", " "]
    old: int | None
    new: int | None
    text: str


@dataclass(frozen=True)
class PageDiff:
    """The changed lines of one page in groups, with unchanged lines around them."""

    file: str
    groups: tuple[tuple[Line, ...], ...]

    @property
    def summary(self) -> str:
        """The numbers of removed and added lines."""
        signs = [line.sign for group in self.groups for line in group]
        gone, new = signs.count("-"), signs.count("+")
        return f"{gone} line{'' if gone == 1 else 's'} gone, {new} new"


def page_diffs(old: dict[str, bytes], new: dict[str, bytes]) -> tuple[PageDiff, ...]:
    """Compare two sets of pages by file name; a page that one side lacks is all new, or all gone."""
    differing = [file for file in dict.fromkeys((*old, *new)) if old.get(file) != new.get(file)]
    return tuple(PageDiff(file, tuple(_groups(_lines(old.get(file)), _lines(new.get(file))))) for file in differing)


def _lines(content: bytes | None) -> list[str]:
    return content.decode(errors="replace").splitlines() if content else []


def _groups(old: list[str], new: list[str]) -> Iterator[tuple[Line, ...]]:
    for group in SequenceMatcher(None, old, new, autojunk=len(old) > 10_000).get_grouped_opcodes(_AROUND):
        yield tuple(line for opcode in group for line in _changed(opcode, old, new))


def _changed(opcode: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[Line]:
    tag, start, end, new_start, new_end = opcode
    if tag == "equal":
        for shift, text in enumerate(old[start:end]):
            yield Line(" ", start + shift + 1, new_start + shift + 1, text)
        return
    yield from (Line("-", number, None, old[number - 1]) for number in range(start + 1, end + 1))
    yield from (Line("+", None, number, new[number - 1]) for number in range(new_start + 1, new_end + 1))
