"""Read an external document: OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0, JSON or YAML, of limited size and depth."""

# PyYAML's C parser is only partly annotated, and this is the only module that uses it:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from scripts.codegen.external.linking import linked
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.references import follow
from scripts.codegen.external.swagger.documents import converted
from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scripts.codegen.openapi.document import Json

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 200
MAX_VALUES = 2_000_000
"""The most values of a document; values that an alias repeats count each time."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_external(path: Path) -> Document:
    """Read an OpenAPI document.

    Raises:
        CodegenError: It cannot be read, is neither JSON nor YAML, exceeds a limit, or is neither OpenAPI 3.0 to 3.2
            nor Swagger 2.0 with paths.
    """
    document = read_file(path)
    if not isinstance(document, dict):
        raise CodegenError(f"is not a mapping at the top but {_kind(document)}: give an OpenAPI document")
    version = document.get("openapi", document.get("swagger"))
    if not re.match(r"(3\.[012]|2\.0)(\.|$)", str(version)):
        raise CodegenError(f"openapi is {version!r}: only OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are supported")
    if not isinstance(document.get("paths"), dict) or not document["paths"]:
        content = "only webhooks" if document.get("webhooks") else "no paths"
        raise CodegenError(f"has {content}: there is no operation for a client")
    found = linked(document, path, read_file)
    return _with_sections(converted(found) if "swagger" in found else found)


def _with_sections(document: Document) -> Document:
    """Put the sections of a document into their places: in one of several files, each may be a reference."""
    try:
        for section in ("paths", "webhooks", "components"):
            if section in document:
                document[section] = _section(document, document[section])
        components = mapping(document.get("components"))
        for name, section in components.items():
            components[name] = _section(document, section)
    except Unsupported as reason:
        raise CodegenError(f"{reason}: give the file that the others are parts of") from reason
    return document


def _section(document: Document, section: Json) -> Json:
    """Return what a section refers to, with what stands beside the reference."""
    if not isinstance(section, dict) or not isinstance(section.get("$ref"), str):
        return section
    return {**follow(document, section).value, **{key: value for key, value in section.items() if key != "$ref"}}


def read_file(path: Path) -> Json:
    """Read a file of a document.

    Raises:
        CodegenError: It cannot be read, is neither JSON nor YAML, or exceeds a limit.
    """
    return _parsed(_text(path))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CodegenError(f"has more than {MAX_BYTES} bytes")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CodegenError(f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CodegenError(f"is not UTF-8 text (byte {error.start})") from error


def _parsed(text: str) -> Json:
    try:
        if text.lstrip()[:1] in {"{", "["}:
            value = _from_json(text)
            if value is not None:
                return value
        return _from_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise CodegenError(f"{where}not YAML: {getattr(error, 'problem', None) or error}") from error


def _from_json(text: str) -> Json:
    """Parse JSON; None if the text may be YAML that looks like JSON."""
    try:
        value: Json = json.loads(text, parse_constant=str)
    except RecursionError as error:
        raise CodegenError(f"is nested more than {MAX_DEPTH} deep") from error
    except ValueError:
        return None
    _measure(value)
    return _without_surrogates(value) if _SURROGATE.search(text) else value


def _measure(value: Json) -> None:
    """Check the limits of a document without aliases."""
    count, depth, level = 1, 0, [value]
    while level:
        _check_limits(depth, count)
        holders = [each for each in level if isinstance(each, dict | list)]
        level = [child for each in holders for child in (each.values() if isinstance(each, dict) else each)]
        count, depth = count + len(level), depth + 1


def _check_limits(depth: int, count: int) -> None:
    if depth > MAX_DEPTH:
        raise CodegenError(f"is nested more than {MAX_DEPTH} deep")
    if count > MAX_VALUES:
        raise CodegenError(f"has more than {MAX_VALUES} values, including those that aliases repeat")


def _without_surrogates(value: Any) -> Json:
    """Replace lone surrogates, which JSON can contain but UTF-8 cannot, by U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, dict):
        return {str(_without_surrogates(key)): _without_surrogates(child) for key, child in value.items()}
    return [_without_surrogates(child) for child in value] if isinstance(value, list) else value


def _kind(value: Json) -> str:
    return "nothing" if value is None else type(value).__name__


# YAML is read event by event: the parser's own composer has no limits for nesting and aliases.

_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")
"""Scalars without quotes by YAML 1.2, so that `no`, `on` and dates stay strings."""


@dataclass
class _Frame:
    """A list or mapping that is being read; ``size`` is the number of values in it."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    key: str | None = None
    size: int = 1
    merged: dict[str, Any] = field(default_factory=dict[str, Any])

    def add(self, value: Any, size: int) -> None:
        self.size += size
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key is None:
            self.key = _key(value)
        else:
            self._set(self.key, value)
            self.key = None

    def _set(self, key: str, value: Any) -> None:
        """Set a key, or remember what is merged by `<<` (https://yaml.org/type/merge.html)."""
        others = [each for each in (items(value) or [value]) if isinstance(each, dict)]
        if key == "<<" and others:
            for each in reversed(others):
                self.merged.update(each)
        elif isinstance(self.value, dict):
            self.value[key] = value

    def finished(self) -> dict[str, Any] | list[Any]:
        """Return the list or mapping; its own keys have precedence over merged ones."""
        if isinstance(self.value, dict) and self.merged:
            return {**self.merged, **self.value}
        return self.value


@dataclass
class _Reader:
    """Composes the events of a YAML text, within the limits of this module."""

    frames: list[_Frame] = field(default_factory=list[_Frame])
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict[str, tuple[Any, int]])

    def read(self, events: Iterator[Any]) -> Json:
        root = _Frame([], None)
        self.frames = [root]
        for event in events:
            self._take(event)
        if len(root.value) > 1:
            raise CodegenError("has more than one YAML document")
        return root.value[0] if isinstance(root.value, list) and root.value else None

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._put(_scalar(event), 1, event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise CodegenError(f"alias {event.anchor!r} has no anchor, or is inside of it")
            self._put(*self.anchors[event.anchor], None)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            _check_limits(len(self.frames), 0)
            empty: dict[str, Any] | list[Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
            self.frames.append(_Frame(empty, event.anchor))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            done = self.frames.pop()
            self._put(done.finished(), done.size, done.anchor)

    def _put(self, value: Any, size: int, anchor: str | None) -> None:
        _check_limits(0, self.frames[-1].size + size)
        self.frames[-1].add(value, size)
        if anchor is not None:
            self.anchors[anchor] = (value, size)


def _from_yaml(text: str) -> Json:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader().read(yaml.parse(text, Loader=loader))
    except RecursionError as error:
        raise CodegenError(f"is nested more than {MAX_DEPTH} deep") from error


def _scalar(event: Any) -> Any:
    if not event.implicit[0]:
        return str(event.value)
    text = str(event.value)
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text


def _key(value: Any) -> str:
    if isinstance(value, dict | list):
        raise CodegenError("a key is a list or a mapping")
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return str(value)  # for instance the status 200 without quotes
