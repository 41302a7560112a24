"""Fields that MDX pages list in ``<ParamField>`` and ``<ResponseField>`` tags, one inside another."""

from __future__ import annotations

import html
import re
from textwrap import dedent
from typing import TYPE_CHECKING

from docs2openapi._fields.description import read_prose
from docs2openapi._model.operation import MAX_STEPS, Field, Listed, Remark, name_path
from docs2openapi._text.tags import FIELDS, Tag
from docs2openapi._text.values import BadValue, Json, parse_json
from docs2openapi._vocabulary.types import Schema, allow_null, schema_of, types_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._sections.outline import Outline

_HEADER = re.compile(r"x-[\w-]+|retry-after", re.IGNORECASE)
_PLACES = ("path", "query", "header", "body")


def read_components(tags: Sequence[Tag], outline: Outline, remarks: list[Remark]) -> list[Listed]:
    """Read each field with its place; one inside another belongs to that one's value."""
    read: list[Listed] = []
    owners: dict[int | None, Listed | None] = {None: None}
    for tag in tags:  # parents come first
        outer = owners.get(tag.parent)
        owners[tag.number] = outer
        if tag.name not in FIELDS:
            continue
        listed = _read(tag, outer, outline, remarks)
        if listed is not None:
            owners[tag.number] = listed
            read.append(listed)
    if any(tag.name == "responsefield" for tag in tags):
        return read
    return [_by_heading(listed, outline) for listed in read]


def _by_heading(listed: Listed, outline: Outline) -> Listed:
    """Take a body's field as returned by what stands over it, on a page that has no tag of its own for those."""
    is_returned = listed.place == "body" and outline.at(listed.field.line).role == "answer"
    return listed._replace(place="answer") if is_returned else listed


def _read(tag: Tag, outer: Listed | None, outline: Outline, remarks: list[Remark]) -> Listed | None:
    place, name = _place_and_name(tag, outer, outline, remarks)
    if not place:
        return None
    around = _inside(outer)
    field = _read_field(tag, _shortened(name, outer), around, remarks)
    status = outer.status if outer else outline.at(tag.line).status
    types = outer.types if outer else outline.at(tag.line).types
    return Listed(place, field, status, types) if field is not None else None


def _place_and_name(tag: Tag, outer: Listed | None, outline: Outline, remarks: list[Remark]) -> tuple[str, str]:
    places = [place for place in _PLACES if place in tag.attributes]
    if tag.name == "responsefield":
        name = tag.attributes.get("name") or tag.attributes.get("header") or ""
        is_header = (
            "header" in tag.attributes or outline.at(tag.line).role == "answer header" or _HEADER.fullmatch(name)
        )
        return (outer.place if outer else "answer header" if is_header else "answer"), name
    if len(places) == 1:
        return places[0], tag.attributes[places[0]] or tag.attributes.get("name") or ""
    told = " and ".join(places) or "no place that is known"
    remarks.append(Remark(tag.line, f"ParamField: is sent in {told}; left out"))
    return "", ""


def _inside(outer: Listed | None) -> tuple[str, ...]:
    if outer is None:
        return ()
    return (*outer.field.path, "[]") if "array" in types_of(outer.field.schema) else outer.field.path


def _shortened(name: str, outer: Listed | None) -> str:
    """Drop what a nested name repeats of the field around it."""
    prefix = f"{outer.field.name}." if outer else ""
    return name.removeprefix(prefix) if prefix else name


def _read_field(tag: Tag, name: str, outer: tuple[str, ...], remarks: list[Remark]) -> Field | None:
    path = name_path(name)
    if path is None or len(outer) + len(path) > MAX_STEPS:
        remarks.append(Remark(tag.line, f"{name!r} is not the name of a field; left out"))
        return None
    schema = _read_type(tag, name, remarks)
    _read_default(tag, name, schema, remarks)
    _read_flags(tag, schema)
    _read_values(tag, schema)
    description = dedent(tag.text).strip()
    remarks += [Remark(tag.line, f"field {name}: {fault}") for fault in read_prose(schema, description)]
    if description:
        schema["description"] = description
    return Field((*outer, *path), tag.line, schema, _is_set(tag, "required") or "required" in _marks(tag))


def _read_flags(tag: Tag, schema: Schema) -> None:
    if _is_set(tag, "deprecated"):
        schema["deprecated"] = True
    if _is_set(tag, "nullable") or "nullable" in _marks(tag):
        allow_null(schema)
    if tag.attributes.get("placeholder"):
        schema["x-placeholder"] = _unbraced(tag.attributes["placeholder"] or "")


def _read_values(tag: Tag, schema: Schema) -> None:
    """Read the values that an attribute lists: ``options={["a", "b"]}``."""
    for name in ("options", "enum"):
        try:
            values = parse_json(_unbraced(tag.attributes.get(name) or "[]"))
        except BadValue:
            continue
        if isinstance(values, list) and values:
            target = schema.get("items", schema)
            target.setdefault("enum", values)


def _marks(tag: Tag) -> list[str]:
    """List the words that stand before and after a name: ``pre={["required"]}``, ``post={["nullable"]}``."""
    marks: list[str] = []
    for name in ("pre", "post"):
        try:
            value = parse_json(_unbraced(tag.attributes.get(name) or "[]"))
        except BadValue:
            value = []
        marks += [str(word).lower() for word in value] if isinstance(value, list) else []
    return marks


def _read_type(tag: Tag, name: str, remarks: list[Remark]) -> Schema:
    words = tag.attributes.get("type")
    if words is None:
        remarks.append(Remark(tag.line, f"field {name}: the page does not say its type"))
        return {}
    schema = schema_of(_unbraced(html.unescape(words)).strip("\"'") if words.startswith("{") else words)
    if schema is None:
        remarks.append(Remark(tag.line, f"field {name}: type {words!r} is not known"))
    return schema or {}


def _read_default(tag: Tag, name: str, schema: Schema, remarks: list[Remark]) -> None:
    words = tag.attributes.get("default")
    if words is None:
        return
    is_text = schema.get("type") == "string"
    try:
        value: Json = words if is_text and not words.startswith("{") else _parsed(words, schema)
    except BadValue:
        remarks.append(Remark(tag.line, f"field {name}: default {words!r} cannot be read; left out"))
        return
    if is_text and not isinstance(value, str):
        remarks.append(Remark(tag.line, f"field {name}: default {words!r} is not a text; left out"))
        return
    schema["default"] = value


def _parsed(words: str, schema: Schema) -> Json:
    """Read a default as JSON; as the text it is where no type says that it is none."""
    try:
        return parse_json(_unbraced(words))
    except BadValue:
        if words.startswith("{") or (types_of(schema) and "string" not in types_of(schema)):
            raise
        return words


def _unbraced(words: str) -> str:
    """Give what a JSX attribute holds: ``{20}`` is 20."""
    return words[1:-1].strip() if words.startswith("{") and words.endswith("}") else words


def _is_set(tag: Tag, attribute: str) -> bool:
    """Whether a flag stands in a tag: ``required``, ``required={true}``, but not ``required={false}``."""
    return attribute in tag.attributes and _unbraced(tag.attributes[attribute] or "true") != "false"
