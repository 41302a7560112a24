"""Adapt response schemas to the keywords that the generator reads well.

Every object with fields and every enum becomes a component with a name, so that the generator need not invent any.
Objects are queued and read one after the other, since a schema may contain itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codegen.clients.normalise import member_names
from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import note_name, pascal
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.references import name_of
from scripts.codegen.external.schemas.fields import readable_fields
from scripts.codegen.external.schemas.merging import Merger, implied_kinds, kinds_of, may_be_null
from scripts.codegen.external.schemas.response_unions import (
    ANY,
    NULL,
    Unions,
    Variant,
    is_object,
    is_word,
    or_null,
    reference,
    union_of,
    words_in,
)
from scripts.codegen.external.schemas.size_limits import TOO_DEEP, ReadingLimit, is_too_large
from scripts.codegen.external.schemas.values import NOTHING_FITS, note_ignored, placed_items
from scripts.codegen.external.schemas.words import kind_of, typed_words, unlisted_kinds
from scripts.codegen.openapi.combining import MOST_VARIANTS
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.naming import Names
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.discriminators import Value
    from scripts.codegen.openapi.document import Document, Json

MOST_WORDS = 1000
_CONDITIONS = ("if", "then", "else", "dependentSchemas")
_WITHOUT_TYPE = ("format", "pattern", "minimum", "maximum", "minLength", "maxLength", "not", "if")
"""Keywords that say what a value may be, but not of which type it is."""

_ITSELF: Document = {}
"""A schema that is being read."""


class ResponseSchemas:
    """The response schemas of one document.

    Attributes:
        components: The schemas that they refer to.
        objects: The names of the objects among these, by what identifies them in the document.
    """

    def __init__(self, document: Document, names: Names, notes: Notes) -> None:
        self.components: dict[str, Document] = {}
        self.objects: dict[object, str] = {}
        self._merger = Merger(document, notes)
        self._names = names
        self._notes = notes
        self._limit = ReadingLimit("its responses contain", document)
        self._known: dict[object, Document] = {}
        self._waiting: list[tuple[str, Document]] = []
        self._unions = Unions(self._merger, notes, self._object)

    def schema(self, raw: Json, hint: str) -> Document:
        """Adapt a schema.

        Args:
            raw: The schema.
            hint: Its name, if the document has none.

        Raises:
            Unsupported: A reference leads out of the document or nowhere, or it contains too much.
        """
        self._limit.start()
        try:
            found = self._schema(raw, hint)
            while self._waiting:
                self._read_object(*self._waiting.pop())
        except Unsupported:
            self._give_up()
            raise
        return found

    def whole(self, raw: Json) -> Document:
        """Return a schema with all of its parts merged, not adapted."""
        return self._merger.whole(raw)

    def variants(self, schema: Document) -> list[Json]:
        """Return the variants of a merged schema, itself if it is no union."""
        return self._merger.variants(schema) if items(schema.get("anyOf")) else [schema]

    def close_discriminators(self) -> None:
        """Add the values of discriminators to the objects, after all schemas were read."""
        for name, key, values in self._unions.tags():
            component = self.components[name]
            component.setdefault("x-tags", {})[key] = values
            names = {original: field for field, original in mapping(component.get("x-keys")).items()}
            field = names.get(key, key)
            if len(values) == 1 and isinstance(values[0], str):
                found = mapping(component["properties"].get(field))
                tag = self._tag(pascal(f"{name} {key}", "Tag"), found, values)
                is_constant = self._listed(found) == values  # else only the mapping says so
                self.components[tag] = {"type": "string", "enum": values, "x-closed": is_constant}
                component["properties"][field] = reference(tag)
            elif field not in component["properties"]:
                component["properties"][field] = self._words([*values], f"{name} {key}")

    def _listed(self, field: Document) -> list[Any]:
        """Return the words that the schema of a field refers to."""
        name = str(field.get("$ref")).rpartition("/")[2]
        return items(self.components.get(name, {}).get("enum"))

    def _tag(self, name: str, found: Document, values: list[Value]) -> str:
        """Return the name for the only word of a field: that of its component, if it has one of its own."""
        is_own = found == reference(name) and self.components[name].get("enum") == values
        return name if is_own else self._names.free(name)

    def _give_up(self) -> None:
        """Leave the objects that were not read without fields: other operations may refer to them."""
        for name, _ in self._waiting:
            self.components[name] = {"type": "object", "required": [], "properties": {}}
            self._notes.add(f"{name}: is not read: its fields are in additional_properties")
        self._waiting = []

    def _schema(self, raw: Json, hint: str) -> Document:
        with self._limit.one_more() as may_be_read:
            return self._read_schema(raw, hint) if may_be_read else self._any(hint[:80], TOO_DEEP)

    def _any(self, hint: str, why: str) -> Document:
        self._notes.add(f"{hint}: {why}: typed as Any")
        return ANY

    def _read_schema(self, raw: Json, hint: str) -> Document:
        if raw is False:
            return self._any(hint, NOTHING_FITS)
        key = self._merger.key(raw)
        if key is None:
            return self._described(self._written(self._merger.whole(raw), hint, None), raw)
        if key not in self._known:
            self._known[key] = _ITSELF
            named = name_of(key, hint) if isinstance(key, str) else hint
            found = self._written(self._merger.shared(raw), named, key)
            self._known[key] = self._any(named, "is too large") if is_too_large(found) else found
        if self._known[key] is _ITSELF:
            return self._any(hint, "contains itself without an object between")
        return self._described(or_null(self._known[key], mapping(raw).get("nullable") is True), raw)

    def _described(self, schema: Document, raw: Json) -> Document:
        return schema if "$ref" in schema or not schema else {**schema, **text_of(raw)}

    def _written(self, schema: Document, hint: str, key: object) -> Document:
        return or_null(self._not_null(schema, hint, key), may_be_null(schema))

    def _not_null(self, schema: Document, hint: str, key: object) -> Document:
        kinds = [kind for kind in kinds_of(schema) if kind != "null"]
        note_ignored(schema, hint, self._notes, self._merger.field_names)
        if "const" in schema or items(schema.get("enum")):
            words = typed_words(schema, hint, self._notes)
            wider = [*unlisted_kinds(words, kinds), *(kind for kind in kinds if kind == "number")]
            others = (self._of_kind(kind, schema, hint, key) for kind in wider)
            return union_of([self._words(words, hint), *others])
        children = self._merger.children(key if isinstance(key, str) else None, schema)
        if children:
            return self._family(children, schema, hint, key)
        if items(schema.get("anyOf")):
            return self._union(schema, hint)
        if is_object(schema) and kinds in ([], ["object"]):
            return self._object(schema, hint, key)
        if kinds_of(schema) == ["null"]:
            return NULL
        if schema.get("type") and not kinds:
            return self._any(hint, f"is of type {schema['type']!r}, which is no JSON type")
        kinds = kinds or implied_kinds(schema)
        if not kinds:
            unread = ", ".join(each for each in _WITHOUT_TYPE if each in schema)
            return self._any(hint, f"has no type, only {unread}" if unread else "has no type in the document")
        return union_of([self._of_kind(kind, schema, hint, key) for kind in kinds])

    def _of_kind(self, kind: str, schema: Document, hint: str, key: object) -> Document:
        if kind == "array":
            return {"type": "array", "items": self._items(schema, f"{hint} Item")}
        if kind == "object" and is_object(schema):
            return self._object(schema, hint, key)
        if kind == "object":
            return {"type": "object", "x-map": True, "additionalProperties": self._values(schema, f"{hint} Value")}
        form = schema.get("format") if kind == "string" and schema.get("format") in ("date-time", "date") else None
        return {"type": kind, "format": form} if form else {"type": kind}

    def _items(self, schema: Document, hint: str) -> Document:
        """Return the schema of items, including those that have schemas by their place."""
        placed, rest = placed_items(schema)
        if not placed:
            return self._field(rest, hint)
        found = union_of([self._field(each, hint) for each in (*placed, *([] if rest is False else [rest]))])
        if "anyOf" in found:
            self._notes.add(f"{hint}: which item has which type is not typed: each may be of all types of prefixItems")
        if found == ANY:
            self._notes.add(f"{hint}: items after the first {len(placed)} may be anything: typed as Any")
        return found

    def _values(self, schema: Document, hint: str) -> Document:
        """Return the schema of the values of a map."""
        found = [*mapping(schema.get("patternProperties")).values()]
        further = schema.get("additionalProperties", not found)
        if further in (True, {}):
            return ANY
        found += [] if further is False else [further]
        return union_of([self._field(each, hint) for each in found])

    def _words(self, words: list[Any], hint: str) -> Document:
        """Adapt an enum: strings get a component with a name, other values keep only their types."""
        if any(isinstance(word, dict | list) for word in words):
            return self._any(hint, "has words that are objects or lists")
        known = [word for word in dict.fromkeys(words) if word is not None]
        if not all(isinstance(word, str) for word in known):
            found = [*dict.fromkeys(kind_of(word) for word in words if word is not None)]  # `True` is 1 in a dict
            return union_of([{"type": kind} for kind in found])
        if len(known) > MOST_WORDS:
            self._notes.add(f"{hint}: has more than {MOST_WORDS} words: typed as str")
        if len(known) > MOST_WORDS or not known:
            return {"type": "string"} if known else NULL
        name = self._names.free(pascal(hint, "Words"))
        for word, member in zip(known, member_names(known), strict=True):
            if member not in member_names([word]):
                self._notes.add(f"{name}: the value {word!r} is the member {member}")
        self.components[name] = {"type": "string", "enum": known}
        return reference(name)

    def _object(self, schema: Document, hint: str, key: object) -> Document:
        """Queue an object to be read later, once, and return a reference to it."""
        if key is not None and key in self.objects:
            return reference(self.objects[key])
        name = self._names.free(pascal(hint, "Model"))
        if isinstance(key, str) and key.startswith("#"):
            note_name(self._notes, "schema", name_of(key, hint), "the model", name)
        self._waiting.append((name, self._merger.with_all_fields(schema)))
        self.objects[key if key is not None else name] = name
        return reference(name)

    def _read_object(self, name: str, schema: Document) -> None:
        properties = mapping(schema.get("properties"))
        fields = readable_fields(properties, name, self._notes)
        hidden = {key for key, raw in properties.items() if mapping(raw).get("writeOnly") is True}
        required = [
            field for field, key in fields.items() if key in items(schema.get("required")) and key not in hidden
        ]
        if "patternProperties" in schema:
            self._notes.add(f"{name}: its further fields are plain JSON, in additional_properties")
        conditions = [key for key in _CONDITIONS if key in schema]
        if conditions:
            self._notes.add(
                f"{name}: {', '.join(conditions)}: not checked; fields that depend on others may be missing"
            )
        component: Document = {"type": "object", "required": required, **text_of(schema)}
        self.components[name] = component
        component["properties"] = {
            field: self._field(properties[key], f"{name} {key}") for field, key in fields.items()
        }
        for field in required:
            if _is_id(field, component["properties"][field]):
                component["properties"][field] = {**component["properties"][field], "x-is-id": True}
        if mapping(schema.get("additionalProperties")) and "patternProperties" not in schema:
            component["x-further"] = self._field(schema["additionalProperties"], f"{name} Value")
        renamed = {field: key for field, key in fields.items() if field != key}
        component.update({"x-keys": renamed} if renamed else {})

    def _field(self, raw: Json, hint: str) -> Document:
        try:
            return self._schema(raw, hint)
        except Unsupported as reason:
            if self._limit.is_exceeded:
                raise
            return self._any(hint, str(reason))

    def _family(self, children: list[Json], schema: Document, hint: str, key: object) -> Document:
        """Adapt an object that others extend: its discriminator decides which, and others stay what it is itself."""
        union = {"anyOf": children, "discriminator": schema["discriminator"]}
        found = self._union(union, hint, other=self._object(schema, hint, key))
        return found if "anyOf" in found else union_of([found, self._object(schema, hint, key)])

    def _union(self, schema: Document, hint: str, other: Document | None = None) -> Document:
        if self._merger.is_too_wide(schema):
            return self._any(hint, f"a union of more than {MOST_VARIANTS} variants")
        members, parents = self._merger.families(self._merger.variants(schema))
        if declared := self._merger.discriminator(schema):
            schema = {**schema, "discriminator": declared}
        if other is None and len(parents) == 1:
            parent = self._variant(parents[0])
            schema = {"discriminator": parent.whole["discriminator"], **schema}
            other = self._object(parent.whole, name_of(str(parent.key), hint), parent.key)
        else:
            members += parents
        variants = [self._variant(each) for each in members]
        found = union_of(self._each_kind(variants, schema, hint, other))
        return or_null(found, any(may_be_null(each.whole) for each in variants))

    def _each_kind(
        self, variants: list[Variant], schema: Document, hint: str, other: Document | None
    ) -> list[Document]:
        """Adapt the variants of a union: objects, lists and words together, others one by one."""
        objects = [each for each in variants if is_object(each.whole)]
        lists = [each for each in variants if kinds_of(each.whole) == ["array"]]
        words = [each for each in variants if each.key is None and is_word(each.whole)]
        rest = [each for each in variants if not any(each in known for known in (objects, lists, words))]
        return [
            *self._unions.objects(objects, schema, hint, other),
            *self._unions.lists(lists, hint, self._schema),
            *([self._words(words_in(words), hint)] if words else []),
            *(self._schema(each.raw, hint) for each in rest),
        ]

    def _variant(self, raw: Json) -> Variant:
        return Variant(raw, self._merger.whole(raw), self._merger.key(raw))


def _is_id(name: str, schema: Document) -> bool:
    """Return whether a field identifies what an object is about; it can be sent back in a path."""
    is_plain = all(each.get("type") in ("string", "integer") for each in schema.get("anyOf", [schema]))
    return is_plain and (name in ("id", "ID", "uuid") or name.endswith(("_id", "Id", "ID", "_uuid")))
