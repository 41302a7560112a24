"""The words that docs pages use for types, as JSON Schema: ``string``, ``number | null``, ``list of strings``."""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

JSON_WORDS = ("string", "number", "integer", "boolean", "object", "array", "null")
# Words that other languages and formats use, read only where a type stands alone: in fused text "int" is a part of too
# many words.
_WORDS: dict[str, Schema] = {
    **{word: {"type": word} for word in JSON_WORDS},
    **{word: {"type": "integer"} for word in ("int", "int32", "int64", "uint32", "uint64", "long", "timestamp (unix)")},
    **{word: {"type": "number"} for word in ("float", "float32", "float64", "double", "decimal")},
    **{
        word: {"type": "string"}
        for word in ("str", "text", "enum<string>", "enum (string)", "string enum", "timestamp")
    },
    **{word: {"type": "boolean"} for word in ("bool",)},
    **{word: {"type": "object"} for word in ("dict", "map", "hash", "json", "json object", "dictionary")},
    **{word: {"type": "array"} for word in ("list",)},
    **{word: {"type": "null"} for word in ("none", "nil")},
    **{word: {"type": "string", "format": "binary"} for word in ("file", "binary", "blob")},
    **{word: {"type": "string", "format": "uri"} for word in ("url", "uri")},
    **{word: {"type": "string", "format": "date-time"} for word in ("datetime", "date-time")},
    **{word: {"type": "string", "format": word} for word in ("uuid", "date", "email")},
    "enum<integer>": {"type": "integer"},
    "enum<number>": {"type": "number"},
}
_SAME_NAME = {"datetime": "date-time", "url": "uri", "iso8601": "date-time", "iso 8601": "date-time"}
_FORMATS = (
    "date-time",
    "date",
    "uri",
    "uuid",
    "email",
    "int32",
    "int64",
    "float",
    "double",
    "binary",
    "byte",
    "password",
)

_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}

_OR = re.compile(r"\s*(?:\||¦|\bor\b|/)\s*")
_LIST = re.compile(
    r"(?:array|list)\s*(?:of\s+(?P<of>.+)|<(?P<angle>.+)>|\[(?P<square>.+)\]|\((?P<round>.+)\))"
    r"|\[(?P<bare>.+)\]|(?P<behind>.+?)(?:\[\]|\s+(?:array|list))",
)
_MAP = re.compile(r"(?:map|record|dict|dictionary|object|hash)\s*[<\[].+[>\]]\w*|map of .+|\{\[.+\}")
_FORMAT = re.compile(r"(?P<base>[a-z]+)\s*[(<$]\s*(?P<format>[a-z][a-z0-9 -]*)\s*[)>]?")
_OWN_NAME = re.compile(r"[a-z][a-z0-9_]*(?: objects?)?")  # a type of the page's own: of it we only know the list
_NULLABLE = re.compile(r"\bnullable\b|\?$", re.IGNORECASE)
_LITERAL = re.compile(r"""(['"]).*\1""")
# Of back-ticks alone: `VoiceSettings` is the name of a type, `after_frame` is a value if it stands beside another.
_CODE = re.compile(r"`[a-z0-9][a-z0-9_.-]*`")
MAX_WORDS = 300

# One type as fused text has it: a word, perhaps a list of it, perhaps one of several.
_ONE = rf"(?:{'|'.join(JSON_WORDS)})(?:\[\])?"
FUSED_TYPE = re.compile(rf"{_ONE}(?:\s*\|\s*{_ONE})*")


def schema_of(words: str) -> Schema | None:
    """Give the schema that type words mean, or None where a word is not known.

    >>> schema_of("string | null")
    {'type': ['string', 'null']}
    >>> schema_of("list of strings")
    {'type': 'array', 'items': {'type': 'string'}}
    >>> schema_of('"mp3" | "wav"')
    {'type': 'string', 'enum': ['mp3', 'wav']}
    """
    text = words.strip()
    if not text or len(text) > MAX_WORDS:
        return None
    bare = _NULLABLE.sub("", text).strip(" ,()")
    parts = [_strip_code(part) for part in _OR.split(bare)]
    literals = _enum(parts)
    schema = literals if literals is not None else _union([_one(part.lower()) for part in parts])
    if schema is not None and bare != text.strip(" ,()"):
        allow_null(schema)
    return schema


def _strip_code(part: str) -> str:
    """Take a type out of its back-ticks, but leave ``\\`auto\\``` alone, which may be a value."""
    inner = part.strip("`").strip()
    return inner if _one(inner.lower()) is not None or inner[:1] in "\"'" else part


def _enum(parts: list[str]) -> Schema | None:
    """Read values that are written where a type should be: ``"mp3" | "wav"``, one of which may be null."""
    values = [part for part in parts if part.lower() != "null"]
    is_code = len(values) > 1 and all(_CODE.fullmatch(value) for value in values)
    if not values or not (is_code or all(_LITERAL.fullmatch(value) for value in values)):
        return None
    schema: Schema = {"type": "string", "enum": list(dict.fromkeys(value[1:-1] for value in values))}
    if len(values) < len(parts):
        allow_null(schema)
    return schema


def _one(word: str) -> Schema | None:
    if word in _WORDS:
        return json_copy(_WORDS[word])
    if _MAP.fullmatch(word):
        return {"type": "object"}
    if match := _LIST.fullmatch(word):
        inner = next(group for group in match.groups() if group)
        items = _one(inner) or _one(inner.removesuffix("s"))
        if items is None and not _OWN_NAME.fullmatch(inner):
            return None
        return {"type": "array"} | ({"items": items} if items else {})
    if match := _FORMAT.fullmatch(word):
        return _formatted(match["base"], match["format"].strip())
    return None


def _formatted(base: str, name: str) -> Schema | None:
    schema = _WORDS.get(base)
    name = _SAME_NAME.get(name, name)
    if schema is None:
        return None
    if name in _WORDS and name not in _FORMATS:
        return None  # ``number (integer)``: which of the two?
    return {**schema, "format": name} if name in _FORMATS else json_copy(schema)  # else a unit: ``integer (seconds)``


def _union(parts: list[Schema | None]) -> Schema | None:
    """Give one schema for several: their types side by side, if no two say different things beside their type."""
    names: list[str] = []
    schema: Schema = {}
    for part in parts:
        if part is None:
            return None
        for key, value in part.items():
            if key != "type" and schema.setdefault(key, value) != value:
                return None  # two lists of different things: no plain schema says that
        names += [name for name in types_of(part) if name not in names]
    return {"type": names[0] if len(names) == 1 else names} | schema


def fits(value: object, name: str) -> bool:
    """Whether a JSON value is of a type."""
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _KINDS[name])


def json_copy(schema: Schema) -> Schema:
    """Copy a schema with all that is in it."""
    copied: Schema = json.loads(json.dumps(schema))
    return copied


def types_of(schema: Schema) -> list[str]:
    """List the types that a schema allows; none where it does not say."""
    types: str | list[str] = schema.get("type", [])
    return [types] if isinstance(types, str) else types


def allow_null(schema: Schema) -> None:
    """Let a schema that names its type take null as well, in place."""
    types = types_of(schema)
    if types and "null" not in types:
        schema["type"] = [*types, "null"]
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
