"""The words that docs pages use for types, as JSON Schema: ``string``, ``number | null``, ``string[]``."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

JSON_WORDS = ("string", "number", "integer", "boolean", "object", "array", "null")
# Other languages' words; only where a type stands alone, since in fused text "int" is a part of too many words.
_OTHER_WORDS = {"int": "integer", "float": "number", "double": "number", "bool": "boolean"}

# One type as fused text has it: a word, perhaps a list of it, perhaps one of several.
_ONE = rf"(?:{'|'.join(JSON_WORDS)})(?:\[\])?"
FUSED_TYPE = re.compile(rf"{_ONE}(?:\s*\|\s*{_ONE})*")


def schema_of(words: str) -> Schema | None:
    """Give the schema that type words mean, or None where a word is not known.

    >>> schema_of("string | null")
    {'type': ['string', 'null']}
    """
    names: list[str] = []
    schema: Schema = {}
    for part in words.split("|"):
        word = part.strip()
        name = word.removesuffix("[]")
        name = _OTHER_WORDS.get(name, name)
        if name not in JSON_WORDS:
            return None
        if word.endswith("[]"):
            if "items" in schema:
                return None  # two lists of different things: no plain schema says that
            schema["items"] = {"type": name}
            name = "array"
        if name not in names:
            names.append(name)
    return {"type": names[0] if len(names) == 1 else names} | schema


def types_of(schema: Schema) -> list[str]:
    """List the types that a schema allows; none where it does not say."""
    types: str | list[str] = schema.get("type", [])
    return [types] if isinstance(types, str) else types


def allow_null(schema: Schema) -> None:
    """Let a schema that names its type take null as well, in place."""
    types = types_of(schema)
    if types and "null" not in types:
        schema["type"] = [*types, "null"]
