"""The next version of a client."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.drift.interface_diff.change import ApiChange


class Level(IntEnum):
    """How much a release changes for users."""

    NOTHING = 0
    FIX = 1
    ADDITION = 2
    BREAKING = 3

    def __str__(self) -> str:
        return self.name.lower()


def level_of(changes: Sequence[ApiChange], *, is_same: bool) -> Level:
    """Return the level of a release.

    Args:
        changes: The changes of the Python interface.
        is_same: All files are the same.
    """
    if any(change.is_breaking for change in changes):
        return Level.BREAKING
    if changes:
        return Level.ADDITION
    return Level.NOTHING if is_same else Level.FIX


def next_version(version: str, level: Level) -> str:
    """Return the lowest version for a release of this level, by Semantic Versioning.

    Before 1.0.0, breaking changes and additions both raise the second number.
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
    """Return the sort key of a version."""
    return tuple(map(int, version.split(".")))
