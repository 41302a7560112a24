"""Resolve schemas: follow references, and merge `allOf` and what stands beside a reference or a union."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.references import at, exists
from scripts.codegen.openapi.combining import (
    ANNOTATIONS,
    CONDITIONAL,
    CONDITIONS,
    MOST_VARIANTS,
    UNIONS,
    both,
    combined,
    with_conditional,
    with_one_union,
)
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document, Json

DEEPEST = 40
"""The deepest nesting of lists and unions; Python parses 200 brackets, and each level needs some."""

Key = str | tuple[str | int, ...]
"""What identifies a schema: the pointer to it, or those of the parts that it combines."""

MOST_COMBINATIONS = 500
"""The most schemas that are made by combining others in different ways."""

_MOST_STEPS = 2_000
_KINDS = ("string", "integer", "number", "boolean", "array", "object", "null")
_SAYS_NOTHING = {"$ref", "nullable", "$defs", "definitions", "$schema", "$id", "$anchor", "$dynamicAnchor", "$comment"}
_COMBINING = ("allOf", *UNIONS)
_REFERRING = {"$ref", "allOf"}
_COMPOSED = {"$ref", *_COMBINING}
_MERGED = {*_COMPOSED, *CONDITIONS}
_BESIDE = {"nullable", *ANNOTATIONS}
_NOT_OF_VALUES = {"anyOf", "discriminator", "nullable", *ANNOTATIONS}


class Merger:
    """Resolves schemas of one document, so that there is no ``$ref`` and no ``allOf`` at their top."""

    def __init__(self, document: Document, notes: Notes) -> None:
        self._document = document
        self._notes = notes
        self._known: dict[Key, Document] = {}
        self._targets: dict[str, Document] = {}
        self._open: set[Key] = set()
        self._combinations: set[Key] = set()
        self._made: dict[object, Document] = {}
        """Schemas that were made here. They are kept, since parts are identified by their addresses."""

    def whole(self, raw: Json) -> Document:
        """Return a schema with all of its parts merged, and its union, if it has one, in `anyOf`.

        Raises:
            Unsupported: A reference leads nowhere.
        """
        key, target = self._resolved(raw)
        shared = self._shared(key, target)
        if not key:
            return shared
        return {**shared, **{each: value for each, value in mapping(raw).items() if each in _BESIDE}}

    def shared(self, raw: Json) -> Document:
        """Return what `whole` does, without what stands beside a reference: the same for all references to a schema.

        Raises:
            Unsupported: A reference leads nowhere.
        """
        return self._shared(*self._resolved(raw))

    def _shared(self, key: Key | None, target: Document) -> Document:
        if key is None:
            return self._merged(target)
        if key not in self._known:
            if key in self._open:
                return {}
            self._open.add(key)
            try:
                self._known[key] = self._merged(target)
            finally:
                self._open.discard(key)
        return self._known[key]

    def key(self, raw: Json) -> Key | None:
        """Return what identifies a schema, None for one that is written in its place."""
        return self._resolved(raw)[0]

    def pointer(self, raw: Json) -> str | None:
        """Return the pointer that a reference leads to, None if it is not a reference."""
        key = self.key(raw)
        return key if isinstance(key, str) else None

    def origin(self, raw: Json) -> str | None:
        """Return the last reference in a schema: that of a variant with fields beside its union."""
        pointer, parts = self.pointer(raw), items(mapping(raw).get("allOf"))
        return pointer or next(filter(None, map(self.pointer, reversed(parts))), None)

    def variants(self, schema: Document) -> list[Json]:
        """Return the variants of a whole schema, each with the fields beside the union; too many are cut off."""
        found: list[Json] = []
        waiting = self._with_fields(schema)
        seen: set[Key] = set()
        for _ in range(_MOST_STEPS):
            if not waiting or len(found) > MOST_VARIANTS:
                break
            raw = waiting.pop(0)
            key = self.key(raw)
            if key in seen:
                continue
            seen.update({key} if key else set())
            whole = self.whole(raw)
            if "anyOf" in whole:
                nulls: list[Json] = [{"type": "null"}] if whole.get("nullable") is True else []
                waiting = [*self._with_fields(whole), *nulls, *waiting]
            else:
                found.append(raw)
        return found

    def field_names(self, schema: Document) -> set[str]:
        """Return the names of the fields of a whole schema, those of its variants included."""
        return {key for each in self._wholes(schema) for key in mapping(self.with_all_fields(each).get("properties"))}

    def with_all_fields(self, schema: Document) -> Document:
        """Return an object with the fields that only some of its values have, as their other fields say."""
        if CONDITIONAL not in schema:
            return schema
        own = mapping(schema.get("properties"))
        found: dict[str, list[Json]] = {}
        for part in self._conditional(schema):
            for key, raw in mapping(part.get("properties")).items():
                if key not in own and raw is not False and raw not in found.setdefault(key, []):
                    found[key].append(raw)
        further = {key: each[0] if len(each) == 1 else {"anyOf": each} for key, each in found.items() if each}
        return {**schema, "properties": {**own, **further}}

    def _conditional(self, schema: Document) -> list[Document]:
        """Return what some values of a whole schema must fit, resolved; too much is cut off."""
        found: list[Document] = []
        waiting = [*items(schema.get(CONDITIONAL))]
        while waiting and len(found) < MOST_VARIANTS:
            for whole in self._wholes(self.whole(waiting.pop(0))):
                waiting += items(whole.get(CONDITIONAL))
                found.append(whole)
        return found

    def _wholes(self, schema: Document) -> list[Document]:
        """Return the variants of a whole schema, resolved; itself if it is no union."""
        return [*map(self.whole, self.variants(schema))] if items(schema.get("anyOf")) else [schema]

    def discriminator(self, schema: Document) -> Json:
        """Return the discriminator of a whole schema: its own, or that of the only union in its own."""
        for _ in range(DEEPEST):
            wholes = list(map(self.whole, items(schema.get("anyOf"))))
            others = [each for each in wholes if kinds_of(each) != ["null"]]
            if "discriminator" in schema or len(others) != 1 or "anyOf" not in others[0]:
                break
            schema = others[0]
        return schema.get("discriminator")

    def inner_discriminators(self, schema: Document) -> list[tuple[Json, set[str | None]]]:
        """Return the discriminator of each union inside of a whole union, with the pointers to its variants."""
        found: list[tuple[Json, set[str | None]]] = []
        waiting = [*items(schema.get("anyOf"))]
        for _ in range(_MOST_STEPS):
            if not waiting:
                break
            whole = self.whole(waiting.pop())
            inner = items(whole.get("anyOf"))
            waiting += inner
            if inner and "discriminator" in whole:
                found.append((whole["discriminator"], {self.origin(each) for each in inner}))
        return found

    def is_too_wide(self, schema: Document) -> bool:
        """Return whether a union has too many variants."""
        return len(self.variants(schema)) > MOST_VARIANTS

    def children(self, key: Key | None, schema: Document) -> list[Json]:
        """Return references to the schemas that extend one with a discriminator."""
        if not isinstance(key, str) or "discriminator" not in schema or "anyOf" in schema:
            return []
        targets = mapping(mapping(schema["discriminator"]).get("mapping")).values()
        pointers = [str(each) if "#" in str(each) else f"#/components/schemas/{each}" for each in targets]
        found = dict.fromkeys(each for each in pointers if each != key and exists(self._document, each))
        waiting = [key]
        while waiting:
            new = [child for child in self._extensions.get(waiting.pop(), ()) if child not in found and child != key]
            found.update(dict.fromkeys(new))
            waiting += new
        return [{"$ref": child} for child in found]

    def families(self, variants: list[Json]) -> tuple[list[Json], list[Json]]:
        """Return variants with those that extend one in its place, and the ones that are extended."""
        found: dict[object, Json] = {}
        parents: list[Json] = []
        for raw in variants:
            key = self.key(raw)
            children = self.children(key, self.whole(raw))
            parents += [raw] if children else []
            found.update({self.key(each) or id(each): each for each in children or [raw]})
        return [*found.values()], parents

    def inherited_discriminator(self, pointers: list[str | None]) -> Json:
        """Return the discriminator of a schema that all of these extend, None if there is none."""
        none: set[str] = set()
        parents = [self._parents.get(each, none) if each else none for each in pointers]
        common = sorted(parents[0].intersection(*parents[1:])) if parents else []
        return next((found for each in common if (found := self._at(each).get("discriminator"))), None)

    @cached_property
    def _extensions(self) -> dict[str, list[str]]:
        """Return the pointers of the schemas that have a schema in their `allOf`, by its pointer."""
        found: dict[str, list[str]] = {}
        for name, schema in mapping(mapping(self._document.get("components")).get("schemas")).items():
            for part in items(mapping(schema).get("allOf")):
                parent = mapping(part).get("$ref")
                if isinstance(parent, str):
                    escaped = name.replace("~", "~0").replace("/", "~1")
                    found.setdefault(parent, []).append(f"#/components/schemas/{escaped}")
        return found

    def _resolved(self, raw: Json) -> tuple[Key | None, Document]:
        """Follow references until there is none; return the key and the schema that was found."""
        known = mapping(raw)
        if _COMPOSED.isdisjoint(known):
            return None, known
        pointer, found = None, mapping(_inner(known))
        if _REFERRING.isdisjoint(found):
            return None, found
        seen: set[str] = set()
        while isinstance(reference := found.get("$ref"), str):
            if not _is_alias(found):
                found = self._apart(found)
                break
            if reference in seen:
                raise Unsupported(f"refers to {reference}, which refers to itself")
            seen.add(reference)
            pointer, found = reference, self._at(reference)
        if pointer is None and [*found] == ["allOf"]:
            return self._of_parts(found)
        return pointer, found

    def _at(self, reference: str) -> Document:
        if reference not in self._targets:
            self._targets[reference] = at(self._document, reference)
        return self._targets[reference]

    def _apart(self, raw: Document) -> Document:
        """Return a reference and what stands beside it as two parts."""
        made = self._made.get(id(raw))
        if made is None:
            beside = {key: value for key, value in raw.items() if key != "$ref"}
            made = self._keep(id(raw), {"allOf": [{"$ref": raw["$ref"]}, beside]})
        return made

    def _keep(self, key: object, made: Document) -> Document:
        self._made[key] = made
        return made

    def _of_parts(self, found: Document) -> tuple[Key | None, Document]:
        """Return the key of a schema that only combines others: that of the only one which is not extended by them."""
        parts = items(found["allOf"])
        pointers = [self.pointer(part) for part in parts]
        extended = {parent for child in pointers if child for parent in self._parents.get(child, ())}
        pairs = zip(parts, pointers, strict=True)
        kept = {pointer or id(part): part for part, pointer in pairs if pointer not in extended}
        if len(kept) == 1:
            return self._resolved(next(iter(kept.values())))
        key = tuple(kept)
        if key not in self._combinations and len(self._combinations) >= MOST_COMBINATIONS:
            self._notes.add(
                f"more than {MOST_COMBINATIONS} combinations of schemas: only the last part of others is used"
            )
            return self._resolved(parts[-1])
        self._combinations.add(key)
        return key, self._made.setdefault(("kept", key), found)

    @cached_property
    def _parents(self) -> dict[str, set[str]]:
        """Return the pointers of all schemas that a schema extends, by its pointer."""
        found: dict[str, set[str]] = {}
        for parent, children in self._extensions.items():
            for child in children:
                found.setdefault(child, set()).add(parent)
        for child in found:
            waiting = [*found[child]]
            while waiting:
                new = found.get(waiting.pop(), set()) - found[child]
                found[child] |= new
                waiting += new
            found[child].discard(child)
        return found

    def _merged(self, schema: Document) -> Document:
        if _MERGED.isdisjoint(schema):
            return schema
        merged: Document = {}
        for part in items(schema.get("allOf")):
            merged = combined(merged, self._part(part), self._notes.add)
        rest = {key: value for key, value in schema.items() if key not in ("allOf", "$ref")}
        merged = combined(merged, with_one_union(with_conditional(rest), self._notes.add), self._notes.add)
        return self._without_requirements(merged)

    def _part(self, raw: Json) -> Document:
        """Return a part of an `allOf`, without a union that contains the schema which is being merged.

        The discriminator of a schema that is extended is about all that extend it, not about this one.
        """
        whole = self.whole(raw)
        union = items(whole.get("anyOf"))
        is_own = not union and "$ref" not in mapping(raw)
        if is_own or (union and not any(self.origin(each) in self._open for each in union)):
            return whole
        return {key: value for key, value in whole.items() if key not in ("anyOf", "discriminator")}

    def _without_requirements(self, merged: Document) -> Document:
        """Remove a union that only says which fields are required together."""
        union = items(merged.get("anyOf"))
        only = all(
            {*mapping(each)} <= {"required", "not", "type", *ANNOTATIONS} and "required" in mapping(each)
            for each in union
        )
        if not union or not only or "properties" not in merged:
            return merged
        self._notes.add("which of its fields are required together is not checked")
        return {key: value for key, value in merged.items() if key not in ("anyOf", "discriminator")}

    def _with_fields(self, schema: Document) -> list[Json]:
        """Return the variants in the union of a schema, combined with what stands beside the union."""
        union = items(schema.get("anyOf"))
        beside = {key: value for key, value in schema.items() if _is_of_values(key)}
        if {*beside} <= {"type"}:
            return [each if self._has_type(each) else both(self._beside(schema, beside), each) for each in union]
        return [both(self._beside(schema, beside), each) for each in union]

    def _beside(self, schema: Document, beside: Document) -> Document:
        """Return what stands beside a union, always the same object for the same union."""
        key = ("beside", *map(id, items(schema.get("anyOf"))))
        self._made.setdefault(("kept", *key), schema)
        found = self._made.get(key)
        return found if found is not None and found == beside else self._keep(key, beside)

    def _has_type(self, raw: Json) -> bool:
        return bool({"type", "enum", "const", "properties", "anyOf"} & {*self.whole(raw)})


def _is_of_values(key: str) -> bool:
    """Return whether a keyword beside a union restricts the values of its variants."""
    return key == CONDITIONAL or (key not in _NOT_OF_VALUES and not key.startswith("x-"))


def _is_alias(found: Document) -> bool:
    """Return whether nothing beside a reference restricts its values."""
    return all(key in _SAYS_NOTHING or key in ANNOTATIONS or key == "type" or key.startswith("x-") for key in found)


def _inner(known: Document) -> Json:
    """Return the only part of a schema without other keywords, which is how 3.0 describes a reference."""
    for key in _COMBINING:
        parts = items(known[key]) if key in known else []
        if len(parts) == 1 and "$ref" in mapping(parts[0]) and {*known} <= {key, "nullable", *ANNOTATIONS}:
            return parts[0]
    return known


def kinds_of(schema: Document) -> list[str]:
    """Return the JSON types of a schema, including null."""
    found = schema.get("type")
    if isinstance(found, list):
        return [kind for kind in _KINDS if kind in found]
    return [found] if found in _KINDS else []


def implied_kinds(schema: Document) -> list[str]:
    """Return the type that the keywords of a schema without a type are about."""
    if "items" in schema or "prefixItems" in schema:
        return ["array"]
    return ["object"] if mapping(schema.get("additionalProperties")) or "patternProperties" in schema else []


def may_be_null(schema: Document) -> bool:
    """Return whether a schema allows null, by OpenAPI 3.0 or 3.1."""
    words = items(schema.get("enum"))
    is_null = "const" in schema and schema["const"] is None
    return schema.get("nullable") is True or "null" in kinds_of(schema) or None in words or is_null
