"""How much of a schema is checked: what is written out of references must end, and must not be too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.schemas.merging import DEEPEST
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

LONGEST = 150
"""Schemas that one argument is checked by, at most: they are written out in every operation."""


class Lengths:
    """Marks the references of components that are not followed when values are checked (`x-unchecked`)."""

    def __init__(self, components: dict[str, Document]) -> None:
        self._components = components
        self._known: dict[str, int] = {}
        self._open: set[str] = set()

    def cut(self, schema: Json) -> int:
        """Mark the references in a schema that would lead into themselves, or too far; give what is left."""
        if isinstance(schema, list):
            return sum(map(self.cut, schema))
        if not isinstance(schema, dict) or schema.get("x-unchecked"):
            return 0
        if "$ref" in schema:
            return self._cut_reference(schema)
        parts = [schema.get("anyOf"), schema.get("items"), [*mapping(schema.get("properties")).values()]]
        return 1 + sum(map(self.cut, parts))

    def _cut_reference(self, schema: Document) -> int:
        length = self._length(str(schema["$ref"]).rpartition("/")[2])
        if length <= LONGEST:
            return length
        schema["x-unchecked"] = True
        return 1

    def _length(self, name: str) -> int:
        if name in self._open or len(self._open) > DEEPEST:
            return LONGEST + 1
        if name not in self._known:
            self._open.add(name)
            self._known[name] = self.cut(self._components[name])
            self._open.discard(name)
        return self._known[name]
