"""The values that a discriminator has in each variant of a request, where only its mapping names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.schemas.discriminators import mapped_words
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.external.schemas.values import words_of
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.external.schemas.discriminators import Value
    from scripts.codegen.external.schemas.merging import Merger
    from scripts.codegen.openapi.document import Document, Json

_TEXTS = ("description", "default")


class RequestTags:
    """Collects the values, for all objects of one document."""

    def __init__(self, merger: Merger) -> None:
        self._merger = merger
        self._values: dict[tuple[str, str], list[Value]] = {}

    def add(self, variants: list[Json], adapted: list[Document], declared: Json) -> None:
        """Add the values that a mapping has for the variants of a union.

        Args:
            variants: The variants as in the document.
            adapted: The same, as references to components if they are objects.
            declared: The `discriminator` of the union.
        """
        key, mapped = str(mapping(declared).get("propertyName")), mapping(mapping(declared).get("mapping"))
        for raw, found in zip(variants, adapted, strict=True):
            pointer = self._merger.origin(raw)
            if "$ref" in found and pointer is not None:
                self._add(found, key, mapped_words(self._field(raw, key), pointer, mapped))

    def add_family(self, parent: Json, children: list[Json], adapted: list[Document]) -> None:
        """Add the values that a mapping has for an object that others extend, and for these.

        The object itself has its name, as OpenAPI says, if nothing but the others is mapped.

        Args:
            parent: A reference to the object.
            children: References to the others.
            adapted: All of them as references to components, the object first.
        """
        declared = self._merger.whole(parent)["discriminator"]
        key, pointer = str(mapping(declared).get("propertyName")), str(self._merger.pointer(parent))
        field = self._field(parent, key)
        own = mapped_words(field, pointer, mapping(mapping(declared).get("mapping")))
        if mapping(declared).get("mapping") and not own and kinds_of(field) in ([], ["string"]):
            self._add(adapted[0], key, [pointer.rpartition("/")[2]])
        self.add([parent, *children], adapted, declared)

    def _add(self, adapted: Document, key: str, words: list[Value]) -> None:
        name = str(adapted["$ref"]).rpartition("/")[2]
        self._values.setdefault((name, key), []).extend(words)

    def _field(self, raw: Json, key: str) -> Document:
        return self._merger.whole(mapping(self._merger.whole(raw).get("properties")).get(key))

    def restrict(self, components: dict[str, Document]) -> None:
        """Restrict the fields of components to the values."""
        for (name, key), words in self._values.items():
            properties = mapping(components[name].get("properties"))
            if key in properties and words:
                texts = {each: text for each, text in mapping(properties[key]).items() if each in _TEXTS}
                components[name]["properties"] = {**properties, key: {**words_of([*dict.fromkeys(words)]), **texts}}
