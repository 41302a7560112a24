"""Rewrite a spec, in memory, into a form that the generator can read.

- Enums, dates and date-times of responses are opened: unknown words and other date formats pass as strings.
- Properties of responses may be null, except required objects with fields of their own (an envelope without its
  content is not a valid response) and required ids (`x-is-id`).
- Errors keep their description only: clients decode all error bodies by `x-error-body`.
- A file becomes `application/octet-stream`, and what is neither file nor JSON becomes text; the original media types
  are kept in `x-accept`.
- Deprecated operations say so in their description.
- Requests are removed except for path parameters: request.py reads them from the original spec.
- Schemas that no successful response uses are removed, except those in `x-models`: what an API sends to its users.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError, Document, pointer
from scripts.codegen.openapi.navigation import operations, with_own_operations
from scripts.codegen.openapi.references import followed, resolved

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Place

NULL: Document = {"type": "null"}

_IGNORED = {"additionalProperties", "const", "default", "example", "examples"}
"""Keywords without effect on decoding: unknown fields are always kept, and defaults are not filled in."""

_TEXTS = {"title", "description", "default", "example", "examples", "deprecated"}
"""Keywords that say nothing of a value."""

MAP = "x-map"
"""Marks a list that stands for a map, in the only keyword that the generator keeps."""

_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+*-]+")


def normalise(document: Document) -> Document:
    """Return a copy of a spec in the form that the generator can read.

    Raises:
        CodegenError: The spec has something that clients do not support; the message says where.
    """
    spec = with_own_operations(document)
    for place, operation in operations(spec):
        operation.pop("requestBody", None)
        if operation.get("deprecated"):
            operation["description"] = (
                f"{operation.get('description', '')}\n\nDeprecated. {operation.get('x-deprecated', '')}"
            )
        operation["parameters"] = _path_parameters(spec, operation)
        operation["responses"] = _with_one_success(
            {
                str(status): _response(spec, response, (*place, "responses", status))
                for status, response in operation["responses"].items()
            }
        )
    _open_schemas(spec)
    return spec


def _path_parameters(spec: Document, operation: Document) -> list[Document]:
    found = [resolved(spec, each) for each in operation.get("parameters", [])]
    return [{**each, "schema": {"type": "string"}} for each in found if each["in"] == "path"]


def _response(spec: Document, response: Document, place: Place) -> Document:
    response = resolved(spec, response)
    if "x-accept" in response or "x-typed" in response:
        return {**response, "content": _own(response.get("content", {}))}  # adapted already, from an external document
    if not str(place[-1]).startswith("2"):
        return {key: value for key, value in response.items() if key not in {"content", "headers"}}
    content = response.get("content", {})
    if any(not _MEDIA_TYPE.fullmatch(kind) for kind in content):
        raise CodegenError(f"{pointer(place)}: not a media type: {', '.join(map(repr, content))}")
    files = [kind for kind, media in content.items() if _is_file(spec, media)]
    if files and len(files) < len(content):
        raise CodegenError(f"{pointer(place)}: responds with JSON and with a file; separate them with x-variants")
    if files:
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
        return {**response, "content": content, "x-accept": files}
    json = [kind for kind in content if _is_json(kind)]
    if content and not json:
        return {**response, "content": {"text/plain": {"schema": {"type": "string"}}}, "x-accept": list(content)}
    return {**response, "content": _own(content), "x-accept": json}


def _with_one_success(responses: Document) -> Document:
    """Return responses without an empty success beside another one, which then may be empty."""
    successes = {status: each for status, each in responses.items() if status.startswith("2")}
    full = {status: {**each, "x-may-be-empty": True} for status, each in successes.items() if each.get("content")}
    if not 0 < len(full) < len(successes):
        return responses
    return {
        status: full.get(status, each)
        for status, each in responses.items()
        if status in full or status not in successes
    }


def _own(content: Document) -> Document:
    """Return a copy whose schemas can be changed: a response may be shared by operations."""
    return {kind: {**media} for kind, media in content.items()}


def _is_file(spec: Document, media: Document) -> bool:
    return resolved(spec, media.get("schema", {})).get("format") == "binary"


def _is_json(kind: str) -> bool:
    return kind.endswith(("/json", "+json"))


@dataclass
class _Reached:
    """The schemas that responses use, the names of those that are still to be opened, and references into schemas.

    `inside` are those that are being followed.
    """

    schemas: dict[str, Document] = field(default_factory=dict[str, "Document"])
    waiting: list[str] = field(default_factory=list[str])
    inside: list[str] = field(default_factory=list[str])


def _open_schemas(spec: Document) -> None:
    """Open the schemas that responses use, and remove the others."""
    reached = _Reached()
    for _, operation in operations(spec):
        for response in operation["responses"].values():
            for media in response.get("content", {}).values():
                if "schema" in media:
                    media["schema"] = _opened(spec, media["schema"], "", reached)
    for schema in spec.get("x-models", []):
        _opened(spec, schema, "", reached)
    while reached.waiting:
        name = reached.waiting.pop()
        reached.schemas[name] = _opened(spec, spec["components"]["schemas"][name], name, reached)
    schemas = spec.get("components", {}).get("schemas", {})
    spec["components"] = {"schemas": {name: reached.schemas[name] for name in schemas if name in reached.schemas}}


def _opened(spec: Document, schema: Document, title: str, reached: _Reached) -> Document:
    """Return a response schema opened; schemas that it references are added to ``reached``."""
    schema = _without_single_part(schema)
    if "$ref" in schema:
        return _reference(spec, str(schema["$ref"]), title, reached)
    if schema.get("x-map"):
        return as_list(_opened(spec, schema["additionalProperties"], title, reached))
    opened = {key: value for key, value in schema.items() if key not in _IGNORED}
    if "const" in schema:
        opened["enum"] = [schema["const"]]
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            opened[key] = [_opened(spec, each, title, reached) for each in schema[key]]
    if isinstance(schema.get("items"), dict):
        opened["items"] = _opened(spec, schema["items"], title, reached)
    elif "array" in _kinds(schema):
        opened["items"] = {}  # items of any type, which the generator needs explicitly
    if "properties" in schema:
        opened["properties"] = {
            name: _property(spec, each, name, name in schema.get("required", []), reached)
            for name, each in schema["properties"].items()
        }
    if "x-further" in schema:
        opened["additionalProperties"] = _opened(spec, schema["x-further"], title, reached)
    return _open_values(opened, title)


def _without_single_part(schema: Document) -> Document:
    """Return the only part of an `allOf` that is not text, such as a reference: the generator wants objects there."""
    parts = [part for part in schema.get("allOf", ()) if not part.keys() <= _TEXTS]
    if len(parts) != 1 or not schema.keys() <= {"allOf", *_TEXTS}:
        return schema
    texts = [
        {key: schema[key] for key in schema if key != "allOf"},
        *(part for part in schema["allOf"] if part.keys() <= _TEXTS),
    ]
    return {**{key: text[key] for text in texts for key in text}, **parts[0]}


def as_list(values: Document) -> Document:
    """Return a list that stands for a map: nested, so that it is equal to no list of the same values in a union."""
    inner: Document = {"type": "array", "items": {"type": "array", "items": values}}
    return {"type": "array", "items": inner, "example": MAP}


def _reference(spec: Document, reference: str, title: str, reached: _Reached) -> Document:
    """Return a reference to a named schema; of one into a schema, return what it leads to, opened."""
    name = reference.removeprefix("#/components/schemas/")
    if name == reference:
        raise CodegenError(f"{reference}: schemas must be under #/components/schemas")
    if "/" not in name:
        _reach(spec, reference, name, reached)
        return {"$ref": reference}
    if reference in reached.inside:
        raise CodegenError(f"{reference}: leads to itself; give that schema a name of its own")
    reached.inside.append(reference)
    opened = _opened(spec, followed(spec, reference), title, reached)
    reached.inside.pop()
    return opened


def _reach(spec: Document, reference: str, name: str, reached: _Reached) -> None:
    if name not in reached.schemas:
        reached.schemas[name] = {}
        reached.waiting.append(name)
        followed(spec, reference)  # raises if there is none


def _property(spec: Document, schema: Document, name: str, is_required: bool, reached: _Reached) -> Document:
    schema = _without_single_part(schema)
    opened = _opened(spec, schema, name, reached)
    found = resolved(spec, schema)
    if _allows_null(found) or not found or (is_required and (_has_fields(found) or schema.get("x-is-id"))):
        return opened
    if opened.get("type") == "object":
        opened = {"title": name, **opened}  # inside a union the generator would number the class
    return {"anyOf": [opened, NULL], **{key: found[key] for key in ("description",) if key in found}}


def _allows_null(schema: Document) -> bool:
    return "null" in _kinds(schema) or NULL in (*schema.get("anyOf", []), *schema.get("oneOf", []))


def _kinds(schema: Document) -> list[str]:
    kinds: str | list[str] = schema.get("type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def _has_fields(schema: Document) -> bool:
    return "properties" in schema or "allOf" in schema


def _open_values(schema: Document, title: str) -> Document:
    """Accept any string where the spec lists words or a date: clients must not fail at new values."""
    if "enum" in schema:
        return _open_enum(schema, title)
    form = schema.get("format")
    if form in ("date-time", "date"):
        text = {key: value for key, value in schema.items() if key != "format"}
        return {"anyOf": [schema, text], **{key: schema[key] for key in ("description",) if key in schema}}
    return {key: value for key, value in schema.items() if key != "format" or form == "binary"}


def _open_enum(schema: Document, title: str) -> Document:
    words = [word for word in schema["enum"] if isinstance(word, str)]
    others = {key: value for key, value in schema.items() if key != "enum"}
    nulls = [NULL] if None in schema["enum"] else []
    if len(words) + len(nulls) < len(schema["enum"]) or not words:
        return others
    known = {**others, "type": "string", "enum": words, "title": title, "x-enum-varnames": member_names(words)}
    if schema.get("x-closed"):
        return known  # a constant that identifies a variant: another value is another variant
    return {
        "anyOf": [known, {"type": "string"}, *nulls],
        **{key: schema[key] for key in ("description",) if key in schema},
    }


def member_names(words: list[str]) -> list[str]:
    """Return a unique member name for each word of an enum; words in front of others change it only if need be."""
    names: dict[str, None] = {}
    for index, word in enumerate(words):
        plain = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", word.upper())).strip("_")
        possible = (name for name in (plain, f"VALUE_{plain}") if name.isidentifier() and name not in names)
        name = next(possible, f"VALUE_{index}") if plain else f"VALUE_{index}"
        names[f"{name}_{index}" if name in names else name] = None
    return list(names)
