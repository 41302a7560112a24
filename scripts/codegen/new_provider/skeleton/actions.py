"""The actions of an overlay: each is applied at once, so that the next ones see its effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.openapi.navigation import mapping
from scripts.codegen.openapi.places import json_path, quoted, value_at
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.placeholders import FILL_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.openapi.document import Document, Place

JSON = "application/json"
UNDOCUMENTED = "Not documented on the page."
UNKNOWN_SOURCE = f"{FILL_IN} (the https URL of the source)"


class Actions:
    """The actions so far, and the document as they leave it.

    Args:
        document: The document of the pages.
        pages: Their file names.
        title: The name of the provider.
        base_url: Of the API, if known.
    """

    def __init__(self, document: Document, pages: Sequence[str], title: str, base_url: str | None = None) -> None:
        self.document = document
        self.pages = [f"pages/{page}" for page in pages]
        self.title = title
        self.base_url = base_url
        self.actions: list[Document] = []

    @property
    def overlay(self) -> Document:
        """The overlay."""
        return self._overlay(self.actions)

    def _overlay(self, actions: list[Document]) -> Document:
        info = {"title": f"Corrections of the pages of {self.title}", "version": "0.1.0"}
        return {"overlay": "1.1.0", "info": info, "actions": actions}

    def add(self, place: Place | str, why: str, *sources: str, **what: Any) -> None:
        """Add an action and apply it; its sources are the pages if none is given."""
        target = place if isinstance(place, str) else json_path(place)
        action: Document = {"target": target, "description": why, "x-source": list(sources or self.pages), **what}
        if action in self.actions:  # on a part that several operations share
            return
        self.actions.append(action)
        self.document = apply_overlay(self.document, self._overlay([action]))

    def remove_keys(self, place: Place, keys: Sequence[str], why: str) -> None:
        """Add an action that removes several keys of an object."""
        self.add(f"{json_path(place)}[{', '.join(map(quoted, keys))}]", why, remove=True)

    def at(self, place: Place) -> Document:
        """Return the object at a place; an empty one if there is none."""
        return mapping(value_at(self.document, place))
