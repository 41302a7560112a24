"""References of a foreign document: followed inside it, never out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scripts.codegen.external.notes import LeftOut
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json


@dataclass(frozen=True)
class Pointed:
    """What a reference leads to in the end, and the pointer of that; the value itself where it is no reference."""

    pointer: str | None
    value: Document


def follow(document: Document, value: Json) -> Pointed:
    """Follow a value's ``$ref`` to its end; a value that is no mapping is an empty one.

    Raises:
        LeftOut: It leads out of the document, to nothing, or round in a circle.
    """
    pointer, found = None, mapping(value)
    seen: set[str] = set()
    while isinstance(reference := found.get("$ref"), str):
        if not reference.startswith("#/"):
            raise LeftOut(f"refers to {reference}, which is not in the document and is not opened")
        if reference in seen:
            raise LeftOut(f"refers to {reference}, which leads round in a circle")
        seen.add(reference)
        pointer, found = reference, _at(document, reference)
    return Pointed(pointer, found)


def _at(document: Document, reference: str) -> Document:
    value: Json = document
    for step in unquote(reference).removeprefix("#/").split("/"):
        key = step.replace("~1", "/").replace("~0", "~")
        value = dict(enumerate(value)).get(_index(key)) if isinstance(value, list) else mapping(value).get(key)
    if not isinstance(value, dict):
        raise LeftOut(f"refers to {reference}, which leads to nothing")
    return value


def _index(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 9 else -1
