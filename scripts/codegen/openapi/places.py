"""Places in a document, as JSON pointers and as JSONPath queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json, Place


def json_path(place: Place) -> str:
    """Return a place as a JSONPath query (RFC 9535)."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else _step(step) for step in place)


def quoted(step: str) -> str:
    """Quote a key for the brackets of a JSONPath query."""
    return "'" + step.replace("\\", "\\\\").replace("'", "\\'") + "'"


def place_at(document: Document, pointer: str) -> Place:
    """Return the place that a JSON pointer names; inside an array, a number is an index."""
    place: Place = ()
    value: Json = document
    for step in pointer.split("/")[1:]:
        key = int(step) if isinstance(value, list) else step.replace("~1", "/").replace("~0", "~")
        place, value = (*place, key), value_at(value, (key,))
    return place


def value_at(value: Json, place: Place) -> Json:
    """Return the value at a place, None if there is none."""
    for step in place:
        if isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            value = mapping(value).get(str(step))
    return value


def resolved_place(document: Document, place: Place) -> Place:
    """Follow the reference at a place, if it is one, and return where it ends."""
    while isinstance(reference := mapping(value_at(document, place)).get("$ref"), str):
        place = place_at(document, unquote(reference).removeprefix("#"))
    return place


def _step(step: str) -> str:
    return f".{step}" if re.fullmatch(r"[A-Za-z_]\w*", step, re.ASCII) else f"[{quoted(step)}]"
