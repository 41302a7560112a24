"""Suggest names for operations and schemas without one."""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from scripts.codegen.openapi.document import Document, Place

_LONGEST = 6  # words
_ARTICLES = {"a", "an", "the"}
_READING = {"get", "fetch", "retrieve", "show", "read"}


def operation_name(place: Place, operation: Document, taken: Container[str], page: str) -> str:
    """Return a method name: from the operationId or the summary, else from method and path, or the page's name.

    Args:
        place: The operation.
        operation: The same.
        taken: Names that are in use.
        page: The name of the page.
    """
    path = re.sub(r"\{.*?\}", "", str(place[1]))
    by_place = page if path == "/UNKNOWN" else f"{place[2]} {path}"
    for text in (operation.get("operationId"), _title(place, operation), by_place):
        name = _snake(str(text or ""))
        if name and name.count("_") < _LONGEST and not iskeyword(name):
            return _free(name, taken)
    return _free(f"{place[2]}_job", taken)


def _title(place: Place, operation: Document) -> str:
    """Return the summary; one that is a thing, such as Tracks, says what to do with it."""
    summary = str(operation.get("summary") or "")
    is_thing = place[2] == "get" and " " not in summary.strip() and summary.lower() not in _READING
    return f"get {summary}" if summary and is_thing else summary


def schema_name(operation: str, taken: Container[str]) -> str:
    """Return a name for a response schema: SpeechJob for get_speech_job, CreateSpeechResponse for create_speech."""
    verb, *rest = operation.split("_")
    if verb in _READING and rest:
        return _free("".join(map(str.capitalize, rest)), taken)
    return _free(f"{verb.capitalize()}{''.join(map(str.capitalize, rest))}Response", taken)


def _snake(text: str) -> str:
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", text) if text.isascii() else []
    name = "_".join(word.lower() for word in words if word.lower() not in _ARTICLES)
    return name if re.match("[a-z]", name) else ""


def _free(name: str, taken: Container[str]) -> str:
    return name if name not in taken else next(each for n in range(2, 1000) if (each := f"{name}{n}") not in taken)
