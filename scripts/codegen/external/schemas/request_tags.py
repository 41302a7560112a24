"""The values that a discriminator has in each variant of a request, where only its mapping names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.schemas.values import words_of
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.external.schemas.merging import Merger
    from scripts.codegen.openapi.document import Document, Json


class RequestTags:
    """Collects the values, for all objects of one document."""

    def __init__(self, merger: Merger) -> None:
        self._merger = merger
        self._values: dict[tuple[str, str], list[str]] = {}

    def add(self, variants: list[Json], adapted: list[Document], declared: Json) -> None:
        """Add the values that a mapping has for the variants of a union.

        Args:
            variants: The variants as in the document.
            adapted: The same, as references to components if they are objects.
            declared: The `discriminator` of the union.
        """
        key = str(mapping(declared).get("propertyName"))
        words: dict[str, list[str]] = {}
        for word, target in mapping(mapping(declared).get("mapping")).items():
            words.setdefault(str(target).rpartition("/")[2], []).append(word)
        for raw, found in zip(variants, adapted, strict=True):
            target = (self._merger.origin(raw) or "").rpartition("/")[2]
            if "$ref" in found and target in words:
                name = str(found["$ref"]).rpartition("/")[2]
                self._values.setdefault((name, key), []).extend(words[target])

    def restrict(self, components: dict[str, Document]) -> None:
        """Restrict the fields of components to the values, unless they have words of their own."""
        for (name, key), words in self._values.items():
            properties = mapping(components[name].get("properties"))
            if key in properties and "enum" not in mapping(properties[key]):
                described = {each: text for each, text in mapping(properties[key]).items() if each == "description"}
                components[name]["properties"] = {**properties, key: {**words_of([*dict.fromkeys(words)]), **described}}
