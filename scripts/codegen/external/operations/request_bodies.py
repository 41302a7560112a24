"""Adapt request bodies to what clients can send: JSON, a form, several parts, a file or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.naming import snake
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.form_fields import (
    FILE,
    files_of,
    further_files,
    is_list_of_parts,
    list_of_parts,
    parts_of,
)
from scripts.codegen.external.operations.media_types import essence, is_json, is_lines, is_text
from scripts.codegen.external.references import content_of, follow
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.operations.parameters import ParameterReader
    from scripts.codegen.openapi.document import Document, Json

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_FORM_DATA = "multipart/form-data"
_MULTIPART = ("form-data", "mixed", "related", "alternative", "parallel", "digest", "byteranges", "report")
"""The registered subtypes that a client may send."""

_WHOLE = "body"
_LIMITS = ("minLength", "maxLength", "pattern", "enum", "const")


def body_kinds(reader: ParameterReader, operation: Document) -> dict[str, str]:
    """Return the media types that a body can be sent in, by the suffix of the method that does so.

    JSON comes before forms, and those before lines and files. A form without files has nothing that the JSON before it
    lacks, nor has JSON of the same schema.

    Raises:
        Unsupported: A reference leads nowhere.
    """
    body = follow(reader.document, operation.get("requestBody")).value
    content = content_of(reader.document, body)
    if body and not content:
        reader.notes.add("its body has no media type: it is not sent")
    ranked = sorted((kind for kind in content if not _is_json_of_files(reader, content, kind)), key=_rank)
    found: dict[str, str] = {}
    for kind in ranked:
        suffix = _further(reader, content, kind, [*found.values()]) if found else ""
        if suffix or not found:
            found[suffix] = kind
    others = [kind for kind in content if not any(_is_sent_with(kind, each) for each in found.values())]
    if others:
        reader.notes.add(f"the body is sent as {', '.join(found.values())}, not as {', '.join(others)}")
    return found


def _further(reader: ParameterReader, content: dict[str, Document], kind: str, known: list[str]) -> str:
    """Return the suffix of the method for a further media type; empty if it has nothing that those before it lack."""
    suffix = _suffix(kind)
    if suffix == "_json":
        schemas = [None, *(content[each].get("schema") for each in known)]
        subtype = essence(kind).partition("/")[2].removesuffix("+json")
        return f"_{snake(subtype, 'json')}" if content[kind].get("schema") not in schemas else ""
    is_further = suffix in ("_lines", "_raw") or (suffix == "_multipart" and bool(files_of(reader, content[kind])))
    return suffix if is_further and suffix not in map(_suffix, known) else ""


def _is_json_of_files(reader: ParameterReader, content: dict[str, Document], kind: str) -> bool:
    """Return whether JSON cannot have what its schema requires: files, which a form of the same schema has."""
    if not is_json(kind):
        return False
    schema = content[kind].get("schema")
    required = items(reader.schemas.whole(schema).get("required"))
    forms = [media for each, media in content.items() if _suffix(each) == "_multipart"]
    return any(key in required for each in forms if each.get("schema") == schema for key in files_of(reader, each))


def _is_sent_with(kind: str, other: str) -> bool:
    """Return whether a body of one media type can be sent by the method for another one."""
    return kind == other or (_suffix(kind) == _suffix(other) == "_raw" and is_text(kind) == is_text(other))


def body_of(reader: ParameterReader, operation: Document, kind: str) -> Document:
    """Return the `requestBody` of an operation in one of its media types.

    Raises:
        Unsupported: Clients cannot send it.
    """
    body = follow(reader.document, operation.get("requestBody")).value
    content = content_of(reader.document, body)
    schema = content[kind].get("schema", {})
    if is_json(kind):
        return {**_json(reader, schema, body), "x-content-type": essence(kind)}
    if is_lines(kind) and not _is_text(reader, content[kind]):
        return _lines(reader, kind, content[kind], body)
    if _suffix(kind) in ("_lines", "_raw"):
        kinds = [each for each in content if _is_sent_with(each, kind)]
        whole = reader.schemas.whole(schema)
        if kinds_of(whole) not in ([], ["string"], ["string", "null"]) or "itemSchema" in content[kind]:
            reader.notes.add(f"a body of {kind} is sent as it is given: its schema is not read")
        elif limits := [key for key in _LIMITS if key in whole]:
            reader.notes.add(f"a body of {kind} is sent as it is given: {', '.join(limits)} not checked")
        return _raw(", ".join(dict.fromkeys(map(essence, kinds))), body)
    return _form(reader, kind, body)


def content_type(body: Document) -> list[Document]:
    """Return the Content-Type of a JSON body that has one of its own, as a parameter with one value."""
    kind = body.get("x-content-type", _JSON)
    if kind == _JSON or "*" in kind:
        return []
    schema = {"type": "string", "enum": [kind]}
    return [{"name": "Content-Type", "in": "header", "required": True, "schema": schema}]


def _rank(kind: str) -> tuple[int, bool, bool]:
    """Return the place of a media type in the order of preference: of JSON, the plain one comes first, a range last."""
    suffix = _suffix(kind)
    place = ["_json", "_multipart", "_form", "_lines", "_raw"].index(suffix)
    is_plain = suffix != "_json" or essence(kind) == _JSON
    return place, (suffix == "_raw" and is_text(kind)) or not is_plain, "*" in kind


def _suffix(kind: str) -> str:
    """Return what a media type adds to the name of a method, if another comes before it."""
    if is_json(kind) or is_lines(kind):
        return "_json" if is_json(kind) else "_lines"
    known = essence(kind)
    return "_multipart" if known.startswith("multipart/") else "_form" if known == _FORM else "_raw"


def _json(reader: ParameterReader, schema: Json, body: Document) -> Document:
    hint = f"{reader.operation} Body"
    fields = reader.schemas.fields(schema, hint)
    is_whole = fields is None
    if fields is None:
        fields = _whole(reader.schemas.schema(schema, hint), body)
    may_be_null = reader.schemas.may_be_null(schema)
    if may_be_null and not is_whole:
        is_required = body.get("required") is True
        reader.notes.add(f"{hint}: may be null, which is {'sent' if is_required else 'omitted'} if no field is given")
        may_be_null = is_required
    return _written(_JSON, {**_named(reader, fields), **({"x-null": True} if may_be_null else {})}, body)


def _is_text(reader: ParameterReader, media: Document) -> bool:
    """Return whether lines are documented as one text, or as a file."""
    return "itemSchema" not in media and "string" in kinds_of(reader.schemas.whole(media.get("schema", {})))


def _lines(reader: ParameterReader, kind: str, media: Document, body: Document) -> Document:
    """Return a body of JSON lines: a list, or anything that can be iterated over (OpenAPI 3.2, 4.14.3)."""
    raw = media.get("schema", {})
    is_list = kinds_of(reader.schemas.whole(raw)) == ["array"]
    every = raw if is_list and "itemSchema" not in media else {"type": "array", "items": media.get("itemSchema", raw)}
    schema = reader.schemas.schema(every, f"{reader.operation} Line")
    return _written(essence(kind), _whole({**schema, "x-lines": True}, body), body)


def _raw(kind: str, body: Document) -> Document:
    """Return a body that is sent as it is: the bytes of a file, or text."""
    annotation = f"{FILE} | str" if is_text(kind) or kind == "*/*" else FILE
    return _written(kind, _whole({"type": "string", "x-file": annotation}, body), body)


def _written(kind: str, schema: Document, body: Document, parts: Document | None = None) -> Document:
    media = {"schema": schema, "x-parts": parts} if parts else {"schema": schema}
    return {"requestBody": {"content": {kind: media}, "required": body.get("required") is True}}


def _whole(schema: Document, body: Document) -> Document:
    """Return an object whose only field is a body without named fields."""
    required = [_WHOLE] if body.get("required") is True else []
    return {"type": "object", "properties": {_WHOLE: schema}, "required": required, "x-whole": _WHOLE}


def _form(reader: ParameterReader, kind: str, body: Document) -> Document:
    """Return the fields and files of a form, and how they are written."""
    media = content_of(reader.document, body)[kind]
    if _suffix(kind) == "_multipart" and is_list_of_parts(reader, media):
        schema, parts = list_of_parts(reader, media, essence(kind))
        return _written(essence(kind), _whole(schema, body), body, {_WHOLE: parts} if parts else {})
    schema = media.get("schema", {})
    files = files_of(reader, media) if _suffix(kind) == "_multipart" else {}
    further = further_files(reader, media) if _suffix(kind) == "_multipart" else {}
    fields = reader.schemas.fields(schema, f"{reader.operation} Body", files, is_form=True)
    if fields is None:
        if mapping(reader.schemas.whole(schema).get("properties")):
            raise Unsupported("the body is a form, but its schema is no object, or has too many fields")
        reader.notes.add("the body is a form whose fields are not documented: they are given in `extra`")
        fields = _of_extra()
    fields |= {"additionalProperties": further} if further else {}
    return _written(_registered(reader, kind), _named(reader, fields), body, parts_of(reader, media, fields))


def _registered(reader: ParameterReader, kind: str) -> str:
    """Return the media type of a form: no server knows another subtype of `multipart` than the registered ones."""
    known = essence(kind)
    family, _, subtype = known.partition("/")
    if family != "multipart" or subtype in _MULTIPART:
        return known
    reader.notes.add(f"{known} is sent as {_FORM_DATA}: there is no such media type")
    return _FORM_DATA


def _of_extra() -> Document:
    """Return an object without documented fields."""
    return {"type": "object", "properties": {}, "required": [], "additionalProperties": True}


def _named(reader: ParameterReader, fields: Document) -> Document:
    """Add the name of the argument to each field."""
    named = {key: {**schema, "x-name": reader.argument(key, "field")} for key, schema in fields["properties"].items()}
    return {**fields, "properties": named}
