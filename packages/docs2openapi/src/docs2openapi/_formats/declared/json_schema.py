"""Fields of bodies that a page describes by a JSON Schema in a fence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docs2openapi._model.field import MAX_PATH_STEPS, Field
from docs2openapi._model.findings import Findings, ListedField
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import JSON_TYPES, Schema, is_object
from docs2openapi._sections.examples import find_schema
from docs2openapi._text.json_text import parse_lenient
from docs2openapi._text.plain_values import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._sections.parsed_page import ParsedPage

_LOCATIONS = {"body": "body", "request": "body", "response": "response"}
# What refers to other schemas, which the page may not have.
_OTHER_SCHEMAS = ("$ref", "$schema", "$defs", "allOf", "anyOf", "oneOf", "not", "if", "then", "else")
# What is taken over, with the types that it must have: the page may be wrong.
_KEPT: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("title", "description", "format", "pattern"), (str,)),
    **dict.fromkeys(("minimum", "maximum"), (int, float)),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), (int,)),
    "type": (str, list),
    "enum": (list,),
}


def find_json_schemas(page: ParsedPage) -> Findings:
    """Find the fields of the schemas in sections about a body."""
    findings = Findings()
    for block in page.blocks:
        section = page.outline.at(block.first)
        location = _LOCATIONS.get(section.role or "") if block.kind == "fence" else None
        if location is None or '"properties"' not in block.text:
            continue
        try:
            schema = find_schema(parse_lenient(block.text))
        except BadValue:
            continue  # reported where it is read as an example
        if schema is not None:
            fields = _fields(schema, (), block.first, page.remarks)
            place = (section.response_status, section.content_types)
            findings.fields += [ListedField(location, field, *place) for field in fields]
    return findings


def _fields(schema: dict[str, Any], outer: tuple[str, ...], line: int, remarks: list[Remark]) -> Iterator[Field]:
    """Read the properties of an object or of the items of a list, and all that is inside them."""
    if is_object(items := schema.get("items")):
        yield from _fields(items, (*outer, "[]"), line, remarks)
    required = schema.get("required")
    properties = schema.get("properties")
    for name, child in properties.items() if is_object(properties) else ():
        path = (*outer, name)
        if not is_object(child) or len(path) >= MAX_PATH_STEPS:
            continue
        if others := [key for key in _OTHER_SCHEMAS if key in child]:
            remarks.append(Remark(line, f"field {'.'.join(path)}: {', '.join(others)} of its schema is left out"))
        is_required = isinstance(required, list) and name in required
        yield Field(path, line, _own_schema(child), is_required)
        yield from _fields(child, path, line, remarks)


def _own_schema(schema: dict[str, Any]) -> Schema:
    """Return what a schema says about the value itself; the type of a list's simple items is a part of it."""
    own: Schema = {key: schema[key] for key, kinds in _KEPT.items() if type(schema.get(key)) in kinds}
    types = own.get("type", [])
    if not all(isinstance(name, str) and name in JSON_TYPES for name in ([types] if isinstance(types, str) else types)):
        del own["type"]
    if "default" in schema:
        own["default"] = schema["default"]
    items = schema.get("items")
    if is_object(items) and "properties" not in items:
        own["items"] = _own_schema(items)
    return own
