"""Limit the size of schemas that are written in their place: they must end, and must not be too large.

Objects that contain themselves, or that are too large, are written once and used by their name.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.schemas.merging import DEEPEST
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Generator

    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document, Json

LARGEST = 150
"""The most schemas that one argument is checked with; they are inlined in every operation."""

TOO_DEEP = f"is more than {DEEPEST} levels deep"

MOST_SCHEMAS = 20_000
"""The most schemas that are read for one request or response, each object once."""

_FOR_EACH = 10
"""As many are read for each schema with a name, if that is more: a large document may need them all for one body."""


class ReadingLimit:
    """Bounds how many schemas of a document are read for one request or response, and how deep; `what` has them."""

    def __init__(self, what: str, document: Document) -> None:
        self._what = what
        named = mapping(mapping(document.get("components")).get("schemas"))
        self._most = max(MOST_SCHEMAS, _FOR_EACH * len(named))
        self._count = self._depth = 0

    def start(self) -> None:
        """Begin with another request or response."""
        self._count = 0

    @property
    def is_exceeded(self) -> bool:
        """Whether no more schemas may be read."""
        return self._count > self._most

    @contextmanager
    def one_more(self) -> Generator[bool]:
        """Count a schema that is read in this block. Yields whether it may be, or is too deep.

        Raises:
            Unsupported: There are too many.
        """
        self._count += 1
        if self.is_exceeded:
            raise Unsupported(f"{self._what} more than {self._most} schemas")
        self._depth += 1
        try:
            yield self._depth <= DEEPEST
        finally:
            self._depth -= 1


def is_too_large(schema: Json) -> bool:
    """Return whether an adapted schema contains too many others, apart from components."""
    count = 0
    waiting: list[Json] = [schema]
    while waiting and count <= LARGEST:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            count += 1
            waiting += [each.get("anyOf"), each.get("items"), each.get("prefixItems"), each.get("additionalProperties")]
    return count > LARGEST


class SizeLimits:
    """Marks objects that are written by name (`x-shared`), and unions that are not checked (`x-unchecked`)."""

    def __init__(self, components: dict[str, Document], notes: Notes) -> None:
        self._components = components
        self._notes = notes
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
        variants = self.apply(schema.get("anyOf"))
        if variants > LARGEST:
            variants = sum(self._shared(mapping(each)) for each in items(schema["anyOf"]))
        if variants > LARGEST:
            schema["x-unchecked"] = True
            self._notes.add(f"{schema.get('title', 'a union')}: is too large: typed, but not checked")
            return 1
        parts = [
            schema.get("items"),
            schema.get("prefixItems"),
            schema.get("additionalProperties"),
            [*mapping(schema.get("properties")).values()],
        ]
        return 1 + variants + sum(map(self.apply, parts))

    def _apply_to_reference(self, schema: Document) -> int:
        size = 1 if schema.get("x-shared") else self._size(str(schema["$ref"]).rpartition("/")[2])
        return size if size <= LARGEST else self._shared(schema)

    def _shared(self, schema: Document) -> int:
        """Mark a reference as one that is written by name; return the size of what is not."""
        if "$ref" not in schema:
            return self.apply(schema)
        schema["x-shared"] = True
        return 1

    def _size(self, name: str) -> int:
        if name in self._open or len(self._open) > DEEPEST:
            return LARGEST + 1
        if name not in self._known:
            self._open.add(name)
            self._known[name] = self.apply(self._components[name])
            self._open.discard(name)
        return self._known[name]
