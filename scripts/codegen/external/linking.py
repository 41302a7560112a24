"""Turn the references of a document into JSON pointers.

These are references to files in its folder, those by `$id`, `$anchor`, `$dynamicRef` and `$recursiveRef`, and those
of a schema that another tool wrote as a document of its own, to its own parts.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import items, mapping, value_at_pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.codegen.openapi.document import Document, Json

FILES = "x-files"
"""Where the other files of a document are put."""

_MOST_FILES = 500
_LINKING = {"$ref", "$id", "$dynamicRef", "$recursiveRef"}
_OWN_DOCUMENT = {"$schema", "$defs", "definitions"}
"""What a schema has that was written as a document of its own."""

_OUTERMOST = re.compile(r"/components/schemas/[^/]+|.*?/(?:schema|itemSchema)(?=/|$)")
"""The pointer of the schema that is in no other one, at the beginning of a pointer."""

_DATA = {"example", "examples", "default", "enum", "const"}
_NAMES = {
    *("properties", "patternProperties", "dependentSchemas", "schemas", "$defs", "definitions"),
    *("responses", "headers", "parameters", "requestBodies", "callbacks", "pathItems", "encoding"),
}
"""Keywords whose keys are names, which say nothing of the values: `default` is a response, too."""


def linked(document: Document, path: Path, read: Callable[[Path], Json]) -> Document:
    """Return a document whose references are pointers into it, as far as they lead to a file in its folder.

    Args:
        document: The document.
        path: Its file.
        read: Reads another file.
    """
    return _Linker(document, path, read).linked() if _may_need_links(document) else document


def _may_need_links(document: Document) -> bool:
    """Return whether anything in a document, data included, looks like such a reference: most have none."""
    waiting: list[Json] = [document]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if not _LINKING.isdisjoint(each) and _needs_link(each, document):
                return True
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return False


def _needs_link(value: Document, document: Document) -> bool:
    reference = value.get("$ref")
    is_elsewhere = isinstance(reference, str) and not (
        reference.startswith("#/") and reference.split("/", 2)[1] in document
    )
    return is_elsewhere or any(isinstance(value.get(key), str) for key in _LINKING - {"$ref"})


def _mappings(value: Json, pointer: str, base: str) -> Iterator[tuple[str, Document, str]]:
    """Yield every mapping but data, once, with its pointer and the URI that its references are relative to."""
    waiting: list[tuple[Json, str, str, bool]] = [(value, pointer, base, False)]
    seen: set[int] = set()
    while waiting:
        each, place, uri, are_names = waiting.pop()
        if isinstance(each, list):
            waiting += [(inner, f"{place}/{index}", uri, False) for index, inner in enumerate(each)]
        if not isinstance(each, dict) or id(each) in seen:
            continue
        seen.add(id(each))
        identifier = None if are_names else each.get("$id")
        uri = urljoin(uri, identifier) if isinstance(identifier, str) else uri
        yield place, each, uri
        waiting += [
            (inner, f"{place}/{_escaped(key)}", uri, key in _NAMES and not are_names)
            for key, inner in each.items()
            if isinstance(inner, dict | list) and (are_names or not _is_unread(key))
        ]


def _is_unread(key: str) -> bool:
    """Return whether a key is that of data, or of an extension."""
    return key in _DATA or (key.startswith("x-") and key != FILES)


def _escaped(key: str) -> str:
    return str(key).replace("%", "%25").replace("~", "~0").replace("/", "~1")


class _Linker:
    """Links one document."""

    def __init__(self, document: Document, path: Path, read: Callable[[Path], Json]) -> None:
        self._document = document
        self._folder = path.parent.resolve()
        self._read = read
        self._resources: dict[str, str] = {}
        """The pointers of files and of schemas with an `$id`, by their URI."""
        self._anchors: dict[tuple[str, str], list[str]] = {}
        self._waiting: list[tuple[Document, str, str]] = []
        self._linked: set[int] = set()
        self._add(document, "", path.name)
        own = document.get("$self")
        self._resources.update({own: ""} if isinstance(own, str) else {})
        self._home = urljoin(own, ".") if isinstance(own, str) else ""
        """The address of the folder, if the document has one."""

    def linked(self) -> Document:
        while self._waiting:
            value, pointer, uri = self._waiting.pop()
            for place, each, base in list(_mappings(value, pointer, uri)):
                self._link(each, base, place)
        schemas = [(place, each) for place, each, _ in _mappings(self._document, "", "")]
        for place, each in schemas:
            self._bind(place, each)
        anchors = {place for place, each in schemas if each.get("$recursiveAnchor") is True}
        for place, each in schemas:
            self._close(place, each)
            if each.get("$recursiveRef") == "#":
                each["$ref"] = f"#{_around(place, anchors)}"
                del each["$recursiveRef"]
        return self._document

    def _link(self, value: Document, base: str, at: str) -> None:
        """Make the references of a mapping pointers, once."""
        if id(value) in self._linked:
            return
        self._linked.add(id(value))
        reference = value.get("$ref")
        if isinstance(reference, str):
            value["$ref"] = self._pointer(reference, base, at)
        targets = mapping(mapping(value.get("discriminator")).get("mapping"))
        targets.update({word: self._pointer(str(target), base, at) for word, target in targets.items()})

    def _add(self, value: Document, pointer: str, uri: str) -> None:
        """Add a file: note what its parts are called, and queue its references."""
        self._resources[uri] = pointer
        own = urljoin(uri, str(value.get("$id", "")))
        for place, each, base in _mappings(value, pointer, uri):
            if base != uri:
                self._resources.setdefault(base, place)
            for key in ("$anchor", "$dynamicAnchor"):
                for name in {base, uri if base == own else base} if isinstance(each.get(key), str) else ():
                    self._anchors.setdefault((name, each[key]), []).append(place)
        self._waiting.append((value, pointer, uri))

    def _pointer(self, reference: str, base: str, at: str) -> str:
        """Return a reference as a pointer; one that leads out of the folder stays what it is."""
        uri, fragment = urldefrag(urljoin(base, reference) if not reference.startswith("#") else f"{base}{reference}")
        uri = uri if uri in self._resources else uri.removeprefix(self._home)
        if uri not in self._resources:
            self._load(uri)
        if uri not in self._resources:
            return reference
        if fragment and not fragment.startswith("/"):
            return f"#{next(iter(self._anchors.get((uri, unquote(fragment)), [])), f'/{fragment}')}"
        return f"#{self._place(uri, fragment, at)}"

    def _place(self, uri: str, fragment: str, at: str) -> str:
        """Return the pointer to a place in a resource, or else in the whole document, or in the schema around `at`."""
        place = f"{self._resources[uri]}{fragment}"
        target, otherwise = (_value_at(self._document, each) for each in (place, fragment))
        if target is None and otherwise is not None:
            return fragment
        if target is None or not place:
            return self._place_around(at, fragment) or place
        if isinstance(target, dict) and any(map(_is_unread, place.split("/"))):
            self._waiting.append((target, place, uri))
        return place

    def _place_around(self, at: str, fragment: str) -> str | None:
        """Return the pointer to a place in the nearest schema with parts of its own, or else in the outermost."""
        steps = at.split("/")
        around = ["/".join(steps[:size]) for size in range(len(steps), 1, -1)]
        roots = [each for each in around if not _OWN_DOCUMENT.isdisjoint(mapping(_value_at(self._document, each)))]
        outermost = _OUTERMOST.match(at)
        places = [f"{each}{fragment}" for each in (*roots, *([outermost[0]] if outermost else []))]
        return next((each for each in places if isinstance(_value_at(self._document, each), dict)), None)

    def _load(self, uri: str) -> None:
        path = self._path(uri)
        if path is None:
            return
        if len(mapping(self._document.get(FILES))) >= _MOST_FILES:
            raise CodegenError(f"consists of more than {_MOST_FILES} files")
        value = self._read(path)
        if isinstance(value, dict):
            self._document.setdefault(FILES, {})[uri] = value
            self._add(value, f"/{FILES}/{_escaped(uri)}", uri)

    def _path(self, uri: str) -> Path | None:
        """Return the path of a file in the folder of the document; None if there is none."""
        try:
            path = (self._folder / unquote(uri)).resolve()
            is_file = not urlsplit(uri).scheme and path.is_relative_to(self._folder) and path.is_file()
        except (OSError, ValueError):  # too long, or with a character that no name has
            return None
        return path if is_file else None

    def _bind(self, place: str, schema: Document) -> None:
        """Replace references to a schema with open places by a copy, which the anchors of this schema fill."""
        places = {"": schema, **{f"/$defs/{_escaped(key)}": each for key, each in mapping(schema.get("$defs")).items()}}
        bound = {
            str(mapping(each)["$dynamicAnchor"]): f"#{place}{at}"
            for at, each in places.items()
            if "$dynamicAnchor" in mapping(each)
        }
        if not bound:
            return
        for part in (schema, *map(mapping, items(schema.get("allOf")))):
            copy = self._filled(part.get("$ref"), bound)
            if copy is not None:
                del part["$ref"]
                part["allOf"] = [copy, *items(part.get("allOf"))]

    def _filled(self, reference: Json, bound: dict[str, str]) -> Document | None:
        """Return a copy of a schema in which the open places are filled, None if it has none of them."""
        target = _value_at(self._document, reference) if isinstance(reference, str) else None
        if not isinstance(target, dict) or not any(
            _open_place(each) in bound for _, each, _ in _mappings(target, "", "")
        ):
            return None
        copy = deepcopy(target)
        for key in ("$dynamicAnchor", "$defs", "$id"):
            copy.pop(key, None)
        for _, each, _ in list(_mappings(copy, "", "")):
            if _open_place(each) in bound:
                each["$ref"] = bound[_open_place(each)]
                del each["$dynamicRef"]
        return copy

    def _close(self, place: str, schema: Document) -> None:
        """Let a `$dynamicRef` that nothing fills lead to the nearest anchor of its name."""
        name = _open_place(schema)
        found = [at for (_, anchor), places in self._anchors.items() if anchor == name for at in places]
        if name and found:
            schema["$ref"] = "#" + max(found, key=lambda at: _common_length(at, place))
            del schema["$dynamicRef"]


def _around(place: str, anchors: set[str]) -> str:
    """Return the nearest schema around a place that is an anchor of recursion, or else the one with a name."""
    steps = place.split("/")
    outer = ["/".join(steps[:size]) for size in range(len(steps), 0, -1)]
    named = "/".join(steps[:4]) if place.startswith("/components/schemas/") else ""
    return next((each for each in outer if each in anchors), named)


def _open_place(schema: Document) -> str:
    reference = schema.get("$dynamicRef")
    return reference.rpartition("#")[2] if isinstance(reference, str) else ""


def _value_at(document: Document, reference: str) -> Json:
    return value_at_pointer(document, unquote(reference))


def _common_length(first: str, second: str) -> int:
    return next((at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), len(first))
