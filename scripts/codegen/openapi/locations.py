"""Places in a document: as JSON pointers, as JSONPath queries, and where references lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json, Steps


def json_path(place: Steps) -> str:
    """A place as a JSONPath query (RFC 9535)."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else _step(step) for step in place)


def quoted(step: str) -> str:
    """A key as it stands between brackets in a JSONPath query."""
    return "'" + step.replace("\\", "\\\\").replace("'", "\\'") + "'"


def place_at(document: Document, pointer: str) -> Steps:
    """The place that a JSON pointer names; a number is an index where it leads into an array."""
    place: Steps = ()
    value: Json = document
    for step in pointer.split("/")[1:]:
        key = int(step) if isinstance(value, list) else step.replace("~1", "/").replace("~0", "~")
        place, value = (*place, key), value_at(value, (key,))
    return place


def value_at(value: Json, place: Steps) -> Json:
    """What stands at a place, None where nothing does."""
    for step in place:
        if isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            value = mapping(value).get(str(step))
    return value


def resolved_place(document: Document, place: Steps) -> Steps:
    """The place that a reference at a place leads to, or the place itself."""
    while isinstance(reference := mapping(value_at(document, place)).get("$ref"), str):
        place = place_at(document, reference.removeprefix("#"))
    return place


def _step(step: str) -> str:
    return f".{step}" if re.fullmatch(r"[A-Za-z_]\w*", step, re.ASCII) else f"[{quoted(step)}]"
