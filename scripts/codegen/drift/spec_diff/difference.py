"""Differences between two OpenAPI documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from scripts.codegen.drift.renames import Rename
    from scripts.codegen.drift.spec_diff.element_kinds import Kind
    from scripts.codegen.openapi.document import Json, Place

Action: TypeAlias = Literal["added", "removed", "renamed", "changed"]


class Absent:
    """The type of `ABSENT`: there is no value."""


ABSENT: Final = Absent()
Value: TypeAlias = "Json | Absent"


@dataclass(frozen=True)
class Pair:
    """The same element in both documents: its values and its places."""

    old: Value
    new: Value
    was: Place = ()
    now: Place = ()

    def of(self, old: Value, new: Value, was: Place, now: Place) -> Pair:
        """Return the pair of a part; ``was`` and ``now`` are relative places."""
        return Pair(old, new, (*self.was, *was), (*self.now, *now))


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes:
        was, now: The places in the old and the new document; a missing element has the place where it would be.
        old, new: The values, None if missing; the names for a rename.
        is_text: Only texts for people differ.
    """

    subject: str
    action: Action
    was: Place
    now: Place
    old: Json
    new: Json
    is_text: bool = False
    rename: Rename | None = None

    @property
    def place(self) -> Place:
        """The place in the new document, or in the old one if the element is gone."""
        return self.was if self.action == "removed" else self.now


def difference_of(kind: Kind, pair: Pair, rename: Rename | None = None) -> Difference:
    """Make the difference of two values of a kind."""
    # A missing flag has its default value: it changes, but is never new or gone.
    is_new, is_gone = (isinstance(each, Absent) and kind.default is None for each in (pair.old, pair.new))
    action: Action = "renamed" if rename else "added" if is_new else "removed" if is_gone else "changed"
    old, new = (kind.default if isinstance(each, Absent) else each for each in (pair.old, pair.new))
    return Difference(kind.subject, action, pair.was, pair.now, old, new, kind.is_text, rename)
