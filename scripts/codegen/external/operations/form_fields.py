"""The fields of forms: which are files, and how each is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.media_types import is_json, is_text
from scripts.codegen.external.operations.styles import style_of
from scripts.codegen.external.schemas.merging import kinds_of, may_be_null
from scripts.codegen.external.schemas.values import limits_of_kind, placed_items
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.operations.parameters import ParameterReader
    from scripts.codegen.openapi.document import Document, Json

FILE = "FileTypes"
"""The annotation of a file."""

_OBJECT = "dict[str, Any]"

_STYLED = ("style", "explode", "allowReserved")
_BASE64 = {"byte": "base64", "base64": "base64", "base64url": "base64url"}
"""How files are written as text, by `format` or `contentEncoding`."""
_MEDIA = re.compile(r"(audio|image|video)/.*|application/(octet-stream|pdf|zip)")
_CONTENT_TYPE = re.compile(r"[\w!#$&^.+*/=;, -]+", re.ASCII)


def files_of(reader: ParameterReader, media: Document) -> dict[str, Document]:
    """Return the adapted schemas of the fields of a form that are files, lists of files or may be one."""
    properties = _properties(reader, media)
    encoding = mapping(media.get("encoding"))
    found: dict[str, Document] = {}
    for key, raw in properties.items():
        annotation = _annotation(reader, raw, str(mapping(encoding.get(key)).get("contentType", "")))
        if _OBJECT in annotation:
            reader.notes.add(f"part {key}: an object instead of a file is not checked before it is sent")
        if annotation:
            found[key] = {"type": "string", "x-file": annotation, **text_of(raw)}
    return found


def further_files(reader: ParameterReader, media: Document) -> Document:
    """Return the schema of the fields of a form that have no name, if these are files; empty if they are not."""
    whole = reader.schemas.form(media.get("schema", {}), f"{reader.operation} Body")
    further = mapping(whole.get("additionalProperties"))
    annotation = _annotation(reader, further, "") if further else ""
    return {"type": "string", "x-file": annotation, "x-unchecked": True} if annotation else {}


def parts_of(reader: ParameterReader, media: Document, form: Document) -> Document:
    """Return how fields are written, by key, if that is not as usual: the attributes of a `Part` in the client.

    Args:
        reader: Reads the operation.
        media: The media object.
        form: The form, adapted.
    """
    required = items(form.get("required"))
    properties = _properties(reader, media)
    encoding = mapping(media.get("encoding"))
    found: Document = {}
    if unused := ", ".join(key for key in encoding if key not in properties):
        reader.notes.add(f"the encoding of {unused}: ignored, since the form has no such field")
    for key, schema in mapping(form["properties"]).items():
        if headers := ", ".join(mapping(mapping(encoding.get(key)).get("headers"))):
            reader.notes.add(f"part {key}: its headers {headers} are not sent")
        part = _part(reader, key, properties[key], mapping(encoding.get(key)), schema)
        if key in required and "x-file" in schema and "None" not in schema["x-file"]:
            part["is_required"] = True
        found |= {key: part} if part else {}
    return found


def _properties(reader: ParameterReader, media: Document) -> Document:
    return mapping(reader.schemas.form(media.get("schema", {}), f"{reader.operation} Body").get("properties"))


def is_list_of_parts(reader: ParameterReader, media: Document) -> bool:
    """Return whether the parts of a body are the items of a list: of an array, or by `itemSchema` of OpenAPI 3.2."""
    return "itemSchema" in media or kinds_of(reader.schemas.whole(media.get("schema", {}))) == ["array"]


def list_of_parts(reader: ParameterReader, media: Document, kind: str) -> tuple[Document, Document]:
    """Return the adapted schema of a list of parts, and how they are written: the attributes of a `Part`.

    Args:
        reader: Reads the operation.
        media: The media object.
        kind: Its media type. Only parts of `multipart/form-data` have names.
    """
    placed, rest = placed_items(reader.schemas.whole(media.get("schema", {})))
    further = media.get("itemSchema", rest)
    found = [reader.schemas.whole(each) for each in (*placed, *([] if further is False else [further]))]
    by_place = [str(mapping(each).get("contentType", "")) for each in items(media.get("prefixEncoding"))]
    content_type = str(mapping(media.get("itemEncoding")).get("contentType", "")) or ", ".join(
        str(each["contentMediaType"]) for each in found if "contentMediaType" in each
    )
    part: Document = {"content_type": content_type} if _CONTENT_TYPE.fullmatch(content_type) else {}
    if kind == "multipart/form-data":
        reader.notes.add("the body is a list of parts without names: each has the name body")
    else:
        part["is_named"] = False
    if items(media.get("prefixEncoding")):
        reader.notes.add("prefixEncoding: the media types of files are those that you give with them")
    types = [*(by_place or [content_type if len(found) == 1 else ""]), *[""] * len(found)]
    kinds = [_of_variant(reader, each, kind) for each, kind in zip(found, types, strict=False)]
    if FILE not in " ".join(kinds):
        schema: Document = {"type": "array", "items": found[0] if len(found) == 1 else {"anyOf": found}}
        return reader.schemas.schema(schema, f"{reader.operation} Body"), part
    union = " | ".join(dict.fromkeys(one if FILE in one else f"{_OBJECT} | str" for one in kinds))
    return {"type": "string", "x-file": f"list[{union}]"}, {**part, "takes_values": True}


def _part(reader: ParameterReader, key: str, raw: Json, encoding: Document, schema: Document) -> Document:
    variants = _variants(reader, raw)
    inner = [each for variant in variants for each in (variant, reader.schemas.whole(variant.get("items", {})))]
    documented = [encoding.get("contentType"), *(each.get("contentMediaType") for each in inner)]
    content_type = next((each for each in documented if isinstance(each, str) and _CONTENT_TYPE.fullmatch(each)), "")
    part: Document = {"content_type": content_type} if content_type else {}
    if "x-file" in schema:
        part |= _numbers(variants)
        encodings = [found for each in inner if (found := _text_encoding(each))]
        part |= {"encoding": encodings[0]} if encodings else {}
        part |= {"takes_values": True} if _OBJECT in schema["x-file"] else {}
        part |= {"takes_text": True} if re.search(r"\bstr\b(?!,)", schema["x-file"]) else {}
    elif any(name in encoding for name in _STYLED):
        part |= _style(reader, key, encoding, variants)
    elif content_type and "contentType" not in encoding:
        part["takes_text"] = True  # it is written in its media type already
    return part


def _numbers(variants: list[Document]) -> Document:
    """Return how many files a list takes."""
    lists = [each for each in variants if "array" in kinds_of(each)]
    limits = limits_of_kind("array", lists[0]) if len(lists) == 1 else {}
    return {name: limits[key] for name, key in (("least", "minItems"), ("most", "maxItems")) if key in limits}


def _style(reader: ParameterReader, key: str, encoding: Document, variants: list[Document]) -> Document:
    try:
        style = style_of("query", key, encoding, [kind for each in variants for kind in kinds_of(each)])
    except Unsupported as reason:
        reader.notes.add(f"the encoding of a form: {reason}; it is ignored")
        return {}
    return {"style": style} if style else {}


def _variants(reader: ParameterReader, raw: Json) -> list[Document]:
    """Return the variants of a schema without null, merged; itself if it is no union."""
    whole = reader.schemas.whole(raw)
    found = [each for key in ("anyOf", "oneOf") for each in items(whole.get(key))]
    variants = [reader.schemas.whole(each) for each in found] or [whole]
    return [each for each in variants if kinds_of(each) != ["null"]]


def _annotation(reader: ParameterReader, raw: Json, content_type: str) -> str:
    """Return the annotation of a field, empty if it cannot be a file."""
    whole = reader.schemas.whole(raw)
    found = [_of_variant(reader, each, content_type) for each in _variants(reader, raw)]
    if FILE not in " ".join(found) or not all(found):
        return ""
    unions = [each for key in ("anyOf", "oneOf") for each in items(whole.get(key))]
    nulls = ["None"] if may_be_null(whole) or any(kinds_of(mapping(each)) == ["null"] for each in unions) else []
    kinds = [part for each in found for part in ([each] if each.startswith("list[") else each.split(" | "))]
    return " | ".join(dict.fromkeys([*kinds, *nulls]))


def _of_variant(reader: ParameterReader, whole: Document, content_type: str) -> str:
    """Return the annotation of one variant; empty if neither a file, text, an object nor a list of files."""
    kinds = [kind for kind in kinds_of(whole) if kind != "null"]
    if kinds == ["array"]:
        inner = _annotation(reader, whole.get("items", {}), content_type)
        return f"list[{inner}]" if FILE in inner else ""
    if kinds == ["object"]:
        return _OBJECT
    if kinds not in ([], ["string"]):
        return ""
    if _text_encoding(whole):
        return f"{FILE} | str"
    media = str(whole.get("contentMediaType", ""))
    is_media = bool(media) and not is_text(media) and not is_json(media)
    if whole.get("format") == "binary" or whole.get("type") == "file" or is_media:
        return FILE
    if _MEDIA.match(content_type) and "enum" not in whole:
        return f"{FILE} | str" if kinds else FILE
    return "str" if kinds and "enum" not in whole else ""


def _text_encoding(schema: Document) -> str:
    """Return how the bytes of a file are written as text, empty if they are not."""
    return _BASE64.get(str(schema.get("contentEncoding"))) or _BASE64.get(str(schema.get("format")), "")
