"""From a foreign document to a spec of the road, and to what there is to tell of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.clients.generator import ERRORS
from scripts.codegen.clients.operations.operation import stream_name
from scripts.codegen.clients.operations.request import request_of
from scripts.codegen.clients.operations.request_schemas import Shapes
from scripts.codegen.clients.reserved_names import RESERVED_CLASSES, RESERVED_METHODS
from scripts.codegen.external.access import Access, access_of, alternatives, base_url, check_access, check_server
from scripts.codegen.external.descriptions import said
from scripts.codegen.external.naming import Names, snake
from scripts.codegen.external.notes import LeftOut, Notes, operation_label
from scripts.codegen.external.operations.parameters import Given, declared_parameters
from scripts.codegen.external.operations.request_bodies import body_of, content_type
from scripts.codegen.external.operations.responses import Results, is_file
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.request_schemas import Asked
from scripts.codegen.external.schemas.response_schemas import Answers
from scripts.codegen.external.schemas.size_limits import Lengths
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import METHODS, items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Place

TOO_DEEP = "its schemas lead from one to the next more often than can be followed"


@dataclass
class Adapted:
    """A spec that clients can be made from, and what became of the document."""

    spec: Document
    access: Access
    notes: Notes
    places: dict[str, Place] = field(default_factory=dict[str, "Place"])
    """Where each operation stands in the spec, by its label."""


def adapt(document: Document, package: str, class_prefix: str) -> Adapted:
    """Give a spec of the road with every operation that a client can express; the notes name the others."""
    adapter = _Adapter(document, package, class_prefix)
    for place, item, operation in _operations(document, adapter.notes):
        adapter.add(place, item, operation)
    return adapter.finished()


def _operations(document: Document, notes: Notes) -> Iterator[tuple[Place, Document, Document]]:
    """Give every operation with its place and the item of its path; the label of what cannot be read is noted."""
    for path, raw in document["paths"].items():
        if str(path).startswith("x-"):
            continue
        try:
            item = {
                **follow(document, raw).value,
                **{key: value for key, value in mapping(raw).items() if key != "$ref"},
            }
        except LeftOut as reason:
            notes.left_out[f"* {path}"] = str(reason)
            continue
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield ("paths", path, method), item, item[method]


class _Adapter:
    """Reads the operations of one document, one after the other."""

    def __init__(self, document: Document, package: str, class_prefix: str) -> None:
        self.notes = Notes()
        self._document = document
        found = [operation for _, _, operation in _operations(document, Notes())]
        self._base_url = base_url(document.get("servers"), self.notes)
        self._access = access_of(document, found, package, self.notes)
        classes = Names({*RESERVED_CLASSES, *ERRORS, f"{class_prefix}Client", f"Async{class_prefix}Client"})
        self._methods = Names({*RESERVED_METHODS, package})
        self._answers = Answers(document, classes, self.notes)
        self._asked = Asked(document, classes, self.notes)
        self._found: dict[tuple[str, str], tuple[str, Document]] = {}

    def add(self, place: Place, item: Document, operation: Document) -> None:
        """Take an operation in, or note why it is left out."""
        label = operation_label(place)
        self.notes.where = label
        try:
            path, found = self._read(place, item, operation)
            if (path, str(place[2])) in self._found:
                raise LeftOut(f"has the path of {self._found[path, str(place[2])][0]}")
        except LeftOut as reason:
            self.notes.left_out[label] = str(reason)
        except RecursionError:
            self.notes.left_out[label] = TOO_DEEP
        else:
            self._found[path, str(place[2])] = label, found

    def finished(self) -> Adapted:
        """Give the spec, once every operation was taken in."""
        self._answers.close_tags()
        spec = self._spec()
        lengths = Lengths(self._asked.components)
        for component in self._asked.components.values():
            lengths.cut(component)
        adapted = Adapted(spec, self._access, self.notes)
        for (path, method), (label, operation) in self._found.items():
            for media in mapping(mapping(operation.get("requestBody")).get("content")).values():
                lengths.cut(media["schema"])
            adapted.places[label] = ("paths", path, method)
        _check_requests(adapted)
        return adapted

    def _spec(self) -> Document:
        paths: dict[str, Document] = {}
        for (path, method), (_, operation) in self._found.items():
            paths.setdefault(path, {})[method] = operation
        return {
            "openapi": "3.1.0",
            "info": {"title": "Foreign", "version": "1"},
            "servers": [{"url": self._base_url}],
            "paths": paths,
            "components": {
                "schemas": {**self._answers.components, **self._asked.components},
                "securitySchemes": self._access.schemes,
            },
            "x-error-body": ERROR_BODY,
        }

    def _read(self, place: Place, item: Document, operation: Document) -> tuple[str, Document]:
        check_server(self._document, item, operation)
        check_access(self._access, self._document, operation)
        name = self._named(place, operation)
        given = Given(self._document, self._asked, self.notes, name, self._access.sent)
        declared = declared_parameters(self._document, item, operation)
        path, parameters = given.path(str(place[1]), declared)
        parameters += given.others([*declared, *self._keys(operation)])
        body = body_of(given, operation)
        responses = Results(self._document, self._answers, self.notes, name).responses(operation)
        found: Document = {
            "operationId": self._with_stream(name) if is_file(responses) else name,
            "tags": [_tag(operation)],
            **said(operation, "summary"),
            **said(operation),
            "deprecated": operation.get("deprecated") is True,
            "security": self._access.security,
            "parameters": [*parameters, *content_type(body)],
            "responses": responses,
        }
        return path, {**found, **body}

    def _named(self, place: Place, operation: Document) -> str:
        given = operation.get("operationId")
        wanted = snake(given if isinstance(given, str) and given else f"{place[2]} {place[1]}", str(place[2]))
        return self._methods.free(f"do_{wanted}" if wanted in RESERVED_METHODS else wanted)

    def _with_stream(self, name: str) -> str:
        """Give a name beside which there is one for the method that streams."""
        found = name
        while stream_name(found) in self._methods:
            found = self._methods.free(name)
        self._methods.take([stream_name(found)])
        return found

    def _keys(self, operation: Document) -> list[Document]:
        """The keys that stand in the query, which the client asks for with each operation."""
        needed = {name for each in alternatives(self._document, operation)[:1] for name in each}
        keys = [key for scheme, key in self._access.asked.items() if scheme in needed]
        for key in keys:
            self.notes.tell(f"the key {key} stands in the query: it is an argument of the operation")
        return [{"name": key, "in": "query", "required": True, "schema": {"type": "string"}} for key in keys]


ERROR_BODY = {
    "code": ["/error/code", "/code", "/error/type", "/errors/0/code", "/error"],
    "message": ["/error/message", "/message", "/detail", "/errors/0/message", "/error_description", "/title", ""],
}
"""Where error bodies have their code and message, as most of them do: a document does not say which is which."""


def _tag(operation: Document) -> str:
    tags = [each for each in items(operation.get("tags")) if isinstance(each, str) and re.search(r"[A-Za-z0-9]", each)]
    return snake(tags[0], "tag") if tags else "default"


def _check_requests(adapted: Adapted) -> None:
    """Leave out every operation whose request cannot be written all the same."""
    shapes = Shapes(adapted.spec)
    for label, (_, path, method) in list(adapted.places.items()):
        item = adapted.spec["paths"][path]
        try:
            request_of(adapted.spec, ("paths", path, method), item[method], shapes)
        except (CodegenError, RecursionError) as error:
            leave_out(adapted, label, str(error) if isinstance(error, CodegenError) else TOO_DEEP)
            shapes = Shapes(adapted.spec)
    adapted.notes.kept = list(adapted.places)


def leave_out(adapted: Adapted, label: str, why: str) -> None:
    """Take an operation out of the spec, and note why."""
    _, path, method = adapted.places.pop(label)
    del adapted.spec["paths"][path][method]
    if not adapted.spec["paths"][path]:
        del adapted.spec["paths"][path]
    adapted.notes.left_out[label] = why
    adapted.notes.kept = list(adapted.places)
