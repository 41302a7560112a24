"""Apply overlays action by action, and record the effect of each; a failure does not stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.codegen.drift.escaping import code
from scripts.codegen.openapi.document import CodegenError, pointer
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.specs.overlay import apply_action, selected
from scripts.codegen.specs.overlay_form import OverlayError, read_actions
from scripts.codegen.specs.overlay_lint import lint_overlay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Json, Place
    from scripts.codegen.pages.provider import Provider


@dataclass(frozen=True)
class Action:
    """The effect of one overlay action. Places are JSON pointers.

    Attributes:
        touched: The places that it writes or removes.
        redundant: Those among them where the pages already have the same value.
        is_needed: False if the pages already have all of its values.
        failure: Why it could not be applied.
    """

    file: str
    number: int
    target: str
    reason: str
    touched: tuple[str, ...] = ()
    redundant: tuple[str, ...] = ()
    is_needed: bool = True
    failure: str | None = None

    @property
    def name(self) -> str:
        """Its name in reports."""
        return f"{self.file}, action {self.number}"

    @property
    def agreed(self) -> tuple[str, ...]:
        """The places where the pages agree with the action."""
        return self.redundant if self.is_needed else self.touched

    @property
    def note(self) -> str | None:
        """What is wrong with it, None if it is as it should be."""
        if self.failure:
            return f"no longer fits, and stops the build: {code(self.failure)}"
        if not self.is_needed:
            return "no longer needed: the pages have all of it; not applied below"
        parts = ", ".join(map(code, self.redundant))
        return f"partly no longer needed: the pages have {parts}" if parts else None


@dataclass(frozen=True)
class OverlayResult:
    """A document with all actions applied that fit, and the effect of each; ``faults`` are of whole overlays."""

    document: Document
    actions: tuple[Action, ...]
    faults: tuple[str, ...]


def apply_overlays(provider: Provider, document: Document) -> OverlayResult:
    """Apply the provider's overlays to the document of its pages; actions that do not fit are recorded."""
    actions, faults = list[Action](), list[str]()
    for path in provider.overlays:
        try:
            overlay = read_yaml(path)
            read = read_actions(overlay)
        except CodegenError as error:
            faults.append(f"specs/{provider.name}/{path.name}: {error}")
            continue
        faults += [f"specs/{provider.name}/{path.name}: {found}" for found in lint_overlay(overlay, provider.folder)]
        for number, action in enumerate(read, start=1):
            document, effect = _apply(document, action, path.name, number)
            actions.append(effect)
    return OverlayResult(document, tuple(actions), tuple(faults))


def _apply(document: Document, action: Document, file: str, number: int) -> tuple[Document, Action]:
    about = (file, number, str(action["target"]), " ".join(str(action.get("description", "")).split()))
    try:
        apply_action(document, action)  # so that all below is known to work
    except OverlayError as error:
        return document, Action(*about, failure=str(error))
    targets = selected(document, action["target"])
    if action.get("remove") or not action.keys() & {"update", "copy"}:
        return apply_action(document, action), Action(*about, touched=tuple(map(pointer, targets)))
    value = action["update"] if "update" in action else _at(document, selected(document, action["copy"])[0])
    redundant = [(*target, *inner) for target in targets for inner in _redundant(_at(document, target), value)]
    touched = [(*target, *inner) for target in targets for inner in _leaves(value)]
    is_needed = not all(contains(_at(document, target), value) for target in targets)
    effect = Action(*about, tuple(map(pointer, touched)), tuple(map(pointer, redundant)), is_needed)
    return (_updated(document, action["target"], value) if is_needed else document), effect


def _updated(document: Document, target: str, value: Json) -> Document:
    """Merge a value into a target, without its redundant parts: lists would contain them twice."""
    first, *others = ({*_redundant(_at(document, place), value)} for place in selected(document, target))
    return apply_action(document, {"target": target, "update": _without(value, first.intersection(*others))})


def _without(value: Json, places: set[Place], place: Place = ()) -> Json:
    """Return a value without the parts at some places."""
    if not isinstance(value, dict):
        return value
    return {key: _without(inner, places, (*place, key)) for key, inner in value.items() if (*place, key) not in places}


def _at(document: Document, place: Place) -> Json:
    value: Any = document
    for step in place:
        value = value[step]
    found: Json = value
    return found


def _leaves(value: Json, place: Place = ()) -> Iterator[Place]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*place, key))
    else:
        yield place


def _redundant(old: Json, new: Json, place: Place = ()) -> list[Place]:
    """Return the largest parts of ``new`` that ``old`` already contains."""
    if isinstance(old, dict) and isinstance(new, dict) and not (old.keys() <= new.keys() and contains(old, new)):
        return [found for key in new if key in old for found in _redundant(old[key], new[key], (*place, key))]
    return [place] if contains(old, new) else []


def contains(old: Json, new: Json) -> bool:
    """Return whether a value contains another: each key, and each entry of a list."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in old and contains(old[key], value) for key, value in new.items())
    if isinstance(old, list):  # overlays add lists or single entries to it
        return all(value in old for value in (new if isinstance(new, list) else [new]))
    return old == new
