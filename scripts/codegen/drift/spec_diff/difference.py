"""One difference between two OpenAPI documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from scripts.codegen.drift.renames import Rename
    from scripts.codegen.drift.spec_diff.element_kinds import Kind
    from scripts.codegen.openapi.document import Json, Steps

Action: TypeAlias = Literal["added", "removed", "renamed", "changed"]


class Absent:
    """What stands where nothing stands."""


ABSENT: Final = Absent()
Value: TypeAlias = "Json | Absent"


@dataclass(frozen=True)
class Pair:
    """The same thing before and now: its values and its places."""

    old: Value
    new: Value
    was: Steps = ()
    now: Steps = ()

    def of(self, old: Value, new: Value, was: Steps, now: Steps) -> Pair:
        """Give something inside of it; ``was`` and ``now`` lead there from it."""
        return Pair(old, new, (*self.was, *was), (*self.now, *now))


@dataclass(frozen=True)
class Difference:
    """One difference.

    ``was`` is its place in the old document and ``now`` in the new one; what one side lacks has the place where it
    would be. ``old`` and ``new`` are null where nothing stands; of a rename they are the names.
    """

    subject: str
    action: Action
    was: Steps
    now: Steps
    old: Json
    new: Json
    is_text: bool = False
    rename: Rename | None = None

    @property
    def place(self) -> Steps:
        """Where to look: in the new document, or in the old one where it is gone."""
        return self.was if self.action == "removed" else self.now


def difference_of(kind: Kind, pair: Pair, rename: Rename | None = None) -> Difference:
    """Give the difference of two values of a kind."""
    # A flag that is not there says what it says by default: it is never new nor gone, it changes.
    is_new, is_gone = (isinstance(each, Absent) and kind.default is None for each in (pair.old, pair.new))
    action: Action = "renamed" if rename else "added" if is_new else "removed" if is_gone else "changed"
    old, new = (kind.default if isinstance(each, Absent) else each for each in (pair.old, pair.new))
    return Difference(kind.subject, action, pair.was, pair.now, old, new, kind.is_text, rename)
