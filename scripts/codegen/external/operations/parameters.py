"""Adapt the parameters and the path of an operation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.operation import is_path, without_query
from scripts.codegen.clients.operations.request import RESERVED
from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import Names, note_name, snake
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.media_types import essence, is_json
from scripts.codegen.external.operations.path_templates import Variable, split_path
from scripts.codegen.external.operations.styles import style_of
from scripts.codegen.external.references import content_of, follow
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.request_schemas import RequestSchemas
    from scripts.codegen.openapi.document import Document, Json

_IGNORED_HEADERS = {"accept", "authorization", "content-type"}
"""Parameters with these names are ignored (OpenAPI 3.1, 4.8.12.1)."""

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_NO_ARGUMENT = {*RESERVED}


@dataclass
class ParameterReader:
    """Reads the parameters of one operation.

    Attributes:
        credentials: What is sent with every request, as (in, name) in lower case.
        names: The names of its arguments.
    """

    document: Document
    schemas: RequestSchemas
    notes: Notes
    operation: str
    credentials: frozenset[tuple[str, str]]
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names({*_NO_ARGUMENT, self.operation})

    def path(self, path: str, declared: list[Document]) -> tuple[str, list[Document]]:
        """Return the path with the names of arguments in it, and its parameters.

        Raises:
            Unsupported: The path is not valid.
        """
        known = {str(each.get("name")): each for each in declared if each.get("in") == "path"}
        parts = split_path(path)
        variables = {part.name: part for part in parts if isinstance(part, Variable)}
        parameters = {name: self._variable(variable, known) for name, variable in variables.items()}
        text = "".join(part if isinstance(part, str) else f"{{{parameters[part.name]['name']}}}" for part in parts)
        unknown = sorted(known.keys() - variables)
        if unknown:
            self.notes.add(f"path parameter {', '.join(unknown)}: not in the path, and ignored")
        if not is_path(without_query(text)) or re.search("[{}]", re.sub(r"{\w+}", "", text)):
            raise Unsupported(f"{path!r} is not a valid path")
        return text, [*parameters.values()]

    def others(self, declared: list[Document]) -> list[Document]:
        """Return the parameters of query, header and cookie.

        Raises:
            Unsupported: A required one cannot be sent.
        """
        known = {(str(each.get("in")), str(each.get("name"))): each for each in declared if each.get("in") != "path"}
        found = [self._sent(each) for each in known.values()]
        return [each for each in found if each is not None]

    def argument(self, key: str, what: str) -> str:
        """Return the name of the argument for a parameter or a field, which is noted if it has a number."""
        wanted = snake(key, "value")
        name = self.names.free(wanted)
        if name != wanted:
            self.notes.add(f"{what} {key}: is the argument {name}: the name {wanted} is in use")
        else:
            note_name(self.notes, what, key, "the argument", name)
        return name

    def _variable(self, variable: Variable, known: dict[str, Document]) -> Document:
        if variable.name not in known:
            self.notes.add(f"path parameter {variable.name}: not declared, used as a string")
        declared = known.get(variable.name, {})
        name = self.argument(variable.name, "path parameter")
        schema, style = self._written("path", variable.name, declared) if declared else ({}, {})
        more = {"x-style": {**style, "key": variable.name}} if style else {"x-rest": True} if variable.is_rest else {}
        return {
            "name": name,
            "in": "path",
            "required": True,
            "schema": schema or {"type": "string"},
            **text_of(declared),
            **more,
        }

    def _sent(self, declared: Document) -> Document | None:
        name, where = declared.get("name"), declared.get("in")
        if not isinstance(name, str) or where not in ("query", "header", "cookie"):
            raise Unsupported(f"has a parameter {name!r} in {where!r}, which is not valid OpenAPI")
        if (where, name.lower()) in self.credentials:
            return None
        if where == "header" and name.lower() in _IGNORED_HEADERS:
            self.notes.add(
                f"header parameter {name}: ignored, as OpenAPI says; the client sends its own, or that of extra_headers"
            )
            return None
        required = declared.get("required") is True
        try:
            _check_name(name, where)
            schema, style = self._written(where, name, declared)
        except Unsupported as reason:
            if required:
                raise
            self.notes.add(f"{where} parameter {name}: {reason}; it is optional and ignored")
            return None
        if where == "query" and declared.get("allowEmptyValue") is True and "string" not in _all_kinds(schema):
            self.notes.add(f"{where} parameter {name}: may be empty, which is sent by extra_query only")
        schema = {**schema, "x-name": self.argument(name, f"{where} parameter")}
        more = {"x-style": style} if style else {}
        return {"name": name, "in": where, "required": required, "schema": schema, **text_of(declared), **more}

    def _written(self, where: str, name: str, declared: Document) -> tuple[Document, Document]:
        """Return the schema of a parameter, and how it is written if that is not as usual."""
        content = content_of(self.document, declared)
        raw = next(iter(content.values())).get("schema", {}) if content else declared.get("schema", {})
        schema = self.schemas.schema(raw, f"{self.operation} {name}")
        if where == "header" and not all(map(_can_be_sent, items(schema.get("enum")))):
            raise Unsupported(f"{name} has a value that cannot be sent in a header")
        if content:
            whole = {"style": "whole"} if declared.get("x-whole") is True else {}
            return schema, {**whole, "is_json": True} if is_json(next(iter(content))) else whole
        return schema, style_of(where, name, declared, _all_kinds(schema))


def declared_parameters(document: Document, item: Document, operation: Document) -> list[Document]:
    """Return the parameters of a path and its operation; those of the operation have precedence.

    Raises:
        Unsupported: A reference leads nowhere.
    """
    found: dict[tuple[str, str], Document] = {}
    for raw in (*items(item.get("parameters")), *items(operation.get("parameters"))):
        each = _in_query(document, follow(document, raw).value)
        found[str(each.get("in")), str(each.get("name"))] = each
    return list(found.values())


def _in_query(document: Document, parameter: Document) -> Document:
    """Return a parameter that is the whole query (OpenAPI 3.2) as one in it: the fields of a form, or one value."""
    content = content_of(document, parameter)
    if parameter.get("in") != "querystring" or not content:
        return parameter
    if essence(next(iter(content))) != "application/x-www-form-urlencoded":
        return {**parameter, "in": "query", "x-whole": True}
    schema = next(iter(content.values())).get("schema", {})
    rest = {key: value for key, value in parameter.items() if key != "content"}
    return {**rest, "in": "query", "style": "form", "explode": True, "schema": schema}


def _check_name(name: str, where: str) -> None:
    if where in ("header", "cookie") and not _HEADER.fullmatch(name):
        raise Unsupported(f"{name!r} cannot name a {where}")
    if not name.strip():
        raise Unsupported("a parameter has no name")


def _can_be_sent(word: Json) -> bool:
    return str(word).isascii() and str(word).isprintable()


def _all_kinds(schema: Document) -> list[str]:
    """Return the types of a value, and `object` for a reference to one."""
    variants = [mapping(each) for each in (schema, *items(schema.get("anyOf")))]
    return [kind for each in variants for kind in (["object"] if "$ref" in each else kinds_of(each))]
