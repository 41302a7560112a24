"""Fields in the MDX tags ``<ParamField>`` and ``<ResponseField>``, one inside another."""

from __future__ import annotations

import html
from textwrap import dedent
from typing import TYPE_CHECKING

from docs2openapi._fields.description import apply_description
from docs2openapi._model.field import MAX_PATH_STEPS, Field, parse_path
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import Json, Schema, allow_null, types_of
from docs2openapi._text.json_text import parse_json
from docs2openapi._text.plain_values import BadValue
from docs2openapi._text.tags import FIELD_TAGS, Tag
from docs2openapi._vocabulary.headings import FIELD_ROLES
from docs2openapi._vocabulary.http import RESPONSE_HEADER
from docs2openapi._vocabulary.locations import named_location
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from docs2openapi._sections.outline import Outline
    from docs2openapi._sections.parsed_page import ParsedPage

# The attributes of a ParamField that hold its name.
_LOCATION_ATTRIBUTES = ("path", "query", "header", "body")


def find_in_components(page: ParsedPage) -> Findings:
    """Find the fields that tags describe; one inside another belongs to that one's value."""
    findings = Findings()
    owners: dict[int | None, ListedField | None] = {None: None}
    for tag in page.tags:  # parents come first
        outer = owners.get(tag.parent)
        listed = _listed_field(tag, outer, page) if tag.name in FIELD_TAGS else None
        owners[tag.number] = listed or outer
        findings.fields += [listed] if listed else []
    if not any(tag.name == "responsefield" for tag in page.tags):
        findings.fields = [_by_section(listed, page.outline) for listed in findings.fields]
    return findings


def _by_section(listed: ListedField, outline: Outline) -> ListedField:
    """Move a field of the body to the response if its section says so: the page may have no tag for those."""
    is_returned = listed.location == "body" and outline.at(listed.field.line).role == "response"
    return listed._replace(location="response") if is_returned else listed


def _listed_field(tag: Tag, outer: ListedField | None, page: ParsedPage) -> ListedField | None:
    location, name = _location_and_name(tag, outer, page)
    if not location:
        return None
    if outer is None:
        section = page.outline.at(tag.line)
        field = _field(tag, name, (), page.remarks)
        return ListedField(location, field, section.response_status, section.content_types) if field else None
    name = name.removeprefix(f"{outer.field.name}.")  # a nested name may repeat that of the field around it
    field = _field(tag, name, outer.field.inner_path, page.remarks)
    return ListedField(location, field, outer.status, outer.content_types) if field else None


def _location_and_name(tag: Tag, outer: ListedField | None, page: ParsedPage) -> tuple[str, str]:
    if tag.name == "responsefield":
        name = tag.attributes.get("name") or tag.attributes.get("header") or ""
        is_header = "header" in tag.attributes or page.outline.at(tag.line).role == "response header"
        is_header = is_header or RESPONSE_HEADER.fullmatch(name) is not None
        return (outer.location if outer else "response header" if is_header else "response"), name
    attributes = tag.attributes
    locations = [location for location in _LOCATION_ATTRIBUTES if location in attributes]
    if len(locations) == 1:
        return locations[0], attributes[locations[0]] or attributes.get("name") or ""
    if not locations and (own_name := attributes.get("name")):
        section = page.outline.at(tag.line).role
        place = named_location(attributes.get("in") or "") or (section if section in FIELD_ROLES else None)
        if place or outer:
            return outer.location if outer else place or "", own_name
    reason = f"is sent in {' and '.join(locations)}" if locations else "has no known location"
    page.remarks.append(Remark(tag.line, f"ParamField: {reason}; left out"))
    return "", ""


def _field(tag: Tag, name: str, outer: tuple[str, ...], remarks: list[Remark]) -> Field | None:
    path = parse_path(name)
    if path is None or len(outer) + len(path) > MAX_PATH_STEPS:
        remarks.append(Remark(tag.line, f"{name!r} is not the name of a field; left out"))
        return None
    schema, problems = _type(tag)
    problems += _add_default(tag, schema)
    _add_flags(tag, schema)
    _add_values(tag, schema)
    description = dedent(tag.text).strip() or tag.attributes.get("description") or ""
    problems += apply_description(schema, description)
    if all(isinstance(value, str) for value in schema.get("enum", [None])):
        schema.setdefault("type", "string")
    if description:
        schema["description"] = description
    remarks += [Remark(tag.line, f"field {name}: {problem}") for problem in problems]
    return Field((*outer, *path), tag.line, schema, _is_set(tag, "required") or "required" in _marks(tag))


def _type(tag: Tag) -> tuple[Schema, list[str]]:
    words = tag.attributes.get("type")
    if words is None:
        return {}, ["the page does not say its type"]
    schema = parse_type(_unbraced(html.unescape(words)).strip("\"'") if words.startswith("{") else words)
    return schema or {}, [f"type {words!r} is not known"] if schema is None else []


def _add_default(tag: Tag, schema: Schema) -> list[str]:
    words = tag.attributes.get("default")
    if words is None:
        return []
    is_text = schema.get("type") == "string"
    try:
        value: Json = words if is_text and not words.startswith("{") else _parse_default(words, schema)
    except BadValue:
        return [f"default {words!r} cannot be read; left out"]
    if is_text and not isinstance(value, str):
        return [f"default {words!r} is not a text; left out"]
    schema["default"] = value
    return []


def _parse_default(words: str, schema: Schema) -> Json:
    """Parse a default as JSON; if it is not, take it as text, unless the type forbids that."""
    try:
        return parse_json(_unbraced(words))
    except BadValue:
        if words.startswith("{") or (types_of(schema) and "string" not in types_of(schema)):
            raise
        return words


def _add_flags(tag: Tag, schema: Schema) -> None:
    if _is_set(tag, "deprecated"):
        schema["deprecated"] = True
    if _is_set(tag, "nullable") or "nullable" in _marks(tag):
        allow_null(schema)
    if tag.attributes.get("placeholder"):
        schema["x-placeholder"] = _unbraced(tag.attributes["placeholder"] or "")


def _add_values(tag: Tag, schema: Schema) -> None:
    """Add the values that an attribute lists: ``options={["a", "b"]}``."""
    for name in ("options", "enum"):
        values = _list_attribute(tag, name)
        if values:
            schema.get("items", schema).setdefault("enum", values)


def _marks(tag: Tag) -> list[str]:
    """List the words in front of a name and behind it: ``pre={["required"]}``, ``post={["nullable"]}``."""
    return [str(word).lower() for name in ("pre", "post") for word in _list_attribute(tag, name)]


def _list_attribute(tag: Tag, name: str) -> list[Json]:
    """Parse an attribute that is a list; empty if it is anything else."""
    try:
        values = parse_json(_unbraced(tag.attributes.get(name) or "[]"))
    except BadValue:
        return []
    return values if isinstance(values, list) else []


def _unbraced(words: str) -> str:
    """Remove the braces of JSX from the value of an attribute: ``{20}`` is 20."""
    return words[1:-1].strip() if words.startswith("{") and words.endswith("}") else words


def _is_set(tag: Tag, attribute: str) -> bool:
    """Return whether a tag has a flag: ``required``, ``required={true}``, but not ``required={false}``."""
    return attribute in tag.attributes and _unbraced(tag.attributes[attribute] or "true") != "false"
