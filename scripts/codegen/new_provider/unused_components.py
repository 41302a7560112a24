"""Components of a document that no operation needs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from scripts.codegen.openapi.document import pointer, walk
from scripts.codegen.openapi.navigation import items, mapping, operations, value_at_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Json


def unused_components(document: Document) -> dict[str, list[str]]:
    """Return the names of the components that nothing outside of them leads to, by their kind."""
    components = mapping(document.get("components"))
    used, new = set[str](), set(_references({key: part for key, part in document.items() if key != "components"}))
    while new:
        used |= new
        named = [value_at_pointer(document, unquote(reference).removeprefix("#")) for reference in new]
        new = {reference for one in named for reference in _references(one)} - used
    used |= {_reference("securitySchemes", name) for name in _schemes(document)}
    unused = {
        kind: [name for name in mapping(named) if _reference(kind, name) not in used]
        for kind, named in components.items()
    }
    return {kind: names for kind, names in unused.items() if names}


def _references(value: Json) -> Iterator[str]:
    """Yield the references to components in a value; a discriminator may name them without ``$ref``."""
    for _, found in walk(value):
        if isinstance(found, str) and found.startswith("#/components/"):
            yield "/".join(found.split("/")[:4])
        elif isinstance(found, dict):
            yield from (_reference("schemas", str(name)) for name in mapping(found.get("mapping")).values())


def _reference(kind: str, name: str) -> str:
    return f"#{pointer(('components', kind, name))}"


def _schemes(document: Document) -> set[str]:
    """Return the security schemes that operations need; all of them where none says so."""
    needs = [items(document.get("security")), *(items(one.get("security")) for _, one in operations(document))]
    named = {name for need in needs for one in need for name in mapping(one)}
    return named or set(mapping(mapping(document.get("components")).get("securitySchemes")))
