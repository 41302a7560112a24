"""Schemas of requests: their Python types, and the limits that clients check. Enums stay closed."""

from __future__ import annotations

import ast
import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from keyword import iskeyword
from typing import TYPE_CHECKING

from openapi_python_client.strings import ClassName

from scripts.codegen.clients.docstrings import sentence
from scripts.codegen.clients.escaping import clean
from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.openapi.navigation import mapping
from scripts.codegen.openapi.patterns import is_pattern, python_pattern
from scripts.codegen.openapi.references import resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
_MOMENTS = {"x-date-time": "datetime.datetime", "x-date": "datetime.date"}
"""What texts in the formats of dates may be given as, by the mark of the format."""

_FILE = "FileTypes"
_LIMIT_TEXTS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "multipleOf": "a multiple of {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} character(s)",
    "maxLength": "at most {} characters",
    "minItems": "at least {} item(s)",
    "maxItems": "at most {} items",
    "uniqueItems": "no item twice",
    "minProperties": "at least {} field(s)",
    "maxProperties": "at most {} fields",
    "pattern": "must match `{}`",
}
_LIMITS = {"type", "enum", *_LIMIT_TEXTS}
_STRUCTURE = {"anyOf", "const", "items", "prefixItems", "properties", "required", "additionalProperties"}
_ANNOTATIONS = {"title", "description", "default", "example", "examples", "format", "deprecated"}
_KNOWN = _LIMITS | _STRUCTURE | _ANNOTATIONS
_TYPE_NAMES = {"bool", "datetime", "dict", "float", "int", "list", "str", "Any", "Literal", "NotRequired"}


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

    @property
    def annotation_names(self) -> frozenset[str]:
        """The names in the annotations of its keys."""
        return frozenset(name for key in self.keys for name in re.findall(r"\w+", key.annotation))

    @property
    def is_class(self) -> bool:
        """Whether all keys can be written as attributes of a class."""
        return all(_can_be_attribute(key.name) for key in self.keys)


@dataclass
class Shapes:
    """The request objects of one spec.

    Attributes:
        prefix: Of the names of all objects.
        models: The models of responses, which may be given instead of the objects that they are made of.
        found: The objects so far, by name.
    """

    spec: Document
    prefix: str = ""
    models: frozenset[str] = frozenset()
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
        if "properties" in schema:
            models = [each for each in (schema.get("x-model"),) if each in self.models]
            return _union([self._object(schema, name), *models, *(["None"] if "null" in _kinds(schema) else [])])
        if schema.get("x-lines"):
            inner = _union([self.annotation(each, name) for each in _items(schema)])
            return f"Iterable[{inner}] | AsyncIterable[{inner}] | {_FILE}"
        if isinstance(schema.get("items"), dict) or "prefixItems" in schema:
            inner = self._of_many("list", _union([self.annotation(each, name) for each in _items(schema)]))
            return _union([*self._tuple(schema, name), inner, *(["None"] if "null" in _kinds(schema) else [])])
        if _is_map(schema):
            inner = self._of_many("dict", self.annotation(schema["additionalProperties"], name))
            return _union([inner, *(["None"] if "null" in _kinds(schema) else [])])
        moments = [kind for key, kind in _MOMENTS.items() if schema.get(key)]
        return _union([*moments, *(_TYPES[kind] for kind in _kinds(schema))]) if _kinds(schema) else "Any"

    def _tuple(self, schema: Document, name: str) -> list[str]:
        """Return the type of a tuple that may be given for a list whose items all have their place."""
        placed = schema.get("prefixItems", [])
        is_closed = 0 < len(placed) == len(_items(schema))
        return [f"tuple[{', '.join(self.annotation(each, name) for each in placed)}]"] if is_closed else []

    def _of_many(self, kind: str, inner: str) -> str:
        """Return the type of a list or a map: one that takes those of models, too, if its values may be models."""
        if self.models.isdisjoint(re.findall(r"\w+", inner)):
            return f"list[{inner}]" if kind == "list" else f"dict[str, {inner}]"
        return f"Sequence[{inner}]" if kind == "list" else f"Mapping[str, {inner}]"

    def _object(self, schema: Document, name: str) -> str:
        title = self.prefix + ClassName(str(schema.get("title", name)), prefix="Object")
        if self._titles.setdefault(id(schema), "") == title:
            return title  # an object is read once, even if it contains itself
        self._titles[id(schema)] = title
        keys = tuple(self._key(schema, key) for key in schema["properties"] if key)  # pyright refuses an empty key
        shape = Shape(title, clean(str(schema.get("description", ""))) or f"The object `{name}` of a request.", keys)
        if self.found.setdefault(title, shape) != shape:
            raise CodegenError(f"{title!r}: names two request objects; change the title of one in the overlay")
        return title

    def _key(self, schema: Document, key: str) -> Key:
        inner = schema["properties"][key]
        return Key(
            key, self.annotation(inner, key), key in schema.get("required", []), description_of(self.spec, inner)
        )


