"""What changed in what the pages say and does not show in the spec, because an overlay has a say there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.drift.builds.overlay_effects import holds
from scripts.codegen.openapi.navigation import value_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.drift.builds.overlay_effects import Action, Corrected
    from scripts.codegen.drift.spec_diff.wording import Change
    from scripts.codegen.openapi.document import Document


@dataclass(frozen=True)
class Hidden:
    """One change of the pages, and the actions that stand between it and the spec (none where that cannot be told).

    ``is_known`` where the spec had it before the pages did: nobody has to look.
    """

    change: Change
    actions: tuple[str, ...]
    is_known: bool

    def __str__(self) -> str:
        by = " and ".join(self.actions) or "an overlay that moves or removes this part"
        return f"{self.change.told}; the spec {'had it before' if self.is_known else 'does not follow'}: {by}"


def hidden_changes(
    said: Iterable[Change], pages: Document, changes: Iterable[Change], corrected: Corrected
) -> tuple[Hidden, ...]:
    """Give what changed in what the ``pages`` say (``said``) and is not among the ``changes`` of the spec.

    A part that an overlay moves is known again by what changed in it and how; its place is another. What the spec has
    as the pages have it, without an overlay, is not hidden: there once was an overlay that is no longer needed.
    """
    seen = {_mark(change) for change in changes}
    found = [_hidden(change, corrected.actions) for change in said if _mark(change) not in seen]
    return tuple(each for each in found if each.is_known or not _follows(each.change, pages, corrected.document))


def _follows(change: Change, pages: Document, spec: Document) -> bool:
    if change.subject == "requiredness":  # is told of a field, and stands elsewhere
        return False
    there, here = value_at(pages, change.place), value_at(spec, change.place)
    return holds(here, there) if there is not None else here is None


def _hidden(change: Change, actions: Iterable[Action]) -> Hidden:
    end = "/".join(["", *change.place.split("/")[-2:]])  # what an overlay has moved ends as it did
    agreeing = [
        each for each in actions if any(_overlap(change.place, place) or place.endswith(end) for place in each.agreed)
    ]
    touching = [each for each in actions if any(_overlap(change.place, place) for place in each.touched)]
    return Hidden(change, tuple(each.name for each in agreeing or touching), bool(agreeing))


def _mark(change: Change) -> tuple[str, ...]:
    """What makes two changes one, wherever they are."""
    values = () if isinstance(change.old or change.new, dict) else (repr(change.old), repr(change.new))
    name = next((step for step in reversed(change.place.split("/")) if not step.isdecimal()), "")
    return (change.subject, change.action, name, *values)


def _overlap(first: str, second: str) -> bool:
    return f"{first}/".startswith(f"{second}/") or f"{second}/".startswith(f"{first}/")
