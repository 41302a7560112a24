"""Limit how much of a request schema is checked: inlined references must end, and must not be too large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.schemas.merging import DEEPEST
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

LARGEST = 150
"""The most schemas that one argument is checked with; they are inlined in every operation."""


class SizeLimits:
    """Marks references that are not followed when values are checked (`x-unchecked`)."""

    def __init__(self, components: dict[str, Document]) -> None:
        self._components = components
        self._known: dict[str, int] = {}
        self._open: set[str] = set()

    def apply(self, schema: Json) -> int:
        """Mark the references in a schema that are recursive or too large; return the size of the rest."""
        if isinstance(schema, list):
            return sum(map(self.apply, schema))
        if not isinstance(schema, dict) or schema.get("x-unchecked"):
            return 0
        if "$ref" in schema:
            return self._apply_to_reference(schema)
        parts = [schema.get("anyOf"), schema.get("items"), [*mapping(schema.get("properties")).values()]]
        return 1 + sum(map(self.apply, parts))

    def _apply_to_reference(self, schema: Document) -> int:
        size = self._size(str(schema["$ref"]).rpartition("/")[2])
        if size <= LARGEST:
            return size
        schema["x-unchecked"] = True
        return 1

    def _size(self, name: str) -> int:
        if name in self._open or len(self._open) > DEEPEST:
            return LARGEST + 1
        if name not in self._known:
            self._open.add(name)
            self._known[name] = self.apply(self._components[name])
            self._open.discard(name)
        return self._known[name]
