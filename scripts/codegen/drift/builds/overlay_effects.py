"""What the overlays do to the pages as they are: action by action, going on where the build would stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.codegen.drift.escaping import code
from scripts.codegen.openapi.document import CodegenError, pointer
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.specs.overlay import OverlayError, apply_action, check_form, selected
from scripts.codegen.specs.overlay_lint import lint_overlay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.codegen.openapi.document import Document, Json, Steps
    from scripts.codegen.pages.provider import Provider


@dataclass(frozen=True)
class Action:
    """What one action did. ``touched`` are the places that it writes or removes (JSON pointers).

    ``said`` are those among them that say already what the action says, before it is applied: of an action that is
    not needed that is all it has. ``failure`` is why it could not be applied.
    """

    file: str
    number: int
    target: str
    reason: str
    touched: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    is_needed: bool = True
    failure: str | None = None

    @property
    def name(self) -> str:
        """How a report calls it."""
        return f"{self.file}, action {self.number}"

    @property
    def agreed(self) -> tuple[str, ...]:
        """The places where the pages say by themselves what the action says."""
        return self.said if self.is_needed else self.touched

    @property
    def note(self) -> str | None:
        """What somebody has to do about it; None where it does what it is there for."""
        if self.failure:
            return f"no longer fits, and stops the build: {code(self.failure)}"
        if not self.is_needed:
            return "no longer needed, and left out below: the pages say all of it by themselves"
        parts = ", ".join(map(code, self.said))
        return f"needed in part only: the pages say by themselves {parts}" if parts else None


@dataclass(frozen=True)
class Corrected:
    """A document with every action applied that could be, and what became of each; ``faults`` are of whole overlays."""

    document: Document
    actions: tuple[Action, ...]
    faults: tuple[str, ...]


def correct(provider: Provider, document: Document) -> Corrected:
    """Apply the provider's overlays to what its pages say; what does not fit is left out and told."""
    actions, faults = list[Action](), list[str]()
    for path in provider.overlays:
        try:
            overlay = _overlay(path)
        except CodegenError as error:
            faults.append(f"specs/{provider.name}/{path.name}: {error}")
            continue
        faults += [f"specs/{provider.name}/{path.name}: {found}" for found in lint_overlay(overlay, provider.folder)]
        for number, action in enumerate(overlay["actions"], start=1):
            document, told = _act(document, action, path.name, number)
            actions.append(told)
    return Corrected(document, tuple(actions), tuple(faults))


def _overlay(path: Path) -> Document:
    overlay = read_yaml(path)
    check_form(overlay)
    return overlay


def _act(document: Document, action: Document, file: str, number: int) -> tuple[Document, Action]:
    about = (file, number, str(action["target"]), " ".join(str(action.get("description", "")).split()))
    try:
        apply_action(document, action)  # also to be sure that all that follows can be done
    except OverlayError as error:
        return document, Action(*about, failure=str(error))
    targets = selected(document, action["target"])
    if action.get("remove") or not action.keys() & {"update", "copy"}:
        return apply_action(document, action), Action(*about, touched=tuple(map(pointer, targets)))
    value = action["update"] if "update" in action else _at(document, selected(document, action["copy"])[0])
    said = [(*target, *inner) for target in targets for inner in _said(_at(document, target), value)]
    touched = [(*target, *inner) for target in targets for inner in _leaves(value)]
    is_needed = not all(holds(_at(document, target), value) for target in targets)
    told = Action(*about, tuple(map(pointer, touched)), tuple(map(pointer, said)), is_needed)
    return (_applied(document, action["target"], value) if is_needed else document), told


def _applied(document: Document, target: str, value: Json) -> Document:
    """Put a value to what is there already, without the parts that are there: a list would be in it twice."""
    first, *others = ({*_said(_at(document, place), value)} for place in selected(document, target))
    return apply_action(document, {"target": target, "update": _without(value, first.intersection(*others))})


def _without(value: Json, places: set[Steps], place: Steps = ()) -> Json:
    """Leave the parts at some places out of a value."""
    if not isinstance(value, dict):
        return value
    return {key: _without(inner, places, (*place, key)) for key, inner in value.items() if (*place, key) not in places}


def _at(document: Document, place: Steps) -> Json:
    value: Any = document
    for step in place:
        value = value[step]
    found: Json = value
    return found


def _leaves(value: Json, place: Steps = ()) -> Iterator[Steps]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*place, key))
    else:
        yield place


def _said(old: Json, new: Json, place: Steps = ()) -> list[Steps]:
    """Find the parts of ``new`` that ``old`` says already: as large as they are, if ``old`` says no more there."""
    if isinstance(old, dict) and isinstance(new, dict) and not (old.keys() <= new.keys() and holds(old, new)):
        return [found for key in new if key in old for found in _said(old[key], new[key], (*place, key))]
    return [place] if holds(old, new) else []


def holds(old: Json, new: Json) -> bool:
    """Tell whether a value says all that another says: each key, and each entry of a list."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in old and holds(old[key], value) for key, value in new.items())
    if isinstance(old, list):  # which overlays add a list to, or one entry
        return all(value in old for value in (new if isinstance(new, list) else [new]))
    return old == new