def _items(schema: Document) -> list[Document]:
    """Return the schemas that items of a list may have, by their place or not."""
    placed = schema.get("prefixItems", [])
    is_closed = placed and schema.get("maxItems", len(placed) + 1) <= len(placed)
    return [*placed, *([] if is_closed else [schema.get("items", {})])]


def _can_be_attribute(name: str) -> bool:
    plain = unicodedata.normalize("NFKC", name) == name
    return (
        plain and name.isidentifier() and not name.startswith("_") and not iskeyword(name) and name not in _TYPE_NAMES
    )


def limits_of(spec: Document, schema: Document, seen: tuple[str, ...] = (), *, is_shared: bool = False) -> Document:
    """Return what a client checks of a schema: the input of its `_checking.check`.

    Nothing is checked of a schema marked `x-unchecked`, nor of a pattern that Python cannot read. Objects are written
    in their place, but those marked `x-shared` by their name, see `shared_limits`.

    Args:
        spec: The spec.
        schema: The schema.
        seen: The references on the way to it.
        is_shared: Whether all objects in it are written by their name.

    Raises:
        CodegenError: Clients cannot check a keyword of the schema, or the schema contains itself.
    """
    if schema.get("x-unchecked"):
        return {}
    if "$ref" in schema:
        if is_shared or schema.get("x-shared"):
            return {"$ref": str(schema["$ref"]).rpartition("/")[2]}
        if schema["$ref"] in seen:
            raise CodegenError(f"{schema['$ref']}: contains itself, so that requests cannot be checked")
        return limits_of(spec, resolved(spec, schema), (*seen, schema["$ref"]))
    unknown = [key for key in schema if key not in _KNOWN and not key.startswith("x-")]
    if unknown:
        raise CodegenError(f"schema of a request: {', '.join(map(repr, unknown))}: clients cannot check that")
    limits: Document = {key: value for key, value in schema.items() if key in _LIMITS}
    if "const" in schema:
        limits["enum"] = [schema["const"]]
    limits |= _pattern(limits.pop("pattern")) if "pattern" in limits else {}
    limits |= {"readOnly": schema["x-read-only"]} if "x-read-only" in schema else {}
    limits |= {"propertyNames": limits_of(spec, schema["x-names"])} if "x-names" in schema else {}
    return {**limits, **_parts(schema, partial(limits_of, spec, seen=seen, is_shared=is_shared))}


def shared_limits(spec: Document, found: Iterable[Document]) -> dict[str, Document]:
    """Return what a client checks of the objects that limits contain by name, by their names."""
    objects: dict[str, Document] = {}
    waiting = [name for each in found for name in _names_in(each)]
    while waiting:
        name = waiting.pop()
        if name not in objects:
            objects[name] = limits_of(spec, spec["components"]["schemas"][name], is_shared=True)
            waiting += _names_in(objects[name])
    return dict(sorted(objects.items()))


