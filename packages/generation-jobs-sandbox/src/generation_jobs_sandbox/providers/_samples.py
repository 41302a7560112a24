"""Bodies made up to the letter of a spec, and what stands at a place in them. They say nothing that a provider said."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs_sandbox.providers.base import Json

Schema: TypeAlias = dict[str, Any]

_DEEPEST = 8
_PLAIN: Mapping[str, Json] = {"string": "", "boolean": False, "null": None}
_FORMS = {
    "date-time": "2026-01-01T00:00:00Z",
    "date": "2026-01-01",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "uri": "https://sandbox.example/",
    "email": "sandbox@sandbox.example",
}


def resolved(spec: Schema, schema: Schema) -> Schema:
    """A schema, or what its `$ref` leads to."""
    while "$ref" in schema:
        target: Any = spec
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        schema = target
    return schema


def sample(spec: Schema, schema: Schema, depth: int = 0) -> Json:
    """A value that a schema takes: its own example where it has one, else the least there is, null where it may be."""
    schema = resolved(spec, schema)
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
    return sample(spec, variants[0], depth + 1) if variants else _by_type(spec, schema, depth)


def _by_type(spec: Schema, schema: Schema, depth: int) -> Json:
    kind = schema.get("type", "object")
    if kind == "object":
        needed = schema.get("required", [])
        fields = schema.get("properties", {})
        told = {name: field for name, field in fields.items() if name in needed or depth < _DEEPEST}
        return {name: sample(spec, field, depth + 1) for name, field in told.items()}
    if kind == "array":
        return [sample(spec, schema.get("items", {}), depth + 1) for _ in range(schema.get("minItems", 0))]
    if kind in ("integer", "number"):
        return int(schema.get("minimum", 0))
    return _FORMS.get(schema.get("format", ""), _PLAIN.get(kind))


def allows_null(spec: Schema, schema: Schema) -> bool:
    """Whether a schema takes null."""
    schema = resolved(spec, schema)
    kind = schema.get("type")
    variants = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    return kind == "null" or (isinstance(kind, list) and "null" in kind) or any(allows_null(spec, v) for v in variants)


def put(body: Json, place: str, value: Json) -> None:
    """Put a value at a JSON pointer, whose way there is made where it is missing."""
    *way, last = place.split("/")[1:]
    at = body
    for step in way:
        if not isinstance(at, dict):
            return
        if not isinstance(at.get(step), dict):
            at[step] = {}
        at = at[step]
    if isinstance(at, dict):
        at[last] = value


def clear(spec: Schema, schema: Schema, body: Json, place: str) -> None:
    """Let there be nothing at a JSON pointer: null where the schema takes it, else no field where none is needed."""
    step, _, rest = place.removeprefix("/").partition("/")
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


def takes_text(spec: Schema, schema: Schema, place: str) -> bool:
    """Whether a schema has a field at a JSON pointer that takes any text."""
    step, _, rest = place.removeprefix("/").partition("/")
    field = _owner(spec, schema, step).get("properties", {}).get(step)
    if field is None:
        return False
    if rest:
        return takes_text(spec, field, f"/{rest}")
    plain = resolved(spec, field)
    kinds = [plain.get("type"), *(resolved(spec, each).get("type") for each in plain.get("anyOf", []))]
    return "enum" not in plain and "const" not in plain and ("string" in kinds or ["string", "null"] in kinds)


def _owner(spec: Schema, schema: Schema, field: str) -> Schema:
    """The object among a schema's variants that has this field."""
    schema = resolved(spec, schema)
    variants = [schema, *schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]
    return next((one for one in (resolved(spec, v) for v in variants) if field in one.get("properties", {})), schema)
