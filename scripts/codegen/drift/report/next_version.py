"""Which version a client must get."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.drift.interface_diff.change import ApiChange


class Level(IntEnum):
    """How much a release changes for those who have the last one, from nothing up."""

    NOTHING = 0
    FIX = 1
    ADDITION = 2
    BREAKING = 3

    def __str__(self) -> str:
        return self.name.lower()


def level_of(changes: Sequence[ApiChange], *, is_same: bool) -> Level:
    """Judge by the interface, and where that is the same, by whether the client ``is_same`` in all of its files."""
    if any(change.is_breaking for change in changes):
        return Level.BREAKING
    if changes:
        return Level.ADDITION
    return Level.NOTHING if is_same else Level.FIX


def next_version(version: str, level: Level) -> str:
    """Give the lowest version that a release of this level may have.

    Semantic Versioning; before 1.0.0 the second number tells both that something breaks and that something is new.
    """
    major, minor, patch = map(int, version.split("."))
    if level is Level.NOTHING:
        return version
    if level is Level.FIX:
        return f"{major}.{minor}.{patch + 1}"
    if level is Level.BREAKING and major > 0:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0"


def order(version: str) -> tuple[int, ...]:
    """Give what versions are put in order by."""
    return tuple(map(int, version.split(".")))
