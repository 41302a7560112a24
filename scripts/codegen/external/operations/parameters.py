"""The parameters of a foreign operation, and its path with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.operation import is_path
from scripts.codegen.clients.operations.request import RESERVED
from scripts.codegen.external.descriptions import said
from scripts.codegen.external.naming import Names, snake
from scripts.codegen.external.notes import LeftOut
from scripts.codegen.external.operations.path_templates import Variable, split_path
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.request_schemas import Asked
    from scripts.codegen.openapi.document import Document, Json

_IGNORED_HEADERS = {"accept", "authorization", "content-type"}
"""OpenAPI 3.1, 4.8.12.1: parameters of these names say nothing."""

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_NO_ARGUMENT = {*RESERVED, "url"}


@dataclass
class Given:
    """Reads the parameters of one operation; ``names`` are those of its arguments."""

    document: Document
    asked: Asked
    notes: Notes
    operation: str
    credentials: frozenset[tuple[str, str]]
    """What is sent with every request, as (in, name) in lower case."""
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names({*_NO_ARGUMENT, self.operation})

    def path(self, path: str, declared: list[Document]) -> tuple[str, list[Document]]:
        """Give the path with the names of arguments in it, and its parameters. Raises `LeftOut`."""
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
            self.notes.tell(f"path parameter {', '.join(unknown)}: not in the path, so it is not asked for")
        if not is_path(text.partition("?")[0]) or re.search("[{}]", re.sub(r"{\w+}", "", text)):
            raise LeftOut(f"{path!r} is not a path that a request can be sent to")
        return text, parameters

    def others(self, declared: list[Document]) -> list[Document]:
        """Give the parameters of query and header. Raises `LeftOut` where one is needed that cannot be sent."""
        known = {(str(each.get("in")), str(each.get("name"))): each for each in declared if each.get("in") != "path"}
        found = [self._sent(each) for each in known.values()]
        return [each for each in found if each is not None]

    def _variable(self, variable: Variable, known: dict[str, Document]) -> Document:
        if variable.name not in known:
            self.notes.tell(f"path parameter {variable.name}: not declared, taken as a string")
        declared = known.get(variable.name, {})
        name = self.names.free(snake(variable.name, "value"))
        kind = self._simple(declared, variable.name) if declared else {"type": "string"}
        if "array" in _all_kinds(kind):
            self.notes.tell(
                f"path parameter {variable.name}: is a list: it is given as the text that stands in the path"
            )
            kind = {"type": "string"}
        rest = {"x-rest": True} if variable.is_rest else {}
        return {
            "name": name,
            "in": "path",
            "required": True,
            "schema": kind or {"type": "string"},
            **said(declared),
            **rest,
        }

    def _sent(self, declared: Document) -> Document | None:
        name, where = declared.get("name"), declared.get("in")
        if not isinstance(name, str) or where not in ("query", "header", "cookie"):
            raise LeftOut(f"has a parameter {name!r} in {where!r}, which OpenAPI does not know")
        if where == "header" and name.lower() in _IGNORED_HEADERS:
            self.notes.tell(f"header parameter {name}: OpenAPI says to ignore it; the client sends its own")
            return None
        if (where, name.lower()) in self.credentials:
            return None
        required = declared.get("required") is True
        try:
            schema = self._form(name, where, declared)
        except LeftOut as reason:
            if required:
                raise
            self.notes.tell(f"{where} parameter {name}: {reason}; it is optional and not offered")
            return None
        argument = self.names.free(snake(name, "value"))
        more = {"x-joined": schema.pop("x-joined")} if "x-joined" in schema else {}
        schema = {**schema, "x-name": argument}
        return {"name": name, "in": where, "required": required, "schema": schema, **said(declared), **more}

    def _form(self, name: str, where: str, declared: Document) -> Document:
        """Give the schema of a parameter. Raises `LeftOut` where its values have no plain form."""
        if where == "cookie":
            raise LeftOut(f"{name} is a cookie, which clients do not send")
        if where == "header" and not _HEADER.fullmatch(name):
            raise LeftOut(f"{name!r} cannot name a header")
        if where == "query" and not name.strip():
            raise LeftOut("a parameter has no name")
        if "content" in declared:
            raise LeftOut(f"{name} is written as {', '.join(mapping(declared['content']))}, which clients do not do")
        schema = self._simple(declared, name)
        constants = [str(word) for word in items(schema.get("enum"))] if where == "header" else []
        if not all(word.isascii() and word.isprintable() for word in constants):
            raise LeftOut(f"{name} has a value that cannot stand in a header")
        if "array" in _all_kinds(schema) and where == "query" and not _is_exploded(declared):
            return {**schema, "x-joined": _separator(name, declared)}
        return schema

    def _simple(self, declared: Document, name: str) -> Document:
        """Give the schema of a parameter without objects. Raises `LeftOut` where nothing is left."""
        schema = self.asked.schema(declared.get("schema", {}), f"{self.operation} {name}")
        variants = [each for each in items(schema.get("anyOf")) if isinstance(each, dict)]
        plain = [each for each in variants or [schema] if _is_plain(each)]
        if not plain:
            raise LeftOut(f"{name} is an object, which has no plain form in a query, path or header")
        if not variants:
            return schema
        if len(plain) < len(variants):
            self.notes.tell(f"parameter {name}: may be an object, too; only its plain form is offered")
        return {**schema, "anyOf": plain} if len(plain) > 1 else {**plain[0]}


def declared_parameters(document: Document, item: Document, operation: Document) -> list[Document]:
    """Give the parameters of a path and of its operation, whose own come first. Raises `LeftOut`."""
    found: dict[tuple[str, str], Document] = {}
    for raw in (*items(item.get("parameters")), *items(operation.get("parameters"))):
        each = follow(document, raw).value
        found[str(each.get("in")), str(each.get("name"))] = each
    return list(found.values())


def _is_exploded(declared: Document) -> bool:
    return declared.get("style", "form") == "form" and declared.get("explode", True) is not False


def _separator(name: str, declared: Document) -> str:
    """What stands between the items of a list that is one parameter. Raises `LeftOut` where that is not known."""
    style = declared.get("style", "form")
    separators = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
    if not isinstance(style, str) or style not in separators:
        raise LeftOut(f"{name} is a list in the style {style!r}, which clients do not write")
    return separators[style]


def _is_plain(schema: Json) -> bool:
    known = mapping(schema)
    inner = [known["items"]] if "items" in known else []
    return "$ref" not in known and "object" not in kinds_of(known) and all(map(_is_plain, inner))


def _all_kinds(schema: Document) -> list[str]:
    return [kind for each in (schema, *items(schema.get("anyOf"))) for kind in kinds_of(mapping(each))]
