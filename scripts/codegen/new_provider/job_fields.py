"""Where an answer tells a job's facts, judged by the names of its fields: a person has to look whether that is so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import items, mapping, operations, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Json, Steps

_DEEPEST = 3
_NAMES = {
    "id": r"id|(\w+_)?(job|task|generation|request|prediction)_?id",
    "status": r"(job_?)?(status|state)",
    "result": r"((audio|video|image|media|result|output|download|file)_?)?url",
    "created": r"(created|submitted)_?(at|on|time)?",
    "completed": r"(completed|finished|ended)_?(at|on|time)?",
    "error": r"error_?message|failure_?reason|error|error/(message|detail)",
}


@dataclass(frozen=True)
class JobPlaces:
    """JSON pointers into an answer, empty where nothing is called like that."""

    id: str = ""
    status: str = ""
    result: str = ""
    created: str = ""
    completed: str = ""
    error: str = ""


def job_operation(document: Document) -> tuple[Steps, Document] | None:
    """The operation that gets one job: a GET with one parameter in its path, which tells a status if any does."""
    gets = [(place, one) for place, one in operations(document) if place[2] == "get" and _is_of_one(place, one)]
    ending = [found for found in gets if str(found[0][1]).endswith("}")]
    telling = [found for found in gets if places_of(document, answer_of(document, found[1])[1]).status]
    return next(iter([*telling, *ending, *gets]), None)


def submit_operation(document: Document) -> tuple[Steps, Document] | None:
    """The operation that submits a job: a POST that answers with an id, and is not about a job that there is."""
    got = job_operation(document)
    job_path = str(got[0][1]) if got else ""
    for place, one in operations(document):
        is_new = place[2] == "post" and not (job_path and str(place[1]).startswith(job_path))
        if is_new and places_of(document, answer_of(document, one)[1]).id:
            return place, one
    return None


def answer_of(document: Document, operation: Document) -> tuple[str, Json]:
    """Status and schema of the JSON that an operation answers with when it succeeds; an empty status for none."""
    for status, response in mapping(operation.get("responses")).items():
        content = mapping(mapping(resolve(document, response)).get("content"))
        if str(status).startswith("2") and "application/json" in content:
            return str(status), mapping(content["application/json"]).get("schema")
    return "", None


def places_of(document: Document, schema: Json) -> JobPlaces:
    """Where the facts stand: of the fields that are called alike, one with an enum, else the outermost and first."""
    fields = sorted(_fields(document, schema, ""), key=lambda field: ("enum" not in field[1], field[0].count("/")))
    found: dict[str, str] = {}
    for pointer, field in fields:
        for fact, names in _NAMES.items():
            if _is_plain(field) and re.fullmatch(rf"(.*/)?({names})", pointer[1:], re.IGNORECASE):
                found.setdefault(fact, pointer)
    return JobPlaces(**found)


def status_words(document: Document, schema: Json, pointer: str) -> tuple[str, ...]:
    """The words of the enums at a place of an answer, in their order; none where it is no enum."""
    enums = [
        items(variant.get("enum"))
        for place, field in _fields(document, schema, "")
        for variant in _variants(document, field)
        if place == pointer
    ]
    return tuple(dict.fromkeys(str(word) for enum in enums for word in enum if word is not None))


def _is_of_one(place: Steps, operation: Document) -> bool:
    """Whether it is about one thing; one whose path nobody knows yet tells it by its parameters."""
    in_path = [each for each in items(operation.get("parameters")) if mapping(each).get("in") == "path"]
    return str(place[1]).count("{") == 1 or (place[1] == "/UNKNOWN" and len(in_path) == 1)


def _fields(document: Document, schema: Json, pointer: str) -> Iterator[tuple[str, Document]]:
    for variant in _variants(document, schema):
        for name, field in mapping(variant.get("properties")).items():
            place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            yield place, mapping(resolve(document, field))
            if place.count("/") < _DEEPEST:
                yield from _fields(document, field, place)


def _variants(document: Document, schema: Json) -> list[Document]:
    whole = mapping(resolve(document, schema))
    parts = [part for key in ("anyOf", "oneOf", "allOf") for part in items(whole.get(key))]
    return [whole, *(mapping(resolve(document, part)) for part in parts)]


def _is_plain(field: Document) -> bool:
    """Whether it holds a word or a number, not an object or an array."""
    return "properties" not in field and field.get("type") not in ("object", "array")
