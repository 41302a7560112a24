"""Adapt the parameters and the path of an operation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.operation import is_path
from scripts.codegen.clients.operations.request import RESERVED
from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import Names, snake
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.path_templates import Variable, split_path
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.request_schemas import RequestSchemas
    from scripts.codegen.openapi.document import Document, Json

_IGNORED_HEADERS = {"accept", "authorization", "content-type"}
"""Parameters with these names are ignored (OpenAPI 3.1, 4.8.12.1)."""

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_NO_ARGUMENT = {*RESERVED, "url"}


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
        parameters: list[Document] = []
        text = ""
        for part in split_path(path):
            if isinstance(part, Variable):
                parameters.append(self._variable(part, known))
                text += f"{{{parameters[-1]['name']}}}"
            else:
                text += part
        unknown = sorted(set(known) - {part.name for part in split_path(path) if isinstance(part, Variable)})
        if unknown:
            self.notes.add(f"path parameter {', '.join(unknown)}: not in the path, and ignored")
        if not is_path(text.partition("?")[0]) or re.search("[{}]", re.sub(r"{\w+}", "", text)):
            raise Unsupported(f"{path!r} is not a valid path")
        return text, parameters

    def others(self, declared: list[Document]) -> list[Document]:
        """Return the parameters of query and header.

        Raises:
            Unsupported: A required one cannot be sent.
        """
        known = {(str(each.get("in")), str(each.get("name"))): each for each in declared if each.get("in") != "path"}
        found = [self._sent(each) for each in known.values()]
        return [each for each in found if each is not None]

    def _variable(self, variable: Variable, known: dict[str, Document]) -> Document:
        if variable.name not in known:
            self.notes.add(f"path parameter {variable.name}: not declared, used as a string")
        declared = known.get(variable.name, {})
        name = self.names.free(snake(variable.name, "value"))
        kind = self._simple(declared, variable.name) if declared else {"type": "string"}
        if "array" in _all_kinds(kind):
            self.notes.add(f"path parameter {variable.name}: is a list: pass the text for the path")
            kind = {"type": "string"}
        rest = {"x-rest": True} if variable.is_rest else {}
        return {
            "name": name,
            "in": "path",
            "required": True,
            "schema": kind or {"type": "string"},
            **text_of(declared),
            **rest,
        }

    def _sent(self, declared: Document) -> Document | None:
        name, where = declared.get("name"), declared.get("in")
        if not isinstance(name, str) or where not in ("query", "header", "cookie"):
            raise Unsupported(f"has a parameter {name!r} in {where!r}, which is not valid OpenAPI")
        if where == "header" and name.lower() in _IGNORED_HEADERS:
            self.notes.add(f"header parameter {name}: ignored, as OpenAPI requires; the client sends its own")
            return None
        if (where, name.lower()) in self.credentials:
            return None
        required = declared.get("required") is True
        try:
            schema = self._form(name, where, declared)
        except Unsupported as reason:
            if required:
                raise
            self.notes.add(f"{where} parameter {name}: {reason}; it is optional and ignored")
            return None
        argument = self.names.free(snake(name, "value"))
        more = {"x-joined": schema.pop("x-joined")} if "x-joined" in schema else {}
        schema = {**schema, "x-name": argument}
        return {"name": name, "in": where, "required": required, "schema": schema, **text_of(declared), **more}

    def _form(self, name: str, where: str, declared: Document) -> Document:
        """Return the schema of a parameter whose values can be sent."""
        if where == "cookie":
            raise Unsupported(f"{name} is a cookie, which clients do not send")
        if where == "header" and not _HEADER.fullmatch(name):
            raise Unsupported(f"{name!r} cannot name a header")
        if where == "query" and not name.strip():
            raise Unsupported("a parameter has no name")
        if "content" in declared:
            raise Unsupported(f"{name} is encoded as {', '.join(mapping(declared['content']))}, which is not supported")
        schema = self._simple(declared, name)
        constants = [str(word) for word in items(schema.get("enum"))] if where == "header" else []
        if not all(word.isascii() and word.isprintable() for word in constants):
            raise Unsupported(f"{name} has a value that cannot be sent in a header")
        if "array" in _all_kinds(schema) and where == "query" and not _is_exploded(declared):
            return {**schema, "x-joined": _separator(name, declared)}
        return schema

    def _simple(self, declared: Document, name: str) -> Document:
        """Return the schema of a parameter without objects."""
        schema = self.schemas.schema(declared.get("schema", {}), f"{self.operation} {name}")
        variants = [each for each in items(schema.get("anyOf")) if isinstance(each, dict)]
        plain = [each for each in variants or [schema] if _is_plain(each)]
        if not plain:
            raise Unsupported(f"{name} is an object, which cannot be sent in a query, path or header")
        if not variants:
            return schema
        if len(plain) < len(variants):
            self.notes.add(f"parameter {name}: may also be an object, which is not supported")
        return {**schema, "anyOf": plain} if len(plain) > 1 else {**plain[0]}


def declared_parameters(document: Document, item: Document, operation: Document) -> list[Document]:
    """Return the parameters of a path and its operation; those of the operation have precedence.

    Raises:
        Unsupported: A reference leads nowhere.
    """
    found: dict[tuple[str, str], Document] = {}
    for raw in (*items(item.get("parameters")), *items(operation.get("parameters"))):
        each = follow(document, raw).value
        found[str(each.get("in")), str(each.get("name"))] = each
    return list(found.values())


def _is_exploded(declared: Document) -> bool:
    return declared.get("style", "form") == "form" and declared.get("explode", True) is not False


def _separator(name: str, declared: Document) -> str:
    """Return the separator of a list in one parameter."""
    style = declared.get("style", "form")
    separators = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
    if not isinstance(style, str) or style not in separators:
        raise Unsupported(f"{name} is a list in the style {style!r}, which is not supported")
    return separators[style]


def _is_plain(schema: Json) -> bool:
    known = mapping(schema)
    inner = [known["items"]] if "items" in known else []
    return "$ref" not in known and "object" not in kinds_of(known) and all(map(_is_plain, inner))


def _all_kinds(schema: Document) -> list[str]:
    return [kind for each in (schema, *items(schema.get("anyOf"))) for kind in kinds_of(mapping(each))]
