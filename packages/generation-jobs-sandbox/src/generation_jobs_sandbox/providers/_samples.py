"""Makes up bodies that fit a schema, and edits them at JSON pointers. They are no evidence of what a provider sends."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from jsonschema_rs import Draft202012Validator

from generation_jobs_sandbox.providers._spec import Schema, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs_sandbox._base.types import Json

_MAX_DEPTH = 8  # below it only required fields are made up, so that a schema that contains itself comes to an end
_BY_TYPE: Mapping[str, Json] = {"boolean": False, "null": None}
_BY_FORMAT = {
    "date-time": "2026-01-01T00:00:00Z",
    "date": "2026-01-01",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "uri": "https://sandbox.example/",
    "uri-reference": "/",
    "email": "sandbox@sandbox.example",
    "idn-email": "sandbox@sandbox.example",
    "hostname": "sandbox.example",
    "idn-hostname": "sandbox.example",
    "ipv4": "127.0.0.1",
    "ipv6": "::1",
    "time": "00:00:00Z",
    "duration": "PT1S",
    "json-pointer": "/a",
    "regex": "a",
}


def sample(spec: Schema, schema: Schema, depth: int = 0) -> Json:
    """Make up a value: the schema's own example if it has one, null if it is allowed, else the smallest value.

    Args:
        spec: The document, for its references.
        schema: The schema that the value fits.
        depth: How deep inside the body the value is.
    """
    schema = resolve(spec, schema)
    shown = [schema[key] for key in ("const", "example", "default") if key in schema]
    shown += [schema[key][0] for key in ("examples", "enum") if schema.get(key)]
    if shown:
        value: Json = deepcopy(shown[0])
        return value
    if allows_null(spec, schema):
        return None
    if "allOf" in schema:
        parts = [sample(spec, part, depth + 1) for part in schema["allOf"]]
        return {key: value for part in parts if isinstance(part, dict) for key, value in part.items()}
    variants = schema.get("anyOf") or schema.get("oneOf")
    return sample(spec, variants[0], depth + 1) if variants else _sample_by_type(spec, schema, depth)


def _sample_by_type(spec: Schema, schema: Schema, depth: int) -> Json:
    kind = schema.get("type", "object")
    if kind == "object":
        required = schema.get("required", [])
        fields = schema.get("properties", {})
        chosen = {name: field for name, field in fields.items() if name in required or depth < _MAX_DEPTH}
        made = {name: sample(spec, field, depth + 1) for name, field in chosen.items()}
        return {
            name: each for name, each in made.items() if name in required or _fits(each, resolve(spec, fields[name]))
        }
    if kind == "array":
        return [sample(spec, schema.get("items", {}), depth + 1) for _ in range(schema.get("minItems", 0))]
    if kind in ("integer", "number"):
        return int(schema.get("minimum", 0))
    return _text(schema) if kind == "string" else _BY_TYPE.get(kind)


def _text(schema: Schema) -> str:
    """Return a text of the format, or else the first simple one that fits; an empty one if none does."""
    start = re.match(r"\^?([\w-]*)", schema.get("pattern", ""))
    prefix = start[1] if start else ""
    length = max(1, schema.get("minLength", 0) - len(prefix))
    tries = ["", prefix, *(prefix + each * length for each in ("a", "A", "0", "aA0"))]
    texts = [_BY_FORMAT[schema["format"]]] if schema.get("format") in _BY_FORMAT else tries
    return next((each for each in texts if _fits(each, schema)), texts[0])


def _fits(value: Json, schema: Schema) -> bool:
    """Return whether a text has the length and the pattern that a schema asks for; other values do."""
    limits: Schema = {key: schema[key] for key in ("pattern", "minLength", "maxLength") if key in schema}
    try:
        return not isinstance(value, str) or not limits or Draft202012Validator(limits).is_valid(value)
    except ValueError:  # the pattern is none
        return True


def allows_null(spec: Schema, schema: Schema) -> bool:
    """Return whether null fits a schema."""
    schema = resolve(spec, schema)
    kind = schema.get("type")
    variants = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    return kind == "null" or (isinstance(kind, list) and "null" in kind) or any(allows_null(spec, v) for v in variants)


def schema_at(spec: Schema, schema: Schema, pointer: str) -> Schema:
    """Return the schema of the values at a JSON pointer, an empty one if there are none."""
    for step in pointer.split("/")[1:]:
        schema = _inner(spec, schema, step) or {}
    return schema


def allows_text(spec: Schema, schema: Schema, pointer: str) -> bool:
    """Return whether a schema has a field at a JSON pointer that takes any text."""
    step, _, rest = pointer.removeprefix("/").partition("/")
    field = _inner(spec, schema, step)
    if field is None:
        return False
    if rest:
        return allows_text(spec, field, f"/{rest}")
    plain = resolve(spec, field)
    kinds = [plain.get("type"), *(resolve(spec, each).get("type") for each in plain.get("anyOf", []))]
    return "enum" not in plain and "const" not in plain and ("string" in kinds or ["string", "null"] in kinds)


def put(spec: Schema, schema: Schema, body: Json, pointer: str, value: Json) -> None:
    """Set the value at a JSON pointer; objects, lists and items on the way are made up where they are missing."""
    step, _, rest = pointer.removeprefix("/").partition("/")
    inner = _inner(spec, schema, step) or {}
    place, key = cast("Any", body), cast("Any", step)
    if isinstance(body, list) and step.isdecimal():
        key = int(step)
        body.extend(sample(spec, inner) for _ in range(len(body), key + 1))
    elif isinstance(body, dict):
        body.setdefault(key, None)
    else:
        return
    if not rest:
        place[key] = value
        return
    kind = list if rest.partition("/")[0].isdecimal() else dict
    if not isinstance(place[key], kind):
        place[key] = kind()
    put(spec, inner, place[key], f"/{rest}", value)


def clear(spec: Schema, schema: Schema, body: Json, pointer: str) -> None:
    """Remove the value at a JSON pointer: set null if the schema allows it, else delete the field if it is optional.

    Of a value in a list, the items of the innermost list are removed.
    """
    step, _, rest = pointer.removeprefix("/").partition("/")
    if isinstance(body, list):
        _clear_list(spec, schema, body, step, rest)
        return
    if not isinstance(body, dict) or step not in body:
        return
    owner = _owner(spec, schema, step)
    field = owner.get("properties", {}).get(step, {})
    if rest:
        clear(spec, field, body[step], f"/{rest}")
    elif allows_null(spec, field):
        body[step] = None
    elif step not in owner.get("required", []):
        del body[step]


def _clear_list(spec: Schema, schema: Schema, values: list[Json], step: str, rest: str) -> None:
    is_innermost = not any(each.isdecimal() for each in rest.split("/"))
    if is_innermost:
        values.clear()
    elif step.isdecimal() and int(step) < len(values):
        clear(spec, _inner(spec, schema, step) or {}, values[int(step)], f"/{rest}")


def _inner(spec: Schema, schema: Schema, step: str) -> Schema | None:
    """Return the schema of a field, or of an item of a list, None if there is none."""
    found: Schema | None = _owner(spec, schema, step).get("properties", {}).get(step)
    if found is None and step.isdecimal():
        return next((one["items"] for one in _variants(spec, schema) if "items" in one), None)
    return found


def _owner(spec: Schema, schema: Schema, field: str) -> Schema:
    """Return the object among a schema's variants that has this field."""
    return next((one for one in _variants(spec, schema) if field in one.get("properties", {})), resolve(spec, schema))


def _variants(spec: Schema, schema: Schema) -> list[Schema]:
    schema = resolve(spec, schema)
    parts = [each for key in ("anyOf", "oneOf", "allOf") for each in schema.get(key, [])]
    return [schema, *(resolve(spec, each) for each in parts)]