def _names_in(limits: Document) -> list[str]:
    """Return the names of the objects in limits."""
    return [str(each["$ref"]) for each in schemas_in(limits) if "$ref" in each]


def schemas_in(limits: Document) -> Iterator[Document]:
    """Yield limits, and the schemas inside of them."""
    waiting: list[Json] = [limits]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            yield each
            waiting += [each[key] for key in ("anyOf", "items", "prefixItems", "additionalProperties") if key in each]
            waiting += mapping(each.get("properties")).values()


def _pattern(pattern: str) -> Document:
    if not is_pattern(pattern):
        raise CodegenError(f"pattern {pattern!r}: is not a regular expression")
    found = python_pattern(pattern)
    return {"pattern": found} if found else {}


def _parts(schema: Document, limits_of_part: Callable[[Document], Document]) -> Document:
    parts: Document = {}
    if "anyOf" in schema:
        parts["anyOf"] = [limits_of_part(each) for each in schema["anyOf"]]
    if "items" in schema:
        parts["items"] = limits_of_part(schema["items"])
    if "prefixItems" in schema:
        parts["prefixItems"] = [limits_of_part(each) for each in schema["prefixItems"]]
    if "properties" in schema:
        parts["properties"] = {key: limits_of_part(each) for key, each in schema["properties"].items()}
        parts.update({key: schema[key] for key in ("required",) if key in schema})
        parts["additionalProperties"] = _further(schema, limits_of_part)
    elif _is_map(schema):
        parts["additionalProperties"] = limits_of_part(schema["additionalProperties"])
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


def _further(schema: Document, limits_of_part: Callable[[Document], Document]) -> Document | bool:
    """Return what a client checks of undocumented keys of an object: whether it may have any, or their schema."""
    further = mapping(schema.get("additionalProperties"))
    return (limits_of_part(further) if further else {}) or is_open(schema)


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
    """Return the type of words; there is no literal type of decimals, which are checked when the request is made."""
    decimals = [word for word in words if isinstance(word, float)]
    known = [word for word in words if isinstance(word, str | int) and not (decimals and _is_number(word))]
    kinds = [*_literals(list(map(repr, known))), *(["float"] if decimals else [])]
    return _union([*kinds, *(["None"] if None in words else [])])


def _is_number(word: Json) -> bool:
    return isinstance(word, int) and not isinstance(word, bool)


def _union(kinds: list[str]) -> str:
    is_nested = len(kinds) > 1 and any(" | " in kind or kind.startswith("Literal[") for kind in kinds)
    flat = dict.fromkeys(_flat(kinds) if is_nested else kinds)
    return "Any" if "Any" in flat else " | ".join(sorted(flat, key="None".__eq__))


def _flat(kinds: list[str]) -> list[str]:
    """Return the members of a union of unions, with one literal for all words."""
    members = [part for kind in kinds for part in _members(ast.parse(kind, mode="eval").body)]
    literals = [each for each in members if each.startswith("Literal[")]
    if not literals:
        return members
    place = members.index(literals[0])
    words = [each.removeprefix("Literal[").removesuffix("]") for each in literals]
    others = [each for each in members if each not in literals]
    return [*others[:place], *_literals(words), *others[place:]]


def _literals(words: list[str]) -> list[str]:
    """Return the type of some words as Python writes them; true and false together are any `bool`."""
    both = ["bool"] if {"True", "False"} <= {*words} else []
    known = [word for word in dict.fromkeys(words) if not (both and word in ("True", "False"))]
    return [*([f"Literal[{', '.join(known)}]"] if known else []), *both]


def _members(node: ast.expr) -> list[str]:
    if isinstance(node, ast.BinOp):
        return [*_members(node.left), *_members(node.right)]
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
        words = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return [f"Literal[{ast.unparse(word)}]" for word in words]
    return [ast.unparse(node)]
