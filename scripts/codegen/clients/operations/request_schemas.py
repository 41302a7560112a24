"""Schemas of requests: their Python types, and the limits that clients check. Enums stay closed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import TYPE_CHECKING

from openapi_python_client.strings import ClassName

from scripts.codegen.clients.docstrings import sentence
from scripts.codegen.clients.escaping import clean
from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.openapi.references import resolved

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json

_TYPES = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "array": "list[Any]",
    "object": "dict[str, Any]",
}
_LIMIT_TEXTS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} character(s)",
    "maxLength": "at most {} characters",
    "minItems": "at least {} item(s)",
    "maxItems": "at most {} items",
    "pattern": "must match `{}`",
}
_LIMITS = {"type", "enum", *_LIMIT_TEXTS}
_STRUCTURE = {"anyOf", "const", "items", "properties", "required", "additionalProperties"}
_ANNOTATIONS = {"title", "description", "default", "example", "examples", "format", "deprecated"}
_TYPE_NAMES = {"bool", "dict", "float", "int", "list", "str", "Any", "Literal", "NotRequired"}


@dataclass(frozen=True)
class Key:
    """A key of a request object."""

    name: str
    annotation: str
    is_required: bool
    description: str


@dataclass(frozen=True)
class Shape:
    """A request object, printed as a TypedDict."""

    name: str
    description: str
    keys: tuple[Key, ...]


@dataclass
class Shapes:
    """The request objects of one spec.

    Attributes:
        prefix: Of the names of all objects.
        found: The objects so far, by name.
    """

    spec: Document
    prefix: str = ""
    found: dict[str, Shape] = field(default_factory=dict[str, Shape])
    _titles: dict[int, str] = field(default_factory=dict[int, str])
    """The names of the objects so far, by the address of their schemas in the spec."""

    def annotation(self, schema: Document, name: str) -> str:
        """Return the type of a value.

        Args:
            schema: Its schema.
            name: For an object without a title.

        Raises:
            CodegenError: It has no Python type; the message names the schema and what to do.
        """
        name = str(schema.get("$ref", name)).rpartition("/")[2]
        schema = resolved(self.spec, schema)
        if "x-file" in schema:
            return str(schema["x-file"])
        if "anyOf" in schema:
            return _union([self.annotation(each, name) for each in schema["anyOf"]])
        if "enum" in schema or "const" in schema:
            return _literal(schema.get("enum", [schema.get("const")]))
        if "properties" in schema and not schema.get("x-plain"):
            return _union([self._object(schema, name), *(["None"] if "null" in _kinds(schema) else [])])
        if isinstance(schema.get("items"), dict):
            inner = f"list[{self.annotation(schema['items'], name)}]"
            return _union([inner, *(["None"] if "null" in _kinds(schema) else [])])
        if _is_map(schema):
            inner = f"dict[str, {self.annotation(schema['additionalProperties'], name)}]"
            return _union([inner, *(["None"] if "null" in _kinds(schema) else [])])
        return _union([_TYPES[kind] for kind in _kinds(schema)]) if _kinds(schema) else "Any"

    def _object(self, schema: Document, name: str) -> str:
        title = self.prefix + ClassName(str(schema.get("title", name)), prefix="Object")
        if self._titles.setdefault(id(schema), "") == title:
            return title  # an object is read once, even if it contains itself
        self._titles[id(schema)] = title
        keys = tuple(self._key(schema, title, key) for key in schema["properties"])
        shape = Shape(title, clean(str(schema.get("description", ""))) or f"The object `{name}` of a request.", keys)
        if self.found.setdefault(title, shape) != shape:
            raise CodegenError(f"{title!r}: names two request objects; change the title of one in the overlay")
        return title

    def _key(self, schema: Document, title: str, key: str) -> Key:
        if not can_be_key(key):
            raise CodegenError(f"{title}: {key!r} cannot be a key of a TypedDict; remove it in the overlay")
        inner = schema["properties"][key]
        return Key(
            key, self.annotation(inner, key), key in schema.get("required", []), description_of(self.spec, inner)
        )


def can_be_key(name: str) -> bool:
    """Return whether a name can be a key of a TypedDict."""
    plain = unicodedata.normalize("NFKC", name) == name
    return (
        plain and name.isidentifier() and not name.startswith("_") and not iskeyword(name) and name not in _TYPE_NAMES
    )


def limits_of(spec: Document, schema: Document, seen: tuple[str, ...] = ()) -> Document:
    """Return what a client checks of a schema, without references: the input of its `_checking.check`.

    Of a schema marked `x-unchecked` only the type of a referenced object is checked.

    Raises:
        CodegenError: Clients cannot check a keyword of the schema, or the schema contains itself.
    """
    if schema.get("x-unchecked"):
        return {"type": "object"} if "$ref" in schema else {}
    if "$ref" in schema:
        if schema["$ref"] in seen:
            raise CodegenError(f"{schema['$ref']}: contains itself, so that requests cannot be checked")
        return limits_of(spec, resolved(spec, schema), (*seen, schema["$ref"]))
    unknown = [key for key in schema if key not in _LIMITS | _STRUCTURE | _ANNOTATIONS and not key.startswith("x-")]
    if unknown:
        raise CodegenError(f"schema of a request: {', '.join(map(repr, unknown))}: clients cannot check that")
    limits: Document = {key: value for key, value in schema.items() if key in _LIMITS}
    if "const" in schema:
        limits["enum"] = [schema["const"]]
    _check_pattern(schema.get("pattern", ""))
    return {**limits, **_parts(spec, schema, seen)}


def _check_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise CodegenError(f"pattern {pattern!r}: cannot be checked in Python: {error}") from error


def _parts(spec: Document, schema: Document, seen: tuple[str, ...]) -> Document:
    parts: Document = {}
    if "anyOf" in schema:
        parts["anyOf"] = [limits_of(spec, each, seen) for each in schema["anyOf"]]
    if "items" in schema:
        parts["items"] = limits_of(spec, schema["items"], seen)
    if "properties" in schema:
        parts["properties"] = {key: limits_of(spec, each, seen) for key, each in schema["properties"].items()}
        parts.update({key: schema[key] for key in ("required",) if key in schema})
        parts["additionalProperties"] = is_open(schema)
    elif _is_map(schema):
        parts["additionalProperties"] = limits_of(spec, schema["additionalProperties"], seen)
    return parts


def _is_map(schema: Document) -> bool:
    """Return whether an object has keys of the caller's choice, all with values of one type."""
    return (
        "properties" not in schema
        and bool(schema.get("additionalProperties"))
        and _kinds(schema)[:1] == ["object"]
        and isinstance(schema["additionalProperties"], dict)
    )


