"""Adapt request schemas to the keywords that clients can check; others are ignored.

Objects with fields become components (a TypedDict each). Keywords that are not checked are removed, with a note.
Schemas that contain themselves, or are too large to check, are marked `x-unchecked`: typed, but sent unchecked.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.request_schemas import can_be_key
from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import pascal
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.schemas.merging import DEEPEST, MOST_VARIANTS, Merger, kinds_of, may_be_null
from scripts.codegen.external.schemas.values import limits_of_kind, with_null, without_null, words_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.codegen.external.naming import Names
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document, Json

MOST_FIELDS = 500
"""The most fields of a body or a TypedDict."""

_NOT_CHECKED = (
    *("uniqueItems", "multipleOf", "minProperties", "maxProperties", "propertyNames", "patternProperties", "contains"),
    *("not", "if", "prefixItems", "dependentRequired", "dependentSchemas", "unevaluatedProperties"),
)


class RequestSchemas:
    """The request schemas of one document; ``components`` are those that they refer to."""

    def __init__(self, document: Document, names: Names, notes: Notes) -> None:
        self.components: dict[str, Document] = {}
        self._merger = Merger(document)
        self._names = names
        self._notes = notes
        self._depth = 0
        self._known: dict[str, Document] = {}
        self._objects: dict[str, str] = {}
        self._waiting: list[tuple[str, Document]] = []

    def schema(self, raw: Json, hint: str) -> Document:
        """Adapt a schema.

        Args:
            raw: The schema.
            hint: Its name, if the document has none.

        Raises:
            Unsupported: A reference leads out of the document or nowhere.
        """
        found = self._schema(raw, hint)
        while self._waiting:
            self._read_object(*self._waiting.pop())
        return found

    def whole(self, raw: Json) -> Document:
        """Return a schema with all of its parts merged, not adapted."""
        return self._merger.whole(raw)

    def fields(self, raw: Json, hint: str, files: Mapping[str, Document] | None = None) -> Document | None:
        """Adapt an object whose fields become arguments; None if the schema allows anything else.

        Args:
            raw: The schema.
            hint: Its name.
            files: The adapted schemas of the fields that are files.
        """
        whole = self._merger.whole(raw)
        properties = mapping(whole.get("properties"))
        if not 0 < len(properties) <= MOST_FIELDS or kinds_of(whole) not in ([], ["object"]):
            return None
        files = files or {}
        others = {key: each for key, each in properties.items() if key not in files}
        found = self._fields({**whole, "properties": others}, pascal(hint, "Body"))
        found["properties"] |= files
        found["required"] = [key for key in items(whole.get("required")) if key in found["properties"]]
        while self._waiting:
            self._read_object(*self._waiting.pop())
        return found

    def _schema(self, raw: Json, hint: str) -> Document:
        if self._depth >= DEEPEST:
            self._notes.add(f"{hint[:80]}: is more than {DEEPEST} levels deep: typed as Any")
            return {}
        self._depth += 1
        try:
            return self._read_schema(raw, hint)
        finally:
            self._depth -= 1

    def _read_schema(self, raw: Json, hint: str) -> Document:
        pointer = self._merger.pointer(raw)
        whole = self._merger.whole(raw)
        if pointer is None:
            return self._written(whole, hint, None)
        if pointer not in self._known:
            self._known[pointer] = {}  # for a schema that contains itself without an object
            self._known[pointer] = self._written(whole, pointer.rpartition("/")[2], pointer)
        known = deepcopy(self._known[pointer])  # SizeLimits marks single references
        return with_null(known) if mapping(raw).get("nullable") is True else known

    def _written(self, schema: Document, hint: str, key: str | None) -> Document:
        found = self._not_null(schema, hint, key)
        found = with_null(found) if may_be_null(schema) else found
        texts: Document = {**text_of(schema), **text_of(schema, "default")}
        if isinstance(schema.get("default"), int | float):
            texts["default"] = schema["default"]
        return found if "$ref" in found else {**found, **texts}

    def _not_null(self, schema: Document, hint: str, key: str | None) -> Document:
        kinds = [kind for kind in kinds_of(schema) if kind != "null"]
        self._note_unchecked(schema, hint)
        if "const" in schema or items(schema.get("enum")):
            return words_of(items(schema.get("enum")) or [schema.get("const")])
        properties = mapping(schema.get("properties"))
        if len(properties) > MOST_FIELDS:
            self._notes.add(f"{hint}: has more than {MOST_FIELDS} fields: typed as a dict, and not checked")
            return {"type": "object"}
        if properties and kinds in ([], ["object"]):
            return self._object(schema, hint, key)
        if items(schema.get("anyOf")) or items(schema.get("oneOf")):
            return self._union(schema, hint)
        kinds = kinds or (["array"] if "items" in schema else [])
        return self._one_of([self._of_kind(kind, schema, hint) for kind in kinds], hint) if kinds else {}

    def _note_unchecked(self, schema: Document, hint: str) -> None:
        unchecked = [key for key in _NOT_CHECKED if key in schema]
        if unchecked:
            self._notes.add(f"{hint}: {', '.join(unchecked)}: not checked before a request is sent")

    def _of_kind(self, kind: str, schema: Document, hint: str) -> Document:
        found: Document = {"type": kind, **limits_of_kind(kind, schema)}
        if kind == "array" and isinstance(schema.get("items"), dict):
            found["items"] = self._schema(schema["items"], f"{hint} Item")
        if kind == "string" and isinstance(schema.get("pattern"), str):
            found.update(self._pattern(schema["pattern"], hint))
        if kind == "string" and schema.get("format") == "binary":
            raise Unsupported("has a file inside a body that is not a file")
        return found

    def _pattern(self, pattern: str, hint: str) -> Document:
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError):
            self._notes.add(f"{hint}: pattern {pattern!r}: not checked, since it is not valid in Python")
            return {}
        return {"pattern": pattern}

    def _object(self, schema: Document, hint: str, key: str | None) -> Document:
        name = (self._objects.get(key) if key else None) or self._names.free(pascal(f"{hint} Param", "Object"))
        if key is None or key not in self._objects:
            self._waiting.append((name, schema))
            self._objects[key or name] = name
        return {"$ref": f"#/components/schemas/{name}"}

    def _read_object(self, name: str, schema: Document) -> None:
        self.components[name] = self._fields(schema, name)

    def _fields(self, schema: Document, name: str) -> Document:
        properties = {
            key: raw
            for key, raw in mapping(schema.get("properties")).items()
            if mapping(raw).get("readOnly") is not True
        }
        found: Document = {
            "type": "object",
            "title": name,
            "properties": {key: self._field(raw, f"{name} {key}") for key, raw in properties.items()},
            "required": [key for key in items(schema.get("required")) if key in properties],
            "additionalProperties": schema.get("additionalProperties") is not False,
            **text_of(schema),
        }
        return found if all(map(can_be_key, properties)) else {**found, "x-plain": True}

    def _field(self, raw: Json, hint: str) -> Document:
        try:
            return self._schema(raw, hint)
        except Unsupported as reason:
            self._notes.add(f"{hint}: {reason}; it is not checked")
            return {}

    def _union(self, schema: Document, hint: str) -> Document:
        if self._merger.is_too_wide(schema):
            self._notes.add(f"{hint}: a union of more than {MOST_VARIANTS} variants: not checked")
            return {}
        found = [self._schema(raw, hint) for raw in self._merger.variants(schema)]
        return self._one_of(found, hint)

    def _one_of(self, schemas: list[Document], hint: str) -> Document:
        """Return a union; it is only checked if all variants have different types."""
        flat = [inner for each in schemas for inner in each.get("anyOf", [each])]
        apart = [part for each in flat for part in without_null(each)]
        found: list[Document] = [each for place, each in enumerate(apart) if each not in apart[:place]]
        if {} in found or not found:
            return {}
        if len(found) == 1:
            return found[0]
        kinds = [kind for each in found for kind in (["object"] if "$ref" in each else kinds_of(each))]
        is_checked = len({*kinds}) == len(kinds) and all("type" in each or "$ref" in each for each in found)
        if not is_checked:
            self._notes.add(f"{hint}: a union of variants with the same type: not checked")
        return {"anyOf": found} if is_checked else {"anyOf": found, "x-unchecked": True}
