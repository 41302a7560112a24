"""Follow references inside an external document, never out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scripts.codegen.external.notes import Unsupported
from scripts.codegen.openapi.navigation import mapping, member

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

_WITHOUT_NAME = {"schema", "itemSchema", "items", "additionalProperties", "not", "if", "then", "else"}
"""The last steps of pointers to schemas that have no name."""


@dataclass(frozen=True)
class Followed:
    """A value, and the last reference that led to it, None if it was not a reference."""

    pointer: str | None
    value: Document


def follow(document: Document, value: Json) -> Followed:
    """Follow ``$ref`` until there is none; a value that is not a mapping becomes an empty one.

    Raises:
        Unsupported: A reference leads out of the document, nowhere, or in a circle.
    """
    pointer, found = None, mapping(value)
    seen: set[str] = set()
    while isinstance(reference := found.get("$ref"), str):
        if reference in seen:
            raise Unsupported(f"refers to {reference}, which refers to itself")
        seen.add(reference)
        pointer, found = reference, at(document, reference)
    return Followed(pointer, found)


def content_of(document: Document, holder: Document) -> dict[str, Document]:
    """Return the media types of a body, a response or a parameter; OpenAPI 3.2 can refer to them.

    Raises:
        Unsupported: A reference leads out of the document, nowhere, or in a circle.
    """
    return {kind: follow(document, media).value for kind, media in mapping(holder.get("content")).items()}


def at(document: Document, reference: str, seen: frozenset[str] = frozenset()) -> Document:
    """Return the mapping that a reference points to, also if there are references on the way to it.

    Args:
        document: The document.
        reference: The reference.
        seen: The references that are being followed.

    Raises:
        Unsupported: It leads out of the document, or nowhere.
    """
    if reference != "#" and not reference.startswith("#/"):
        raise Unsupported(f"refers to {reference}, which is neither in the document nor a file in its folder")
    if reference in seen:
        raise Unsupported(f"refers to {reference}, which refers to itself")
    value: Json = document
    for step in unquote(reference).split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = _without_reference(document, value, key, seen | {reference})
        value = member(value, key)
    if not isinstance(value, dict):
        raise Unsupported(f"refers to {reference}, which does not exist")
    return value


def _without_reference(document: Document, value: Json, key: str, seen: frozenset[str]) -> Json:
    """Return what a value refers to if it does not have the key itself; tools that bundle documents count on it."""
    while isinstance(reference := mapping(value).get("$ref"), str) and key not in mapping(value):
        value = at(document, reference, seen)
        seen |= {reference}
    return value


def exists(document: Document, reference: str) -> bool:
    """Return whether a reference leads to a mapping in the document."""
    try:
        at(document, reference)
    except Unsupported:
        return False
    return True


def name_of(reference: str, otherwise: str) -> str:
    """Return the name of the schema that a reference points to.

    Args:
        reference: The reference.
        otherwise: The name of a schema that has none, such as that of a response.
    """
    name = unquote(reference).rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    if re.search(r"\.(ya?ml|json)$", name):
        return name.rpartition("/")[2].partition(".")[0]
    return otherwise if name in _WITHOUT_NAME or name.isdecimal() else name
