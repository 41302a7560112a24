"""Was it renamed? Told from what went and what came in the same mapping, with the reasons and how sure they make it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

Key = TypeVar("Key", bound="Hashable")
Value = TypeVar("Value")

_CERTAINTIES = {1: "possibly", 2: "likely", 3: "almost certainly"}
"""By the number of reasons beyond being of one type."""
_MOST = 40
"""Things of one type that went and came, of which it is still looked which became which."""


@dataclass(frozen=True)
class Rename:
    """One name that took the place of another: how sure that is, and why."""

    certainty: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.certainty} renamed: {', '.join(self.reasons)}"


def renamed(
    old: Mapping[Key, Value], new: Mapping[Key, Value], core: Callable[[Value], str], said: Callable[[Value], object]
) -> dict[Key, tuple[Key, Rename]]:
    """Give the names that were changed, as far as can be told, old to new.

    ``core`` is what two things must have in common to be one (empty: too little to tell by), ``said`` a description.
    Each name goes to the one that there are most reasons for; where two are as good, nothing was renamed.
    """
    gone = {key: core(old[key]) for key in old if key not in new}
    came = {key: core(new[key]) for key in new if key not in old}
    counts = Counter([*gone.values(), *came.values()])
    reasons = {
        (before, after): tuple(_reasons(old, new, before, after, said, is_only=counts[gone[before]] == 2))
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
    said: Callable[[Value], object],
    *,
    is_only: bool,
) -> Iterator[str]:
    if said(old[before]) and said(old[before]) == said(new[after]):
        yield "the same description"
    if _neighbours(old, before) & _neighbours(new, after):
        yield "the same neighbours"
    if is_only:
        yield "nothing else of that type went or came"


def _neighbours(names: Mapping[Key, Value], name: Key) -> set[tuple[int, Key | None]]:
    """Give what stands before and after a name, the ends included; nothing where it stands alone."""
    order = [None, *names, None]
    at = order.index(name)
    return {(-1, order[at - 1]), (1, order[at + 1])} if len(names) > 1 else set()


def _has_no_rival(reasons: Mapping[tuple[Key, Key], tuple[str, ...]], pair: tuple[Key, Key]) -> bool:
    rivals = [why for other, why in reasons.items() if other != pair and (other[0] == pair[0] or other[1] == pair[1])]
    return all(len(why) < len(reasons[pair]) for why in rivals)
