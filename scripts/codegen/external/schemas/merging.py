"""Merge `allOf`: the fields of all parts, later parts with precedence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.external.references import follow
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Json

MOST_VARIANTS = 200
DEEPEST = 40
"""The deepest nesting of lists and unions; Python parses 200 brackets, and each level needs some."""

_UNIONS = ("oneOf", "anyOf")
_ANNOTATIONS = {"title", "description", "example", "examples", "default", "deprecated", "readOnly", "writeOnly"}


class Merger:
    """Resolves schemas of one document, so that there is no ``$ref`` and no ``allOf`` at their top."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[str, Document] = {}
        self._open: set[str] = set()

    def whole(self, raw: Json) -> Document:
        """Return a schema with all of its parts merged.

        Raises:
            Unsupported: A reference leads nowhere.
        """
        found = follow(self._document, _inner(raw))
        siblings = {key: value for key, value in mapping(raw).items() if key in _ANNOTATIONS or key == "nullable"}
        if found.pointer is None:
            return self._merged(mapping(raw))
        if found.pointer not in self._known:
            if found.pointer in self._open:
                return {}
            self._open.add(found.pointer)
            self._known[found.pointer] = self._merged(found.value)
            self._open.discard(found.pointer)
        known = self._known[found.pointer]
        return {**known, **siblings}

    def pointer(self, raw: Json) -> str | None:
        """Return the pointer that a reference leads to, None if it is not a reference."""
        return follow(self._document, _inner(raw)).pointer

    def variants(self, schema: Document) -> list[Json]:
        """Return the variants of a union, including those of nested unions; only the first of too many."""
        found: list[Json] = []
        waiting: list[Json] = [each for key in _UNIONS for each in items(schema.get(key))]
        seen: set[str] = set()
        while waiting:
            raw = waiting.pop(0)
            pointer = self.pointer(raw)
            if pointer in seen:
                continue
            seen.update({pointer} if pointer else set())
            whole = self.whole(raw)
            inner = [each for key in _UNIONS for each in items(whole.get(key))]
            if inner and "properties" not in whole:
                nulls: list[Json] = [{"type": "null"}] if whole.get("nullable") is True else []
                waiting = [*inner, *nulls, *waiting]
            else:
                found.append(raw)
            if len(found) > MOST_VARIANTS:
                break
        return found

    def is_too_wide(self, schema: Document) -> bool:
        """Return whether a union has too many variants."""
        return len(self.variants(schema)) > MOST_VARIANTS

    def _merged(self, schema: Document) -> Document:
        merged: Document = {}
        for part in items(schema.get("allOf")):
            _add(merged, self.whole(part))
        _add(merged, {key: value for key, value in schema.items() if key != "allOf"})
        if merged.get("properties") and any(items(merged.get(key)) for key in _UNIONS):
            self._absorb(merged)
        return merged

    def _absorb(self, merged: Document) -> None:
        """Merge the fields of a union's variants into the object that has the union."""
        for raw in self.variants(merged):
            fields = mapping(self.whole(raw).get("properties"))
            merged["properties"] = {**fields, **merged["properties"]}
        for key in _UNIONS:
            merged.pop(key, None)


def _inner(raw: Json) -> Json:
    """Return the only part of a schema without other keywords, which is how 3.0 describes a reference."""
    known = mapping(raw)
    for key in ("allOf", *_UNIONS):
        parts = items(known.get(key))
        if len(parts) == 1 and "$ref" in mapping(parts[0]) and {*known} <= {key, "nullable", *_ANNOTATIONS}:
            return parts[0]
    return raw


def _add(merged: Document, part: Document) -> None:
    """Merge a part: fields and requirements are combined, other keywords replaced."""
    properties = {**mapping(merged.get("properties")), **mapping(part.get("properties"))}
    required = [*items(merged.get("required")), *items(part.get("required"))]
    merged.update(part)
    if properties:
        merged["properties"] = properties
    if required:
        merged["required"] = list(dict.fromkeys(str(each) for each in required))


def joined(objects: list[Document]) -> Document:
    """Merge objects without a discriminator: all fields, required if all objects require them."""
    fields: dict[str, list[Any]] = {}
    for each in objects:
        for key, schema in mapping(each.get("properties")).items():
            fields.setdefault(key, [])
            if schema not in fields[key]:
                fields[key].append(schema)
    required = [{str(key) for key in items(each.get("required"))} for each in objects]
    properties = {key: found[0] if len(found) == 1 else {"anyOf": found} for key, found in fields.items()}
    kept = [key for key in properties if all(key in each for each in required)]
    return {"type": "object", "properties": properties, "required": kept}


def kinds_of(schema: Document) -> list[str]:
    """Return the JSON types of a schema, including null."""
    found = items(schema.get("type")) or [schema.get("type")]
    known = ("string", "integer", "number", "boolean", "array", "object", "null")
    return [kind for kind in known if kind in found]


def may_be_null(schema: Document) -> bool:
    """Return whether a schema allows null, by OpenAPI 3.0 or 3.1."""
    words = items(schema.get("enum"))
    is_null = "const" in schema and schema["const"] is None
    return schema.get("nullable") is True or "null" in kinds_of(schema) or None in words or is_null
