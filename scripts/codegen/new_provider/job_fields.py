"""Guess which fields of a response describe a job, by their names; a person has to check the result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import items, mapping, operations, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Json, Place

_DEEPEST = 3
_JOB = "(job|task|generation|request|prediction|render|clip|track)"
_MEDIA = "(audio|video|image|picture|media|track|song|clip|speech|result|output|download|file)"
_FAILURE = "(error|failure)"
_NAMES = {
    "id": rf"id|uu?id|(\w+_)?{_JOB}_?id|(audio|video|image|speech|song)_?id",
    "status": rf"({_JOB}_?)?(status|state|phase|stage|condition)",
    "result": rf"({_MEDIA}_?){{0,3}}(url|uri|src|href)s?(/0)?",
    "created": r"(created|submitted)_?(at|on|time)?|(create|submit|made|queued|requested)_?(at|on|time)",
    "completed": r"(completed|finished|ended)_?(at|on|time)?|(complete|finish|end)_?(at|on|time)",
    "error": rf"{_FAILURE}(_?(message|reason|detail)|/(message|reason|detail|description))?|reason|problem|fault",
    "code": rf"{_FAILURE}(_?code|/(code|type|reason))",
}

_ENDED = {"complete", "completed", "done", "finished", "ready", "succeeded", "success"}
"""Words that make an enum a status, whatever its field is called."""

_FILE = r"(.*/)?(audio|video|image|picture|media|result|output|download|file|asset|artifact|url)s?(/0)?"
"""Fields with a URL, and lists of URLs, that may be results although their names do not say so."""


NO_JOB = (
    "no operation gets one job (a GET with one parameter in its path, or with a required id in its query), so that no "
    "adapter can be generated, only the client. Add the page of that operation, or add it in an overlay"
)


@dataclass(frozen=True)
class JobFields:
    """JSON pointers into a response, empty if there is no such field. Of a list, they lead to the first item."""

    id: str = ""
    status: str = ""
    result: str = ""
    created: str = ""
    completed: str = ""
    error: str = ""
    code: str = ""


def job_operation(document: Document) -> tuple[Place, Document] | None:
    """Return the operation that gets one job: a GET with one id, preferably in its path and with a status."""
    gets = [(place, one) for place, one in operations(document) if place[2] == "get" and _is_of_one(place, one)]
    ending = [found for found in gets if str(found[0][1]).endswith("}")]
    by_query = [(place, one) for place, one in operations(document) if place[2] == "get" and id_query(document, one)]
    with_status = [
        found for found in [*gets, *by_query] if job_fields_of(document, response_of(document, found[1])[1]).status
    ]
    return next(iter([*with_status, *ending, *gets, *by_query]), None)


def id_query(document: Document, operation: Document) -> str:
    """Return the query parameter that is the id of a job: the only required parameter, and named like one.

    Empty if there is none.
    """
    parameters = [mapping(resolve(document, each)) for each in items(operation.get("parameters"))]
    required = [one for one in parameters if one.get("required") is True]
    if len(required) != 1 or required[0].get("in") != "query":
        return ""
    name = str(required[0].get("name"))
    return name if re.fullmatch(_NAMES["id"], name, re.IGNORECASE) else ""


def submit_operation(document: Document) -> tuple[Place, Document] | None:
    """Return the operation that submits a job: a POST whose response has an id, not below the path of a job."""
    got = job_operation(document)
    job_path = str(got[0][1]) if got else ""
    for place, one in operations(document):
        is_new = place[2] == "post" and not (job_path and str(place[1]).startswith(job_path))
        if is_new and job_fields_of(document, response_of(document, one)[1]).id:
            return place, one
    return None


def response_of(document: Document, operation: Document) -> tuple[str, Json]:
    """Return status and schema of the JSON success of an operation; the status is empty if there is none."""
    for status, response in mapping(operation.get("responses")).items():
        content = mapping(mapping(resolve(document, response)).get("content"))
        if str(status).startswith("2") and "application/json" in content:
            return str(status), mapping(content["application/json"]).get("schema")
    return "", None


def job_fields_of(document: Document, schema: Json) -> JobFields:
    """Find the fields: those outside of lists first, then one with an enum, else the outermost and first one."""
    fields = sorted(_fields(document, schema, ""), key=lambda field: (_is_in_list(field[0]), *_rank(*field)))
    found: dict[str, str] = {}
    for pointer, field in fields:
        for fact, names in _NAMES.items():
            if _is_plain(document, field) and re.fullmatch(rf"(.*/)?({names})", pointer[1:], re.IGNORECASE):
                found.setdefault(fact, pointer)
    if found.get("code") == found.get("error"):  # a reason without a message is for people
        found.pop("code", None)
    statuses = [
        pointer for pointer, field in fields if _ENDED & {str(word).lower() for word in items(field.get("enum"))}
    ]
    urls = [pointer for pointer, field in fields if field.get("format") in ("uri", "url")]
    files = [pointer for pointer in urls if re.fullmatch(_FILE, pointer[1:], re.IGNORECASE)]
    likely = {"status": statuses[:1], "result": files[:1]}
    return JobFields(**{fact: pointers[0] for fact, pointers in likely.items() if pointers} | found)


def _is_in_list(pointer: str) -> bool:
    return "0" in pointer.split("/")


def _rank(pointer: str, field: Document) -> tuple[bool, bool, int]:
    return not pointer.lower().endswith(("message", "detail")), "enum" not in field, pointer.count("/")


def status_words(document: Document, schema: Json, pointer: str) -> tuple[str, ...]:
    """Return the values of the enums at a place of a response, empty if it has none."""
    enums = [
        items(variant.get("enum"))
        for place, field in _fields(document, schema, "")
        for variant in _variants(document, field)
        if place == pointer
    ]
    return tuple(dict.fromkeys(str(word) for enum in enums for word in enum if word is not None))


def _is_of_one(place: Place, operation: Document) -> bool:
    """Return whether an operation has one path parameter; with an unknown path, its parameters decide."""
    in_path = [each for each in items(operation.get("parameters")) if mapping(each).get("in") == "path"]
    return str(place[1]).count("{") == 1 or (place[1] == "/UNKNOWN" and len(in_path) == 1)


def _fields(document: Document, schema: Json, pointer: str) -> Iterator[tuple[str, Document]]:
    for variant in _variants(document, schema):
        for name, field in mapping(variant.get("properties")).items():
            place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            yield place, mapping(resolve(document, field))
            yield from _inside(document, field, place)


def _inside(document: Document, field: Json, place: str) -> Iterator[tuple[str, Document]]:
    """Yield the fields inside of a field, and of the first item of a list."""
    if len([step for step in place.split("/")[1:] if step != "0"]) >= _DEEPEST:
        return
    yield from _fields(document, field, place)
    for variant in _variants(document, field):
        if "items" in variant:
            item = mapping(resolve(document, variant["items"]))
            yield f"{place}/0", item
            yield from _fields(document, item, f"{place}/0")


def _variants(document: Document, schema: Json) -> list[Document]:
    whole = mapping(resolve(document, schema))
    parts = [part for key in ("anyOf", "oneOf", "allOf") for part in items(whole.get(key))]
    return [whole, *(mapping(resolve(document, part)) for part in parts)]


def _is_plain(document: Document, field: Document) -> bool:
    """Return whether a field is neither an object nor an array, nor may be one."""
    variants = _variants(document, field)
    kinds = {str(kind) for one in variants for kind in (one.get("type"), *items(one.get("type")))}
    return kinds.isdisjoint({"object", "array"}) and not any("properties" in one for one in variants)
