"""Guess renames from names that were removed from and added to a mapping, with reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

Key = TypeVar("Key", bound="Hashable")
Value = TypeVar("Value")

_CERTAINTIES = {1: "possibly", 2: "likely", 3: "almost certainly"}
"""By the number of reasons, besides the same type."""
_MOST = 40
"""The most entries of one type that are compared pair by pair."""


@dataclass(frozen=True)
class Rename:
    """A rename: how certain it is, and why."""

    certainty: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.certainty} renamed: {', '.join(self.reasons)}"


def renamed(
    old: Mapping[Key, Value],
    new: Mapping[Key, Value],
    core: Callable[[Value], str],
    description: Callable[[Value], object],
) -> dict[Key, tuple[Key, Rename]]:
    """Return the names that were probably renamed: the new name, by the old one.

    Args:
        old: The entries before.
        new: The entries now.
        core: Returns what a renamed entry keeps, empty if that is too little to compare.
        description: Returns the description of an entry.

    Returns:
        For each old name the new one with most reasons; none if two have equally many.
    """
    gone = {key: core(old[key]) for key in old if key not in new}
    came = {key: core(new[key]) for key in new if key not in old}
    counts = Counter([*gone.values(), *came.values()])
    reasons = {
        (before, after): tuple(_reasons(old, new, before, after, description, is_only=counts[gone[before]] == 2))
        for before in gone
        for after in came
        if gone[before] and gone[before] == came[after] and counts[gone[before]] <= _MOST
    }
    best = {pair: Rename(_CERTAINTIES[len(why)], ("the same type", *why)) for pair, why in reasons.items() if why}
    return {pair[0]: (pair[1], rename) for pair, rename in best.items() if _has_no_rival(reasons, pair)}


def _reasons(
    old: Mapping[Key, Value],
    new: Mapping[Key, Value],
    before: Key,
    after: Key,
    description: Callable[[Value], object],
    *,
    is_only: bool,
) -> Iterator[str]:
    if description(old[before]) and description(old[before]) == description(new[after]):
        yield "the same description"
    if _neighbours(old, before) & _neighbours(new, after):
        yield "the same neighbours"
    if is_only:
        yield "nothing else of that type was removed or added"


def _neighbours(names: Mapping[Key, Value], name: Key) -> set[tuple[int, Key | None]]:
    """Return the names before and after a name, None at the ends; nothing if it is the only one."""
    order = [None, *names, None]
    at = order.index(name)
    return {(-1, order[at - 1]), (1, order[at + 1])} if len(names) > 1 else set()


def _has_no_rival(reasons: Mapping[tuple[Key, Key], tuple[str, ...]], pair: tuple[Key, Key]) -> bool:
    rivals = [why for other, why in reasons.items() if other != pair and (other[0] == pair[0] or other[1] == pair[1])]
    return all(len(why) < len(reasons[pair]) for why in rivals)
