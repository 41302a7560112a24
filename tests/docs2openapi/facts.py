"""The facts in an OpenAPI document and those that a person reads on its page, as sets that can be compared."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi import Result

Fact = tuple[str, ...]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_FIELD = re.compile(
    r"(?P<type>[^!{=~]+?)(?P<required>!)?(?: \{(?P<enum>[^}]*)\})?(?: = (?P<default>.*?))?(?P<shown> ~)?"
)


def expected_facts(operation: dict[str, Any], lines: list[str]) -> tuple[set[Fact], set[Fact]]:
    """Return the facts that a person reads on a page, and those that they imply: the objects around a dotted name."""
    facts: set[Fact] = {("operation", operation["operation"])}
    if "title" in operation:
        facts.add(("title", operation["title"]))
    facts |= {("server", server) for server in operation.get("servers", ())}
    facts |= {("auth", auth) for auth in operation.get("auth", ())}
    for name, words in operation.get("sent", {}).items():
        facts |= set(_expected_field(name, words))
    body = {f"body {name}": words for name, words in operation.get("body", {}).items()}
    if "body_type" in operation:
        facts.add(("body type", operation["body_type"]))
    facts |= {("body example", str(n)) for n in range(operation.get("examples", 0))}
    implied: set[Fact] = set()
    for status, response in operation.get("answers", {}).items():
        facts |= set(_expected_response(str(status), response))
        body |= {f"{status} {name}": words for name, words in response.get("fields", {}).items()}
    for name, words in body.items():
        facts |= set(_expected_field(name, words))
        implied |= set(_around(name))
    for start in operation.get("undecided", ()):
        (line,) = (number for number, text in enumerate(lines, 1) if start in text)
        facts.add(("note", str(line)))
    return facts, implied


def _expected_response(status: str, response: dict[str, Any]) -> Iterator[Fact]:
    yield "answer", status
    for name, words in response.get("headers", {}).items():
        yield from _expected_field(f"{status} header {name}", words)
    yield from (("code", status, code) for code in response.get("codes", ()))
    yield from (("type", status, name) for name in response.get("types", ()) if name != "application/json")
    yield from (("example", status, str(number)) for number in range(response.get("examples", 0)))


def _expected_field(name: str, words: str) -> Iterator[Fact]:
    match = _FIELD.fullmatch(words)
    assert match is not None, words
    yield "field", name
    if match["type"] != "any":
        yield "type", name, match["type"]
    if match["required"] and not name.startswith("path "):
        yield "required", name
    if match["enum"] is not None:
        yield "enum", name, " ".join(sorted(match["enum"].split(", ")))
    if match["default"] is not None:
        yield "default", name, _value(_literal(match["default"]))
    if match["shown"]:
        yield "shown", name


def _literal(words: str) -> object:
    try:
        return json.loads(words)
    except ValueError:
        return words


def _value(value: object) -> str:
    return json.dumps(float(value) if isinstance(value, int) and not isinstance(value, bool) else value)


def _around(name: str) -> Iterator[Fact]:
    for match in re.finditer(r"(?:\[\])?\.|\[\]$", name):
        outer = name[: match.start()]
        yield "field", outer
        yield from (("type", outer, word) for word in ("object", "object[]", "array"))


def read_facts(result: Result) -> dict[str, set[Fact]]:
    """Return the facts of each operation of a document, by its method and path."""
    document = result.document
    notes = {("note", str(note.line)) for note in result.notes}
    return {
        f"{method} {path}": {("operation", f"{method} {path}"), *_Reader(document).operation(operation), *notes}
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


class _Reader:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def operation(self, operation: dict[str, Any]) -> Iterator[Fact]:
        yield "title", str(operation.get("summary"))
        servers = operation.get("servers", self.document.get("servers", ()))
        yield from (("server", server["url"]) for server in servers)
        yield from self._auth(operation)
        for given in operation.get("parameters", ()):
            yield from self._field(f"{given['in']} {given['name']}", given["schema"])
            if given.get("required") and given["in"] != "path":
                yield "required", f"{given['in']} {given['name']}"
        for kind, media in operation.get("requestBody", {}).get("content", {}).items():
            yield "body type", kind
            yield from (("body example", str(n)) for n in range(_count(media)))
            yield from self._fields("body ", media.get("schema", {}))
        for status, response in operation["responses"].items():
            yield from self._response(status, self._solved(response))

    def _auth(self, operation: dict[str, Any]) -> Iterator[Fact]:
        schemes = self.document.get("components", {}).get("securitySchemes", {})
        for given in operation.get("security", self.document.get("security", ())):
            for name in given:
                scheme = schemes[name]
                yield "auth", scheme.get("scheme") or f"{scheme['in']} {scheme['name']}"

    def _response(self, status: str, response: dict[str, Any]) -> Iterator[Fact]:
        yield "answer", status
        yield from (("code", status, code) for code in response.get("x-error-codes", ()))
        for name, header in response.get("headers", {}).items():
            yield from self._field(f"{status} header {name}", header["schema"])
        for kind, media in response.get("content", {}).items():
            if kind != "application/json":
                yield "type", status, kind
            yield from (("example", status, str(n)) for n in range(_count(media)))
            yield from self._fields(f"{status} ", media.get("schema", {}))

    def _fields(self, prefix: str, schema: dict[str, Any]) -> Iterator[Fact]:
        """Return what a schema says of its fields; a list goes on with ``[]``, the body itself has no name."""
        schema = self._solved(schema)
        dot = "" if prefix.endswith(" ") else "."
        for name, child in schema.get("properties", {}).items():
            yield from self._field(f"{prefix}{dot}{name}", child)
            yield from self._fields(f"{prefix}{dot}{name}", child)
            if name in schema.get("required", ()):
                yield "required", f"{prefix}{dot}{name}"
        if "items" in schema:
            yield from self._fields(f"{prefix}[]", schema["items"])

    def _field(self, name: str, schema: dict[str, Any]) -> Iterator[Fact]:
        schema = self._solved(schema)
        yield "field", name
        if "type" in schema:
            yield "type", name, self._type(schema)
        enum = schema.get("enum") or self._solved(schema.get("items", {})).get("enum")
        if enum is not None:
            yield "enum", name, " ".join(sorted(map(str, enum)))
        if "default" in schema:
            yield "default", name, _value(schema["default"])
        if "x-from" in schema:
            yield "shown", name

    def _type(self, schema: dict[str, Any]) -> str:
        types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        item = self._solved(schema.get("items", {})).get("type")
        lists = f"{item}[]" if isinstance(item, str) else "array"
        return " | ".join(lists if name == "array" else name for name in types)

    def _solved(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in schema:
            return schema
        place = self.document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        return place


def _count(media: dict[str, Any]) -> int:
    return 1 if "example" in media else len(media.get("examples", ()))


def load(text: str) -> list[dict[str, Any]]:
    """Read the operations of an expectation."""
    return list(YAML(typ="safe", pure=True).load_all(text))
