"""Changes of the pages that do not reach the spec because of an overlay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.drift.builds.overlay_effects import contains
from scripts.codegen.openapi.navigation import value_at_pointer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.drift.builds.overlay_effects import Action, OverlayResult
    from scripts.codegen.drift.spec_diff.effects import Effect
    from scripts.codegen.drift.spec_diff.wording import Change
    from scripts.codegen.openapi.document import Document


@dataclass(frozen=True)
class Hidden:
    """A change of the pages that an overlay hides.

    Attributes:
        actions: The overlay actions that hide it; empty if unknown.
        is_known: The spec had it before the pages did, so that nothing is to do.
    """

    change: Change
    actions: tuple[str, ...]
    is_known: bool

    @property
    def effect(self) -> Effect:
        """What it means for programs that use the released client; the present spec does not show it."""
        return "none" if self.is_known else self.change.effect

    def __str__(self) -> str:
        by = " and ".join(self.actions) or "an overlay that moves or removes this part"
        return f"{self.change.description}; the spec {'had it before' if self.is_known else 'does not follow'}: {by}"


def hidden_changes(
    page_changes: Iterable[Change], pages: Document, spec_changes: Iterable[Change], overlaid: OverlayResult
) -> tuple[Hidden, ...]:
    """Return the changes of the pages that are not among the changes of the spec.

    Parts that an overlay moves are recognised by what changed and how, not by their place. A change is not hidden if
    the spec now equals the pages there, because an overlay is no longer needed.

    Args:
        page_changes: The changes of the pages.
        pages: The document of the pages.
        spec_changes: The changes of the spec.
        overlaid: The spec, and the effects of the overlays.
    """
    seen = {_mark(change) for change in spec_changes}
    found = [_hidden(change, overlaid.actions) for change in page_changes if _mark(change) not in seen]
    return tuple(each for each in found if each.is_known or not _follows(each.change, pages, overlaid.document))


def _follows(change: Change, pages: Document, spec: Document) -> bool:
    if change.subject == "requiredness":  # reported for a field, but elsewhere in the document
        return False
    there, here = value_at_pointer(pages, change.place), value_at_pointer(spec, change.place)
    return contains(here, there) if there is not None else here is None


def _hidden(change: Change, actions: Iterable[Action]) -> Hidden:
    end = "/".join(["", *change.place.split("/")[-2:]])  # a moved part keeps the end of its place
    agreeing = [
        each for each in actions if any(_overlap(change.place, place) or place.endswith(end) for place in each.agreed)
    ]
    touching = [each for each in actions if any(_overlap(change.place, place) for place in each.touched)]
    return Hidden(change, tuple(each.name for each in agreeing or touching), bool(agreeing))


def _mark(change: Change) -> tuple[str, ...]:
    """Return a key that is equal for the same change at different places."""
    values = () if isinstance(change.old or change.new, dict) else (repr(change.old), repr(change.new))
    name = next((step for step in reversed(change.place.split("/")) if not step.isdecimal()), "")
    return (change.subject, change.action, name, *values)


def _overlap(first: str, second: str) -> bool:
    return f"{first}/".startswith(f"{second}/") or f"{second}/".startswith(f"{first}/")