def is_open(schema: Document) -> bool:
    """Return whether an object may have undocumented keys: only if the spec says so."""
    return schema.get("additionalProperties", False) not in (False, None)


def description_of(spec: Document, schema: Document, description: str = "") -> str:
    """Return one line with the description, limits and default of a value."""
    found = resolved(spec, schema)
    text = sentence(description or str(schema.get("description") or found.get("description", "")))
    limits = [limit for part in (found, *_variants(spec, found)) for limit in _limit_texts(part)]
    if found.get("default") is not None:
        limits.append(f"default: {_shown(found['default'])}")
    listed = "; ".join(dict.fromkeys(limits))
    return clean(" ".join(part for part in (text, listed and f"{listed[0].upper()}{listed[1:]}.") if part))


def _variants(spec: Document, schema: Document) -> list[Document]:
    return [resolved(spec, each) for each in schema.get("anyOf", [])]


def _limit_texts(schema: Document) -> list[str]:
    limits = [(key, schema[key]) for key in _LIMIT_TEXTS if key in schema]
    texts = [_LIMIT_TEXTS[key].format(limit) for key, limit in limits if (key, limit) != ("minLength", 1)]
    if len(schema.get("enum", [])) > 1:
        texts.insert(0, "one of " + ", ".join(_shown(word) for word in schema["enum"]))
    return texts


def _shown(value: Json) -> str:
    return f"`{value}`" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _kinds(schema: Document) -> list[str]:
    kinds: str | list[str] = schema.get("type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def _literal(words: list[Json]) -> str:
    known = [word for word in words if word is not None]
    if not all(isinstance(word, str | int) for word in known):
        return "Any"  # there is no literal type of other values; they are checked when the request is made
    return _union([f"Literal[{', '.join(map(repr, known))}]", *(["None"] if None in words else [])])


def _union(kinds: list[str]) -> str:
    flat = dict.fromkeys(kinds)
    return "Any" if "Any" in flat else " | ".join(sorted(flat, key="None".__eq__))
