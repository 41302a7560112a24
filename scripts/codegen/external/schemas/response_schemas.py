"""Adapt response schemas to the keywords that the generator reads well.

Every object with fields and every enum becomes a component with a name, so that the generator need not invent any.
Objects are queued and read one after the other, since a schema may contain itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import pascal
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.schemas.discriminators import OTHER, discriminator_of
from scripts.codegen.external.schemas.fields import readable_fields
from scripts.codegen.external.schemas.merging import DEEPEST, MOST_VARIANTS, Merger, joined, kinds_of, may_be_null
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.naming import Names
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document, Json

MOST_WORDS = 1000
NULL: Document = {"type": "null"}
_ANY: Document = {}


class ResponseSchemas:
    """The response schemas of one document; ``components`` are those that they refer to."""

    def __init__(self, document: Document, names: Names, notes: Notes) -> None:
        self.components: dict[str, Document] = {}
        self._merger = Merger(document)
        self._names = names
        self._notes = notes
        self._depth = 0
        self._known: dict[object, Document] = {}
        self._waiting: list[tuple[str, Document]] = []
        self._discriminators: dict[tuple[str, str], list[str]] = {}

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

    def close_discriminators(self) -> None:
        """Restrict discriminator fields to their constants, after all schemas were read."""
        for (name, key), values in self._discriminators.items():
            if key not in self.components[name]["properties"]:
                continue  # it is not an attribute
            tag = self._names.free(pascal(f"{name} {key}", "Tag"))
            words = {"type": "string", "enum": list(dict.fromkeys(values)), "x-closed": True}
            self.components[tag] = words
            fields = self.components[name]
            fields["properties"][key] = _reference(tag)
            fields["required"] = list(dict.fromkeys([*fields["required"], key]))

    def _schema(self, raw: Json, hint: str) -> Document:
        if self._depth >= DEEPEST:
            self._notes.add(f"{hint[:80]}: is more than {DEEPEST} levels deep: typed as Any")
            return _ANY
        self._depth += 1
        try:
            return self._read_schema(raw, hint)
        finally:
            self._depth -= 1

    def _read_schema(self, raw: Json, hint: str) -> Document:
        pointer = self._merger.pointer(raw)
        if pointer is None:
            return self._described(self._written(self._merger.whole(raw), hint, None), raw)
        if pointer not in self._known:
            self._known[pointer] = _ANY  # for a schema that contains itself without an object
            named = pointer.rpartition("/")[2]
            self._known[pointer] = self._written(self._merger.whole(raw), named, pointer)
        return self._described(or_null(self._known[pointer], mapping(raw).get("nullable") is True), raw)

    def _described(self, schema: Document, raw: Json) -> Document:
        return schema if "$ref" in schema or not schema else {**schema, **text_of(raw)}

    def _written(self, schema: Document, hint: str, key: object) -> Document:
        return or_null(self._not_null(schema, hint, key), may_be_null(schema))

    def _not_null(self, schema: Document, hint: str, key: object) -> Document:
        kinds = [kind for kind in kinds_of(schema) if kind != "null"]
        if "const" in schema or items(schema.get("enum")):
            return self._words(items(schema.get("enum")) or [schema.get("const")], kinds, hint)
        if mapping(schema.get("properties")) and kinds in ([], ["object"]):
            return self._object(schema, hint, key)
        if items(schema.get("anyOf")) or items(schema.get("oneOf")):
            return self._union(schema, hint)
        if not kinds and "items" in schema:
            kinds = ["array"]
        return _union([self._of_kind(kind, schema, hint) for kind in kinds]) if kinds else _ANY

    def _of_kind(self, kind: str, schema: Document, hint: str) -> Document:
        if kind == "array":
            return {"type": "array", "items": self._schema(schema.get("items"), f"{hint} Item")}
        if kind == "object":
            return _ANY
        form = schema.get("format") if kind == "string" and schema.get("format") == "date-time" else None
        return {"type": kind, "format": form} if form else {"type": kind}

    def _words(self, words: list[Any], kinds: list[str], hint: str) -> Document:
        """Adapt an enum: strings get a component with a name, other values keep only their types."""
        if any(isinstance(word, dict | list) for word in words):
            return _ANY
        known = [word for word in dict.fromkeys(words) if word is not None]
        if not all(isinstance(word, str) for word in known):
            return _union([{"type": kind} for kind in dict.fromkeys(map(_kind, known))])
        if kinds not in ([], ["string"]):
            return _ANY
        if len(known) > MOST_WORDS or not known:
            return {"type": "string"} if known else NULL
        name = self._names.free(pascal(hint, "Words"))
        self.components[name] = {"type": "string", "enum": known}
        return _reference(name)

    def _object(self, schema: Document, hint: str, key: object) -> Document:
        """Queue an object to be read later, once, and return a reference to it."""
        if key is not None and ("object", key) in self._known:
            return self._known["object", key]
        name = self._names.free(pascal(hint, "Model"))
        self._waiting.append((name, schema))
        self._known["object", key if key is not None else name] = _reference(name)
        return _reference(name)

    def _read_object(self, name: str, schema: Document) -> None:
        fields = readable_fields(mapping(schema.get("properties")), name, self._notes)
        required = [str(key) for key in items(schema.get("required")) if key in fields]
        hidden = {key for key, raw in fields.items() if mapping(raw).get("writeOnly") is True}
        required = [key for key in required if key not in hidden]
        component: Document = {"type": "object", "required": required, **text_of(schema)}
        self.components[name] = component
        component["properties"] = {key: self._field(raw, f"{name} {key}") for key, raw in fields.items()}

    def _field(self, raw: Json, hint: str) -> Document:
        try:
            return self._schema(raw, hint)
        except Unsupported as reason:
            self._notes.add(f"{hint}: {reason}; its value is not read")
            return _ANY

    def _union(self, schema: Document, hint: str) -> Document:
        if self._merger.is_too_wide(schema):
            self._notes.add(f"{hint}: a union of more than {MOST_VARIANTS} variants: its value is not read")
            return _ANY
        variants = [(raw, self._merger.whole(raw)) for raw in self._merger.variants(schema)]
        objects = [(raw, each) for raw, each in variants if mapping(each.get("properties"))]
        others = [self._schema(raw, hint) for raw, each in variants if not mapping(each.get("properties"))]
        return _union([*self._objects(objects, schema, hint), *others])

    def _objects(self, objects: list[tuple[Json, Document]], union: Document, hint: str) -> list[Document]:
        """Adapt the objects of a union: with a discriminator they stay separate, else they are merged."""
        if len(objects) < 2:
            return [self._variant(raw, each, hint) for raw, each in objects]
        pointers = [self._merger.pointer(raw) for raw, _ in objects]
        discriminator = discriminator_of([each for _, each in objects], pointers, union.get("discriminator"))
        if discriminator is None:
            key = frozenset(pointer or id(raw) for pointer, (raw, _) in zip(pointers, objects, strict=True))
            return [self._object(joined([each for _, each in objects]), hint, key)]
        found: list[Document] = []
        for (raw, each), values in zip(objects, discriminator.values, strict=True):
            found.append(self._variant(raw, each, f"{hint} {values[0]}"))
            name = str(found[-1]["$ref"]).rpartition("/")[2]
            self._discriminators.setdefault((name, discriminator.key), []).extend(values)
        return [*found, self._object(OTHER, "Other Variant", "other")]

    def _variant(self, raw: Json, whole: Document, hint: str) -> Document:
        pointer = self._merger.pointer(raw)
        named = pointer.rpartition("/")[2] if pointer else hint
        return self._object(whole, named, pointer)


def _reference(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema: Document, is_null: bool) -> Document:
    """Return a schema that allows null, if ``is_null``."""
    return _union([schema, NULL]) if is_null else schema


def _union(schemas: list[Document]) -> Document:
    flat = [inner for each in schemas for inner in each.get("anyOf", [each])]
    found = [each for place, each in enumerate(flat) if each not in flat[:place]]
    if _ANY in found or not found:
        return _ANY
    return found[0] if len(found) == 1 else {"anyOf": found}


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, float) else "string"
