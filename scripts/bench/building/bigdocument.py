"""A large OpenAPI document like that of a big provider, the same each time, with every common kind of schema."""

from __future__ import annotations

import json
import random
from typing import Any

SCHEMAS, OPERATIONS = 600, 200
_WORDS = (
    *("voice", "model", "track", "job", "media", "usage", "style", "prompt"),
    *("scene", "frame", "tone", "batch", "owner", "limit", "state", "price"),
)
_TALK = "Says what it is for, since when it is there, and what happens where it is left out. "


def big_document(schemas: int = SCHEMAS, operations: int = OPERATIONS, seed: int = 7) -> str:
    """Give the document as JSON: about 1.5 MB by default."""
    chance = random.Random(seed)
    names = [f"{chance.choice(_WORDS).title()}{chance.choice(_WORDS).title()}{number}" for number in range(schemas)]
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Big", "version": "1"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "security": [{"key": []}],
        "paths": {f"/things{number}/{{id}}": _path(chance, number, names) for number in range(operations // 2)},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {name: _schema(chance, number, names) for number, name in enumerate(names)},
        },
    }
    return json.dumps(document, indent=1)


def _path(chance: random.Random, number: int, names: list[str]) -> dict[str, Any]:
    identity = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    query = [{"name": word, "in": "query", "schema": {"type": "integer", "maximum": 99}} for word in _WORDS[:4]]
    body = {"required": True, "content": {"application/json": {"schema": _reference(chance, names)}}}
    return {
        "parameters": [identity],
        "get": {**_operation(chance, f"getThing{number}", names), "parameters": query},
        "post": {**_operation(chance, f"createThing{number}", names), "requestBody": body},
    }


def _operation(chance: random.Random, name: str, names: list[str]) -> dict[str, Any]:
    answer = {"description": _TALK, "content": {"application/json": {"schema": _reference(chance, names)}}}
    errors = {str(status): {"description": _TALK} for status in (400, 401, 404, 429)}
    tags = [chance.choice(_WORDS)]
    return {"operationId": name, "tags": tags, "description": _TALK * 4, "responses": {"200": answer, **errors}}


def _schema(chance: random.Random, number: int, names: list[str]) -> dict[str, Any]:
    if number % 9 == 8:
        return {"type": "string", "description": _TALK, "enum": chance.sample(_WORDS, 6)}
    fields = {f"{word}_{place}": _field(chance, names) for place, word in enumerate(chance.sample(_WORDS, 11))}
    whole = {"type": "object", "description": _TALK, "required": list(fields)[:3], "properties": fields}
    objects = [name for place, name in enumerate(names[:number]) if place % 9 != 8]
    return {"allOf": [_reference(chance, objects), whole]} if number % 11 == 10 else whole


def _field(chance: random.Random, names: list[str]) -> dict[str, Any]:
    kinds: list[dict[str, Any]] = [
        {"type": "string", "description": _TALK, "minLength": 1},
        {"type": ["integer", "null"], "description": _TALK, "minimum": 0},
        {"type": "string", "format": "date-time", "description": _TALK},
        {"type": "object", "additionalProperties": {"type": "string"}, "description": _TALK},
        {"type": "array", "items": _reference(chance, names), "description": _TALK},
        {"anyOf": [_reference(chance, names), {"type": "null"}], "description": _TALK},
        {"oneOf": [_reference(chance, names), _reference(chance, names)], "description": _TALK},
    ]
    return chance.choices(kinds, weights=[30, 15, 10, 8, 3, 3, 1])[0]


def _reference(chance: random.Random, names: list[str]) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{chance.choice(names)}"}
