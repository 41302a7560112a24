"""Adapt request schemas to the keywords that clients can check; others are ignored.

Objects with fields become components (a TypedDict each). Keywords that are not checked are removed, with a note.
`SizeLimits` marks what is not written in its place.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import pascal
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.references import name_of
from scripts.codegen.external.schemas.discriminators import discriminator_of
from scripts.codegen.external.schemas.merging import Merger, implied_kinds, kinds_of, may_be_null
from scripts.codegen.external.schemas.request_tags import RequestTags
from scripts.codegen.external.schemas.response_unions import is_object, joined
from scripts.codegen.external.schemas.size_limits import TOO_DEEP, ReadingLimit, is_too_large
from scripts.codegen.external.schemas.values import (
    LIMITED,
    MOST_WORDS,
    NOTHING_FITS,
    limits_of_kind,
    note_ignored,
    placed_items,
    with_null,
    with_one_set_of_words,
    without_null,
    words_of,
)
from scripts.codegen.external.schemas.words import typed_words, unlisted_kinds, words_in_schema
from scripts.codegen.openapi.combining import ANNOTATIONS, MOST_VARIANTS
from scripts.codegen.openapi.navigation import items, mapping
from scripts.codegen.openapi.patterns import literal_pattern, python_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.codegen.external.naming import Names
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.merging import Key
    from scripts.codegen.openapi.document import Document, Json

MOST_FIELDS = 500
"""The most fields of a body or a TypedDict."""

_NOT_CHECKED = (
    *("patternProperties", "contains", "not", "if", "dependentRequired", "dependentSchemas"),
    *("dependencies", "unevaluatedProperties", "unevaluatedItems", "contentSchema"),
)

_SIZES = ("minProperties", "maxProperties")
"""What is not checked of a body, whose fields are arguments."""

_ITSELF: Document = {}
"""A schema that is being read."""


class RequestSchemas:
    """The request schemas of one document; ``components`` are those that they refer to."""

    def __init__(self, document: Document, names: Names, notes: Notes) -> None:
        self.components: dict[str, Document] = {}
        self._merger = Merger(document, notes)
        self._names = names
        self._notes = notes
        self._limit = ReadingLimit("its request contains", document)
        self._known: dict[Key, Document] = {}
        self._objects: dict[Key, str] = {}
        self._waiting: dict[str, Document] = {}
        self._tags = RequestTags(self._merger)

    def schema(self, raw: Json, hint: str) -> Document:
        """Adapt a schema.

        Args:
            raw: The schema.
            hint: Its name, if the document has none.

        Raises:
            Unsupported: A reference leads out of the document or nowhere.
        """
        self._limit.start()
        try:
            return self._finished(self._schema(raw, hint))
        except Unsupported:
            self._give_up()
            raise

    def close_discriminators(self) -> None:
        """Restrict the fields that discriminate variants to their values, after all schemas were read."""
        self._tags.restrict(self.components)

    @property
    def objects(self) -> dict[object, Document]:
        """The objects with fields among the components, by what identifies them in the document."""
        return {key: self.components[name] for key, name in self._objects.items()}

    def whole(self, raw: Json) -> Document:
        """Return a schema with all of its parts merged, not adapted."""
        return self._merger.whole(raw)

    def may_be_null(self, raw: Json) -> bool:
        """Return whether a schema allows null: one that allows anything does."""
        whole = self._merger.whole(raw)
        variants = self._merger.variants(whole) if "anyOf" in whole else [raw]
        return any(may_be_null(each) or _allows_anything(each) for each in (whole, *map(self._merger.whole, variants)))

    def form(self, raw: Json, hint: str) -> Document:
        """Return the object of a form, merged, not adapted: that of all variants if it is a union."""
        return self._object_of(raw, hint, is_form=True)

    def fields(
        self, raw: Json, hint: str, files: Mapping[str, Document] | None = None, *, is_form: bool = False
    ) -> Document | None:
        """Adapt an object whose fields become arguments; None if the schema allows anything else.

        Args:
            raw: The schema.
            hint: Its name.
            files: The adapted schemas of the fields that are files.
            is_form: Whether it is a form, which is always one object.

        Raises:
            Unsupported: It contains too much.
        """
        self._limit.start()
        whole = self._object_of(raw, hint, is_form=is_form)
        properties = mapping(whole.get("properties"))
        if not 0 < len(properties) <= MOST_FIELDS or not is_object(whole):
            return None
        self._note_unchecked(self._merger.whole(raw), hint, *_SIZES)
        files = files or {}
        others = {key: each for key, each in properties.items() if key not in files}
        try:
            found = self._finished(self._fields({**whole, "properties": others}, pascal(hint, "Body")))
        except Unsupported:
            self._give_up()
            raise
        found["properties"] |= files
        found["required"] = [key for key in found["properties"] if key in items(whole.get("required"))]
        return found

    def _object_of(self, raw: Json, hint: str, *, is_form: bool) -> Document:
        """Return a body as one object: that beside null, or all fields of the variants that share some."""
        whole = self._merger.with_all_fields(self._merger.whole(raw))
        if "anyOf" not in whole and not self._merger.children(self._merger.key(raw), whole):
            return whole
        variants = self._variants(raw, whole)
        wholes = [self._merger.with_all_fields(each) for each in map(self._merger.whole, variants)]
        wholes = [each for each in wholes if kinds_of(each) != ["null"]]
        if len(wholes) == 1:
            return wholes[0]
        shares_some = is_form or bool(mapping(whole.get("properties"))) or all(map(_fixes_stream, wholes))
        if not shares_some or not all(map(is_object, wholes)):
            return whole
        self._notes.add(f"{hint}: its variants are one set of arguments: which of them go together is not checked")
        return {**joined(wholes), **text_of(whole)}

    def _variants(self, raw: Json, whole: Document) -> list[Json]:
        """Return the variants of a union, or of an object that others extend."""
        children = self._merger.children(self._merger.key(raw), whole)
        return [*children, {**whole, "discriminator": None}] if children else self._merger.variants(whole)

    def _finished(self, found: Document) -> Document:
        while self._waiting:
            name = next(reversed(self._waiting))
            schema = self._waiting[name]
            self.components[name] = {**self._fields(schema, name), **limits_of_kind("object", schema)}
            del self._waiting[name]  # now, so that `_give_up` knows an object that was half read
        return found

    def _give_up(self) -> None:
        """Leave the objects that were not read without fields: other operations may refer to them."""
        for name in self._waiting:
            self.components[name] = {"type": "object"}
            self._notes.add(f"{name}: is not read: typed as a dict, and not checked")
        self._waiting.clear()

    def _schema(self, raw: Json, hint: str) -> Document:
        with self._limit.one_more() as may_be_read:
            return self._read_schema(raw, hint) if may_be_read else self._any(hint[:80], TOO_DEEP)

    def _any(self, hint: str, why: str) -> Document:
        self._notes.add(f"{hint}: {why}: typed as Any, and not checked")
        return {}

    def _read_schema(self, raw: Json, hint: str) -> Document:
        if raw is False:
            return self._any(hint, NOTHING_FITS)
        key = self._merger.key(raw)
        if key is None:
            return self._written(self._merger.whole(raw), hint, None)
        if key not in self._known:
            self._known[key] = _ITSELF
            named = name_of(key, hint) if isinstance(key, str) else hint
            found = self._written(self._merger.shared(raw), named, key)
            self._known[key] = self._any(named, "is too large") if is_too_large(found) else found
        if self._known[key] is _ITSELF:
            return self._any(hint, "contains itself without an object between")
        known = deepcopy(self._known[key])  # SizeLimits marks single references
        known = with_null(known) if mapping(raw).get("nullable") is True else known
        return known if "$ref" in known else {**known, **_texts(mapping(raw))}

    def _written(self, schema: Document, hint: str, key: Key | None) -> Document:
        found = self._not_null(schema, hint, key)
        found = with_null(found) if may_be_null(schema) else found
        return found if "$ref" in found else {**found, **_texts(schema)}

    def _not_null(self, schema: Document, hint: str, key: Key | None) -> Document:
        kinds = [kind for kind in kinds_of(schema) if kind != "null"]
        self._note_unchecked(schema, hint)
        if "const" in schema or items(schema.get("enum")):
            words = typed_words(schema, hint, self._notes)
            listed = self._words(words, kinds, hint)
            others = [self._of_kind(kind, schema, hint, key) for kind in unlisted_kinds(words, kinds)]
            return self._one_of([listed, *others], hint) if others else listed
        properties = mapping(schema.get("properties"))
        if len(properties) > MOST_FIELDS:
            self._notes.add(f"{hint}: has more than {MOST_FIELDS} fields: typed as a dict, and not checked")
            return {"type": "object"}
        if children := self._merger.children(key, schema):
            variants, own = [self._schema(each, hint) for each in children], self._object(schema, hint, key)
            self._tags.add_family({"$ref": str(key)}, children, [own, *variants])
            return self._one_of([*variants, own], hint)
        if items(schema.get("anyOf")):
            return self._union(schema, hint)
        if is_object(schema):
            return self._object(schema, hint, key)
        if kinds_of(schema) == ["null"]:
            return {"type": "null"}
        if schema.get("type") and not kinds:
            return self._any(hint, f"is of type {schema['type']!r}, which is no JSON type")
        kinds = kinds or implied_kinds(schema)
        if not kinds:
            return self._of_any_kind(schema, hint)
        return self._one_of([self._of_kind(kind, schema, hint, key) for kind in kinds], hint)

    def _of_any_kind(self, schema: Document, hint: str) -> Document:
        """Return the limits of a schema without a type: each is for values of its own type only."""
        if _allows_anything(schema):
            return self._any(hint, "has no type in the document")
        limits = {key: each for kind in LIMITED for key, each in limits_of_kind(kind, schema).items()}
        return {**limits, **(self._pattern(schema["pattern"], hint) if isinstance(schema.get("pattern"), str) else {})}

    def _words(self, words: list[Any], kinds: list[str], hint: str) -> Document:
        found = words_of(words, kinds)
        if not found:
            return self._any(hint, "has words that are objects or lists")
        if len(words) > MOST_WORDS:
            self._notes.add(f"{hint}: has more than {MOST_WORDS} words: not checked")
        return found

    def _note_unchecked(self, schema: Document, hint: str, *further: str) -> None:
        note_ignored(schema, hint, self._notes, self._merger.field_names)
        names = () if _is_map(schema) else ("propertyNames",)
        unchecked = [key for key in (*names, *further, *_NOT_CHECKED) if key in schema]
        if unchecked:
            self._notes.add(f"{hint}: {', '.join(unchecked)}: not checked before a request is sent")

    def _of_kind(self, kind: str, schema: Document, hint: str, key: Key | None) -> Document:
        if kind == "object" and mapping(schema.get("properties")):
            return self._object(schema, hint, key)
        found: Document = {"type": kind, **limits_of_kind(kind, schema)}
        if kind == "array":
            found |= self._items(schema, f"{hint} Item")
        if kind == "object" and (values := self._values(schema, f"{hint} Value")):
            found["additionalProperties"] = values
        if kind == "object" and mapping(schema.get("propertyNames")):
            found["x-names"] = self._schema({"type": "string", **schema["propertyNames"]}, f"{hint} Key")
        if kind == "string" and isinstance(schema.get("pattern"), str):
            found.update(self._pattern(schema["pattern"], hint))
        if kind == "string" and schema.get("format") in ("date-time", "date"):
            found[f"x-{schema['format']}"] = True
        if kind == "string" and schema.get("format") == "binary":
            self._notes.add(f"{hint}: is a file in a body that is not a file: give the text that the API expects")
        return found

    def _items(self, schema: Document, hint: str) -> Document:
        placed, rest = placed_items(schema)
        found: Document = {"prefixItems": [self._schema(each, hint) for each in placed]} if placed else {}
        if rest is False:
            return {**found, "maxItems": len(placed)}
        return {**found, "items": self._schema(rest, hint)} if isinstance(rest, dict) else found

    def _values(self, schema: Document, hint: str) -> Document:
        """Return the schema of the values of a map."""
        patterns = [*mapping(schema.get("patternProperties")).values()]
        further = schema.get("additionalProperties", True)
        if further in (True, {}):
            return {}
        found = [self._field(each, hint) for each in (*patterns, *([] if further is False else [further]))]
        return self._one_of(found, hint) if found else {}

    def _pattern(self, pattern: str, hint: str) -> Document:
        literal = literal_pattern(pattern)
        if literal:
            self._notes.add(f"{hint}: pattern {pattern!r} is written as in JavaScript: {literal!r} is checked")
        found = python_pattern(literal or pattern)
        if found is None:
            self._notes.add(f"{hint}: pattern {pattern!r}: not checked, since it is not valid in Python")
        return {"pattern": found} if found else {}

    def _object(self, schema: Document, hint: str, key: Key | None) -> Document:
        name = (self._objects.get(key) if key else None) or self._names.free(pascal(f"{hint} Param", "Object"))
        if key is None or key not in self._objects:
            self._waiting[name] = self._merger.with_all_fields(schema)
            self._objects[key or name] = name
        return {"$ref": f"#/components/schemas/{name}"}

    def _fields(self, schema: Document, name: str) -> Document:
        every = mapping(schema.get("properties"))
        properties = {key: raw for key, raw in every.items() if mapping(raw).get("readOnly") is not True}
        if read_only := [key for key in every if key not in properties]:
            self._notes.add(f"{name}: {', '.join(read_only)}: readOnly, so no part of a request")
        return {
            "type": "object",
            "title": name,
            "properties": {key: self._field(raw, f"{name} {key}") for key, raw in properties.items()},
            "required": [key for key in properties if key in items(schema.get("required"))],
            "additionalProperties": self._further(schema, name),
            **({"x-read-only": read_only} if read_only else {}),
            **text_of(schema),
        }

    def _further(self, schema: Document, name: str) -> Json:
        """Return the schema of fields that are not documented, True if it allows anything."""
        further = schema.get("additionalProperties")
        if not mapping(further) or "patternProperties" in schema:
            return further is not False
        return self._field(further, f"{name} Value") or True

    def _field(self, raw: Json, hint: str) -> Document:
        try:
            return self._schema(raw, hint)
        except Unsupported as reason:
            if self._limit.is_exceeded:
                raise
            return self._any(hint, str(reason))

    def _union(self, schema: Document, hint: str) -> Document:
        if self._merger.is_too_wide(schema):
            return self._any(hint, f"a union of more than {MOST_VARIANTS} variants")
        variants = self._merger.variants(schema)
        origins = [self._merger.origin(each) for each in variants]
        declared = self._merger.discriminator(schema) or self._merger.inherited_discriminator(origins)
        hints = self._hints(variants, declared, hint)
        found = [self._schema(raw, own) for raw, own in zip(variants, hints, strict=True)]
        for each in (declared, *(inner for inner, _ in self._merger.inner_discriminators(schema))):
            self._tags.add(variants, found, each)
        return self._one_of(found, hint)

    def _hints(self, variants: list[Json], declared: Json, hint: str) -> list[str]:
        """Return the names of variants that have none: objects are named by the word that tells them apart."""
        pointers = [self._merger.pointer(each) for each in variants]
        wholes = [self._merger.whole(each) for each in variants]
        objects = [place for place, each in enumerate(wholes) if is_object(each)]
        found = None
        if len(objects) > 1 and any(pointers[place] is None for place in objects):
            own = [wholes[place] for place in objects], [pointers[place] for place in objects]
            found = discriminator_of(*own, declared, self._merger.whole)
        words = dict(zip(objects, found.values, strict=True)) if found else {}
        return [f"{hint} {words[place][0]}" if place in words else hint for place in range(len(variants))]

    def _one_of(self, schemas: list[Document], hint: str) -> Document:
        """Return a union, with one set of words for all variants that only list words."""
        flat = [inner for each in schemas for inner in each.get("anyOf", [each])]
        apart = [part for each in flat for part in without_null(each)]
        found: list[Document] = [each for place, each in enumerate(apart) if each not in apart[:place]]
        if {} in found or not found:
            return {}
        found = with_one_set_of_words(found)
        return found[0] if len(found) == 1 else {"anyOf": found, "title": pascal(hint, "Union")}


def _fixes_stream(schema: Document) -> bool:
    """Return whether an object is a variant for a stream, or for anything else, as its argument says."""
    words = words_in_schema(mapping(mapping(schema.get("properties")).get("stream")))
    return len(words) == 1 and isinstance(words[0], bool)


def _is_map(schema: Document) -> bool:
    """Return whether a schema is for objects without fields of their own."""
    return "object" in (kinds_of(schema) or implied_kinds(schema)) and not mapping(schema.get("properties"))


def _allows_anything(schema: Document) -> bool:
    return not {*schema} - ANNOTATIONS


def _texts(schema: Document) -> Document:
    """Return the description and the default of a schema."""
    default = {"default": schema["default"]} if isinstance(schema.get("default"), int | float) else {}
    return {**text_of(schema), **text_of(schema, "default"), **default}
