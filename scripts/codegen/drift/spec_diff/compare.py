"""Find the differences between two OpenAPI documents, each once, by the table of kinds."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from scripts.codegen.drift.renames import renamed
from scripts.codegen.drift.spec_diff.difference import ABSENT, Absent, Difference, Pair, Value, difference_of
from scripts.codegen.drift.spec_diff.element_kinds import KINDS, kind_at
from scripts.codegen.drift.spec_diff.facets import facets
from scripts.codegen.openapi.document import walk
from scripts.codegen.openapi.navigation import METHODS, items, mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from scripts.codegen.drift.renames import Rename
    from scripts.codegen.drift.spec_diff.element_kinds import Form, Kind
    from scripts.codegen.openapi.document import Document, Json

Entries: TypeAlias = "dict[Hashable, tuple[str | int, Json]]"
"""The entries of a map or list: key or index, and value, by what identifies them."""

_NAMING = {"name", "title", "operationId"}
"""Keywords that repeat the name of an element."""
_NOT_COMPARED = {*_NAMING, "description", "summary", "example", "examples", "default", "x-codeSamples"}


def differences(old: Document, new: Document) -> tuple[Difference, ...]:
    """Compare two OpenAPI documents, ignoring the order of keys and of unordered lists."""
    schemas = [_without_own_names(_mapped(mapping(each.get("components")).get("schemas"))) for each in (old, new)]
    names = {str(name): str(to) for name, (to, _) in _renames(KINDS["schemas"], *schemas).items()}
    return tuple(_compare("document", Pair(_with_references(old, names) if names else old, new)))


def _without_own_names(schemas: Entries) -> Entries:
    """Return schemas without their names in references to themselves, so that renamed ones are recognised."""
    return {name: (at, _with_references(mapping(value), {str(name): ""})) for name, (at, value) in schemas.items()}


def _with_references(document: Document, names: Mapping[str, str]) -> Document:
    """Return the document with the new names of schemas in its references."""
    document = deepcopy(document)
    for _, value in walk(document):
        if isinstance(value, dict) and isinstance(reference := value.get("$ref"), str):
            start, _, name = reference.rpartition("/")
            value["$ref"] = f"{start}/{names.get(name, name)}"
    return document


def _compare(name: str, pair: Pair) -> Iterator[Difference]:
    """Compare two values of the kind ``name``."""
    kind = KINDS[name]
    container, compare = _FORMS[kind.form]
    if kind.entries:  # a missing container equals an empty one: its entries are reported one by one
        pair = replace(pair, old=_or_empty(kind, pair.old), new=_or_empty(kind, pair.new))
    if pair.old == pair.new or (kind.default is not None and _is_default(kind, pair.old, pair.new)):
        return
    if compare and isinstance(pair.old, container) and isinstance(pair.new, container):
        yield from compare(name, pair)
    else:
        yield difference_of(kind, pair)


def _or_empty(kind: Kind, value: Value) -> Value:
    if not isinstance(value, Absent):
        return value
    return {} if kind.form == "map" else []


def _is_default(kind: Kind, *values: Value) -> bool:
    return all(isinstance(value, Absent) or value == kind.default for value in values)


def _node(name: str, pair: Pair) -> Iterator[Difference]:
    for key, child in _children(pair):
        yield from _compare(kind_at(name, key), child)


def _path(name: str, pair: Pair) -> Iterator[Difference]:
    """Compare the operations of a path, each of which may have another method now, and what they share."""
    for key, child in _children(pair):
        if key not in METHODS:
            yield from _compare(kind_at(name, key), child)
    old, new = (
        _mapped({key: value for key, value in _dict(each).items() if key in METHODS}) for each in (pair.old, pair.new)
    )
    yield from _entries(KINDS["methods"], pair, old, new)


def _nested(name: str, pair: Pair) -> Iterator[Difference]:
    old, new = _list_of(pair.old), _list_of(pair.new)
    if isinstance(pair.old, dict) and isinstance(pair.new, dict):
        for _, child in _children(pair):
            yield from _compare(name, child)
    elif old and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _compare(name, pair.of(before, after, (number,), (number,)))
    else:
        yield difference_of(KINDS[name], pair)


def _children(pair: Pair) -> Iterator[tuple[str, Pair]]:
    """Yield the values at each key of two mappings."""
    old, new = _dict(pair.old), _dict(pair.new)
    for key in dict.fromkeys((*old, *new)):
        yield key, pair.of(old.get(key, ABSENT), new.get(key, ABSENT), (key,), (key,))


def _schema(name: str, pair: Pair) -> Iterator[Difference]:
    """Compare two schemas facet by facet; `required` is reported for the fields."""
    yield from _requiredness(pair)
    old, new = facets(_dict(pair.old)), facets(_dict(pair.new))
    for key in dict.fromkeys((*old, *new)):
        was, before = old.get(key) or (new[key][0], ABSENT)
        now, after = new.get(key) or (old[key][0], ABSENT)
        kind = kind_at(name, key)
        if kind == "openness" and isinstance(before, dict) and isinstance(after, dict):
            kind = "schema"  # of the values of a map
        if key != "required":
            yield from _compare(kind, pair.of(before, after, was, now))


def _requiredness(pair: Pair) -> Iterator[Difference]:
    old, new = _dict(pair.old), _dict(pair.new)
    before, after = (_mapped(side.get("properties")) for side in (old, new))
    must, must_now = (items(side.get("required")) for side in (old, new))
    names = _renames(KINDS["fields"], before, after)
    for name in before:
        to = names[name][0] if name in names else name
        if to in after:
            where = ("properties", str(name)), ("properties", str(to))
            yield from _compare("requiredness", pair.of(name in must, to in must_now, *where))
    unknown: list[Json] = [name for name in must if name not in before and name not in after]
    unknown_now: list[Json] = [name for name in must_now if name not in before and name not in after]
    yield from _compare("required-names", pair.of(unknown, unknown_now, ("required",), ("required",)))


def _map(name: str, pair: Pair) -> Iterator[Difference]:
    kind, old, new = KINDS[name], _dict(pair.old), _dict(pair.new)
    key = _keys(kind, [*old], [*new])
    yield from _entries(kind, pair, _mapped(old, key), _mapped(new, key))


def _list(name: str, pair: Pair) -> Iterator[Difference]:
    kind, old, new = KINDS[name], _list_of(pair.old), _list_of(pair.new)
    yield from _entries(kind, pair, *(_keyed(each, _keys(kind, old, new)) for each in (old, new)))


def _alternatives(name: str, pair: Pair) -> Iterator[Difference]:
    """Compare lists whose order makes no difference: entries without an equal one are compared in turn."""
    old, new = _list_of(pair.old), _list_of(pair.new)
    yield from _entries(KINDS[name], pair, _without(old, new), _without(new, old))


def _without(entries: list[Json], others: list[Json]) -> Entries:
    """Return the entries that are not among the others, numbered."""
    left = [(at, entry) for at, entry in enumerate(entries) if entry not in others]
    return dict(enumerate(left))


def _keys(kind: Kind, *lists: Sequence[Json]) -> Callable[[Json], Hashable] | None:
    """Return what identifies the entries; None for names and positions as they are, also if two would be the same."""
    names = [[kind.key(entry) for entry in entries] for entries in lists] if kind.key else []
    return kind.key if all(len({*each}) == len(each) for each in names) else None


def _set(name: str, pair: Pair) -> Iterator[Difference]:
    old, new = _list_of(pair.old), _list_of(pair.new)
    for number, value in enumerate(old):
        if value not in new:
            yield difference_of(KINDS[name], pair.of(value, ABSENT, (number,), ()))
    for number, value in enumerate(new):
        if value not in old:
            yield difference_of(KINDS[name], pair.of(ABSENT, value, (), (number,)))


def _entries(kind: Kind, pair: Pair, old: Entries, new: Entries) -> Iterator[Difference]:
    names = _renames(kind, old, new)
    for key, (at, value) in old.items():
        to, rename = names.get(key, (key, None))
        if to not in new:
            yield difference_of(kind, pair.of(value, ABSENT, (at,), (at,)))
            continue
        now, after = new[to]
        if rename:
            yield difference_of(kind, pair.of(_name(at, value), _name(now, after), (at,), (now,)), rename)
        yield from _compare(
            kind.entries, pair.of(_with_name_of(value, after) if rename else value, after, (at,), (now,))
        )
    taken = {to for to, _ in names.values()}
    for key, (at, value) in new.items():
        if key not in old and key not in taken:
            yield difference_of(kind, pair.of(ABSENT, value, (at,), (at,)))


def _renames(kind: Kind, old: Entries, new: Entries) -> dict[Hashable, tuple[Hashable, Rename]]:
    if not kind.can_be_renamed:
        return {}
    before, after = ({key: value for key, (_, value) in side.items()} for side in (old, new))
    return renamed(before, after, _core, lambda value: mapping(value).get("description"))


def _core(value: Json) -> str:
    """Return a text that stays the same if only names and descriptions change."""
    parts = {key: _plain(part) if key in METHODS else part for key, part in _plain(value).items()}
    return json.dumps(parts, sort_keys=True) if parts else ""


def _plain(value: Json) -> dict[str, Json]:
    return {key: part for key, part in mapping(value).items() if key not in _NOT_COMPARED}


def _with_name_of(value: Json, other: Json) -> Json:
    """Return a value under the name of another."""
    names = {key: name for key, name in mapping(other).items() if key in _NAMING and key in mapping(value)}
    return {**mapping(value), **names}


def _name(at: str | int, value: Json) -> str:
    """Return the name of an entry, which in a list it has itself."""
    return at if isinstance(at, str) else str(mapping(value).get("name", mapping(value).get("$ref")))


def _mapped(value: Json, key: Callable[[Json], Hashable] | None = None) -> Entries:
    return {key(name) if key else name: (name, entry) for name, entry in mapping(value).items()}


def _keyed(entries: list[Json], key: Callable[[Json], Hashable] | None) -> Entries:
    return {key(entry) if key else at: (at, entry) for at, entry in enumerate(entries)}


def _dict(value: Value) -> Document:
    return value if isinstance(value, dict) else {}


def _list_of(value: Value) -> list[Json]:
    return value if isinstance(value, list) else []


_FORMS: dict[Form, tuple[type[object], Callable[[str, Pair], Iterator[Difference]] | None]] = {
    "atom": (dict, None),
    "node": (dict, _node),
    "path": (dict, _path),
    "nested": (object, _nested),
    "schema": (dict, _schema),
    "map": (dict, _map),
    "list": (list, _list),
    "alternatives": (list, _alternatives),
    "set": (list, _set),
}
"""By form, the type that both values must have, and how they are compared; others are compared as a whole."""
