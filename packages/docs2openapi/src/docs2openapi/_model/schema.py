"""JSON values and JSON Schemas, as plain dicts and lists."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeGuard

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Schema: TypeAlias = dict[str, Any]

JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Return whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Return whether a JSON value is a list."""
    return isinstance(value, list)


def is_of_type(value: object, name: str) -> bool:
    """Return whether a JSON value is of a JSON Schema type."""
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, JSON_TYPES[name])


def types_of(schema: Schema) -> list[str]:
    """List the types that a schema allows; empty where it names none."""
    types: str | list[str] = schema.get("type", [])
    return [types] if isinstance(types, str) else types


def allow_null(schema: Schema) -> None:
    """Let a schema that names its type take null as well, in place."""
    types = types_of(schema)
    if types and "null" not in types:
        schema["type"] = [*types, "null"]
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]


def copy_schema(schema: Schema) -> Schema:
    """Copy a schema deeply."""
    copied: Schema = _copy(schema)
    return copied


def _copy(value: Any) -> Any:
    if is_object(value):
        return {key: _copy(child) for key, child in value.items()}
    return [_copy(child) for child in value] if is_list(value) else value
